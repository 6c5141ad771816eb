"""Textures decoded once into mip pyramids: a picture and its halvings."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.color import LINEAR
from renderer.gltf.document import Document
from renderer.jit import kernel
from renderer.kept import kept
from renderer.room import Room
from renderer.studio.shade.decode_image import decode_image

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]

REPEAT, CLAMP, MIRROR = 10497, 33071, 33648
NEAREST_FILTERS = (9728, 9984, 9986)
KEPT_BYTES = 600 << 20
"""Of pyramids in memory."""
MAX_KEPT_FILE = 4 << 20
"""Bytes of a picture whose pyramid is kept on disk."""

DATA, COLOR, NORMAL = 0, 1, 2
DECODE = np.stack([np.arange(256) / 255, LINEAR, np.arange(256) / 255]).astype(np.float32)
"""A row for data, for sRGB colour and for normals: byte to linear value."""


@dataclass(eq=False)
class Pyramid:
    """A picture and its halvings."""

    texels: Bytes
    """(sum of all levels, 4) RGBA as stored; colour is averaged in linear light. Of normals RGB is the mean direction
    and A / 255 is √(1 − |mean normal|). Those of the first level are there, see `whole`."""
    levels: Ints
    """(L, 3) first texel, width, height of each level, finest first."""
    kind: int
    """DATA, COLOR or NORMAL."""
    halved: bool = True
    """Whether those of the other levels are there too."""

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.texels.nbytes

    def whole(self) -> Bytes:
        """All texels. From close up nobody sees more than the first level, so others are made when they are needed."""
        if not self.halved:
            if self.kind == NORMAL:
                halve_normals(self.texels, self.levels)
            else:
                halve_all(self.texels, self.levels, DECODE[self.kind], encoding_table(srgb=self.kind == COLOR))
            self.halved = True
        return self.texels

    @property
    def mean(self) -> NDArray[np.float64]:
        """Linear RGBA (4,) of the whole picture."""
        return np.asarray(self.broad(1)[0])

    def broad(self, side: int) -> NDArray[np.float64]:
        """Linear RGBA (n, 4) of the first level of at most `side` texels a side."""
        first, width, height = next(level for level in self.levels if max(level[1:]) <= side)
        rgba = self.whole()[first : first + width * height]
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
        return made.levels[0, 1:].astype("<u4").tobytes() + made.whole().tobytes()

    raw = bytearray(kept("pyramids", [digest, kind], __file__, make))
    width, height = np.frombuffer(raw[:8], "<u4")
    return Pyramid(np.frombuffer(raw, np.uint8, offset=8).reshape(-1, 4), levels_of(int(width), int(height)), kind)


def build_pyramid(image: Bytes, kind: int) -> Pyramid:
    """The pyramid over `image` (H, W, 4), yet to be halved."""
    height, width = image.shape[:2]
    levels = levels_of(width, height)
    texels = np.empty((int(levels[-1, 0]) + 1, 4), np.uint8)
    texels[: width * height] = image.reshape(-1, 4)
    if kind == NORMAL:
        texels[: width * height, 3] = 0
    return Pyramid(texels, levels, kind, halved=False)


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
