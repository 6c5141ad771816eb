// The button that seals: ready, then finalized, then the specification.

import "./patient.js";
import { Problem, ask, finished } from "./api.js";

const form = document.getElementById("finalize");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button.primary");
  button.disabled = true;
  show(".why", "");
  try {
    await seal(form.dataset, form.elements.approver.value.trim());
    location.assign(`/spec/${form.dataset.id}`);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    show(".why", problem.code === "VERSION_STALE" ? "It has changed since this page was opened. Load it again, and look once more." : problem.message);
    show(".progress", "");
    button.disabled = false;
  }
});

/** Finalize the version that was seen, and no other. */
async function seal({ id, tag, state, terms }, approver) {
  const place = `/v1/configurations/${id}`;
  show(".progress", "Sealing");
  const seen = state === "ready" ? `"${tag}"` : await called(place, tag, approver);
  form.dataset.state = "ready";
  form.dataset.tag = seen.replaceAll('"', "");
  const headers = { "If-Match": seen, Prefer: "wait=5" };
  const answer = await ask(`${place}/finalize`, { json: { terms, approver }, headers });
  if (answer.status !== 202) return;
  await finished(await answer.json(), new AbortController().signal, (job) => show(".progress", working(job)));
}

/** Call it ready; the tag of what is then there. */
async function called(place, tag, by) {
  const ready = await ask(`${place}/state`, { method: "PUT", json: { state: "ready", by }, headers: { "If-Match": `"${tag}"` } });
  return ready.headers.get("ETag");
}

function working({ progress, state }) {
  if (state === "queued") return "Waiting for a free hand";
  return progress.total > 1 ? `Drawing and sealing: ${progress.done} of ${progress.total}` : "Drawing and sealing";
}

function show(part, words) {
  const line = form.querySelector(part);
  [line.hidden, line.textContent] = [!words, words];
}
