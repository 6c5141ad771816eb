// Pictures that nobody has asked for before take a while: they are asked for again until they are there.

const TRIES = 40;

for (const picture of document.querySelectorAll("img[data-patient]")) {
  let left = TRIES;
  const again = () => {
    picture.classList.add("missing");
    if (left-- > 0) setTimeout(() => { picture.src = `${picture.src.split("#")[0]}#${left}`; }, 2000);
  };
  picture.addEventListener("error", again);
  picture.addEventListener("load", () => picture.classList.remove("missing"));
  if (picture.complete && !picture.naturalWidth) again();
}
