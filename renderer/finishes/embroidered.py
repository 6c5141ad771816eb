"""Embroidered: the stitches that the machine will sew, seen from close by."""

import numpy as np
from numpy.typing import NDArray

from renderer.color import hex_to_linear, linear_to_srgb
from renderer.finishes.blur import blurred
from renderer.finishes.drawn import Drawn
from renderer.finishes.maps import Maps, packed_maps
from renderer.finishes.thread.plan import plan_stitches
from renderer.finishes.thread.relief import relief
from renderer.gltf.container import Json
from renderer.jit import kernel

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

SHADE_MM = 0.45
SHADE = 0.9
"""Darkness of the cloth beside thread that stands over it, once it is spread over that many millimetres."""
GAP_LIGHT, TOP_LIGHT = 0.6, 1.1
"""Light between threads and on top of them; from afar they average to the thread's own colour."""
TWIST_LIGHT = 0.04
RIDGE_ROUGHNESS, GAP_ROUGHNESS = 0.4, 0.85
SOFT_PX = (0.6, 0.6)
STEPS = 1023
MATERIAL: Json = {
    "pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": 1.0},
    "extensions": {"KHR_materials_sheen": {"sheenColorFactor": [0.06, 0.06, 0.06], "sheenRoughnessFactor": 0.4}},
}


def embroidered(drawn: Drawn) -> Maps:
    """The artwork in 40-weight polyester thread, with the shade that its pile casts around it."""
    plan = plan_stitches(drawn.svg, drawn.width_mm, drawn.height_mm)
    made = relief(plan, drawn.width_px, drawn.height_px)
    strand = blurred(made.strand, SOFT_PX)
    cover = blurred((made.thread >= 0).astype(np.float32), SOFT_PX)
    base = np.zeros((*cover.shape, 4), np.uint8)
    light = (GAP_LIGHT + (TOP_LIGHT - GAP_LIGHT) * strand) * made.tone * (1 + TWIST_LIGHT * made.twist)
    _color(_threads(plan.threads), made.thread, light, cover, _shade(cover, drawn.pixel_mm), _srgb_steps(), base)
    rough = RIDGE_ROUGHNESS + (GAP_ROUGHNESS - RIDGE_ROUGHNESS) * (1 - np.clip(strand, 0, 1))
    height = blurred(made.height, SOFT_PX)
    return packed_maps(MATERIAL, base, height, drawn.pixel_mm, roughness=rough)


def _threads(colors: tuple[str, ...]) -> Floats:
    return np.array([hex_to_linear(color) for color in colors] or [np.zeros(3)], np.float32)


def _shade(cover: Floats, pixel_mm: tuple[float, float]) -> Floats:
    """What the pile takes of the light beside it."""
    sigma = SHADE_MM / pixel_mm[1], SHADE_MM / pixel_mm[0]
    return np.asarray(SHADE * blurred(cover, sigma, truncate=2.5))


def _srgb_steps() -> Pixels:
    """Linear light in steps to sRGB bytes."""
    return np.asarray(linear_to_srgb(np.arange(STEPS + 1) / STEPS) * 255 + 0.5, np.uint8)


@kernel
def _color(
    threads: Floats, thread: NDArray[np.int16], light: Floats, cover: Floats, shade: Floats, srgb: Pixels, base: Pixels
) -> None:
    """Thread over the shade it casts, both over nothing: straight alpha."""
    rows, columns = thread.shape
    for r in range(rows):
        for c in range(columns):
            here = cover[r, c]
            alpha = here + (1 - here) * shade[r, c]
            if alpha < 1e-3:
                continue
            number = max(thread[r, c], 0)
            for channel in range(3):
                value = threads[number, channel] * light[r, c] * here / alpha
                base[r, c, channel] = srgb[int(min(max(value, 0.0), 1.0) * STEPS)]
            base[r, c, 3] = np.uint8(min(alpha, 1.0) * 255 + 0.5)
