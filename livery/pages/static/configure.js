// The configurator, put together: a choice goes out, and picture, price, availability and words come back.

import { addressOf } from "./address.js";
import { Problem, asked, latest, once, settled } from "./api.js";
import { Design } from "./design.js";
import { fetchDrawings } from "./drawings.js";
import { mixing, paintNearest } from "./mix.js";
import { paintChoices, paintOffers, paintViolations, tellOfSwatches } from "./offers.js";
import { paintArrival, paintPrice, stalePrice } from "./price.js";
import { announce, toast } from "./say.js";
import { Stage } from "./stage.js";
import { Views } from "./views.js";
import { markZones, paintZones, personalizing, repaintZones, toldIn } from "./zones.js";

const CALM_MS = 180;
const IDLE_MS = 900;
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const { defaults } = data;
const design = new Design(data.product, data.configuration);
const views = new Views();
const stage = new Stage(data.sizes);
let { currency } = data;
let offered = Promise.resolve(new Map());

const say = latest(async (signal) => {
  const wish = { json: design.configuration, signal };
  const judged = asked("/v1/validations", wish).then((verdict) => {
    if (verdict.price) [currency] = [verdict.price.currency, paintPrice(verdict.price)];
    paintViolations(verdict.violations, verdict.warnings, { boxAt, remedies, take: (changes) => design.apply(changes) });
    markZones();
  });
  const seen = asked(`/v1/products/${data.product}/options`, wish).then(({ features }) => {
    paintOffers(features, currency);
    return new Map(features.map((feature) => [feature.code, feature]));
  });
  const before = offered;
  offered = seen.catch(() => before);
  const told = asked(`/configure/${data.product}/words`, wish).then(async (words) => {
    byId("headline").textContent = words.headline;
    stage.describe(words.alts[views.shot] ?? data.name);
    paintArrival(words.arrives_on);
    paintNearest(words.mixed, design);
    paintZones(words.zones, words.laid, design);
    if (await fetchDrawings(`/configure/${data.product}/drawings`, wish, words.laid)) repaintZones();
  });
  const failed = (await Promise.allSettled([judged, seen, told])).find((each) => each.status === "rejected" && each.reason.name !== "AbortError");
  if (failed && !(failed.reason instanceof Problem && failed.reason.status === 422)) throw failed.reason;
});

const refreshViews = settled(() => views.refresh(design.configuration), IDLE_MS);
/** Turns the product, once somebody has wanted that. */
let spin = null;

/** The picture of what is looked at: a view, or the product all around. */
function draw(rough = null) {
  if (!spin?.on) return stage.show(design.configuration, views.shot, rough);
  stage.busy("Drawing it from all around");
  return spin.enter(design.configuration, (frame) => stage.look(frame)).catch((problem) => toast(problem.message));
}

function turn() {
  if (spin?.on) spin.leave();
  draw(views.rough(views.shot));
}

const respond = settled(() => {
  draw();
  say().catch((problem) => toast(problem.message));
}, CALM_MS);

function boxAt(path) {
  const [, top, index] = path.split("/");
  if (top !== "personalizations") return null;
  const [zone, at] = toldIn(design, Number(index));
  return zone?.box(at) ?? null;
}

function remedies(finding) {
  const [, top, index] = finding.path.split("/");
  if (top !== "personalizations") return [];
  const [zone, at] = toldIn(design, Number(index));
  return zone?.remedies(at, finding) ?? [];
}

/** Choose an option; what it forces comes along and is said, what is out stays out and says why. */
async function choose(feature, code) {
  const option = (await offered).get(feature)?.options.find((each) => each.code === code);
  if (option?.state === "out") {
    paintChoices(design, defaults);
    toast(`${option.name} is not to be had with this. ${option.because.join(" ")}`);
  } else if (option?.changes.length) {
    design.apply([{ path: `/selections/${feature}`, value: code }, ...option.changes]);
    toast(`${option.changes.map((change) => change.text).join("; ")}. ${option.because.join(" ")}`, "Undo", () => design.undo());
  } else design.select(feature, code);
}

byId("choices").addEventListener("change", ({ target }) => {
  const feature = target.closest(".feature");
  if (feature && target.type === "radio" && !("custom" in target.dataset)) choose(feature.dataset.feature, target.value);
  const [top, field] = target.name.split(".");
  if (top !== "order") return;
  const value = { market: target.value, quantity: Math.max(1, Math.round(Number(target.value)) || 1), code: target.value.trim().toUpperCase() }[field];
  design.change((next) => {
    if (field === "code") next.discount_codes = value ? [value] : [];
    else next[field] = value;
  });
});
byId("choices").addEventListener("submit", (event) => event.preventDefault());

design.addEventListener("change", () => {
  byId("undo").disabled = !design.canUndo;
  byId("redo").disabled = !design.canRedo;
  views.offer(design.value.personalizations.map((each) => each.zone));
  paintChoices(design, defaults);
  paintOrder();
  stalePrice();
  history.replaceState(null, "", addressOf(data.product, design.value, defaults, data.saved));
  respond();
});

function paintOrder() {
  for (const [name, value] of [["market", design.value.market], ["quantity", design.value.quantity ?? 1], ["code", design.value.discount_codes?.[0] ?? ""]]) {
    const field = document.querySelector(`[name="order.${name}"]`);
    if (value !== undefined && document.activeElement !== field) field.value = value;
  }
}

byId("undo").addEventListener("click", () => { design.undo(); announce("Undone."); });
byId("redo").addEventListener("click", () => { design.redo(); announce("Done again."); });
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.matches("input[type=text], textarea")) return;
  event.preventDefault();
  if (event.shiftKey) design.redo(); else design.undo();
});

stage.addEventListener("drawn", refreshViews);
views.addEventListener("chosen", turn);
const spinning = once(async () => {
  const { Spin } = await import("./spin.js");
  spin = new Spin();
  spin.addEventListener("left", turn);
  spin.addEventListener("entered", () => {
    spin.begin();
    draw();
  });
  return spin;
});
byId("turn").addEventListener("click", async () => (await spinning()).toggle());
personalizing(design, (zone) => lookAt(zone));

/** Turn to the close-up of a place, once it carries something. */
function lookAt(zone) {
  const shot = views.closeUp(zone);
  if (shot && design.allOn(zone).length && views.go(shot)) turn();
}
design.addEventListener("change", () => {
  const open = document.querySelector(".zone[open]")?.dataset.zone;
  if (open && document.activeElement?.closest(".zone")) lookAt(open);
});

tellOfSwatches();
mixing(design, defaults);
const keeping = once(async () => new (await import("./keep.js")).Keeping(design, data));
for (const deed of ["share", "compare", "review"]) byId(deed).addEventListener("click", async () => (await keeping())[deed]());
views.offer(design.value.personalizations.map((each) => each.zone));
paintChoices(design, defaults);
draw();
say().catch((problem) => toast(problem.message));
