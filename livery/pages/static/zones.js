// What is put on the product, zone by zone: a list of artworks, what is wrong with each, and a bench for the one that is looked at.

import { drawingOf } from "./drawings.js";
import { announce, toast } from "./say.js";
import { Works } from "./works.js";

const row = document.getElementById("work");
const editor = document.getElementById("editor");
const zones = new Map();

/** Make every zone editable. `seen` is told which zone somebody turns to. */
export function personalizing(design, seen) {
  for (const place of document.querySelectorAll(".zone")) zones.set(place.dataset.zone, new Zone(place, design, seen));
}

/** `found`: zone → what it is like, null where this version does not have it. `laid`: what lies there, each by its number. */
export function paintZones(found, laid, design) {
  const lying = new Map([...zones.keys()].map((id) => [id, []]));
  for (const each of laid) {
    const [id, at] = design.whereIs(each.index);
    if (id) lying.get(id)[at] = each;
  }
  for (const [id, zone] of zones) zone.see(found[id], lying.get(id));
}

/** The zone that a finding about the personalization number `index` is told in, and its place there. */
export function toldIn(design, index) {
  const [id, at] = design.whereIs(index);
  return [zones.get(id), at];
}

export const repaintZones = () => zones.forEach((zone) => zone.show());
export const markZones = () => zones.forEach((zone) => zone.mark());

class Zone {
  #bench = null;

  constructor(place, design, seen) {
    const crowded = () => {
      toast("There is no room left beside what you have placed.", "Lay all side by side", () => this.works.arrange());
      return isFlat(this.works);
    };
    [this.place, this.works] = [place, new Works(design, place.dataset.zone, crowded)];
    [this.list, this.more] = [place.querySelector(".works"), place.querySelector("[data-more]")];
    place.addEventListener("toggle", async () => {
      if (!place.open) return;
      for (const { place: other } of zones.values()) if (other !== place) other.open = false;
      await this.#open();
      seen(place.dataset.zone);
    });
    this.more.addEventListener("click", () => this.#begin());
    design.addEventListener("change", () => this.show());
    this.show();
  }

  async #open() {
    const [{ Bench }, places] = await Promise.all([import("./bench.js"), import("./arrange.js")]);
    this.works.places = places;
    this.#bench ??= new Bench(this.works, this.place.querySelector(".editor"), this.place.dataset, () => this.show());
    this.show();
  }

  see(found, laid) {
    this.works.see(found, laid);
    this.place.toggleAttribute("data-away", !found);
    this.show();
  }

  show() {
    const { works } = this;
    works.follow();
    const empty = "away" in this.place.dataset ? "Not in this version" : "Add";
    const titles = works.all.map(({ work }) => titleOf(work)).join(" · ");
    this.place.querySelector(".carries").textContent = "wrong" in this.place.dataset ? "Needs a look" : titles || empty;
    const { listed } = works;
    while (this.list.children.length > listed.length) this.list.lastElementChild.remove();
    while (this.list.children.length < listed.length) this.list.append(this.#row(this.list.children.length));
    listed.forEach((each, at) => this.#paint(this.list.children[at], each, at));
    this.list.hidden = !listed.length;
    this.more.hidden = !works.count || works.coming !== null;
    this.#bench?.show();
  }

  #row(at) {
    const item = row.content.cloneNode(true).firstElementChild;
    item.querySelector("input").name = `zone.${this.place.dataset.zone}.work`;
    item.querySelector("input").addEventListener("change", () => {
      this.works.choose(at);
      this.show();
    });
    item.querySelector("button").addEventListener("click", () => this.#remove(at));
    return item;
  }

  #paint(item, each, at) {
    const title = each ? titleOf(each.work) : "Another";
    item.querySelector("input").checked = at === this.works.chosen;
    item.querySelector(".name").textContent = title;
    const number = this.works.count > 1 ? `Artwork ${at + 1}` : "";
    item.querySelector(".size").textContent = each ? [number, sizeOf(each.laid)].filter(Boolean).join(" · ") : "Words, a logo or a graphic";
    item.querySelector("button").setAttribute("aria-label", `Remove ${title}`);
    const thumb = item.querySelector(".thumb");
    thumb.style.backgroundColor = this.works.found?.ground ?? "";
    const source = drawingOf(each?.laid);
    thumb.firstElementChild.hidden = !source;
    if (source) thumb.firstElementChild.src = source;
  }

  #begin() {
    const kinds = new Set(this.works.all.map(({ work }) => work.kind));
    this.works.begin();
    this.show();
    this.#bench?.begin(kinds.has("text") ? "decal" : "text");
  }

  #remove(at) {
    const title = this.list.children[at].querySelector(".name").textContent;
    this.works.remove(at);
    this.show();
    announce(`${title} removed.`);
    (this.list.querySelector("input:checked") ?? this.place.querySelector("summary")).focus();
  }

  /** Where to say what is wrong with the artwork number `at`. */
  box(at) {
    const { coming, count } = this.works;
    return this.list.children[coming && count && at >= coming.at ? at + 1 : at]?.querySelector(".why");
  }

  /** What can be done here about a finding on the artwork number `at`. */
  remedies(at, { code, suggestions = [] }) {
    const arranged = { text: this.works.count > 1 ? "Lay them side by side" : "Put it in the middle", act: () => this.works.arrange() };
    const above = { text: "Leave it on top", act: () => { this.works.put({ on_top: true }, at); } };
    if (code === "ZONE_OVERLAP") return this.works.all[at]?.work.on_top || !isFlat(this.works) ? [arranged] : [arranged, above];
    if (code === "ZONE_MARGIN") return [arranged];
    if (code !== "ZONE_FINISH") return [];
    return suggestions.map((finish) => ({ text: `${nameOf("finish", finish)}, all of it`, act: () => this.works.finishAll(finish) }));
  }

  /** That something is wrong here can be seen while it is closed. */
  mark() {
    this.place.toggleAttribute("data-wrong", this.list.querySelector(".why p:not(.mild)") !== null);
    this.show();
  }
}

/** Whether the finish lies flat, so that another artwork may lie on it. */
export const isFlat = ({ finishes }) => [...finishes].every((finish) => editor.content.querySelector(`[data-finish="${CSS.escape(finish)}"]`)?.hasAttribute("data-flat"));
const sizeOf = (laid) => (laid?.size_mm ? `${laid.size_mm.map((side) => Math.round(side)).join(" × ")} mm` : "");
/** What people call the option `value` of a field. */
const nameOf = (name, value) => editor.content.querySelector(`[data-name="${name}"][value="${CSS.escape(value)}"]`)?.closest("label").textContent.trim() ?? value;
export const titleOf = (work) => ({ text: work.text, logo: "Your logo", decal: nameOf("decal", work.decal) })[work.kind];
