// Where artworks go in a zone: rectangles around a middle, in millimetres to the right and up, within the safe margin.

const GAP = 0.03; // of the zone's longer side
const AIR = 0.85; // of its shorter side, which several fill at most
const WORTH = 0.03; // of the zone: in less nothing can be read

const whole = (value) => Math.round(value * 10) / 10;
const most = (value) => Math.floor(value * 10 + 1e-6) / 10;
const least = (value) => Math.ceil(value * 10 - 1e-6) / 10;

/** Width and height inside the margin. */
export const inside = ({ width_mm, height_mm, safe_mm }) => [width_mm - 2 * safe_mm, height_mm - 2 * safe_mm];

/** The widest that an artwork so wide for its height can be around `at`. */
export function widest(zone, at, aspect) {
  const [width, height] = inside(zone).map((side, axis) => side - 2 * Math.abs(at[axis]));
  return Math.min(width, height * aspect);
}

/** A place as a configuration has it: `box` around `at`, both brought inside. */
export function placed(zone, at, box) {
  const limits = inside(zone);
  const fit = Math.min(1, ...limits.map((limit, axis) => limit / box[axis]));
  const sides = box.map((side) => side * fit);
  const at_mm = at.map((value, axis) => {
    const end = (limits[axis] - sides[axis]) / 2;
    return whole(Math.max(-end, Math.min(end, value))) + 0;
  });
  const within_mm = sides.map((side, axis) => Math.min(least(side), most(limits[axis] - 2 * Math.abs(at_mm[axis]))));
  return { at_mm, within_mm };
}

/** Places side by side along the longer side. What is long gives up some of its length for what is not. */
export function sideBySide(zone, aspects) {
  const [width, height] = inside(zone);
  const lying = width >= height;
  const [long, across] = lying ? [width, height] : [height, width];
  const [gap, side] = [GAP * long, AIR * across];
  const wishes = aspects.map((aspect) => Math.sqrt(lying ? aspect : 1 / aspect));
  const each = (long - gap * (wishes.length - 1)) / wishes.reduce((sum, wish) => sum + wish, 0);
  let from = -long / 2;
  return wishes.map((wish) => {
    const [part, middle] = [wish * each, from + (wish * each) / 2];
    from += part + gap;
    return lying ? placed(zone, [middle, 0], [part, side]) : placed(zone, [0, -middle], [side, part]);
  });
}

/** The best place beside what is `taken` ({ at, box }) for something so wide for its height; null where there is none. */
export function beside(zone, taken, aspect) {
  const half = inside(zone).map((side) => side / 2);
  const gap = GAP * Math.max(...half) * 2;
  const lines = half.map((end, axis) => [-end, end, ...taken.flatMap(({ at, box }) => [-1, 1].map((way) => at[axis] + way * (box[axis] / 2 + gap)))]);
  const spans = lines.map((each) => each.flatMap((low) => each.filter((high) => high > low).map((high) => [low, high])));
  const clear = (sides) => taken.every(({ at, box }) => sides.some(([low, high], axis) => high <= at[axis] - box[axis] / 2 - gap || low >= at[axis] + box[axis] / 2 + gap));
  const width = (sides) => Math.min(sides[0][1] - sides[0][0], (sides[1][1] - sides[1][0]) * aspect);
  const within = (sides) => sides.every(([low, high], axis) => low >= -half[axis] && high <= half[axis]);
  const free = spans[0].flatMap((across) => spans[1].map((upright) => [across, upright])).filter((sides) => within(sides) && clear(sides));
  if (!free.length) return null;
  const best = free.reduce((one, other) => (width(other) > width(one) ? other : one));
  if (width(best) ** 2 / aspect <= WORTH * 4 * half[0] * half[1]) return null;
  return placed(zone, best.map(([low, high]) => (low + high) / 2), best.map(([low, high]) => high - low));
}
