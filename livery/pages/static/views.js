// The views: tabs with small pictures, drawn while nothing else is to be done.

import { latest, picture, release } from "./api.js";

const SMALL = 160;

export class Views extends EventTarget {
  #tabs = [...document.querySelectorAll(".view[data-shot]")];
  #drawn = new Map();
  #fill = latest((signal, configuration) => this.#filled(signal, configuration));

  constructor() {
    super();
    document.getElementById("views").addEventListener("change", () => this.dispatchEvent(new Event("chosen")));
  }

  get shot() {
    return document.querySelector("[name='order.view']:checked")?.value ?? this.#tabs[0].dataset.shot;
  }

  /** Go to a view; whether it is another than before. */
  go(shot) {
    const input = this.#tab(shot)?.querySelector("input");
    if (!input || input.checked) return false;
    input.checked = true;
    input.parentElement.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  }

  closeUp(zone) {
    return this.#tabs.find((tab) => tab.dataset.zone === zone)?.dataset.shot;
  }

  /** Close-ups of zones that carry something are there to be chosen; of others there is nothing to see. */
  offer(zones) {
    for (const tab of this.#tabs) if (tab.dataset.zone) tab.hidden = !zones.includes(tab.dataset.zone);
    if (this.#tab(this.shot).hidden) this.go(this.#tabs[0].dataset.shot);
  }

  /** The small picture of `shot`, where there is one. */
  rough(shot) {
    return this.#drawn.get(shot)?.source ?? null;
  }

  /** Draw what is not as `configuration` has it, one after the other. */
  async refresh(configuration) {
    await this.#fill(configuration).catch(() => {});
  }

  async #filled(signal, configuration) {
    const key = JSON.stringify(configuration);
    for (const tab of this.#tabs.filter((each) => !each.hidden)) {
      const shot = tab.dataset.shot;
      if (this.#drawn.get(shot)?.key === key) continue;
      const source = await picture({ configuration, shot, size: SMALL }, signal);
      const shown = tab.querySelector("img");
      [shown.src, shown.hidden] = [source, false];
      release(this.#drawn.get(shot)?.source);
      this.#drawn.set(shot, { key, source });
    }
  }

  #tab(shot) {
    return this.#tabs.find((tab) => tab.dataset.shot === shot);
  }
}
