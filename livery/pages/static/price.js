// The price and what it is made of.

import { day, made, money } from "./say.js";

const total = document.getElementById("total");
const button = document.getElementById("open-price");
const sheet = document.getElementById("price");

button.addEventListener("click", () => sheet.showModal());

/** While the price of what is shown is not known yet, or it has none. */
export function stalePrice() {
  button.dataset.stale = "";
}

export function paintPrice(price) {
  delete button.dataset.stale;
  total.textContent = money(price.total, price.currency);
  sheet.querySelector("tbody").replaceChildren(...price.lines.map((line) => row(line.label, line.reason, money(line.amount, price.currency), line.count)));
  sheet.querySelector("tfoot").replaceChildren(row("Total", "", money(price.total, price.currency), 1));
  const tax = price.tax === null ? "before tax and delivery" : "with tax, before delivery";
  document.getElementById("price-note").textContent = `In ${price.currency}, ${tax}. Price list ${price.price_list}.`;
}

export function paintArrival(arrives) {
  document.getElementById("arrives").textContent = arrives ? `Arrives ${day(arrives)}` : "";
}

function row(label, reason, amount, count) {
  const line = document.createElement("tr");
  const head = made("th", label, { scope: "row", dir: "auto" });
  head.append(made("small", count > 1 ? `${reason}, ${count} ×` : reason));
  line.append(head, made("td", amount, { class: "number" }));
  return line;
}
