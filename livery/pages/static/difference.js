// Two pictures of the same view, held against each other.

const SEEN = 16; // of 255, in any channel: less is the light that a new colour throws around
const LEAST = 12; // pixels
const ABOVE = 6; // pixels
const SMALL = 0.03; // a change that a mark on it would hide

/** The pixels of the picture at `source`. */
export async function pixels(source) {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Which pixels differ, how large a part of what is drawn that is, and where a mark may point at it. */
export function changed(one, other) {
  const count = one.width * one.height;
  const mask = new Uint8Array(count);
  let [total, drawn, x, y, top] = [0, 0, 0, 0, one.height];
  for (let at = 0; at < count; at += 1) {
    if (one.data[4 * at + 3] > 200 || other.data[4 * at + 3] > 200) drawn += 1;
    if (!differs(one.data, other.data, 4 * at)) continue;
    mask[at] = 1;
    total += 1;
    top = Math.min(top, Math.floor(at / one.width));
    x += at % one.width;
    y += Math.floor(at / one.width);
  }
  if (total < LEAST) return { mask, share: 0, at: [0, 0] };
  const share = total / Math.max(drawn, total);
  const middle = [x / total, y / total];
  return { mask, share, at: share < SMALL ? [middle[0], Math.max(0, top - ABOVE)] : nearest(mask, one.width, ...middle) };
}

/** `picture` with only what changed in full colour. */
export function spotlight(picture, { mask }) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const shown = new ImageData(new Uint8ClampedArray(picture.data), picture.width);
  for (let at = 0; at < mask.length; at += 1) if (!mask[at]) fade(shown.data, 4 * at);
  canvas.getContext("2d").putImageData(shown, 0, 0);
  return canvas;
}

function differs(one, other, at) {
  const [a, b] = [one[at + 3], other[at + 3]];
  if (Math.abs(a - b) > SEEN) return true;
  for (let channel = 0; channel < 3; channel += 1) {
    if (Math.abs(one[at + channel] * a - other[at + channel] * b) > SEEN * 255) return true;
  }
  return false;
}

function fade(data, at) {
  const grey = 0.3 * data[at] + 0.59 * data[at + 1] + 0.11 * data[at + 2];
  for (let channel = 0; channel < 3; channel += 1) data[at + channel] = grey;
  data[at + 3] *= 0.28;
}

function nearest(mask, width, x, y) {
  let [best, found] = [Infinity, [x, y]];
  for (let at = 0; at < mask.length; at += 1) {
    if (!mask[at]) continue;
    const distance = (at % width - x) ** 2 + (Math.floor(at / width) - y) ** 2;
    if (distance < best) [best, found] = [distance, [at % width, Math.floor(at / width)]];
  }
  return found;
}
