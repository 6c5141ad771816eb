// Share a version, keep some to compare, go on to the review.

import { Problem, ask, asked } from "./api.js";
import { addressOf, written } from "./address.js";
import { made, money, toast } from "./say.js";

const byId = (id) => document.getElementById(id);

export class Keeping {
  constructor(design, data) {
    [this.design, this.data, this.place] = [design, data, `livery.kept.${data.product}`];
    byId("copy").addEventListener("click", () => this.#copy());
    byId("keep").addEventListener("click", () => this.#guard(() => this.#keep()));
    byId("go-compare").addEventListener("click", () => this.#guard(() => this.#compare()));
  }

  review() { return this.#guard(() => this.#review()); }

  get kept() {
    try { return JSON.parse(localStorage.getItem(this.place) ?? "[]"); } catch { return []; }
  }

  set kept(kept) {
    localStorage.setItem(this.place, JSON.stringify(kept));
  }

  share() {
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

  compare() {
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

  /** On to the review of what is saved here; of what is sealed already, on to its amendment, while there can be one. */
  async #review() {
    if (this.data.amends) return this.#amend();
    const { saved, sealed } = this.data;
    const answer = await (saved && !sealed ? this.#next(saved) : ask("/v1/configurations", { json: this.design.configuration }));
    const { id, valid, violations } = await answer.json();
    if (valid) return location.assign(`/review/${id}`);
    [this.data.saved, this.data.sealed] = [{ id, tag: answer.headers.get("ETag").replaceAll('"', "") }, false];
    return toast(violations[0].message);
  }

  #next({ id, tag }) {
    return ask(`/v1/configurations/${id}`, { method: "PUT", json: this.design.configuration, headers: { "If-Match": `"${tag}"` } });
  }

  #amend() {
    location.assign(`/amend/${this.data.saved.id}?${written(this.design.value, this.data.defaults)}`);
  }

  async #guard(act) {
    try { await act(); } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (await this.#sealed(problem)) toast("It has been finalized since you opened it. A change is now an amendment.", "Look at the amendment", () => this.#amend());
      else toast(problem.message);
    }
  }

  /** Whether what was opened here is refused because it has been finalized meanwhile. */
  async #sealed({ code }) {
    if (!this.data.saved || !["VERSION_STALE", "STATE_FORBIDS"].includes(code)) return false;
    return Boolean((await asked(`/v1/configurations/${this.data.saved.id}`)).spec);
  }
}
