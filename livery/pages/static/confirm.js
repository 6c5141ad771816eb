// The button that seals: what was seen, or, of what is sealed, the next revision.

import "./patient.js";
import { Problem, ask, finished } from "./api.js";

const PAUSE_MS = 1000;
const STALE = "It has changed since this page was opened. Load it again, and look once more.";
const form = document.getElementById("finalize");
const button = form?.querySelector("button.primary");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (button.disabled) return;
  button.disabled = true;
  show(".why", "");
  show(".progress", "Sealing");
  try {
    await seal({ terms: form.dataset.terms, approver: said("approver"), mail_to: said("mail_to"), accept_unproven: said("accept_unproven") });
    location.assign(`/spec/${form.dataset.id}`);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    show(".why", problem.code === "VERSION_STALE" ? STALE : problem.code === "UNPROVEN" ? unproven(problem) : problem.message);
    show(".progress", "");
    button.disabled = false;
  }
});

const said = (field) => form.elements[field]?.value.trim() ?? "";

/** Seal what was seen, and nothing else. */
function seal(agreed) {
  const { id, tag, amends } = form.dataset;
  if (amends === undefined) return once(`/v1/configurations/${id}/finalize`, agreed, tag);
  const configuration = JSON.parse(document.getElementById("wanted").textContent);
  return once(`/v1/specs/${id}/amend`, { ...agreed, configuration }, tag);
}

/** What does not show what was drawn; whoever approves of it all the same says why. */
function unproven({ details, message }) {
  const why = document.getElementById("unproven");
  why.hidden = false;
  why.querySelector("textarea").required = true;
  why.querySelector("textarea").focus();
  if (!details.findings) return message;
  return `What was made does not show what was drawn: ${details.findings.join(", ")}. Nothing was sealed. Change it, or say why it will do.`;
}

/** Carry out a wish once, however often it is sent: after a second click, a lost answer, or when the page is loaded again. */
async function once(place, json, tag) {
  const kept = `livery.wish ${place} ${tag} ${JSON.stringify(json)}`;
  const key = sessionStorage.getItem(kept) ?? fresh();
  sessionStorage.setItem(kept, key);
  try {
    const answer = await patiently(place, { json, headers: { "If-Match": `"${tag}"`, "Idempotency-Key": key, Prefer: "wait=5" } });
    if (answer.status === 202) await finished(await answer.json(), new AbortController().signal, (job) => show(".progress", working(job)));
    sessionStorage.removeItem(kept);
  } catch (problem) {
    // What was refused may be wished for anew; of what was not answered nobody knows.
    if (problem.status) sessionStorage.removeItem(kept);
    throw problem;
  }
}

/** Ask; while the same wish, sent before, is still being answered, ask again. */
async function patiently(place, wish) {
  for (;;) {
    try { return await ask(place, wish); } catch (problem) {
      if (problem.code !== "IDEMPOTENCY_UNDER_WAY") throw problem;
      await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
    }
  }
}

const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

function working({ progress, state }) {
  if (state === "queued") return "Waiting for a free hand";
  return progress.total > 1 ? `Drawing and sealing: ${progress.done} of ${progress.total}` : "Drawing and sealing";
}

function show(part, words) {
  const line = form.querySelector(part);
  [line.hidden, line.textContent] = [!words, words];
}
