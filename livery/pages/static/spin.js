// All around: frames of a turntable, coarse steps first; turned by dragging, by arrow keys, or by the slider.

import { latest, picture, release } from "./api.js";
import { announce } from "./say.js";

const FRAMES = 24;
const SIZE = 480;
const DRAG_PX = 14; // for one frame

/** Frames in the order in which they help most: the four sides, what lies between, and so on. */
const ORDER = [6, 3, 2, 1].flatMap((step) => Array.from({ length: FRAMES / step }, (_, at) => at * step)).filter((frame, at, all) => all.indexOf(frame) === at);

export class Spin extends EventTarget {
  #button = document.getElementById("turn");
  #slider = document.getElementById("angle");
  #plate = document.getElementById("plate");
  #frames = new Map();
  #at = 0;
  #fill = latest((signal, configuration) => this.#filled(signal, configuration));

  constructor() {
    super();
    this.#slider.addEventListener("input", () => this.#turn(Number(this.#slider.value)));
    this.#plate.addEventListener("pointerdown", (event) => this.on && this.#drag(event));
  }

  get on() { return this.#button.getAttribute("aria-pressed") === "true"; }

  toggle() { this.dispatchEvent(new Event(this.on ? "left" : "entered")); }
  begin() { this.#mark(true); }

  /** Have the frames of `configuration` drawn; `show` is given the one to look at. */
  async enter(configuration, show) {
    this.show = show;
    this.#forget();
    await this.#fill(configuration);
  }

  leave() {
    this.#mark(false);
    this.#fill.stop();
    this.#forget();
  }

  #forget() {
    for (const frame of this.#frames.values()) release(frame);
    this.#frames.clear();
  }

  #mark(on) {
    this.#button.setAttribute("aria-pressed", String(on));
    this.#slider.hidden = !on;
    this.#plate.classList.toggle("turning", on);
  }

  async #filled(signal, configuration) {
    const first = this.#at;
    for (const step of ORDER) {
      const frame = (first + step) % FRAMES;
      const shot = `turn-${String(frame).padStart(2, "0")}`;
      this.#frames.set(frame, await picture({ configuration, shot, size: SIZE }, signal));
      if (step === 0 || this.#nearest() === frame) this.#look();
    }
    announce("The product can be turned all around.");
  }

  #turn(to) {
    this.#at = ((to % FRAMES) + FRAMES) % FRAMES;
    this.#slider.value = this.#at;
    this.#slider.setAttribute("aria-valuetext", `${Math.round((this.#at * 360) / FRAMES)} degrees`);
    this.#look();
  }

  #look() {
    const frame = this.#frames.get(this.#nearest());
    if (frame) this.show(frame);
  }

  /** The frame that is there and nearest to where it is turned. */
  #nearest() {
    const away = (frame) => Math.min((frame - this.#at + FRAMES) % FRAMES, (this.#at - frame + FRAMES) % FRAMES);
    return [...this.#frames.keys()].sort((one, other) => away(one) - away(other))[0];
  }

  #drag(down) {
    const from = this.#at;
    this.#plate.setPointerCapture(down.pointerId);
    const move = (event) => this.#turn(from - Math.round((event.clientX - down.clientX) / DRAG_PX));
    this.#plate.addEventListener("pointermove", move);
    this.#plate.addEventListener("lostpointercapture", () => this.#plate.removeEventListener("pointermove", move), { once: true });
  }
}
