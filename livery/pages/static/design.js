// What is chosen, every step of it, and whoever wants to know.

const MERGED_MS = 1200;

export class Design extends EventTarget {
  #past = [];
  #future = [];
  #key = null;
  #at = 0;

  constructor(product, configuration) {
    super();
    this.product = product;
    this.value = { selections: {}, personalizations: [], ...configuration };
  }

  /** The configuration as the API takes it. */
  get configuration() {
    return { product: this.product, ...this.value };
  }

  get canUndo() { return this.#past.length > 0; }
  get canRedo() { return this.#future.length > 0; }

  selected(feature) { return this.value.selections[feature]; }
  /** What lies on `zone`, lowest first. */
  allOn(zone) { return this.value.personalizations.filter((each) => each.zone === zone); }
  /** Zone and place in `allOn` of the personalization number `index`. */
  whereIs(index) {
    const { zone } = this.value.personalizations[index] ?? {};
    return [zone, this.value.personalizations.slice(0, index).filter((each) => each.zone === zone).length];
  }

  /** Let `edit` change a copy; what follows quickly under the same `key`, as letters do, is one step to undo. */
  change(edit, key = null) {
    const next = structuredClone(this.value);
    edit(next);
    if (JSON.stringify(next) === JSON.stringify(this.value)) return;
    const now = Date.now();
    if (key === null || key !== this.#key || now - this.#at > MERGED_MS) this.#past.push(this.value);
    [this.#key, this.#at, this.#future] = [key, now, []];
    this.#become(next);
  }

  select(feature, choice) { this.change((next) => { next.selections[feature] = choice; }, typeof choice === "string" ? null : `mix.${feature}`); }

  /** Let `works` lie on `zone`, lowest first, in place of all that does; what lies elsewhere keeps its number where it can. */
  lay(zone, works, key = null) {
    this.change((next) => {
      const left = works.map((each) => ({ zone, ...each }));
      next.personalizations = next.personalizations.flatMap((each) => (each.zone === zone ? left.splice(0, 1) : [each])).concat(left);
    }, key);
  }

  /** Let `works`, as many as lie on `zone`, lie as what was done last means it: no step of its own to undo. */
  settle(zone, works) {
    const left = [...works];
    this.#become({ ...this.value, personalizations: this.value.personalizations.map((each) => (each.zone === zone ? left.shift() : each)) });
  }

  /** Changes as the service writes them: a value at a JSON pointer, null to take away what is there. */
  apply(changes) {
    this.change((next) => {
      const removed = [];
      for (const { path, value } of changes) {
        const steps = path.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
        if (steps[0] === "personalizations" && (value === null || value === "none")) removed.push(Number(steps[1]));
        else put(next, steps, value);
      }
      next.personalizations = next.personalizations.filter((_, index) => !removed.includes(index));
    });
  }

  undo() { this.#step(this.#past, this.#future); }
  redo() { this.#step(this.#future, this.#past); }

  #step(from, to) {
    if (!from.length) return;
    to.push(this.value);
    this.#key = null;
    this.#become(from.pop());
  }

  #become(value) {
    const before = this.value;
    this.value = value;
    this.dispatchEvent(new CustomEvent("change", { detail: { before } }));
  }
}

function put(tree, steps, value) {
  const last = steps.pop();
  const parent = steps.reduce((node, step) => (node[step] ??= {}), tree);
  if (value === null) delete parent[last];
  else parent[last] = value;
}
