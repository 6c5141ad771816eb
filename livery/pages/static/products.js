// A first picture that nobody has asked for before takes a while: ask again when it is there.
for (const picture of document.querySelectorAll("img[data-product]")) {
  let left = 20;
  const again = () => {
    picture.classList.add("missing");
    if (left-- > 0) setTimeout(() => { picture.src = `${picture.src.split("#")[0]}#${left}`; }, 1500);
  };
  picture.addEventListener("error", again);
  picture.addEventListener("load", () => picture.classList.remove("missing"));
  if (picture.complete && !picture.naturalWidth) again();
}
