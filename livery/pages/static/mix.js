// A colour of one's own, and the swatch that comes nearest to it.

import { made } from "./say.js";

const HEX = /^#[0-9a-f]{6}$/;

/** Let every feature that takes a custom colour take one. */
export function mixing(design, defaults) {
  for (const feature of document.querySelectorAll(".feature:has(.mix)")) mixer(feature, design, defaults);
}

function mixer(feature, design, defaults) {
  const code = feature.dataset.feature;
  const [well, hex, called] = [".well input", ".hex", ".called"].map((part) => feature.querySelector(part));
  const choose = () => design.select(code, { custom: well.value, ...(called.value.trim() ? { name: called.value.trim() } : {}) });
  well.addEventListener("input", () => { hex.value = well.value; choose(); });
  called.addEventListener("input", choose);
  hex.addEventListener("input", () => {
    const written = hex.value.trim().toLowerCase().replace(/^#?/, "#");
    const whole = HEX.test(written);
    hex.setAttribute("aria-invalid", String(!whole));
    if (whole) { well.value = written; choose(); }
  });
  feature.addEventListener("change", (event) => { if (event.target.matches("[data-custom]")) { choose(); well.focus({ preventScroll: true }); } });
  const show = () => {
    const choice = design.selected(code) ?? defaults[code];
    const own = typeof choice === "object";
    feature.querySelector(".mix").hidden = !own;
    if (!own) return feature.querySelector(".nearest").replaceChildren();
    well.value = choice.custom;
    if (document.activeElement !== hex) hex.value = choice.custom;
    if (document.activeElement !== called) called.value = choice.name ?? "";
    return undefined;
  };
  design.addEventListener("change", show);
  show();
}

/** Feature → nearest swatch, as the service has found them. */
export function paintNearest(mixed, design) {
  for (const [code, near] of Object.entries(mixed)) {
    const line = document.querySelector(`.feature[data-feature="${CSS.escape(code)}"] .nearest`);
    const take = made("button", "Take that", { type: "button", class: "quiet" });
    take.addEventListener("click", () => {
      design.select(code, near.nearest);
      document.querySelector(`input[name="${CSS.escape(code)}"][value="${CSS.escape(near.nearest)}"]`).focus();
    });
    line.replaceChildren(made("span", `Nearest in the range: ${near.nearest_name}, ΔE ${near.delta_e}.`), take);
  }
}
