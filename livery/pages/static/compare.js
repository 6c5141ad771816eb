// Pictures of the versions, and for each choice that differs a picture of that one change, with what it changes marked.

import { Problem, asked, picture, release } from "./api.js";
import { made, toast } from "./say.js";
import { changed, pixels, spotlight } from "./difference.js";

const { configurations } = JSON.parse(document.getElementById("data").textContent);
const shot = document.getElementById("shot");
const able = configurations.map(({ valid, ...configuration }) => (valid ? configuration : null));
const rows = [...document.querySelectorAll("tr[data-differs]")].filter((row) => row.dataset.about);
let run = new AbortController();

shot.addEventListener("change", draw);
draw();

async function draw() {
  run.abort();
  const { signal } = (run = new AbortController());
  for (const part of document.querySelectorAll("[data-marks], [data-seen]")) part.replaceChildren();
  for (const mark of document.querySelectorAll(".number-mark")) mark.hidden = true;
  try {
    await Promise.all(able.map((configuration, column) => configuration && shown(configuration, column, signal)));
    if (able[0]) await explain(signal);
  } catch (error) {
    if (error instanceof Problem) toast(error.message);
    else if (error.name !== "AbortError") throw error;
  }
}

async function shown(configuration, column, signal) {
  const image = document.querySelector(`th[data-column="${column}"] [data-picture]`);
  const source = await picture({ configuration, shot: shot.value, size: 640 }, signal);
  image.src = source;
  image.alt = document.querySelector(`th[data-column="${column}"] .headline`).textContent;
  image.hidden = false;
  await image.decode().catch(() => {});
  release(source);
}

/** One choice after the other: the first version with that choice of another, against the first version as it is. */
async function explain(signal) {
  const plain = await drawn(able[0], signal);
  let number = 0;
  for (const row of rows) {
    const cells = [...row.querySelectorAll("td.other")].filter((cell) => able[cell.dataset.column]);
    if (!cells.length) continue;
    number += 1;
    const mark = row.querySelector(".number-mark");
    [mark.textContent, mark.hidden] = [number, false];
    for (const cell of cells) await one(row, cell, number, plain, signal);
  }
}

async function one(row, cell, number, plain, signal) {
  const { column } = cell.dataset;
  const box = cell.querySelector("[data-seen]");
  try {
    const { configuration, also } = await withOne(row.dataset.about, able[column], signal);
    const other = await drawn(configuration, signal);
    const difference = changed(plain, other);
    if (!difference.share) return box.replaceChildren(made("p", "Not to be seen from here."));
    place(number, column, difference, plain);
    return box.replaceChildren(figure(row, other, difference, also));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return box.replaceChildren(made("p", "Only together with other choices."));
  }
}

/** The first version with one choice of another; what that forces comes along. */
async function withOne(about, other, signal) {
  const [first] = able;
  const zone = about.startsWith("zone:") ? about.slice(5) : null;
  if (zone) {
    const kept = first.personalizations.filter((each) => each.zone !== zone);
    const brought = other.personalizations.filter((each) => each.zone === zone);
    return { configuration: { ...first, personalizations: [...kept, ...brought] }, also: [] };
  }
  const choice = other.selections[about];
  const alone = { ...first, selections: { ...first.selections, [about]: choice } };
  if (typeof choice !== "string") return { configuration: alone, also: [] };
  const answer = await asked("/v1/what-if", { json: { configuration: first, feature: about, option: choice }, signal });
  if (!answer.possible) throw new Problem(422, {});
  return { configuration: answer.configuration, also: answer.changes.filter(({ path }) => path !== `/selections/${about}`) };
}

async function drawn(configuration, signal) {
  const source = await picture({ configuration, shot: shot.value, size: 320, format: "png" }, signal);
  try { return await pixels(source); } finally { release(source); }
}

function figure(row, other, difference, also) {
  const box = document.createElement("figure");
  const frame = made("span", "", { class: "frame" });
  frame.append(spotlight(other, difference));
  const share = Math.max(0.1, Math.round(difference.share * 1000) / 10);
  const words = [`Changes ${share} % of what is seen`, ...(also.length ? [`and takes along: ${also.map(({ text }) => text).join("; ")}`] : [])];
  frame.firstChild.setAttribute("role", "img");
  frame.firstChild.setAttribute("aria-label", `What ${row.querySelector("th").textContent.trim()} changes in this view`);
  box.append(frame, made("figcaption", `${words.join(", ")}.`));
  return box;
}

/** A number on the version's picture, where the change is. */
function place(number, column, { at }, { width, height }) {
  const mark = made("span", number);
  const plate = document.querySelector(`th[data-column="${column}"] .plinth`);
  // The picture stands inside its plate with its own proportions.
  const scale = Math.min(plate.clientWidth / width, plate.clientHeight / height);
  const [left, top] = [(plate.clientWidth - width * scale) / 2, (plate.clientHeight - height * scale) / 2];
  mark.style.left = `${((left + at[0] * scale) / plate.clientWidth) * 100}%`;
  mark.style.top = `${((top + at[1] * scale) / plate.clientHeight) * 100}%`;
  plate.querySelector("[data-marks]").append(mark);
}
