// The features: what can be chosen from here, what it costs, what it takes along, and why something is out.

import { made, money, plainly } from "./say.js";

const features = [...document.querySelectorAll(".feature")];

/** Show every option as the service sees it from what is chosen. */
export function paintOffers(offered, currency) {
  for (const feature of offered) for (const option of feature.options) paint(feature.code, option, currency);
}

function paint(feature, option, currency) {
  const input = document.querySelector(`input[name="${CSS.escape(feature)}"][value="${CSS.escape(option.code)}"]`)
    ?? customInput(feature, option);
  if (!input) return;
  const label = input.closest("label");
  label.dataset.state = option.state;
  input.setAttribute("aria-disabled", String(option.state === "out"));
  label.querySelector(".price").textContent = option.state === "out" ? "Not with this" : extra(option, currency);
  label.querySelector(".effect").textContent = effect(option);
}

const extra = (option, currency) => (Number(option.price_difference) ? money(option.price_difference, currency, true) : "");

function effect(option) {
  const also = option.changes.map((change) => change.text).join("; ");
  return [also && `Also: ${also}.`, ...option.because].filter(Boolean).join(" ");
}

function customInput(feature, option) {
  const own = document.querySelector(`.feature[data-feature="${CSS.escape(feature)}"] input[data-custom]`);
  return own && option.code.endsWith(".custom") ? own : null;
}

/** Check what is chosen, and say its name beside the feature's. */
export function paintChoices(design, defaults) {
  for (const feature of features) {
    const code = feature.dataset.feature;
    const choice = design.selected(code) ?? defaults[code];
    const own = feature.querySelector("input[data-custom]");
    const input = typeof choice === "string" ? feature.querySelector(`input[value="${CSS.escape(choice)}"]:not([data-custom])`) : own;
    if (input) input.checked = true;
    const name = typeof choice === "string" ? input?.closest("label").dataset.name : choice.name || `Your own, ${choice.custom}`;
    feature.querySelector(".chosen").textContent = name ?? "";
  }
}

/** What a swatch is called and costs, while somebody points at it. */
export function tellOfSwatches() {
  for (const feature of features.filter((each) => each.dataset.kind === "swatches")) {
    const line = feature.querySelector(".looking");
    const tell = (event) => {
      const label = event.target.closest("label.swatch");
      if (!label) return;
      const [price, effects] = [".price", ".effect"].map((part) => label.querySelector(part).textContent);
      line.textContent = [label.dataset.name, price, effects].filter(Boolean).join(" · ");
    };
    const hush = () => { line.textContent = ""; };
    feature.addEventListener("pointerover", tell);
    feature.addEventListener("focusin", tell);
    feature.addEventListener("pointerleave", hush);
    feature.addEventListener("focusout", hush);
  }
}

/**
 * What is wrong, at the place that it is about; each way out is a button. `boxAt` finds boxes for paths that are no feature's,
 * `remedies` what the page itself can do, `take` makes the changes of a way out.
 */
export function paintViolations(violations, warnings, { boxAt, remedies, take }) {
  for (const box of document.querySelectorAll(".why")) box.replaceChildren();
  for (const each of warnings) whyBox(each, boxAt)?.append(made("p", each.message, { class: "mild" }));
  for (const each of violations) {
    const box = whyBox(each, boxAt);
    box?.append(made("p", plainly(each.message)));
    const ways = (each.ways_out ?? []).map((way) => ({ text: way.text, act: () => take(way.changes) }));
    for (const { text, act } of [...ways, ...remedies(each)]) {
      const button = made("button", text, { type: "button", class: "way" });
      button.addEventListener("click", act);
      box?.append(button);
    }
  }
}

function whyBox({ path, conflict }, boxAt) {
  for (const each of [path, ...(conflict ?? [])]) {
    const [, top, name] = each.split("/");
    const feature = top === "selections" && features.find((one) => one.dataset.feature === name);
    const box = feature ? feature.querySelector(".why") : boxAt(each);
    if (box) return box;
  }
  return document.getElementById("order-why");
}
