"""Stitched: satin across narrow shapes, rows over wide ones, thread by thread.

The picture of stitches, not a stitch plan: directions come from the distance to the edge, and single threads from a
wave that follows them.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.finishes.maps import Maps, Pixels
from renderer.finishes.thread.directions import Lay, lay_threads
from renderer.finishes.thread.inks import part_inks
from renderer.finishes.thread.strands import pitch_mm, strand_phase
from renderer.gltf.container import Json

Floats = NDArray[np.float64]

STRAND_MM = 0.11
"""How far a thread rises over the gap beside it."""
PILE_MM = 0.35
SHOULDER_MM = 0.7
"""Satin rises to its pile within this distance from the edge."""
STITCH_MM = 3.6
STAGGER = 0.382
"""Stitches of one row begin this part of a stitch after those of the row before."""
DIP_MM, DIP = 0.35, 0.55
FRAY_MM = 0.1
"""How far the gap between two threads reaches in from the edge."""
SHADE_MM = 0.6
SHADE = 0.42
GAP_SHADE, TOP_SHADE = 0.6, 1.12
"""Light in the gap between threads and on top of them; from afar they average to the thread's own colour."""
RIDGE_ROUGHNESS, GAP_ROUGHNESS = 0.42, 0.85
MATERIAL: Json = {
    "pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": 1.0},
    "extensions": {"KHR_materials_sheen": {"sheenColorFactor": [0.06, 0.06, 0.06], "sheenRoughnessFactor": 0.4}},
}


def embroidered(artwork: Pixels, pixel_mm: tuple[float, float]) -> Maps:
    """The artwork in 40-weight polyester thread, with the shade that its pile casts around it."""
    label, colors = part_inks(artwork)
    height, strand, color = np.zeros(label.shape), np.zeros(label.shape), artwork[..., :3].astype(np.float64)
    for number, thread in enumerate(colors):
        place = _bounds(label == number)
        mask = label[place] == number
        lay = lay_threads(mask, pixel_mm, number)
        ridge = _ridge(strand_phase(mask, lay.across, ~lay.filled, pixel_mm), lay, pixel_mm)
        strand[place][mask] = ridge[mask]
        height[place][mask] = (_pile(lay) + STRAND_MM * ridge)[mask]
        color[place][mask] = thread
    return _maps(label >= 0, color, height, strand, pixel_mm)


def _bounds(mask: NDArray[np.bool_]) -> tuple[slice, slice]:
    """The rectangle around `mask` with a pixel of margin."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return slice(0, 0), slice(0, 0)
    return slice(max(rows[0] - 1, 0), rows[-1] + 2), slice(max(columns[0] - 1, 0), columns[-1] + 2)


def _ridge(phase: Floats, lay: Lay, pixel_mm: tuple[float, float]) -> Floats:
    """How high on its thread a pixel is, 0 in the gap to 1 on top; in fills a stitch dips where it enters the cloth."""
    round_top = np.sqrt(np.maximum(0.5 + 0.5 * np.cos(phase), 0))
    rows, columns = np.mgrid[: phase.shape[0], : phase.shape[1]]
    x, y = columns * pixel_mm[0], rows * pixel_mm[1]
    along = y * lay.across[..., 0] - x * lay.across[..., 1]
    row = np.round((x * lay.across[..., 0] + y * lay.across[..., 1]) / pitch_mm(pixel_mm))
    from_end = np.abs((along / STITCH_MM + row * STAGGER) % 1.0 - 0.5) * STITCH_MM
    dip = np.where(lay.filled, np.exp(-((from_end / DIP_MM) ** 2)), 0)
    return np.asarray(round_top * (1 - DIP * dip))


def _pile(lay: Lay) -> Floats:
    """Height of the thread's middle, mm: a rounded shoulder, then level."""
    rise = np.clip(lay.depth / SHOULDER_MM, 0, 1)
    return np.asarray(PILE_MM * np.sqrt(1 - (1 - rise) ** 2))


def _maps(
    solid: NDArray[np.bool_], color: Floats, height: Floats, strand: Floats, pixel_mm: tuple[float, float]
) -> Maps:
    sampling = (pixel_mm[1], pixel_mm[0])
    inside = ndimage.distance_transform_edt(solid, sampling=sampling)
    outside = ndimage.distance_transform_edt(~solid, sampling=sampling)
    cover = np.clip((inside - FRAY_MM * (1 - strand)) / max(pixel_mm), 0, 1)
    shade = SHADE * np.clip(1 - outside / SHADE_MM, 0, 1) ** 2
    lit = color * (GAP_SHADE + (TOP_SHADE - GAP_SHADE) * strand)[..., None] * cover[..., None]
    alpha = cover + (1 - cover) * shade
    rgb = lit / np.maximum(alpha, 1e-3)[..., None]
    rough = RIDGE_ROUGHNESS + (GAP_ROUGHNESS - RIDGE_ROUGHNESS) * (1 - strand)
    surface = np.stack([np.ones_like(rough), rough, np.zeros_like(rough)], axis=-1)
    base = np.concatenate([np.clip(rgb, 0, 255), 255 * alpha[..., None]], axis=-1)
    return Maps(_bytes(base), MATERIAL, _bytes(255 * surface), normal_map(height, pixel_mm))


def normal_map(height: Floats, pixel_mm: tuple[float, float]) -> Pixels:
    """Tangent-space normals (h, w, 3) of a relief in millimetres, +x right, +y up, as glTF stores them."""
    down, right = np.gradient(height, pixel_mm[1], pixel_mm[0])
    normal = np.stack([-right, down, np.ones_like(height)], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    return _bytes(255 * (normal * 0.5 + 0.5))


def _bytes(values: Floats) -> Pixels:
    return np.asarray(np.round(values), np.uint8)
