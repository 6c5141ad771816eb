"""The soft shadow that the plane y = 0 catches, and nothing else of it: there is no floor to see."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter

from renderer.color import LUMINANCE
from renderer.recipe import Shot
from renderer.studio.bake.denoise import denoise_three
from renderer.studio.bake.half import STEP
from renderer.studio.bake.light import Light
from renderer.studio.bake.rays import pixel_rays
from renderer.studio.bake.sky import ground_shade, sample_sky
from renderer.studio.bake.tracer import Tracer

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

RAYS = 64
"""With 48 what the denoiser leaves over still shows in the dark under a product; 96 look no better."""
MARGIN = 8
"""Half-resolution pixels traced beyond each side and cut off again: at its border the denoiser guesses, in colour."""
TINT_BLUR = 6.0
"""Half-resolution pixels over which a shadow may change its tint. Far softer than the shadow, it needs no denoiser."""
FADE = 0.75
"""Share of the ground's map at which shadows begin to fade out; they end with the map."""


def ground_shadow(solid: Tracer, light: Light, shot: Shot) -> NDArray[np.float16]:
    """(H, W, 3) what the ground keeps of its light in each pixel, 1 where nothing shades it or there is no ground."""
    open_everywhere = np.ones((shot.height, shot.width, 3), np.float16)
    if not light.has_ground or shot.camera.position[1] <= 0:
        return open_everywhere
    width, height = (-(-side // STEP) + 2 * MARGIN for side in (shot.width, shot.height))
    points, seen, nearness = ground_points(light, shot, width, height)
    if not len(seen):
        return open_everywhere
    shade = np.zeros((height * width, 3), np.float32)
    shade[seen] = ground_shade(solid, sample_sky(light.sky), points, RAYS, light.lift) * nearness[:, None]
    return enlarged(smooth(shade.reshape(height, width, 3)), shot).astype(np.float16)


def ground_points(light: Light, shot: Shot, width: int, height: int) -> tuple[Floats, Ints, Floats]:
    """Where the rays of the widened half-resolution raster meet the mapped ground.

    Points (P, 3), their places in the raster (P,), and 1 … 0 toward the map's rim (P,).
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
    eased = nearness[seen] ** 2 * (3 - 2 * nearness[seen])
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
