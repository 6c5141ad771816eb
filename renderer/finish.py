"""What every engine does last: lay tone mapped light on its shadow and background, and encode it."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import convolve1d, map_coordinates

from renderer.backdrop import Surroundings
from renderer.camera import view_from
from renderer.recipe import TRANSPARENT, Shot
from renderer.studio.shade.compose import TO_SRGB, finish
from renderer.studio.shade.reconstruct import SIDE

Floats = NDArray[np.float32]

FADE = 0.75
"""Share of the ground's map at which shadows begin to fade out; they end with the map."""


def finished(shown: Floats, clear: Floats, shadow: Floats, around: Surroundings, shot: Shot) -> NDArray[np.uint8]:
    """The picture (H, W, 4), sRGB, of display-linear light `shown` (H, W, 3) over what is behind.

    `clear` (H, W, 1 or 3) is the share of that which is let through, `shadow` (H, W, 3) what the ground keeps of it.
    Raises `InputError` for a background that is none.
    """
    behind = around.behind(shot.background)
    laid = reconstructed(np.concatenate([shown, np.broadcast_to(clear, shown.shape)], axis=-1)).reshape(-1, 6)
    shade = np.ascontiguousarray(shadow.reshape(-1, 3), np.float32)
    picture = np.empty((shot.height * shot.width, 4), np.uint8)
    finish(laid, (shade, behind, shot.background == TRANSPARENT, shot.width, TO_SRGB), picture)
    return picture.reshape(shot.height, shot.width, 4)


def reconstructed(laid: Floats) -> Floats:
    """`laid` (H, W, C), means over pixels, by the filter of `renderer.studio.shade.reconstruct`."""
    for axis in (0, 1):
        laid = convolve1d(laid, (SIDE, 1 - 2 * SIDE, SIDE), axis, np.float32, mode="nearest")
    return laid


def rays(shot: Shot) -> tuple[Floats, Floats]:
    """Rays (n, 3) through the middles of the pixels: origins and unit directions."""
    view = view_from(shot.camera, shot.width, shot.height)
    x, y = np.meshgrid(np.arange(shot.width) + 0.5, np.arange(shot.height) + 0.5)
    origin, right, down, corner = view.frame
    toward = corner + x.reshape(-1, 1) * right + y.reshape(-1, 1) * down
    toward /= np.linalg.norm(toward, axis=1, keepdims=True)
    return np.tile(origin, (len(toward), 1)).astype(np.float32), toward.astype(np.float32)


def seen_ground(kept: Floats | None, center: tuple[float, float], half: float, shot: Shot) -> Floats:
    """(H, W, 3) what the ground keeps of its light in each pixel, 1 where there is none.

    `kept` is a map of it on the plane y = 0 (n, n, 3), rows along z, columns along x, over `center` ± `half` metres.
    """
    if kept is None or shot.camera.position[1] <= 0:
        return np.ones((shot.height, shot.width, 3), np.float32)
    side = len(kept)
    faded = 1 - (1 - np.clip(kept, 0, 1)) * nearness(side)[..., None]
    origins, toward = rays(shot)
    down = toward[:, 1] < -1e-3
    distance = np.where(down, -origins[:, 1] / np.where(down, toward[:, 1], -1), 0)
    place = (origins + toward * distance[:, None])[:, [2, 0]] - np.array(center, np.float32)[::-1]
    at = ((place / half + 1) / 2 * side - 0.5).T
    at[:, ~down] = -2 * side
    bands = [map_coordinates(faded[..., band], at, order=1, mode="constant", cval=1.0) for band in range(3)]
    return np.stack(bands, axis=-1).reshape(shot.height, shot.width, 3).astype(np.float32)


def nearness(side: int) -> Floats:
    """(side, side) 1 in the middle of the ground's map, 0 at its rim and beyond."""
    steps = (np.arange(side) + 0.5) / side * 2 - 1
    fade = np.clip((1 - np.hypot(*np.meshgrid(steps, steps))) / (1 - FADE), 0, 1)
    return np.asarray(fade**2 * (3 - 2 * fade), np.float32)
