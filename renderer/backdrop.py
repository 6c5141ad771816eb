"""What is behind a product: nothing, a colour, one that runs into another, or the environment itself."""

import math
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.camera import View, view_from
from renderer.color import hex_to_linear
from renderer.environment import Environment
from renderer.environment.halvings import halvings
from renderer.environment.sphere import look_up_smooth
from renderer.errors import InputError
from renderer.jit import kernel
from renderer.recipe import BACKGROUNDS, ENVIRONMENT, TRANSPARENT, Shot
from renderer.tonemap import pbr_neutral_pixel

Floats = NDArray[np.float32]

GRADIENT = re.compile(r"gradient\((#[0-9a-fA-F]{6}),(#[0-9a-fA-F]{6})\)")


@dataclass(frozen=True, eq=False)
class Surroundings:
    """Where a picture looks, and what is all around."""

    view: View
    environment: Environment

    @classmethod
    def of(cls, shot: Shot, environment: Environment) -> "Surroundings":
        """Those of `shot`; raises `InputError` for a camera that looks nowhere."""
        return cls(view_from(shot.camera, shot.width, shot.height), environment)

    def behind(self, background: str) -> Floats:
        """Display-linear light (1 or H, 1 or W, 3) of a `renderer.recipe.Background`, black where it is transparent.

        A 1 stands for rows or columns that are all the same. Raises `InputError` BACKGROUND_INVALID for other words.
        """
        if background == ENVIRONMENT:
            return panorama(self.view, self.environment)
        ends = GRADIENT.fullmatch(background)
        if ends:
            return gradient(ends[1], ends[2], self.view.height)
        return np.zeros((1, 1, 3), np.float32) if background == TRANSPARENT else color(background)


def color(background: str) -> Floats:
    """(1, 1, 3) of `#rrggbb`."""
    try:
        return hex_to_linear(background).astype(np.float32).reshape(1, 1, 3)
    except ValueError as error:
        raise InputError(f"{background!r} is no background. {BACKGROUNDS}.", code="BACKGROUND_INVALID") from error


def gradient(top: str, bottom: str, height: int) -> Floats:
    """(H, 1, 3) from one colour in the first row to another in the last, blended as light is."""
    way = np.linspace(0, 1, height)[:, None, None]
    return np.asarray(hex_to_linear(top) * (1 - way) + hex_to_linear(bottom) * way, np.float32)


def panorama(view: View, environment: Environment) -> Floats:
    """(H, W, 3) the environment as the camera sees it, tone mapped as the product is."""
    pictures = halvings(environment)
    texels = view.step * len(pictures[0]) / math.pi
    level = min(int(math.log2(max(texels, 1.0))), len(pictures) - 1)
    picture = np.empty((view.height, view.width, 3), np.float32)
    see(view.frame, pictures[level], picture)
    return picture


@kernel
def see(frame: NDArray[np.float64], sky: Floats, picture: Floats) -> None:
    """Fill `picture` (H, W, 3) with the tone mapped `sky` in the directions of its pixels' middles."""
    for row in range(picture.shape[0]):
        for column in range(picture.shape[1]):
            x = frame[3, 0] + (column + 0.5) * frame[1, 0] + (row + 0.5) * frame[2, 0]
            y = frame[3, 1] + (column + 0.5) * frame[1, 1] + (row + 0.5) * frame[2, 1]
            z = frame[3, 2] + (column + 0.5) * frame[1, 2] + (row + 0.5) * frame[2, 2]
            length = math.sqrt(x * x + y * y + z * z)
            r, g, b = look_up_smooth(sky, x / length, y / length, z / length)
            picture[row, column, 0], picture[row, column, 1], picture[row, column, 2] = pbr_neutral_pixel(r, g, b)
