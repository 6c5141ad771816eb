// The artworks of one zone, lowest first: which of them is looked at, one that is still to come, and what can be done with them.

/** Of something that nobody has drawn yet: width for its height. */
const ASPECTS = { text: 3, logo: 1, decal: 1 };
/** Shares of a zone are laid anew when an artwork has become so much wider or narrower than they were laid for. */
const FOLLOWED = 0.04;

export class Works {
  #laid = [];
  #known = "";
  /** Places that nobody has chosen: arranged here, they are arranged anew when others come and go. */
  #arranged = new Set([placeOf({})]);
  /** What they were arranged for: width for height of each. */
  #aspects = [];
  /** The one that is looked at. */
  at = 0;
  /** In place of it one without content: where in the list, and what it was before somebody emptied it. */
  coming = null;
  /** What the zone is like, once the service has said it. */
  found = null;
  /** What finds places in it (arrange.js), once somebody turns to it. */
  places = null;

  /** `crowded` is told when there is no room beside what somebody has placed, and says whether another may lie on it. */
  constructor(design, zone, crowded) {
    [this.design, this.zone, this.crowded] = [design, zone, crowded];
    this.follow();
  }

  /** Each with how it lies there: `center_mm`, `size_mm` and `drawing`, null where that is not known yet. */
  get all() { return this.design.allOn(this.zone).map(({ zone, ...work }, at) => ({ work, laid: this.#laid[at] ?? null })); }
  get count() { return this.design.allOn(this.zone).length; }
  /** As they are listed, with null for one without content. */
  get listed() { return this.count && this.coming ? this.all.toSpliced(this.coming.at, 0, null) : this.all; }
  get chosen() { return this.coming?.at ?? this.at; }
  get one() { return this.coming ? null : this.all[this.at] ?? null; }
  get finishes() { return new Set(this.all.map(({ work }) => work.finish)); }

  /** After the design has changed, here or elsewhere. */
  follow() {
    if (JSON.stringify(this.design.allOn(this.zone)) === this.#known) return;
    this.#known = JSON.stringify(this.design.allOn(this.zone));
    this.coming = this.count ? null : { at: 0, kept: null };
    this.at = Math.max(0, Math.min(this.at, this.count - 1));
  }

  /** As the service sees them. Shares that nobody has chosen follow what is written: a longer name gets more. */
  see(found, laid) {
    [this.found, this.#laid] = [found, laid];
    const { all } = this;
    if (!this.#free(all) || !this.#outgrown(all)) return;
    const works = this.#named(this.#apart(all));
    this.#known = JSON.stringify(works);
    this.design.settle(this.zone, works);
  }

  /** Look at number `listed` of those that are listed. */
  choose(listed) {
    if (listed === this.coming?.at) return;
    [this.at, this.coming] = [this.#behind(listed), null];
  }

  /** Have room for another in the list. */
  begin() {
    this.coming = { at: this.count, kept: null };
  }

  remove(listed) {
    const all = listed === this.coming?.at ? this.all : this.all.toSpliced(this.#behind(listed), 1);
    [this.at, this.coming] = [Math.max(0, Math.min(listed, all.length - 1)), null];
    this.#lay(this.#free(all) ? this.#apart(all) : all);
  }

  /** Have `work` in place of what is looked at; null takes it away, and leaves its place to what is written next. */
  write(work) {
    const { all, chosen: at, coming } = this;
    const key = `${this.zone}.${at}`;
    if (work) {
      [this.at, this.coming] = [at, null];
      const written = all.toSpliced(at, coming ? 0 : 1, { work, laid: coming ? null : all[at].laid });
      this.#lay(coming && !coming.kept ? this.#withRoom(written) : written, key);
    } else if (!coming) {
      this.coming = { at, kept: all[at].work };
      this.#lay(all.toSpliced(at, 1), key);
    }
  }

  /** All on a zone is made in one finish. */
  finishAll(finish) {
    this.#lay(this.all.map(({ work, laid }) => ({ work: { ...work, finish }, laid })));
  }

  /** Another place for one, that which is looked at, or whether it may lie on top; undefined takes away what was said. */
  put(changed, at = this.at) {
    const { all } = this;
    const said = Object.entries({ ...all[at].work, ...changed }).filter(([, value]) => value !== undefined);
    const { at_mm: center_mm = all[at].laid?.center_mm, within_mm: size_mm = all[at].laid?.size_mm } = changed;
    this.#lay(all.with(at, { work: Object.fromEntries(said), laid: { ...all[at].laid, center_mm, size_mm } }), `${this.zone}.${at}.place`);
  }

  /** So many places up or down in the list; where it is then. */
  shift(by) {
    const all = this.all;
    const to = Math.max(0, Math.min(all.length - 1, this.at + by));
    const moved = all.toSpliced(this.at, 1).toSpliced(to, 0, all[this.at]);
    this.at = to;
    // Whoever says what lies lowest means them to lie where they do.
    this.#arranged = new Set([placeOf({})]);
    this.#lay(moved);
    return to;
  }

  /** Side by side; one alone in the middle, as large as it fits. */
  arrange() {
    this.#lay(this.#apart(this.all));
  }

  #behind(listed) { return this.coming && this.count && listed > this.coming.at ? listed - 1 : listed; }

  #lay(all, key = null) {
    this.#laid = all.map(({ laid }) => laid);
    const works = this.#named(all);
    this.#known = JSON.stringify(works);
    this.coming = works.length ? this.coming : this.coming ?? { at: 0, kept: null };
    this.design.lay(this.zone, works, key);
  }

  #named(all) { return all.map(({ work }) => ({ zone: this.zone, ...work })); }

  /** Whether nobody has chosen where any of them lies. */
  #free(all) { return all.every(({ work }) => this.#arranged.has(placeOf(work))); }

  /** Whether any has become so wide or narrow that its share does not suit it. */
  #outgrown(all) {
    const known = all.length > 1 && all.length === this.#aspects.length && all.every(({ laid }) => laid?.size_mm);
    return known && all.some((each, at) => Math.abs(aspectOf(each) / this.#aspects[at] - 1) > FOLLOWED);
  }

  #apart(all) {
    if (!this.found || !this.places) return all;
    this.#aspects = all.map(aspectOf);
    const places = all.length > 1 ? this.places.sideBySide(this.found, this.#aspects) : [{}];
    for (const place of places) this.#arranged.add(placeOf(place));
    return all.map(({ work: { at_mm, within_mm, on_top, ...work }, laid }, at) => ({ work: { ...work, ...places[at] }, laid }));
  }

  /** All side by side, or the new one beside what somebody has placed; where there is no room, on top of that if it can. */
  #withRoom(all) {
    const others = all.toSpliced(this.at, 1);
    if (!others.length || !this.found || !this.places) return all;
    const { work, laid } = all[this.at];
    if (this.#free(others)) return this.#apart(all);
    const known = others.every((each) => each.laid?.size_mm);
    const free = known && this.places.beside(this.found, others.map((each) => ({ at: each.laid.center_mm, box: each.laid.size_mm })), ASPECTS[work.kind]);
    const place = free || (this.crowded() ? { on_top: true } : {});
    return all.with(this.at, { work: { ...work, ...place }, laid });
  }
}

const placeOf = ({ at_mm, within_mm, on_top }) => JSON.stringify([at_mm, within_mm, on_top]);
const aspectOf = ({ work, laid }) => (laid?.size_mm ? laid.size_mm[0] / laid.size_mm[1] : ASPECTS[work.kind]);
