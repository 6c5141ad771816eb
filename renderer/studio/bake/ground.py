"""The soft shadow that the plane y = 0 catches, and nothing else of it: there is no floor to see."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.recipe import Shot
from renderer.studio.bake.denoise import denoise
from renderer.studio.bake.half import Half
from renderer.studio.bake.light import Light
from renderer.studio.bake.sky import ground_shade, sample_sky
from renderer.studio.bake.tracer import Tracer

Floats = NDArray[np.float32]

RAYS = 48
FADE = 0.75
"""Share of the ground's map at which shadows begin to fade out; they end with the map."""


def ground_shadow(solid: Tracer, light: Light, half: Half, shot: Shot) -> NDArray[np.float16]:
    """(H, W, 3) what the ground keeps of its light in each pixel, 1 where nothing shades it or there is no ground."""
    open_everywhere = np.ones((shot.height, shot.width, 3), np.float16)
    if not light.has_ground or half.origin[1] <= 0:
        return open_everywhere
    points, rows, nearness = ground_points(light, half)
    if not len(rows):
        return open_everywhere
    shade = np.zeros((half.height * half.width, 3), np.float32)
    shade[rows] = ground_shade(solid, sample_sky(light.sky), points, RAYS, light.lift) * nearness[:, None]
    smooth = denoise(shade.reshape(half.height, half.width, 3), np.zeros((half.height, half.width, 3), np.float32))
    return (1 - enlarged(np.clip(smooth, 0, 1), shot)).astype(np.float16)


def ground_points(light: Light, half: Half) -> tuple[Floats, NDArray[np.int64], Floats]:
    """Where the half-resolution rays meet the mapped ground: points (P, 3), their pixels, and 1 … 0 toward its rim."""
    down = half.rays[:, 1] < -1e-3
    reach = np.where(down, -half.origin[1] / np.where(down, half.rays[:, 1], -1), 0)
    points = half.origin + half.rays * reach[:, None]
    offset = (points[:, [0, 2]] - np.array(light.center)) / light.half
    nearness = np.clip((1 - np.linalg.norm(offset, axis=1)) / (1 - FADE), 0, 1)
    rows = np.flatnonzero(down & (nearness > 0))
    flat = points[rows]
    flat[:, 1] = 0
    smooth = nearness[rows] ** 2 * (3 - 2 * nearness[rows])
    return np.ascontiguousarray(flat, np.float32), rows, smooth.astype(np.float32)


def enlarged(picture: Floats, shot: Shot) -> Floats:
    """A half-resolution picture (h, w, 3) at the shot's size, bilinear."""
    height, width = picture.shape[:2]
    size = (2 * width, 2 * height)
    channels = [np.asarray(Image.fromarray(picture[..., c]).resize(size, Image.Resampling.BILINEAR)) for c in range(3)]
    return np.stack(channels, axis=-1)[: shot.height, : shot.width]
