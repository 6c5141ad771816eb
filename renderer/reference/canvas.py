"""The inputs of a material laid out as pictures: evaluated once for every texel, then only looked up by Mitsuba."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.reference.geometry import Part
from renderer.studio.scene import Scene
from renderer.studio.shade.materials import COLUMNS, INPUTS, Material
from renderer.studio.shade.pyramids import CLAMP, DATA, MIRROR, REPEAT, pyramid_of
from renderer.studio.shade.surface import Coordinates, evaluate

Array = NDArray[np.float64]
Floats = NDArray[np.float32]

WRAPS = {REPEAT: "repeat", CLAMP: "clamp", MIRROR: "mirror"}
WIDTHS = {entry.name: entry.width for entry in INPUTS}
PATCH, LEAST_PATCH = 64, 4
"""Most and least texels along a triangle's patch of an atlas."""


@dataclass(frozen=True, eq=False)
class Canvas:
    """Texels of one size: where they are on the surface, and how Mitsuba finds them from the mesh's UVs."""

    at: Coordinates
    shape: tuple[int, int]
    transform: Array
    """(3, 3) from the mesh's UVs."""
    wrap: str
    turn: Floats | None = None
    """(H · W, 2, 2) from tangent space to the frame of the canvas' own UVs, where those are not the document's."""


@dataclass(frozen=True, eq=False)
class Inputs:
    """Inputs by name, each (H, W, n), or (1, 1, n) where it is the same everywhere; linear."""

    canvas: Canvas | None
    arrays: dict[str, Floats]

    def __getitem__(self, name: str) -> Floats:
        return self.arrays[name]


def inputs(document: Document, material: Material, names: Iterable[str], limit: int, atlas: Canvas | None) -> Inputs:
    """The inputs `names` of `material`, on `atlas` or on a canvas of their own of at most `limit` texels a side."""
    names = tuple(names)
    textures = {name: use for name, use in material.textures.items() if name in names}
    only = replace(material, textures=textures)
    canvas = atlas or (canvas_of(document, only, limit) if textures else None)
    if canvas is None:
        factors = material.factors.astype(np.float32)
        return Inputs(None, {name: _columns(factors[None], name).reshape(1, 1, -1) for name in names})
    values = evaluate(document, only, canvas.at)
    arrays = {}
    for name in names:
        place = values.place[COLUMNS[name]]
        if place < 0:
            arrays[name] = _columns(values.constant[None], name).reshape(1, 1, -1)
        else:
            column = values.table[:, place : place + WIDTHS[name]]
            arrays[name] = np.clip(column, -1, None).reshape(*canvas.shape, -1)
    return Inputs(canvas, arrays)


def _columns(table: Floats, name: str) -> Floats:
    return table[:, COLUMNS[name] : COLUMNS[name] + WIDTHS[name]]


def canvas_of(document: Document, material: Material, limit: int) -> Canvas:
    """The canvas on which every texture of `material` has its texels: the period of the widest, the finest's grain."""
    uses = sorted(material.textures.values(), key=lambda use: abs(np.linalg.det(use.transform[:, :2])))
    main = uses[0]
    grain = np.ones(2)
    for use in uses:
        levels = pyramid_of(document, use.texture, DATA).levels
        finer = np.linalg.norm(use.transform[:, :2], axis=1) / _scale(main.transform)
        grain = np.maximum(grain, levels[0, 1:] * np.maximum(np.round(finer), 1))
    width, height = (int(min(each, limit)) for each in grain)
    forward = np.vstack([main.transform, (0, 0, 1)])
    if abs(np.linalg.det(forward)) < 1e-9:
        forward = np.eye(3)
    back = np.linalg.inv(forward)
    x, y = np.meshgrid((np.arange(width) + 0.5) / width, (np.arange(height) + 0.5) / height)
    uv = np.stack([x.ravel(), y.ravel(), np.ones(width * height)], axis=1) @ back[:2].T
    spread = np.zeros((1, 8), np.float32)
    spread[0, :2], spread[0, 4:6] = back[:2, 0] / width, back[:2, 1] / height
    spread[0, 2:4], spread[0, 6:] = spread[0, :2], spread[0, 4:6]
    at = Coordinates(
        np.tile(uv, 2).astype(np.float32),
        np.broadcast_to(spread, (len(uv), 8)),
        np.broadcast_to(np.ones((1, 4), np.float32), (len(uv), 4)),
    )
    sampler = document.json["textures"][main.texture].get("sampler")
    wrap = {} if sampler is None else document.json["samplers"][sampler]
    return Canvas(at, (height, width), forward, WRAPS.get(wrap.get("wrapS", REPEAT), "repeat"))


def _scale(transform: Array) -> Array:
    return np.asarray(np.maximum(np.linalg.norm(transform[:, :2], axis=1), 1e-9))


def needs_atlas(scene: Scene, part: Part, material: Material) -> bool:
    """Whether vertex colours or two sets of UVs keep this part's inputs from lying on repeating pictures."""
    tinted = bool((scene.colors[part.rows] != 1).any())
    return tinted or len({use.uv_set for use in material.textures.values()}) > 1


def atlas_of(scene: Scene, part: Part, limit: int) -> tuple[Canvas, Floats]:
    """A canvas with a patch for each triangle of `part`, and the triangles' UVs (n, 3, 2) on it."""
    count = len(part.rows)
    across = int(np.ceil(np.sqrt(count)))
    patch = int(np.clip(limit // across, LEAST_PATCH, PATCH))
    side = across * patch
    y, x = np.divmod(np.arange(side * side), side)
    triangle = np.minimum(y // patch * across + x // patch, count - 1)
    second, third = ((each % patch - 0.5) / (patch - 2) for each in (x, y))
    weights = np.stack([1 - second - third, second, third], axis=1).astype(np.float32)
    rows = part.rows[triangle]
    at = Coordinates(
        np.einsum("nc,nci->ni", weights, scene.uv[rows]),
        np.zeros((len(rows), 8), np.float32),
        np.clip(np.einsum("nc,nci->ni", weights, scene.colors[rows]), 0, None),
    )
    row, column = np.divmod(np.arange(count), across)
    corner = np.stack([column, row], axis=1)[:, None] * patch + np.array([[1, 1], [patch - 1, 1], [1, patch - 1]])
    canvas = Canvas(at, (side, side), np.eye(3), "clamp", _turns(scene, part)[triangle])
    return canvas, (corner / side).astype(np.float32)


def _turns(scene: Scene, part: Part) -> Floats:
    """(n, 2, 2) from each triangle's tangent space to the frame along its first edge."""
    normal = scene.faces[part.rows]
    edge = scene.positions[part.rows, 1] - scene.positions[part.rows, 0]
    along = edge / np.maximum(np.linalg.norm(edge, axis=1, keepdims=True), 1e-12)
    up = np.cross(normal, along)
    tangent = scene.tangents[part.rows, 0]
    right = tangent[:, :3]
    bitangent = np.cross(normal, right) * tangent[:, 3:]
    turn = [[(a * b).sum(axis=1) for b in (right, bitangent)] for a in (along, up)]
    return np.moveaxis(np.array(turn), -1, 0).astype(np.float32)
