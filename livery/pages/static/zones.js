// What is put on the product: words in a font, a logo, a graphic; an editor for each place.

import { Problem, asked, settled } from "./api.js";
import { announce } from "./say.js";

const template = document.getElementById("editor");
const places = [...document.querySelectorAll(".zone")];
const SAMPLE_MS = 300;
/** Of what an editor writes, that which it leaves out where it is a default. */
const SAID = ["zone", "layout", "second_line", "mirrored", "remove_background"];

/** Make every place editable. `seen` is told which place somebody turns to. */
export function personalizing(design, seen) {
  for (const place of places) new Editor(place, design, seen);
}

/** Zone → finishes, null where this version does not have the place. */
export function paintZones(zones) {
  for (const place of places) {
    const finishes = zones[place.dataset.zone];
    place.toggleAttribute("data-away", !finishes);
    place.dataset.finishes = (finishes ?? []).join(" ");
    place.dispatchEvent(new Event("finishes"));
  }
}

export const placeBox = (zone) => places.find((place) => place.dataset.zone === zone)?.querySelector(".editor .why");

class Editor {
  #fields = null;
  #sample = settled(() => this.#samples(), SAMPLE_MS);

  constructor(place, design, seen) {
    [this.place, this.design, this.zone] = [place, design, place.dataset.zone];
    place.addEventListener("toggle", () => {
      if (!place.open) return;
      this.#open();
      for (const other of places) if (other !== place) other.open = false;
      seen(this.zone);
    });
    place.addEventListener("finishes", () => this.#finishes());
    design.addEventListener("change", () => this.#show());
    this.#show();
  }

  get carried() { return this.design.carried(this.zone); }

  #open() {
    if (this.#fields) return;
    const editor = template.content.cloneNode(true);
    for (const input of editor.querySelectorAll("[data-name]")) input.name = `zone.${this.zone}.${input.dataset.name}`;
    this.place.querySelector(".editor").append(editor);
    this.#fields = this.place.querySelector(".editor");
    this.#field("text").maxLength = Number(this.place.dataset.limit);
    this.#fields.addEventListener("input", (event) => this.#edited(event));
    this.#fields.querySelector("[data-remove]").addEventListener("click", () => {
      this.#field("text").value = "";
      this.design.personalize(this.zone, null);
      announce("Removed.");
      this.place.querySelector("summary").focus();
    });
    this.#finishes();
    this.#show();
    this.#samples();
  }

  #field(name) { return this.#fields.querySelector(`[data-field="${name}"]`); }
  #chosen(name) { return this.#fields.querySelector(`[data-name="${name}"]:checked`)?.value; }

  #choose(name, value) {
    const input = [...this.#fields.querySelectorAll(`[data-name="${name}"]`)].find((each) => each.value === value);
    for (const each of this.#fields.querySelectorAll(`[data-name="${name}"]`)) each.checked = each === input;
  }

  #edited(event) {
    const { field, name } = event.target.dataset;
    if (field === "upload") return this.#upload(event.target.files[0]);
    if (name === "ink") this.#field("color").value = event.target.value;
    if (field === "color") this.#choose("ink", event.target.value);
    if (name === "kind") this.#arrange();
    if (field === "text") this.#sample();
    return this.design.personalize(this.zone, this.#written());
  }

  /** What the fields say and, of the same kind of thing, all that no field says: its place, its outline. */
  #written() {
    const said = this.#said();
    const before = said && this.carried?.kind === said.kind ? this.carried : {};
    const kept = Object.entries(before).filter(([name]) => !SAID.includes(name) && (name !== "colors" || before.decal === said.decal));
    return said && { ...Object.fromEntries(kept), ...said };
  }

  /** Nothing where there is nothing to put there. */
  #said() {
    const kind = this.#chosen("kind");
    const finish = { finish: this.#chosen("finish") };
    if (kind === "text") return this.#words(finish);
    if (kind === "decal") {
      const decal = this.#chosen("decal");
      return decal ? { kind, decal, ...finish, ...(this.#field("mirrored").checked ? { mirrored: true } : {}) } : null;
    }
    return this.file ? { kind, file: this.file, ...finish, ...(this.#field("remove_background").checked ? { remove_background: true } : {}) } : null;
  }

  #words(finish) {
    const text = this.#field("text").value;
    if (!text.trim()) return null;
    const layout = this.#field("layout").value;
    const second = this.#field("second_line").value.trim();
    return {
      kind: "text", text, font: this.#chosen("font"), color: this.#field("color").value, ...finish,
      ...(layout === "straight" ? {} : { layout }),
      ...(layout === "two_lines" && second ? { second_line: second } : {}),
    };
  }

  async #upload(file) {
    if (!file) return;
    const told = this.#fields.querySelector("[data-uploaded]");
    told.textContent = `Sending ${file.name}`;
    try {
      this.file = (await asked("/v1/files", { body: file, headers: { "Content-Type": file.type || "image/svg+xml" } })).file;
      told.textContent = file.name;
      this.design.personalize(this.zone, this.#written());
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      told.textContent = problem.message;
    }
  }

  /** The fields as the design has them; a field that somebody is writing in is left alone. */
  #show() {
    const carried = this.carried;
    const all = this.design.allOn(this.zone);
    const title = all.map((each) => ({ text: each.text, logo: "Your logo", decal: each.decal })[each.kind]).join(" · ");
    this.place.querySelector(".carries").textContent = title || ("away" in this.place.dataset ? "Not in this version" : "Add");
    if (!this.#fields) return;
    this.#fields.querySelector("[data-remove]").hidden = !carried;
    const more = this.#fields.querySelector("[data-more]");
    more.hidden = all.length < 2;
    more.textContent = `${all.length - 1} more ${all.length > 2 ? "lie" : "lies"} here and ${all.length > 2 ? "stay" : "stays"} as ${all.length > 2 ? "they are" : "it is"}.`;
    if (carried) this.#fill(carried);
    this.#arrange();
  }

  #fill(carried) {
    this.#choose("kind", carried.kind);
    this.#choose("finish", carried.finish);
    if (carried.kind === "logo") this.file = carried.file;
    if (carried.kind === "decal") this.#choose("decal", carried.decal);
    if (carried.kind !== "text") return;
    this.#choose("font", carried.font);
    this.#choose("ink", carried.color);
    this.#field("color").value = carried.color;
    this.#field("layout").value = carried.layout ?? "straight";
    for (const [name, value] of [["text", carried.text], ["second_line", carried.second_line ?? ""]]) {
      const field = this.#field(name);
      if (document.activeElement !== field) field.value = value;
    }
  }

  #arrange() {
    const kind = this.#chosen("kind");
    for (const part of this.#fields.querySelectorAll("[data-of]")) part.hidden = part.dataset.of !== kind;
    this.#fields.querySelector("[data-second]").hidden = this.#field("layout").value !== "two_lines";
    if (kind === "decal") for (const image of this.#fields.querySelectorAll("[data-src]")) image.src ||= image.dataset.src;
  }

  #finishes() {
    if (!this.#fields) return;
    const able = this.place.dataset.finishes?.split(" ") ?? [];
    for (const pill of this.#fields.querySelectorAll("[data-finish]")) pill.hidden = !able.includes(pill.dataset.finish);
    if (!able.includes(this.#chosen("finish"))) this.#choose("finish", able[0]);
  }

  #samples() {
    const words = this.#field("text").value.trim().slice(0, 24);
    for (const image of this.#fields.querySelectorAll("[data-font]")) {
      image.src = `/chips/fonts/${image.dataset.font}.svg${words ? `?text=${encodeURIComponent(words)}` : ""}`;
    }
  }
}
