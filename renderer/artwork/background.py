"""A picture without the one flat colour that surrounds its subject."""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.color import delta_e_2000, linear_to_lab, srgb_to_linear
from renderer.errors import ArtworkError

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float64]

SAME = 6.0
"""ΔE00 within which a pixel is the background's colour: what JPEG makes of a flat one."""
OTHER = 22.0
"""ΔE00 from which on none of the background shows through an edge."""
FLAT_SHARE = 0.7
"""Part of the border that has to be of one colour."""
EDGE_PX = 2
BITS = 5


def without_background(pixels: Pixels) -> Pixels:
    """Straight-alpha `pixels` (h, w, 4) with the flat colour around the subject cut out, edges soft and unstained.

    What has that colour inside of the subject stays. Raises `ArtworkError` LOGO_BACKGROUND_MIXED where the border has
    no one colour; a picture that is transparent at its border already is given back as it is.
    """
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    if (border[:, 3] < 128).mean() > 1 - FLAT_SHARE:
        return pixels
    ground = np.median(border[:, :3], axis=0)
    if (_away(border[:, :3], ground) < SAME).mean() < FLAT_SHARE:
        raise ArtworkError(
            "The picture's border has no one colour, so its background cannot be told from the logo. "
            "Send a PNG with transparency or a vector file (SVG).",
            code="LOGO_BACKGROUND_MIXED",
        )
    away = _away(pixels[..., :3], ground)
    outside = _outside(away < SAME)
    edge = ndimage.binary_dilation(outside, iterations=EDGE_PX) & ~outside
    result = pixels.copy()
    result[outside] = 0
    result[edge] = _unstained(pixels[edge], away[edge], ground)
    return result


def _unstained(pixels: Pixels, away: Floats, ground: Floats) -> Pixels:
    """Pixels (n, 4) of an edge, that far from the colour of the ground, without what of it shows through them."""
    cover = np.clip((away - SAME / 2) / (OTHER - SAME / 2), 0, 1)[:, None]
    rgb = np.where(cover > 0.05, (pixels[:, :3] - (1 - cover) * ground), 0)
    clean = np.clip(rgb / np.maximum(cover, 0.05), 0, 255)
    return np.concatenate([clean, cover * pixels[:, 3:]], axis=1).round().astype(np.uint8)


def _outside(flat: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The parts of `flat` that reach the picture's border."""
    labels, _ = ndimage.label(flat)
    touching = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    return np.asarray(np.isin(labels, touching[touching > 0]))


def _away(colors: Pixels, ground: Floats) -> Floats:
    """ΔE00 of sRGB `colors` (…, 3) from one, looked up by coarse cells of the cube and their middles."""
    steps = (np.arange(1 << BITS) + 0.5) / (1 << BITS)
    cube = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 3)
    away = delta_e_2000(linear_to_lab(srgb_to_linear(cube)), linear_to_lab(srgb_to_linear(ground / 255)))
    near = np.abs(cube * 255 - ground).max(axis=-1) <= 256 >> BITS
    away[near] = 0.0
    cells = (colors >> (8 - BITS)).astype(np.int64)
    return np.asarray(away[cells[..., 0] << (2 * BITS) | cells[..., 1] << BITS | cells[..., 2]])
