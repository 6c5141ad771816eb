// Where an artwork lies: the zone to scale with all that is on it, and what moves the one that is looked at.

import { placed, widest } from "./arrange.js";
import { drawingOf } from "./drawings.js";
import { announce } from "./say.js";
import { isFlat, titleOf } from "./zones.js";

const STEP_MM = 1;
const LEAP_MM = 10;
const SNAP = 0.015; // of the zone's width
const LEAST = 0.06; // of the widest
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Plan {
  /** In `box`, for `works` of a zone; `chosen` is told when another one is looked at. */
  constructor(works, box, chosen) {
    [this.works, this.box, this.chosen] = [works, box, chosen];
    this.sheet = box.querySelector(".plan");
    this.sheet.addEventListener("pointerdown", (event) => this.#taken(event));
    this.sheet.addEventListener("keydown", (event) => this.#pressed(event));
    box.addEventListener("input", ({ target }) => { if (target === this.#field("width")) this.#lie(this.works.at, this.#at, this.#sized()); });
    box.addEventListener("change", (event) => this.#changed(event.target));
    box.addEventListener("click", ({ target }) => this.#act(target.dataset.act));
  }

  #field(name) { return this.box.querySelector(`[data-place="${name}"]`); }
  get #at() { return this.works.one.laid.center_mm; }
  get #size() { return this.works.one.laid.size_mm; }
  get #aspect() { return this.#size[0] / this.#size[1]; }

  show() {
    const { found, one, all } = this.works;
    this.box.hidden = !(found && one?.laid?.size_mm);
    if (this.box.hidden) return;
    this.sheet.style.setProperty("--ground", found.ground);
    this.sheet.style.aspectRatio = `${found.width_mm} / ${found.height_mm}`;
    const [margin, ...spots] = this.sheet.children;
    margin.style.inset = `${percent(found.safe_mm, found.height_mm)} ${percent(found.safe_mm, found.width_mm)}`;
    for (const spot of spots.slice(all.length)) spot.remove();
    all.forEach((each, number) => this.#spot(each, number));
    this.#fields(found, one.work, all.length);
  }

  #spot({ work, laid }, number) {
    const spot = this.sheet.children[number + 1] ?? this.sheet.appendChild(Object.assign(document.createElement("button"), { type: "button", className: "spot" }));
    const looked = number === this.works.at;
    spot.hidden = !laid?.size_mm;
    spot.tabIndex = looked ? 0 : -1;
    spot.setAttribute("aria-pressed", looked);
    spot.setAttribute("aria-label", looked ? `${titleOf(work)}: arrow keys move it` : titleOf(work));
    spot.style.backgroundImage = drawingOf(laid) && `url("${drawingOf(laid)}")`;
    if (laid?.size_mm) this.#lie(number, laid.center_mm, laid.size_mm);
  }

  #lie(number, [x, y], [width, height]) {
    const { width_mm, height_mm } = this.works.found;
    const { style } = this.sheet.children[number + 1];
    [style.left, style.top] = [percent(width_mm / 2 + x - width / 2, width_mm), percent(height_mm / 2 - y - height / 2, height_mm)];
    [style.width, style.height] = [percent(width, width_mm), percent(height, height_mm)];
    if (number === this.works.at) this.box.querySelector("[data-size]").textContent = `${Math.round(width)} × ${Math.round(height)} mm`;
  }

  #fields(found, work, count) {
    const most = widest(found, this.#at, this.#aspect);
    const width = this.#field("width");
    Object.assign(width, { min: most * LEAST, max: most, step: most / 200, value: this.#size[0] });
    width.setAttribute("aria-valuetext", `${Math.round(this.#size[0])} millimetres wide`);
    for (const [axis, name] of ["right", "up"].entries()) {
      if (document.activeElement !== this.#field(name)) this.#field(name).value = Math.round(this.#at[axis] * 10) / 10;
    }
    const { at } = this.works;
    const flat = isFlat(this.works);
    this.#field("on_top").checked = work.on_top ?? false;
    this.#field("on_top").closest("label").hidden = !flat || !(work.on_top || this.#covers());
    this.box.querySelector("[data-raised]").hidden = count < 2 || flat;
    for (const button of this.box.querySelectorAll("[data-act]")) {
      const { act } = button.dataset;
      button.hidden = act === "fill" ? count > 1 || !(work.at_mm || work.within_mm) : count < 2 || (act !== "apart" && !flat);
      button.disabled = (act === "back" && at === 0) || (act === "front" && at === count - 1);
    }
  }

  /** Whether it lies over what comes before it in the list. */
  #covers() {
    const { all, at } = this.works;
    return all.slice(0, at).some(({ laid }) => laid?.size_mm && laid.size_mm.every((side, axis) => Math.abs(laid.center_mm[axis] - this.#at[axis]) < (side + this.#size[axis]) / 2));
  }

  #sized() {
    const width = Number(this.#field("width").value);
    return [width, width / this.#aspect];
  }

  #changed(field) {
    const { place } = field.dataset;
    if (place === "on_top") this.works.put({ on_top: field.checked || undefined });
    else if (place === "width") this.#put(this.#at, this.#sized());
    else if (place) this.#put(["right", "up"].map((name, axis) => (this.#field(name).value === "" ? this.#at[axis] : Number(this.#field(name).value))));
  }

  #put(at, size = this.#size) {
    this.works.put(placed(this.works.found, at, size));
  }

  #act(act) {
    if (act === "apart" || act === "fill") this.works.arrange();
    if (act === "apart") announce("They lie side by side.");
    if (act === "fill") announce("It is in the middle, as large as it fits.");
    if (act !== "back" && act !== "front") return;
    const [title, to] = [titleOf(this.works.one.work), this.works.shift(act === "back" ? -1 : 1)];
    announce(`${title} is number ${to + 1} of ${this.works.count}, counted from below.`);
  }

  #pressed(event) {
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    this.#put(this.#at.map((value, axis) => value + way[axis] * (event.shiftKey ? LEAP_MM : STEP_MM)));
    announce(this.#at.map((value, axis) => `${Math.abs(value)} ${[["left", "right"], ["down", "up"]][axis][Number(value >= 0)]}`).join(", "));
  }

  #taken(down) {
    const number = [...this.sheet.children].indexOf(down.target.closest(".spot")) - 1;
    if (number < 0) return;
    if (number !== this.works.at) {
      this.works.choose(number);
      this.chosen();
    }
    const [spot, from, { found }] = [this.sheet.children[number + 1], this.#at, this.works];
    let to = null;
    const move = ({ clientX, clientY }) => {
      const scale = found.width_mm / this.sheet.clientWidth;
      const wanted = [from[0] + (clientX - down.clientX) * scale, from[1] - (clientY - down.clientY) * scale];
      to = placed(found, wanted.map((value, axis) => this.#snapped(value, axis)), this.#size).at_mm;
      this.#lie(number, to, this.#size);
    };
    spot.setPointerCapture(down.pointerId);
    spot.addEventListener("pointermove", move);
    spot.addEventListener("lostpointercapture", () => {
      spot.removeEventListener("pointermove", move);
      if (to) this.#put(to);
    }, { once: true });
  }

  /** On the middle of the zone or of another one, where that is near. */
  #snapped(value, axis) {
    const others = this.works.all.toSpliced(this.works.at, 1).flatMap(({ laid }) => (laid?.center_mm ? [laid.center_mm[axis]] : []));
    return [0, ...others].find((line) => Math.abs(line - value) < SNAP * this.works.found.width_mm) ?? value;
  }
}

const percent = (part, all) => `${(100 * part) / all}%`;
