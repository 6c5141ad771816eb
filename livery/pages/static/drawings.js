// Drawings of the artworks that lie on the product, as addresses for `<img>`, by their digest.

import { asked, release } from "./api.js";

const known = new Map();

export const drawingOf = (laid) => known.get(laid?.drawing) ?? "";

/** Fetch what of `laid` is not there yet, and let go of what lies there no more; whether there is anything new. */
export async function fetchDrawings(path, wish, laid) {
  const wanted = new Set(laid.map(({ drawing }) => drawing));
  for (const [name, address] of known) if (!wanted.has(name)) known.delete(name, release(address));
  if ([...wanted].every((name) => known.has(name))) return false;
  for (const [name, svg] of Object.entries(await asked(path, wish))) {
    if (!known.has(name)) known.set(name, URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })));
  }
  return true;
}
