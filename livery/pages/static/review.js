// What owner and adviser say to each other, and the link between them.

import "./patient.js";
import { Problem, asked } from "./api.js";
import { toast } from "./say.js";

const NAME = "livery.name";
const form = document.getElementById("say");
const make = document.getElementById("make-link");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { api, version } = form.dataset;
  const kind = event.submitter?.value ?? "comment";
  const words = form.elements.text;
  const why = form.querySelector(".why");
  words.required = kind !== "approval";
  if (!form.reportValidity()) return;
  localStorage.setItem(NAME, form.elements.by.value);
  try {
    await asked(`${api}/comments`, { json: { by: form.elements.by.value, text: words.value, kind, version: Number(version) } });
    words.value = "";
    location.assign(location.pathname);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    [why.hidden, why.textContent] = [false, problem.message];
  }
});
// An approval needs no words: the browser would ask for them before the button is known.
form?.setAttribute("novalidate", "");
if (form) form.elements.by.value = localStorage.getItem(NAME) ?? "";

make?.addEventListener("click", () => link().catch((problem) => toast(problem.message)));

/** Make a link and show it, ready to be copied. */
async function link() {
  const { token } = await asked(`${make.dataset.api}/shares`, { json: { days: 14 } });
  const field = document.querySelector("#link input");
  field.value = `${location.origin}/shared/${token}`;
  field.parentElement.hidden = false;
  field.focus();
  field.select();
  make.textContent = "Make another link";
}
