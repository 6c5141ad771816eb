// The picture. The old one stays until the new one is there; only what takes a while says so.

import { latest, picture, release } from "./api.js";
import { plainly } from "./say.js";

const POLITE_MS = 450;
const SHARPEN_MS = 2500;
const ENOUGH = 0.85;
const SAMPLES = 16;
const OPAQUE = 200;

export class Stage extends EventTarget {
  #shown = document.getElementById("picture");
  #plate = document.getElementById("plate");
  #progress = document.getElementById("progress");
  #draw = latest((signal, ...wish) => this.#drawn(signal, ...wish));
  #sharpen = 0;
  #own = null;

  constructor(sizes) {
    super();
    this.sizes = sizes;
  }

  /** Show `shot` of `configuration`, described by `alt`. `rough` is a small picture to look at meanwhile. */
  async show(configuration, shot, rough = null) {
    clearTimeout(this.#sharpen);
    if (rough) this.#swap(rough, "rough");
    try {
      await this.#draw(configuration, shot);
    } catch (problem) {
      this.#say(plainly(problem.violations[0]?.message ?? problem.message));
      this.dispatchEvent(new CustomEvent("refused", { detail: problem }));
    }
  }

  /** Look at a picture that is there already, as a frame of a turn is. */
  look(source) {
    clearTimeout(this.#sharpen);
    this.#draw.stop();
    this.#say("");
    this.#shown.hidden = false;
    this.#shown.src = source;
    this.#keep(null);
  }

  /** Say that something is being drawn, or that it is there. */
  busy(words) {
    this.#say(words, Boolean(words));
  }

  describe(alt) {
    this.#shown.alt = alt;
  }

  async #drawn(signal, configuration, shot) {
    const [first, best] = this.#sizes();
    await this.#one(signal, { configuration, shot, size: first });
    this.dispatchEvent(new Event("drawn"));
    if (best > first) this.#sharpen = setTimeout(() => this.#one(signal, { configuration, shot, size: best }, true).catch(() => {}), SHARPEN_MS);
  }

  async #one(signal, wish, silent = false) {
    const late = silent ? 0 : setTimeout(() => this.#say("Drawing", true), POLITE_MS);
    try {
      const came = await picture(wish, signal, silent ? undefined : (job) => this.#wait(job, late));
      await this.#swap(came);
      this.#keep(came);
    } finally {
      clearTimeout(late);
      if (!silent && !signal.aborted) this.#say("");
    }
  }

  /** Of what was drawn here only the newest is kept; what others have drawn is theirs. */
  #keep(source) {
    release(this.#own);
    this.#own = source;
  }

  #wait(job, late) {
    clearTimeout(late);
    this.#say(job.state === "queued" ? "Waiting for a free hand" : "Drawing this view for the first time", true);
  }

  /** What the plate needs: at first what comes quickly, then, while nobody changes anything, what is sharp. */
  #sizes() {
    const needed = Math.min(this.#plate.clientWidth, (this.#plate.clientHeight * 4) / 3) * Math.min(devicePixelRatio, 2) * ENOUGH;
    const fits = (most) => this.sizes.find((size) => size >= Math.min(needed, most)) ?? most;
    return [Math.max(640, fits(1024)), Math.max(640, fits(1600))];
  }

  async #swap(source, look = "") {
    const next = this.#shown.cloneNode();
    next.hidden = false;
    next.src = source;
    next.className = look || "coming";
    await next.decode().catch(() => {});
    next.style.setProperty("--ratio", next.naturalWidth / next.naturalHeight || 4 / 3);
    if (bleeds(next)) next.classList.add("bleeds");
    const before = this.#shown;
    before.after(next);
    before.removeAttribute("id");
    before.alt = "";
    this.#shown = next;
    if (look) return before.remove();
    void next.offsetWidth;
    next.classList.remove("coming");
    before.classList.add("leaving");
    setTimeout(() => before.remove(), 700);
  }

  #say(words, busy = false) {
    this.#progress.hidden = !words;
    this.#progress.toggleAttribute("data-busy", busy);
    this.#progress.firstElementChild.textContent = words;
  }
}

/** Whether what is shown goes on beyond the sides of the picture, as in a close-up: it may fill the plate then. */
function bleeds(image) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [SAMPLES, SAMPLES];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, SAMPLES, SAMPLES);
  const { data } = context.getImageData(0, 0, SAMPLES, SAMPLES);
  const opaque = (column) => Array.from({ length: SAMPLES }, (_, row) => data[4 * (row * SAMPLES + column) + 3]).filter((alpha) => alpha > OPAQUE).length;
  return opaque(0) + opaque(SAMPLES - 1) > SAMPLES / 4;
}
