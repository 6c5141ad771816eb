// Pictures that nobody has asked for before take a while: a few at a time are asked for, again and again until they
// are there, so that the browser keeps connections for what people do meanwhile.

const TRIES = 40;
const PAUSE_MS = 2000;
const AT_ONCE = 2;
const waiting = [...document.querySelectorAll("img[data-patient]")];

/** Whether the picture came. */
function once(picture, source) {
  return new Promise((resolve) => {
    picture.onload = () => resolve(true);
    picture.onerror = () => resolve(false);
    picture.src = source;
    if (picture.complete && picture.naturalWidth) resolve(true);
  });
}

async function fetched(picture) {
  const source = picture.dataset.src ?? picture.src;
  for (let left = TRIES; left > 0; left -= 1) {
    if (await once(picture, left === TRIES ? source : `${source}#${left}`)) return picture.classList.remove("missing");
    picture.classList.add("missing");
    await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
  }
  return undefined;
}

async function fetching() {
  for (let picture = waiting.shift(); picture; picture = waiting.shift()) await fetched(picture);
}

for (let each = 0; each < AT_ONCE; each += 1) fetching();
