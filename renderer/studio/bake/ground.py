"""The soft shadow that the plane y = 0 catches, and nothing else of it: there is no floor to see."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter, maximum_filter, uniform_filter

from renderer.color import LUMINANCE
from renderer.recipe import Shot
from renderer.studio.bake.denoise import denoise_three
from renderer.studio.bake.floor import ground_shade, sample_sky
from renderer.studio.bake.half import STEP
from renderer.studio.bake.light import Light
from renderer.studio.bake.rays import pixel_rays
from renderer.studio.bake.tracer import Tracer

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

RAYS = (range(16), range(16, 64))
"""The second lot where the first finds shade: with 48 in all what the denoiser leaves over still shows in the dark
under a product, 96 look no better."""
FAINT = 0.02
"""Shade up to which the first lot will do."""
AROUND = 4
"""Half-resolution pixels that ground is traced behind the outline of a product, for the denoiser."""
MARGIN = 8
"""Half-resolution pixels traced beyond each side and cut off again: at its border the denoiser guesses, in colour."""
TINT_BLUR = 6.0
"""Half-resolution pixels over which a shadow may change its tint. Far softer than the shadow, it needs no denoiser."""
FADE = 0.75
"""Share of the ground's map at which shadows begin to fade out; they end with the map."""


def ground_shadow(solid: Tracer, light: Light, shot: Shot, hidden: NDArray[np.bool_]) -> NDArray[np.float16]:
    """(H, W, 3) what the ground keeps of its light in each pixel, 1 where nothing shades it or there is no ground.

    Pixels that are `hidden` (H, W) show none of it; what is said of them is not exact.
    """
    open_everywhere = np.ones((shot.height, shot.width, 3), np.float16)
    if not light.has_ground or shot.camera.position[1] <= 0:
        return open_everywhere
    width, height = (-(-side // STEP) + 2 * MARGIN for side in (shot.width, shot.height))
    points, seen, nearness = ground_points(light, shot, width, height)
    if not len(seen):
        return open_everywhere
    shade = traced(solid, light, points, seen, shown(hidden)) * nearness[..., None]
    return enlarged(smooth(shade), shot).astype(np.float16)


def shown(hidden: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(h, w) the pixels of the widened half-resolution raster that show ground, or are near one that does."""
    height, width = hidden.shape
    blocks = np.pad(hidden, ((0, -height % STEP), (0, -width % STEP)), mode="edge")
    whole = blocks.reshape(-(-height // STEP), STEP, -(-width // STEP), STEP).all(axis=(1, 3))
    return np.asarray(maximum_filter(~np.pad(whole, MARGIN, mode="edge"), 2 * AROUND + 1))


def traced(solid: Tracer, light: Light, points: Floats, seen: Ints, wanted: NDArray[np.bool_]) -> Floats:
    """(h, w, 3) how much light is kept from the ground: `points` at the places `seen` of a raster that is `wanted`."""
    height, width = wanted.shape
    sky, shade = sample_sky(light.sky), np.zeros((height * width, 3), np.float32)
    first = np.flatnonzero(wanted.reshape(-1)[seen])
    shade[seen[first]] = ground_shade(solid, sky, points[first], seen[first], RAYS[0], light.lift)
    dark = uniform_filter(shade.mean(axis=1).reshape(height, width), 2 * AROUND + 1) > FAINT
    second = np.flatnonzero((wanted & dark).reshape(-1)[seen])
    more = ground_shade(solid, sky, points[second], seen[second], RAYS[1], light.lift)
    shade[seen[second]] += (more - shade[seen[second]]) * np.float32(len(RAYS[1]) / RAYS[1].stop)
    return shade.reshape(height, width, 3)


def ground_points(light: Light, shot: Shot, width: int, height: int) -> tuple[Floats, Ints, Floats]:
    """Where the rays of the widened half-resolution raster meet the mapped ground.

    Points (P, 3), their places in the raster (P,), and 1 … 0 toward the map's rim (height, width), 0 where there is no
    point.
    """
    number = np.arange(width * height)
    x, y = ((at + 0.5 - MARGIN) * STEP for at in (number % width, number // width))
    origins, rays = pixel_rays(shot, x.astype(np.float32), y.astype(np.float32))
    down = rays[:, 1] < -1e-3
    reach = np.where(down, -origins[:, 1] / np.where(down, rays[:, 1], -1), 0)
    points = origins + rays * reach[:, None]
    offset = (points[:, [0, 2]] - np.array(light.center)) / light.half
    nearness = np.clip((1 - np.linalg.norm(offset, axis=1)) / (1 - FADE), 0, 1)
    seen = np.flatnonzero(down & (nearness > 0))
    flat = points[seen]
    flat[:, 1] = 0
    eased = np.where(down, nearness**2 * (3 - 2 * nearness), 0).reshape(height, width)
    return np.ascontiguousarray(flat, np.float32), seen, eased.astype(np.float32)


def smooth(shade: Floats) -> Floats:
    """What the ground keeps (h, w, 3) under noisy `shade`: luminance denoised, tint blurred: no speck has a colour."""
    weights = LUMINANCE.astype(np.float32)
    # The denoiser takes three channels and turns equal ones into a tint of its own: their mean has none.
    dark = denoise_three(np.repeat((shade @ weights)[..., None], 3, axis=-1), None).mean(axis=-1, keepdims=True)
    tint = gaussian_filter(1 - shade, (TINT_BLUR, TINT_BLUR, 0))
    tint /= np.maximum(tint @ weights, 1e-3)[..., None]
    return np.asarray(np.clip((1 - dark) * tint, 0, 1), np.float32)


def enlarged(picture: Floats, shot: Shot) -> Floats:
    """A widened half-resolution picture (h, w, 3) at the shot's size, bilinear, its margin cut off."""
    height, width = picture.shape[:2]
    size = (STEP * width, STEP * height)
    channels = [np.asarray(Image.fromarray(picture[..., c]).resize(size, Image.Resampling.BILINEAR)) for c in range(3)]
    top = left = STEP * MARGIN
    return np.stack(channels, axis=-1)[top : top + shot.height, left : left + shot.width]
