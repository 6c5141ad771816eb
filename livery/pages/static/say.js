// Words for people: announced to who listens, shown to who looks.

const said = document.getElementById("said");
const toasts = document.getElementById("toasts");

/** Announce `words` without showing them. */
export function announce(words) {
  said.textContent = words;
}

/** Show `words` for a while, with a button that does something about it. */
export function toast(words, label, act) {
  const box = document.createElement("div");
  box.className = "toast";
  box.append(Object.assign(document.createElement("p"), { textContent: words }));
  const gone = setTimeout(() => box.remove(), 12000);
  if (label) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    button.addEventListener("click", () => { clearTimeout(gone); box.remove(); act(); });
    box.append(button);
  }
  toasts.replaceChildren(box);
  announce(words);
}

const FIELDS = / \((?:at_mm|within_mm|on_top)(?: and (?:at_mm|within_mm))?\)/g;

/** What the service says is wrong, without the names of fields, which are for who writes a configuration by hand. */
export const plainly = (message) => message.replace(FIELDS, "");

const formats = new Map();

/** `$1,234.50`, or `$1,234` where there are no cents. */
export function money(amount, currency, signed = false) {
  const key = `${currency} ${signed}`;
  if (!formats.has(key)) {
    const style = { style: "currency", currency, trailingZeroDisplay: "stripIfInteger", signDisplay: signed ? "exceptZero" : "auto" };
    formats.set(key, new Intl.NumberFormat(document.documentElement.lang, style));
  }
  return formats.get(key).format(Number(amount)).replace("-", "−");
}

/** `14 January 2027`. */
export const day = (iso) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));

/** An element with text and attributes. */
export function made(tag, text = "", attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
}
