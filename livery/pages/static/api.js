// The public API, asked from a page.

/** What the service answers when something is wrong: its sentence, code and violations. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? "The service did not answer. Check the connection and try again.");
    this.status = status;
    this.code = body.code ?? "UNREACHABLE";
    this.violations = body.violations ?? [];
  }
}

/** Ask `path`; throws `Problem`, or AbortError where `signal` says so. */
export async function ask(path, { method, json, body, headers = {}, signal } = {}) {
  const sent = json === undefined ? body : JSON.stringify(json);
  const type = json === undefined ? {} : { "Content-Type": "application/json" };
  let answer;
  try {
    answer = await fetch(path, { method: method ?? (sent === undefined ? "GET" : "POST"), body: sent, headers: { ...type, ...headers }, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, {});
  }
  if (!answer.ok) throw new Problem(answer.status, await answer.json().catch(() => ({})));
  return answer;
}

export const asked = async (path, options) => (await ask(path, options)).json();

/** Run the latest of many: each run, and `stop`, aborts the one before it; an aborted run ends in silence. */
export function latest(work) {
  let running = null;
  const run = async (...inputs) => {
    running?.abort();
    const own = (running = new AbortController());
    try {
      return await work(own.signal, ...inputs);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
      return undefined;
    }
  };
  run.stop = () => running?.abort();
  return run;
}

/** `work`, `milliseconds` after the last call. */
export function settled(work, milliseconds) {
  let timer = 0;
  return (...inputs) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...inputs), milliseconds);
  };
}

/** A picture of a configuration as an address for `<img>`; `wait` is told how it comes along, where it takes a while. */
export async function picture(wish, signal, wait = () => {}) {
  const headers = { Accept: "image/webp", Prefer: "wait=2" };
  const answer = await ask("/v1/previews", { json: { format: "webp", background: "transparent", ...wish }, headers, signal });
  if (answer.status === 200) return URL.createObjectURL(await answer.blob());
  const job = await answer.json();
  return (await finished(job, signal, wait)).assets[0].href;
}

/** The job once it is done, by its events; throws `Problem` where it fails. */
export function finished(job, signal, wait) {
  return new Promise((resolve, reject) => {
    const events = new EventSource(job.events);
    const end = (then, value) => { events.close(); then(value); };
    signal.addEventListener("abort", () => end(reject, signal.reason), { once: true });
    const hear = (event) => {
      const now = JSON.parse(event.data);
      if (now.state === "done") end(resolve, now);
      else if (now.state === "queued" || now.state === "running") wait(now);
      else end(reject, new Problem(now.problem?.status ?? 500, now.problem ?? {}));
    };
    for (const state of ["queued", "running", "done", "failed", "dead"]) events.addEventListener(state, hear);
    wait(job);
  });
}
