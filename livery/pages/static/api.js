// The public API, asked from a page.

const TRIES = 5;
const PAUSE_MS = 2000;

/** What the service answers when something is wrong: its sentence, code and violations. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? "The service did not answer. Check the connection and try again.");
    this.status = status;
    this.code = body.code ?? "UNREACHABLE";
    this.violations = body.violations ?? [];
    this.details = body.details ?? {};
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
  if (answer.status === 401) signIn();
  if (!answer.ok) throw new Problem(answer.status, await answer.json().catch(() => ({})));
  return answer;
}

/** A session that is over begins anew, and comes back to where it ended. */
const signIn = () => location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);

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

/** What `make` gives, made when it is first asked for. */
export function once(make) {
  let made = null;
  return () => (made ??= make());
}

/** `work`, `milliseconds` after the last call. */
export function settled(work, milliseconds) {
  let timer = 0;
  return (...inputs) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...inputs), milliseconds);
  };
}

/** A picture of a configuration as an address for `<img>`, to be let go of with `release`; `wait` is told how it comes along. */
export async function picture(wish, signal, wait = () => {}) {
  const headers = { Accept: "image/webp", Prefer: "wait=2" };
  const answer = await ask("/v1/previews", { json: { format: "webp", background: "transparent", ...wish }, headers, signal });
  if (answer.status === 200) return URL.createObjectURL(await answer.blob());
  const job = await answer.json();
  return (await finished(job, signal, wait)).assets[0].href;
}

/** Let go of the bytes behind the address of a picture that nothing will show again. */
export function release(source) {
  if (source?.startsWith("blob:")) URL.revokeObjectURL(source);
}

/** The job once it is done; throws `Problem` where it fails, or where nothing is heard of it. */
export async function finished(job, signal, wait) {
  signal.throwIfAborted();
  wait(job);
  const heard = await listened(job, signal, wait);
  const last = heard ?? (await polled(job, signal, wait));
  if (last.state === "done") return last;
  throw new Problem(last.problem?.status ?? 500, last.problem ?? {});
}

const under = ({ state }) => state === "queued" || state === "running";

/** The job at its end as its events tell it; nothing where they cannot be had, as behind a proxy that holds them back. */
function listened(job, signal, wait) {
  return new Promise((resolve, reject) => {
    const events = new EventSource(job.events);
    const end = (then, value) => { events.close(); then(value); };
    signal.addEventListener("abort", () => end(reject, signal.reason), { once: true });
    events.addEventListener("error", () => end(resolve, null));
    for (const state of ["queued", "running", "done", "failed", "dead"]) {
      events.addEventListener(state, ({ data }) => {
        const now = JSON.parse(data);
        if (under(now)) wait(now); else end(resolve, now);
      });
    }
  });
}

/** The same by asking again and again; throws `Problem` after as many questions without an answer. */
async function polled(job, signal, wait) {
  for (let left = TRIES; ;) {
    try {
      const now = await asked(job.href, { signal });
      if (!under(now)) return now;
      wait(now);
      left = TRIES;
    } catch (problem) {
      left -= 1;
      const passing = problem instanceof Problem && (problem.status === 0 || problem.status === 429 || problem.status >= 500);
      if (!passing || !left) throw problem;
    }
    await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
  }
}
