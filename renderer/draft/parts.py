"""A lit scene as pyrender's meshes: one for each material, in the order in which they have to be drawn."""

import ctypes
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from OpenGL import GL
from pyrender import MetallicRoughnessMaterial, Primitive

from renderer.draft.light import LitScene
from renderer.gltf.document import Document
from renderer.studio.scene import OPAQUE, Scene
from renderer.studio.shade.materials import COLUMNS, Material, read_material

Floats = NDArray[np.float32]
TRANSMISSION = COLUMNS["transmission"]
LIGHT_LOCATION = 10
"""Of the vertex attribute that pyrender does not know."""


class LitPrimitive(Primitive):  # type: ignore[misc]
    """Triangles with the light that arrives at their corners (n, 4)."""

    def __init__(self, light: Floats, **attributes: object) -> None:
        super().__init__(**attributes)
        self.light = np.ascontiguousarray(light, np.float32)

    def _add_to_context(self) -> None:
        super()._add_to_context()
        GL.glBindVertexArray(self._vaid)
        buffer = GL.glGenBuffers(1)
        self._buffers.append(buffer)
        GL.glBindBuffer(GL.GL_ARRAY_BUFFER, buffer)
        GL.glBufferData(GL.GL_ARRAY_BUFFER, self.light.nbytes, self.light, GL.GL_STATIC_DRAW)
        GL.glVertexAttribPointer(LIGHT_LOCATION, 4, GL.GL_FLOAT, GL.GL_FALSE, 0, ctypes.c_void_p(0))
        GL.glEnableVertexAttribArray(LIGHT_LOCATION)
        GL.glBindVertexArray(0)


@dataclass(frozen=True, eq=False)
class DraftPart:
    """What is drawn in one call."""

    primitive: LitPrimitive
    material: Material
    layered: bool
    """Blended over what is behind it: drawn later, farthest first."""


def draft_parts(document: Document, lit: LitScene, eye: NDArray[np.float64]) -> list[DraftPart]:
    """The parts of a scene: opaque ones by number, then layered ones from the farthest to the nearest."""
    scene = lit.scene
    words = [*document.json.get("materials", []), {}]
    opaque: list[tuple[float, int, DraftPart]] = []
    layered: list[tuple[float, int, DraftPart]] = []
    for number in np.unique(scene.material):
        rows = np.flatnonzero(scene.material == number)
        away = np.linalg.norm(scene.positions[rows].mean(axis=1) - eye, axis=1)
        material = read_material(words[number])
        # Masked surfaces hide what is behind them as opaque ones do, unless they are of glass.
        is_clear = words[number].get("alphaMode") != "MASK" or material.factors[TRANSMISSION] > 0
        blended = bool(scene.kinds[number] != OPAQUE and is_clear)
        if blended:
            rows = rows[np.argsort(-away, kind="stable")]
        part = DraftPart(primitive(lit, rows, double_sided=bool(scene.double_sided[number])), material, blended)
        (layered if blended else opaque).append((-float(away.mean()), int(number), part))
    return [part for *_, part in opaque] + [part for *_, part in sorted(layered, key=lambda each: each[:2])]


def primitive(lit: LitScene, rows: NDArray[np.int64], *, double_sided: bool) -> LitPrimitive:
    """Triangles `rows`, corners unshared."""
    scene, count = lit.scene, 3 * len(rows)
    place = (rows[:, None], counter_clockwise(scene, rows))
    uv = scene.uv[place].reshape(count, 4)
    return LitPrimitive(
        lit.corners[place].reshape(count, 4),
        positions=scene.positions[place].reshape(count, 3),
        normals=scene.normals[place].reshape(count, 3),
        tangents=scene.tangents[place].reshape(count, 4),
        texcoord_0=uv[:, :2],
        texcoord_1=uv[:, 2:],
        color_0=scene.colors[place].reshape(count, 4),
        material=MetallicRoughnessMaterial(doubleSided=double_sided),
    )


def counter_clockwise(scene: Scene, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Corners (n, 3) of triangles in the order in which OpenGL takes them to be seen from the front.

    In a mirrored part they lie the other way round, and what is hidden of it would be drawn in place of what is seen.
    """
    first, second, third = np.moveaxis(scene.positions[rows], 1, 0)
    turned = np.einsum("tx,tx->t", np.cross(second - first, third - first), scene.faces[rows]) < 0
    return np.where(turned[:, None], (0, 2, 1), (0, 1, 2))
