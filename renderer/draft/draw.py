"""The steps of a rasterized picture, in order."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from renderer.backdrop import Surroundings
from renderer.camera import View
from renderer.draft.context import passes
from renderer.draft.light import LitScene, lit_scene
from renderer.environment import Environment, load_environment
from renderer.finish import finished, seen_ground
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.store import Store
from renderer.studio.bake.light import GROUND_ALBEDO
from renderer.studio.shade.brdf import albedo_table
from renderer.tonemap import pbr_neutral

if TYPE_CHECKING:
    from renderer.draft.passes import Layers

Floats = NDArray[np.float32]

TILE = 1024
"""Most pixels of a side that are drawn at once."""
SIDE = 3
"""Samples along each side of a pixel."""


def draw(document: Document, shot: Shot, store: Store, cache: Path) -> NDArray[np.uint8]:
    """The picture of `document`: (H, W, 4) sRGB, straight alpha.

    Raises `ModelError`, `InputError`, `BlobMissing`, and `EngineUnavailable` where there is no OpenGL.
    """
    drawer = passes()
    environment = load_environment(store.get(shot.environment), cache)
    around = Surroundings.of(shot, environment)
    view = around.view
    lit = lit_scene(document, shot, environment)
    from renderer.draft.parts import draft_parts  # noqa: PLC0415 - OpenGL is loaded for those who draw with it
    from renderer.draft.passes import tile_of  # noqa: PLC0415

    corners = tiled(shot)
    tiles = [tile_of(view, *corner, SIDE, depths(lit, view)) for corner in corners]
    light = lit.arriving.light
    floor = np.array([*light.center, light.half, float(light.has_ground)], np.float32)
    pieces = drawer.draw(document, draft_parts(document, lit, view.position), pictures(lit, environment), floor, tiles)
    laid = np.empty((shot.height, shot.width, 6), np.float32)
    for (left, top, width, height), piece in zip(corners, pieces, strict=True):
        laid[top : top + height, left : left + width] = averaged(piece)
    shadow = seen_ground(lit.arriving.kept, light.center, light.half, shot)
    return finished(laid[..., :3], laid[..., 3:], shadow, around, shot)


def tiled(shot: Shot) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height of the pieces of a picture."""
    return [
        (left, top, min(TILE, shot.width - left), min(TILE, shot.height - top))
        for top in range(0, shot.height, TILE)
        for left in range(0, shot.width, TILE)
    ]


def depths(lit: LitScene, view: View) -> tuple[float, float]:
    """Metres to the nearest and the farthest thing, with some air."""
    away = (lit.scene.positions.reshape(-1, 3) - view.position) @ view.forward
    far = max(float(away.max()) * 1.01, 1e-6)
    return max(float(away.min()) * 0.99, far * 1e-3), far


def pictures(lit: LitScene, environment: Environment) -> dict[str, Floats]:
    """What the shader looks up, by its samplers."""
    return {
        "sharp_sky": environment.radiance,
        "rough_sky": environment.rough,
        "irradiance_sky": environment.irradiance,
        "albedos": albedo_table(),
        "floor_light": floor_light(lit),
    }


def floor_light(lit: LitScene) -> Floats:
    """Radiance (n, n, 3) of the ground."""
    kept, light = lit.arriving.kept, lit.arriving.light
    lit_ground = light.ground if kept is None else kept * light.open_ground
    return (lit_ground * GROUND_ALBEDO).astype(np.float32)


def averaged(piece: "Layers") -> Floats:
    """Display-linear pixels (h, w, 6): what they show, and the share of what is behind that they let through.

    Pixels are tone mapped once their samples are averaged, and before what is behind comes to them, as studio's are.
    """
    opaque, veils = piece.solid[..., 3:], piece.veils
    met = opaque if veils is None else np.maximum(opaque, veils[..., 3:])
    clear = (1 - opaque) * (1 if veils is None else veils[..., :3])
    color, met, clear = (blocks(each) for each in (piece.solid[..., :3], met, clear))
    shown = pbr_neutral(np.maximum(color, 0) / np.maximum(met, 1e-3)) * met
    return np.concatenate([shown, np.broadcast_to(clear, shown.shape)], axis=-1).astype(np.float32)


def blocks(samples: Floats) -> Floats:
    """Means (h, w, C) over the samples of each pixel."""
    height, width, bands = samples.shape
    apart = samples.reshape(height // SIDE, SIDE, width // SIDE, SIDE, bands)
    return np.asarray(apart.mean(axis=(1, 3)), np.float32)
