// The page works without this file, but for the model in it: pictures, words and files to download are there.
const $ = (selector) => document.querySelector(selector);
const viewer = $("#viewer"), stage = $(".stage"), told = $("#told");
const first = { orbit: viewer.getAttribute("camera-orbit"), target: viewer.getAttribute("camera-target"), fov: viewer.getAttribute("field-of-view") };
const quickLook = viewer.getAttribute("ios-src"), modes = viewer.getAttribute("ar-modes");
// A view is framed for a picture of this width by height; a narrower stage needs a wider angle to hold as much.
const ASPECT = 4 / 3, ROOM_TO_MEASURE = 1.24;
let seen = first;

const say = (words) => { told.textContent = words; };
const angle = (fov) => {
  if (!fov) return "auto";
  const half = Math.tan((parseFloat(fov) / 2) * (Math.PI / 180)) * Math.max(1, ASPECT / (stage.clientWidth / stage.clientHeight));
  return `${2 * Math.atan(half * (stage.classList.contains("measured") ? ROOM_TO_MEASURE : 1)) * (180 / Math.PI)}deg`;
};
const look = (view) => {
  seen = view;
  viewer.setAttribute("camera-orbit", view.orbit ?? "auto auto auto");
  viewer.setAttribute("camera-target", view.target ?? "auto auto auto");
  viewer.setAttribute("field-of-view", angle(view.fov));
};

// Loading.
const bar = $(".progress");
viewer.addEventListener("progress", ({ detail }) => {
  bar.hidden = detail.totalProgress >= 1;
  bar.style.setProperty("--loaded", detail.totalProgress);
});
viewer.addEventListener("error", () => { $(".failed").hidden = false; });

// Personalizations: the camera goes where the list, or the number on the model, says.
const buttons = new Map([...document.querySelectorAll(".spots button")].map((each) => [each.dataset.spot, each]));
const whole = $("#whole");
const approach = (name) => {
  const button = buttons.get(name);
  measure(false);
  look(button.dataset);
  stage.classList.add("close");
  for (const each of buttons.values()) each.removeAttribute("aria-current");
  button.setAttribute("aria-current", "true");
  whole.hidden = false;
  say(`${button.querySelector("strong").textContent}: seen from close up.`);
};
const retreat = () => {
  look(first);
  stage.classList.remove("close");
  for (const each of buttons.values()) each.removeAttribute("aria-current");
  whole.hidden = true;
  say("The whole product is shown.");
};
for (const each of document.querySelectorAll("[data-spot]")) each.addEventListener("click", () => approach(each.dataset.spot));
whole.addEventListener("click", () => { retreat(); $("#measure").focus(); });

// Dimensions: lines along the edges of the bounding box that face the camera, drawn where they are.
const AWAY = 0.06;
const sides = [...document.querySelectorAll(".lines line")].map((line) => line.dataset.side);
const measuring = $("#measure");
function measure(on) {
  measuring.setAttribute("aria-pressed", String(on));
  if (stage.classList.toggle("measured", on)) draw();
  viewer.setAttribute("field-of-view", angle(seen.fov));
}
measuring.addEventListener("click", () => {
  const on = measuring.getAttribute("aria-pressed") !== "true";
  if (on && !whole.hidden) retreat();
  measure(on);
});
const ends = () => {
  const { x, y, z } = viewer.getDimensions(), middle = viewer.getBoundingBoxCenter(), { theta } = viewer.getCameraOrbit();
  const [low, high] = [middle.y - y / 2, middle.y + y / 2], gap = AWAY * Math.max(x, y, z);
  const right = Math.sign(Math.sin(theta)) || 1, front = Math.sign(Math.cos(theta)) || 1;
  const besideX = middle.x + right * (x / 2 + gap), besideZ = middle.z + front * (z / 2 + gap);
  // The corner that is furthest to the right on the screen has nothing behind it.
  const [cornerX, cornerZ] = [Math.sign(Math.cos(theta)) || 1, -Math.sign(Math.sin(theta)) || 1];
  const [outX, outZ] = [middle.x + cornerX * (x / 2 + gap / 2), middle.z + cornerZ * (z / 2 + gap / 2)];
  return {
    width: [[middle.x - x / 2, low, besideZ], [middle.x + x / 2, low, besideZ]],
    length: [[besideX, low, middle.z - z / 2], [besideX, low, middle.z + z / 2]],
    height: [[outX, low, outZ], [outX, high, outZ]],
  };
};
const at = (point) => point.map((each) => `${each}m`).join(" ");
const draw = () => {
  if (!stage.classList.contains("measured") || !viewer.loaded) return;
  const places = ends();
  for (const side of sides) {
    const [from, to] = places[side];
    viewer.updateHotspot({ name: `hotspot-${side}-0`, position: at(from) });
    viewer.updateHotspot({ name: `hotspot-${side}-1`, position: at(to) });
    viewer.updateHotspot({ name: `hotspot-${side}`, position: at(from.map((each, axis) => (each + to[axis]) / 2)) });
    const line = $(`line[data-side="${side}"]`);
    [from, to].forEach((_, end) => {
      const seen = viewer.queryHotspot(`hotspot-${side}-${end}`)?.canvasPosition;
      if (seen) line.setAttribute(`x${end + 1}`, seen.x), line.setAttribute(`y${end + 1}`, seen.y);
    });
  }
};
viewer.addEventListener("camera-change", draw);
viewer.addEventListener("load", draw);
new ResizeObserver(() => {
  viewer.setAttribute("field-of-view", angle(seen.fov));
  draw();
}).observe(stage);

// Looks. Quick Look opens the look as configured; of any other, model-viewer makes it a file of what is on the screen.
for (const input of document.querySelectorAll("#looks input")) {
  input.addEventListener("change", () => {
    const own = input.value === $("#looks input").value;
    viewer.variantName = input.value;
    $("#price").textContent = input.dataset.price;
    $("#look-name").textContent = input.value;
    $("#look-more").textContent = own ? "as configured" : input.dataset.difference;
    viewer.iosSrc = own ? quickLook : null;
    viewer.arModes = own ? modes : "webxr quick-look";
  });
}

// The button under the model in Quick Look.
viewer.addEventListener("quick-look-button-tapped", () => {
  const link = new URLSearchParams(new URL(viewer.src, location).search).get("link") ?? "#details";
  if (link.startsWith("#")) $(link).scrollIntoView(), $(link).focus({ preventScroll: true });
  else location.href = link;
});
