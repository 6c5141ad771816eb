"""An artwork in other colours, in fewer, or seen in a mirror."""

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.count_colors import SHADES, count_colors, packed, unpacked
from renderer.artwork.drawing import Artwork
from renderer.color import delta_e_2000, hex_to_lab, linear_to_lab, srgb_to_linear

Pixels = NDArray[np.uint8]

AT_ONCE = 1 << 18
"""Shades that are looked at together: a photograph has millions, and each takes a hundred bytes on its way."""
HEX = re.compile(rb"""(?<!href=")(?<!url\()(?<!url\(['"])(?<!&quot;)#[0-9a-fA-F]{6}(?![\w-]|\s*[{,.:>])""")
"""A colour, and no reference to something that is called `facade`, nor a rule for it."""


def recolored(artwork: Artwork, colors: Mapping[str, str]) -> Artwork:
    """`artwork` with each sRGB `#rrggbb` of `colors` replaced by the one it is mapped to; pictures keep theirs."""
    wanted = {old.lower(): new.lower() for old, new in colors.items()}

    def exchanged(found: re.Match[bytes]) -> bytes:
        color = found[0].decode().lower()
        return wanted.get(color, color).encode()

    seen = tuple(dict.fromkeys(wanted.get(color, color) for color in artwork.colors))
    return replace(artwork, svg=HEX.sub(exchanged, artwork.svg), colors=seen)


def mirrored(artwork: Artwork) -> Artwork:
    """`artwork` as its mirror image, for the other side."""
    head, _, rest = artwork.svg.partition(b">")
    turn = f'<g transform="matrix(-1 0 0 1 {artwork.width_mm:g} 0)">'.encode()
    return replace(artwork, svg=head + b">" + turn + rest.removesuffix(b"</svg>") + b"</g></svg>")


def colors_in(svg: bytes) -> tuple[str, ...]:
    """The colours `#rrggbb` that are written in a drawing, in its order."""
    return tuple(dict.fromkeys(found.decode().lower() for found in HEX.findall(svg)))


def reduced(artwork: Artwork, most: int) -> Artwork:
    """`artwork` in its `most` main colours: every other drawn colour becomes the nearest of them by ΔE00."""
    kept = artwork.colors[:most]
    nearest = {color: _nearest(color, kept) for color in colors_in(artwork.svg)} if kept else {}
    return replace(recolored(artwork, nearest), colors=kept)


def reduced_pixels(pixels: Pixels, most: int) -> Pixels:
    """Straight-alpha `pixels` (h, w, 4) in their `most` main colours."""
    kept = count_colors(pixels)[:most]
    if not kept:
        return pixels
    palette = np.array([[int(color[i : i + 2], 16) for i in (1, 3, 5)] for color in kept], np.uint8)
    inks = np.stack([hex_to_lab(color) for color in kept])
    shade = packed(pixels)
    there = np.zeros(SHADES, np.bool_)
    there[shade] = True
    shades = np.flatnonzero(there)
    nearest = np.zeros(SHADES, np.uint8)
    for some in np.array_split(shades, len(shades) // AT_ONCE + 1):
        lab = linear_to_lab(srgb_to_linear(unpacked(some) / 255))
        nearest[some] = np.argmin([((lab - ink) ** 2).sum(axis=-1) for ink in inks], axis=0)
    return np.concatenate([palette[nearest[shade]], pixels[..., 3:]], axis=-1)


def _nearest(color: str, kept: tuple[str, ...]) -> str:
    away = delta_e_2000([hex_to_lab(color)] * len(kept), [hex_to_lab(each) for each in kept])
    return kept[int(np.argmin(away))]
