// Share a version, keep some to compare, go on to the review.

import { Problem, asked } from "./api.js";
import { addressOf } from "./address.js";
import { made, money, toast } from "./say.js";

const byId = (id) => document.getElementById(id);

export class Keeping {
  constructor(design, data) {
    [this.design, this.data, this.place] = [design, data, `livery.kept.${data.product}`];
    byId("share").addEventListener("click", () => this.#share());
    byId("copy").addEventListener("click", () => this.#copy());
    byId("compare").addEventListener("click", () => this.#open());
    byId("keep").addEventListener("click", () => this.#guard(() => this.#keep()));
    byId("go-compare").addEventListener("click", () => this.#guard(() => this.#compare()));
    byId("review").addEventListener("click", () => this.#guard(() => this.#review()));
  }

  get kept() {
    try { return JSON.parse(localStorage.getItem(this.place) ?? "[]"); } catch { return []; }
  }

  set kept(kept) {
    localStorage.setItem(this.place, JSON.stringify(kept));
  }

  #share() {
    byId("address").value = addressOf(this.data.product, this.design.value, this.data.defaults);
    byId("share-sheet").showModal();
    byId("address").select();
  }

  async #copy() {
    const url = byId("address").value;
    try {
      await navigator.clipboard.writeText(url);
      byId("share-sheet").close();
      toast("The address is copied.");
    } catch {
      byId("address").select();
    }
  }

  #open() {
    this.#list();
    byId("compare-sheet").showModal();
  }

  #list() {
    const rows = this.kept.map(({ id, name, total, currency }) => {
      const row = document.createElement("li");
      const tick = made("input", "", { type: "checkbox", id: `kept-${id}`, value: id });
      tick.checked = true;
      const label = made("label", `${name} · ${money(total, currency)}`, { for: `kept-${id}` });
      const drop = made("button", "Forget", { type: "button", class: "quiet", "aria-label": `Forget ${name}` });
      drop.addEventListener("click", () => { this.kept = this.kept.filter((each) => each.id !== id); this.#list(); });
      row.append(tick, label, drop);
      return row;
    });
    byId("kept").replaceChildren(...rows);
    byId("go-compare").disabled = rows.length === 0;
    byId("go-compare").textContent = rows.length > 1 ? "Compare them" : "Compare with the standard version";
  }

  async #save(configuration) {
    return asked("/v1/configurations", { json: configuration });
  }

  async #keep() {
    const saved = await this.#save(this.design.configuration);
    const name = byId("headline").textContent;
    const { total, currency } = saved.price ?? { total: 0, currency: this.data.currency };
    this.kept = [...this.kept.slice(-3), { id: saved.id, name, total, currency }];
    this.#list();
  }

  async #compare() {
    const ids = [...document.querySelectorAll("#kept input:checked")].map((input) => input.value);
    if (ids.length === 0) return;
    if (ids.length === 1) {
      const { market } = this.design.value;
      ids.unshift((await this.#save({ product: this.data.product, ...(market ? { market } : {}) })).id);
    }
    location.assign(`/compare?ids=${ids.join(",")}`);
  }

  async #review() {
    const saved = this.data.saved ? await this.#next(this.data.saved) : await this.#save(this.design.configuration);
    if (saved.valid) location.assign(`/review/${saved.id}`);
    else toast(saved.violations[0].message);
  }

  /** The next version of what was opened here; where that has been finalized, a configuration of its own. */
  async #next({ id, tag }) {
    try {
      const headers = { "If-Match": `"${tag}"` };
      return await asked(`/v1/configurations/${id}`, { method: "PUT", json: this.design.configuration, headers });
    } catch (problem) {
      if (problem.code !== "STATE_FORBIDS") throw problem;
      return this.#save(this.design.configuration);
    }
  }

  async #guard(act) {
    try { await act(); } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      toast(problem.message);
    }
  }
}
