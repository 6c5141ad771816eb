"""Textures: decoded once into mip pyramids, read through the footprint that a pixel has on them.

Anisotropic trilinear filtering by taps along the footprint's long axis, as in EXT_texture_filter_anisotropic,
https://registry.khronos.org/OpenGL/extensions/EXT/EXT_texture_filter_anisotropic.txt.
"""

import io
import math
import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.color import LINEAR
from renderer.errors import ModelError
from renderer.gltf.document import Document
from renderer.jit import inline, kernel, melt
from renderer.kept import kept
from renderer.png import fresh_pixels
from renderer.room import Room

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]

REPEAT, CLAMP, MIRROR = 10497, 33071, 33648
NEAREST_FILTERS = (9728, 9984, 9986)
MAX_SIDE = 8192
"""Larger pictures are halved until they fit: no pixel of a shot sees more."""
FEWEST_TAPS, MAX_TAPS = 4, 16
"""Where a pixel sees more than a texel: each tap reads half of its width, since what is interpolated between texels of
a pyramid is twice as soft as what a pixel sees."""
GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0
"""Steps by which taps are strewn across the footprint while they follow each other along it."""
KEPT_BYTES = 600 << 20
"""Of pyramids in memory."""
MAX_KEPT_FILE = 4 << 20
"""Bytes of a picture whose pyramid is kept on disk."""

DATA, COLOR, NORMAL = 0, 1, 2
DECODE = np.stack([np.arange(256) / 255, LINEAR, np.arange(256) / 255]).astype(np.float32)
"""A row for data, for sRGB colour and for normals: byte to linear value."""


@dataclass(frozen=True, eq=False)
class Pyramid:
    """A picture and its halvings."""

    texels: Bytes
    """(sum of all levels, 4) RGBA as stored; colour is averaged in linear light. Of normals RGB is the mean direction
    and A / 255 is √(1 − |mean normal|)."""
    levels: Ints
    """(L, 3) first texel, width, height of each level, finest first."""
    kind: int
    """DATA, COLOR or NORMAL."""

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.texels.nbytes

    @property
    def mean(self) -> NDArray[np.float64]:
        """Linear RGBA (4,) of the whole picture."""
        return np.asarray(self.broad(1)[0])

    def broad(self, side: int) -> NDArray[np.float64]:
        """Linear RGBA (n, 4) of the first level of at most `side` texels a side."""
        first, width, height = next(level for level in self.levels if max(level[1:]) <= side)
        rgba = self.texels[first : first + width * height]
        return np.column_stack([DECODE[self.kind][rgba[:, :3]], DECODE[0][rgba[:, 3]]]).astype(np.float64)


_ROOM = Room[Pyramid](KEPT_BYTES)


def pyramid_of(document: Document, texture: int, kind: int) -> Pyramid:
    """The pyramid of what texture number `texture` shows; raises `ModelError` where it cannot be decoded."""
    image = document.texture_image(texture)
    digest = document.image_digest(image)

    def make() -> Pyramid:
        data = document.image_bytes(image)
        if is_clamped(document, texture) or len(data) > MAX_KEPT_FILE:
            return build_pyramid(decode_image(data), kind)
        return kept_pyramid(data, digest, kind)

    return _ROOM.get((digest, kind), make)


def is_clamped(document: Document, texture: int) -> bool:
    """Whether it does not repeat, as artworks do not: few pictures share one, and it is as soon made as written."""
    wrap_s, wrap_t, _ = sampler_of(document, texture)
    return wrap_s == wrap_t == CLAMP


def sampler_of(document: Document, texture: int) -> tuple[int, int, bool]:
    """How it goes on beyond its borders, across and down, and whether it is read without being interpolated."""
    number = document.json["textures"][texture].get("sampler")
    sampler = {} if number is None else document.json["samplers"][number]
    return sampler.get("wrapS", REPEAT), sampler.get("wrapT", REPEAT), sampler.get("magFilter") in NEAREST_FILTERS


def kept_pyramid(data: bytes, digest: str, kind: int) -> Pyramid:
    """Made once for all processes."""

    def make() -> bytes:
        made = build_pyramid(decode_image(data), kind)
        return made.levels[0, 1:].astype("<u4").tobytes() + made.texels.tobytes()

    raw = bytearray(kept("pyramids", [digest, kind], __file__, make))
    width, height = np.frombuffer(raw[:8], "<u4")
    return Pyramid(np.frombuffer(raw, np.uint8, offset=8).reshape(-1, 4), levels_of(int(width), int(height)), kind)


def decode_image(data: bytes, most: int = MAX_SIDE) -> Bytes:
    """RGBA (H, W, 4) of a PNG, JPEG or WebP, halved and so on until no side is longer than `most`.

    Raises `ModelError`: IMAGE_INVALID for what is none, IMAGE_TOO_LARGE for one that no memory is lent to.
    """
    fresh = fresh_pixels(data)
    if fresh is not None and max(fresh.shape) <= most:
        return fresh if fresh.shape[2] == 4 else _opaque(fresh)
    try:
        with warnings.catch_warnings():
            # Pillow warns of half of what it refuses.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as file:
                return _fitting(file, most)
    except Image.DecompressionBombError as error:
        message = f"A texture of the model has too many pixels: make it {MAX_SIDE} × {MAX_SIDE}, no shot sees more."
        raise ModelError(message, code="IMAGE_TOO_LARGE") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise ModelError(f"A texture of the model cannot be decoded: {error}.", code="IMAGE_INVALID") from error


def _opaque(rgb: Bytes) -> Bytes:
    rgba = np.full((*rgb.shape[:2], 4), 255, np.uint8)
    rgba[..., :3] = rgb
    return rgba


def _fitting(file: Image.Image, most: int) -> Bytes:
    file.draft("RGB", (most, most))
    deep = file.mode.startswith("I")
    by = -(-max(file.size) // most)
    # Of palettes and single bits no mean can be taken.
    image = file.convert("I" if deep else "RGBA").reduce(by) if by > 1 else file
    if deep:
        grey = (np.asarray(image, np.int64) >> 8).clip(0, 255).astype(np.uint8)
        return np.dstack([grey, grey, grey, np.full_like(grey, 255)])
    return np.array(image.convert("RGBA"))


def build_pyramid(image: Bytes, kind: int) -> Pyramid:
    """Halve `image` (H, W, 4) down to one texel."""
    height, width = image.shape[:2]
    levels = levels_of(width, height)
    texels = np.empty((int(levels[-1, 0]) + 1, 4), np.uint8)
    texels[: width * height] = image.reshape(-1, 4)
    if kind == NORMAL:
        texels[: width * height, 3] = 0
        halve_normals(texels, levels)
    else:
        halve_all(texels, levels, DECODE[kind], encoding_table(srgb=kind == COLOR))
    return Pyramid(texels, levels, kind)


def levels_of(width: int, height: int) -> Ints:
    """(L, 3) first texel, width and height of each level of a pyramid, finest first, down to one texel."""
    sizes = [(width, height)]
    while max(sizes[-1]) > 1:
        sizes.append((max(1, sizes[-1][0] // 2), max(1, sizes[-1][1] // 2)))
    first = np.cumsum([0, *(w * h for w, h in sizes[:-1])])
    return np.array([(at, w, h) for at, (w, h) in zip(first, sizes, strict=True)], np.int64)


def encoding_table(*, srgb: bool) -> Bytes:
    """Linear value · 4095 to the nearest byte, for RGB (row 0) and alpha (row 1)."""
    steps = np.arange(4096) / 4095
    plain = np.round(steps * 255).astype(np.uint8)
    middles = (DECODE[1][1:] + DECODE[1][:-1]) / 2
    return np.stack([np.searchsorted(middles, steps).astype(np.uint8) if srgb else plain, plain])


@kernel
def halve_all(texels: Bytes, levels: Ints, decode: Floats, encode: Bytes) -> None:
    """Fill each level but the first with the means of 2 × 2 texels of the level before."""
    for level in range(1, len(levels)):
        source, sw, sh = levels[level - 1]
        target, tw, th = levels[level]
        for y in range(th):
            y0, y1 = min(2 * y, sh - 1), min(2 * y + 1, sh - 1)
            for x in range(tw):
                x0, x1 = min(2 * x, sw - 1), min(2 * x + 1, sw - 1)
                a, b = texels[source + y0 * sw + x0], texels[source + y0 * sw + x1]
                c, d = texels[source + y1 * sw + x0], texels[source + y1 * sw + x1]
                for i in range(3):
                    total = decode[a[i]] + decode[b[i]] + decode[c[i]] + decode[d[i]]
                    texels[target + y * tw + x, i] = encode[0, int(total * 1023.75 + 0.5)]
                alpha = np.int64(a[3]) + np.int64(b[3]) + np.int64(c[3]) + np.int64(d[3])
                texels[target + y * tw + x, 3] = (alpha + 2) // 4


@kernel
def halve_normals(texels: Bytes, levels: Ints) -> None:
    """The same for normals: RGB takes their mean direction and A how far they spread around it.

    Toksvig 2005, "Mipmapping normal maps", https://doi.org/10.1080/2151237X.2005.10129203.
    """
    for level in range(1, len(levels)):
        source, sw, sh = levels[level - 1]
        target, tw, th = levels[level]
        for y in range(th):
            for x in range(tw):
                mx = my = mz = 0.0
                for k in range(4):
                    at = source + min(2 * y + k // 2, sh - 1) * sw + min(2 * x + k % 2, sw - 1)
                    a, b, c = texels[at, 0] / 127.5 - 1.0, texels[at, 1] / 127.5 - 1.0, texels[at, 2] / 127.5 - 1.0
                    root = texels[at, 3] / 255.0
                    size = 0.25 * (1.0 - root * root) / math.sqrt(max(a * a + b * b + c * c, 1e-6))
                    mx, my, mz = mx + a * size, my + b * size, mz + c * size
                length = math.sqrt(mx * mx + my * my + mz * mz)
                scale = 127.5 / max(length, 1e-6)
                at = target + y * tw + x
                texels[at, 0] = int(mx * scale + 128.0)
                texels[at, 1] = int(my * scale + 128.0)
                texels[at, 2] = int(mz * scale + 128.0)
                texels[at, 3] = int(math.sqrt(max(1.0 - length, 0.0)) * 255.0 + 0.5)


@inline
def wrapped(index: int, size: int, mode: int) -> int:
    """The texel that stands for number `index` of a row of `size`."""
    if mode == CLAMP:
        return min(max(index, 0), size - 1)
    if mode == MIRROR:
        index %= 2 * size
        return index if index < size else 2 * size - 1 - index
    return index % size


@inline
def pair(index: int, size: int, mode: int) -> tuple[int, int]:
    """The texels that stand for number `index` and the next; most lie inside, where no division is needed."""
    if 0 <= index < size - 1:
        return index, index + 1
    return wrapped(index, size, mode), wrapped(index + 1, size, mode)


@melt
def bilinear(
    texels: Bytes, level: Ints, decode: Floats, wrap_s: int, wrap_t: int, u: float, v: float
) -> tuple[float, float, float, float]:
    """The level's value at (u, v)."""
    first, width, height = level[0], level[1], level[2]
    x, y = u * width - 0.5, v * height - 0.5
    x0, y0 = math.floor(x), math.floor(y)
    fx, fy = x - x0, y - y0
    left, right = pair(int(x0), width, wrap_s)
    top, bottom = pair(int(y0), height, wrap_t)
    a, b = first + top * width + left, first + top * width + right
    c, d = first + bottom * width + left, first + bottom * width + right
    wa, wb, wc, wd = (1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy
    return (
        decode[texels[a, 0]] * wa + decode[texels[b, 0]] * wb + decode[texels[c, 0]] * wc + decode[texels[d, 0]] * wd,
        decode[texels[a, 1]] * wa + decode[texels[b, 1]] * wb + decode[texels[c, 1]] * wc + decode[texels[d, 1]] * wd,
        decode[texels[a, 2]] * wa + decode[texels[b, 2]] * wb + decode[texels[c, 2]] * wc + decode[texels[d, 2]] * wd,
        (texels[a, 3] * wa + texels[b, 3] * wb + texels[c, 3] * wc + texels[d, 3] * wd) / 255.0,
    )


@inline
def ellipse(ax: float, ay: float, bx: float, by: float) -> tuple[float, float, float, float]:
    """Long and short way across the ellipse that a and b span as a circle's two diameters, and the long one (x, y)."""
    p, q, r = ax * ax + bx * bx, ax * ay + bx * by, ay * ay + by * by
    middle, half = 0.5 * (p + r), math.sqrt(0.25 * (p - r) * (p - r) + q * q)
    along, across = math.sqrt(middle + half), math.sqrt(max(middle - half, 0.0))
    # Of two ways to write the axis the one that does not cancel out.
    x, y = (q, half - 0.5 * (p - r)) if p < r else (half + 0.5 * (p - r), q)
    length = math.sqrt(x * x + y * y)
    if length <= 0.0:
        return along, across, along, 0.0
    return along, across, x * along / length, y * along / length


@kernel
def read_texture(
    texels: Bytes,
    levels: Ints,
    decode: Floats,
    wrap_s: int,
    wrap_t: int,
    nearest: bool,
    transform: NDArray[np.float64],
    uv: Floats,
    spread: Floats,
    result: Floats,
) -> None:
    """Fill `result` (n, 4), linear RGBA, from coordinates `uv` (n, 2) turned by `transform` (2, 3).

    `spread` (n, 4) is how u, v change over one pixel to the right (du, dv) and one down (du, dv).
    """
    width, height = levels[0, 1], levels[0, 2]
    m = transform
    for row in range(len(uv)):
        u = m[0, 0] * uv[row, 0] + m[0, 1] * uv[row, 1] + m[0, 2]
        v = m[1, 0] * uv[row, 0] + m[1, 1] * uv[row, 1] + m[1, 2]
        ax = (m[0, 0] * spread[row, 0] + m[0, 1] * spread[row, 1]) * width
        ay = (m[1, 0] * spread[row, 0] + m[1, 1] * spread[row, 1]) * height
        bx = (m[0, 0] * spread[row, 2] + m[0, 1] * spread[row, 3]) * width
        by = (m[1, 0] * spread[row, 2] + m[1, 1] * spread[row, 3]) * height
        along, across, ax, ay = ellipse(ax, ay, bx, by)
        taps = 1
        if along > 1.0:
            taps = min(MAX_TAPS, max(FEWEST_TAPS, math.ceil(2.0 * along / max(across, 1.0) - 0.01)))
        lod = math.log2(max(along / taps, 0.5 * across, 1.0))
        aside = across / max(along, 1e-9)
        if nearest and lod <= 0.0:
            x, y = (
                wrapped(math.floor(u * width), width, wrap_s),
                wrapped(math.floor(v * height), height, wrap_t),
            )
            texel = texels[y * width + x]
            result[row, 0], result[row, 1], result[row, 2] = decode[texel[0]], decode[texel[1]], decode[texel[2]]
            result[row, 3] = texel[3] / np.float32(255)
            continue
        fine = min(int(lod), len(levels) - 1)
        coarse = min(fine + 1, len(levels) - 1)
        part = min(lod - int(lod), 1.0) if coarse > fine else 0.0
        near, far = (1.0 - part) / taps, part / taps
        red = green = blue = alpha = 0.0
        for tap in range(taps):
            shift, turn = (tap + 0.5) / taps - 0.5, 0.5 + tap * GOLDEN
            other = (turn - math.floor(turn) - 0.5) * aside
            tu, tv = u + (ax * shift - ay * other) / width, v + (ay * shift + ax * other) / height
            r, g, b, a = bilinear(texels, levels[fine], decode, wrap_s, wrap_t, tu, tv)
            red, green, blue, alpha = red + r * near, green + g * near, blue + b * near, alpha + a * near
            if part > 0.0:
                r, g, b, a = bilinear(texels, levels[coarse], decode, wrap_s, wrap_t, tu, tv)
                red, green, blue, alpha = red + r * far, green + g * far, blue + b * far, alpha + a * far
        result[row, 0], result[row, 1], result[row, 2], result[row, 3] = red, green, blue, alpha
