// The fields of the artwork that is looked at, and the finish of all that lie on its zone.

import { Problem, asked, settled } from "./api.js";
import { Plan } from "./plan.js";

const template = document.getElementById("editor");
const SAMPLE_MS = 300;
/** Of what the fields write, that which they leave out where it is a default. */
const SAID = ["layout", "second_line", "mirrored", "remove_background"];
const ASIDE = ["at_mm", "within_mm", "on_top"];

export class Bench {
  #shown = null;
  #sample = settled(() => this.#samples(), SAMPLE_MS);

  /** In `box`, for `works` of a zone that takes so many characters (`limit`); `chosen` is told when another one is looked at. */
  constructor(works, box, { zone, limit }, chosen) {
    [this.works, this.box] = [works, box];
    const fields = template.content.cloneNode(true);
    for (const input of fields.querySelectorAll("[data-name]")) input.name = `zone.${zone}.${input.dataset.name}`;
    box.append(fields);
    this.#field("text").maxLength = Number(limit);
    box.addEventListener("input", (event) => this.#edited(event));
    this.plan = new Plan(works, box.querySelector(".where"), chosen);
    this.#samples();
  }

  #field(name) { return this.box.querySelector(`[data-field="${name}"]`); }
  #chosen(name) { return this.box.querySelector(`[data-name="${name}"]:checked`)?.value; }

  #choose(name, value) {
    for (const each of this.box.querySelectorAll(`[data-name="${name}"]`)) each.checked = each.value === value;
  }

  /** Begin another, most likely of that kind. */
  begin(kind) {
    this.#choose("kind", this.box.querySelector(`[data-name="kind"][value="${kind}"]`) ? kind : "logo");
    this.#arrange();
    this.box.querySelector("[data-name=kind]:checked").focus();
  }

  #edited({ target }) {
    const { field, name } = target.dataset;
    if (!field && !name) return;
    if (name === "finish") return void (this.works.count && this.works.finishAll(target.value));
    if (field === "upload") return void this.#upload(target.files[0]);
    if (name === "ink") this.#field("color").value = target.value;
    if (field === "color") this.#choose("ink", target.value);
    if (name === "kind") this.#arrange();
    if (field === "text") this.#sample();
    this.works.write(this.#written());
  }

  /** What the fields say and, of the same kind of thing, all that no field says: its outline. Whatever it is, it keeps its place. */
  #written() {
    const said = this.#said();
    if (!said) return null;
    const before = this.works.coming?.kept ?? this.works.one?.work ?? {};
    const alike = before.kind === said.kind;
    const kept = Object.entries(before).filter(([name]) => ASIDE.includes(name) || (alike && !SAID.includes(name) && (name !== "colors" || before.decal === said.decal)));
    const [finish] = this.works.finishes;
    return { ...Object.fromEntries(kept), ...said, finish: finish ?? this.#chosen("finish") };
  }

  /** Nothing where there is nothing to put there. */
  #said() {
    const kind = this.#chosen("kind");
    if (kind === "text") return this.#words();
    if (kind === "decal") {
      const decal = this.#chosen("decal");
      return decal ? { kind, decal, ...(this.#field("mirrored").checked ? { mirrored: true } : {}) } : null;
    }
    return this.file ? { kind, file: this.file, ...(this.#field("remove_background").checked ? { remove_background: true } : {}) } : null;
  }

  #words() {
    const text = this.#field("text").value;
    if (!text.trim()) return null;
    const layout = this.#field("layout").value;
    const second = this.#field("second_line").value.trim();
    return {
      kind: "text", text, font: this.#chosen("font"), color: this.#field("color").value,
      ...(layout === "straight" ? {} : { layout }),
      ...(layout === "two_lines" && second ? { second_line: second } : {}),
    };
  }

  async #upload(file) {
    if (!file) return;
    const told = this.box.querySelector("[data-uploaded]");
    told.textContent = `Sending ${file.name}`;
    try {
      this.file = (await asked("/v1/files", { body: file, headers: { "Content-Type": file.type || "image/svg+xml" } })).file;
      told.textContent = file.name;
      this.works.write(this.#written());
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      told.textContent = problem.message;
    }
  }

  /** The fields as the design has them; a field that somebody is writing in is left alone. */
  show() {
    const { one, count, finishes } = this.works;
    const seen = one ? this.works.at : null;
    if (one) this.#fill(one.work);
    else if (this.#shown !== seen && !this.works.coming?.kept) this.#clear();
    this.#shown = seen;
    this.#arrange();
    this.#finishes([...finishes], count);
    this.plan.show();
  }

  #clear() {
    this.file = null;
    for (const name of ["text", "second_line", "upload"]) this.#field(name).value = "";
    for (const name of ["mirrored", "remove_background"]) this.#field(name).checked = false;
    this.#choose("decal", null);
    this.#field("layout").value = "straight";
    this.box.querySelector("[data-uploaded]").textContent = "";
  }

  #fill(work) {
    this.#choose("kind", work.kind);
    this.file = work.kind === "logo" ? work.file : null;
    this.#field("remove_background").checked = work.remove_background ?? false;
    this.#choose("decal", work.decal);
    this.#field("mirrored").checked = work.mirrored ?? false;
    if (work.kind === "text") {
      this.#choose("font", work.font);
      this.#choose("ink", work.color);
      this.#field("color").value = work.color;
    }
    this.#field("layout").value = work.layout ?? "straight";
    for (const [name, value] of [["text", work.text ?? ""], ["second_line", work.second_line ?? ""]]) {
      const field = this.#field(name);
      if (document.activeElement !== field && field.value !== value) {
        field.value = value;
        this.#sample();
      }
    }
  }

  #arrange() {
    const kind = this.#chosen("kind");
    for (const part of this.box.querySelectorAll("[data-of]")) part.hidden = part.dataset.of !== kind;
    this.box.querySelector("[data-second]").hidden = this.#field("layout").value !== "two_lines";
    if (kind === "decal") for (const image of this.box.querySelectorAll("[data-src]")) image.src ||= image.dataset.src;
  }

  /** One for all: where they differ none is chosen, until somebody does. */
  #finishes(used, count) {
    const able = this.works.found?.finishes ?? [];
    for (const pill of this.box.querySelectorAll("[data-finish]")) pill.hidden = !able.includes(pill.dataset.finish);
    if (used.length) this.#choose("finish", used.length === 1 ? used[0] : null);
    else if (!able.includes(this.#chosen("finish"))) this.#choose("finish", able[0]);
    const words = count > 1 || (count && this.works.coming) ? "Finish, one for everything here" : "Finish";
    this.box.querySelector("[data-finishes]").setAttribute("aria-label", words);
    this.box.querySelector("[data-finishes] .label").textContent = words;
  }

  #samples() {
    const words = this.#field("text").value.trim().slice(0, 24);
    for (const image of this.box.querySelectorAll("[data-font]")) {
      image.src = `/chips/fonts/${image.dataset.font}.svg${words ? `?text=${encodeURIComponent(words)}` : ""}`;
    }
  }
}
