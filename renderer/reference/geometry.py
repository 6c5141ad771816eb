"""A document's triangles as Mitsuba's meshes: one for each material and handedness of its UVs, decals among them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.finish import rays
from renderer.recipe import Shot
from renderer.studio.bake.tracer import Tracer
from renderer.studio.scene import LAYERED, Scene

Rows = NDArray[np.int64]
ROUNDS = 4
"""How often what stood behind a face that is not there is looked at again."""


@dataclass(frozen=True, eq=False)
class Part:
    """Triangles `rows` of a scene that share a material and the side to which their UVs turn."""

    material: int
    mirrored: bool
    rows: Rows


def parts(scene: Scene, rows: Rows) -> Iterator[Part]:
    """The parts of triangles `rows`, by material."""
    mirrored = scene.tangents[:, 0, 3] < 0
    for material in np.unique(scene.material[rows]):
        for side in (False, True):
            chosen = rows[(scene.material[rows] == material) & (mirrored[rows] == side)]
            if len(chosen):
                yield Part(int(material), side, chosen)


def mesh(mi: Any, scene: Scene, part: Part, uv_set: int, bsdf: Any, emitter: Any = None) -> Any:  # noqa: ANN401
    """A Mitsuba mesh of `part` with `bsdf`, its texture coordinates those of `uv_set`."""
    properties = mi.Properties()
    properties["mesh_bsdf"] = bsdf
    if emitter is not None:
        properties["mesh_emitter"] = emitter
    count = len(part.rows)
    made = mi.Mesh(
        f"part-{part.material}-{int(part.mirrored)}",
        3 * count,
        count,
        has_vertex_normals=True,
        has_vertex_texcoords=True,
        props=properties,
    )
    arrays = mi.traverse(made)
    arrays["vertex_positions"] = np.ascontiguousarray(scene.positions[part.rows]).ravel()
    arrays["vertex_normals"] = np.ascontiguousarray(scene.normals[part.rows]).ravel()
    arrays["vertex_texcoords"] = np.ascontiguousarray(scene.uv[part.rows][..., 2 * uv_set : 2 * uv_set + 2]).ravel()
    arrays["faces"] = np.arange(3 * count, dtype=np.uint32)
    arrays.update()
    return made


def facing(scene: Scene, part: Part, eye: tuple[float, float, float]) -> NDArray[np.float64]:
    """(3 n,) how much each corner of `part` faces `eye`, as a cosine."""
    toward = np.array(eye) - scene.positions[part.rows].astype(np.float64)
    toward /= np.maximum(np.linalg.norm(toward, axis=-1, keepdims=True), 1e-12)
    return np.asarray(np.abs(np.einsum("tcx,tcx->tc", scene.normals[part.rows], toward)).clip(0, 1).ravel())


def shown_rows(scene: Scene, shot: Shot) -> Rows:
    """Triangles of positive area that are there for the camera of `shot`.

    glTF does not show the back of a single-sided face, and Mitsuba has no such faces: those whose back the camera
    would see first are left out.
    """
    rows = np.flatnonzero(np.einsum("tx,tx->t", scene.faces, scene.faces) > 0.5)
    if scene.double_sided[scene.material[rows]].all():
        return rows
    rows = rows[~pane_backs(scene, shot)[rows]]
    origins, toward = rays(shot)
    for _ in range(ROUNDS):
        hit = Tracer(scene.positions[rows]).triangles(origins, toward)
        met = hit >= 0
        seen = rows[hit[met]]
        behind = np.einsum("nx,nx->n", scene.faces[seen], toward[met]) > 0
        hidden = np.unique(seen[behind & ~scene.double_sided[scene.material[seen]]])
        if not len(hidden):
            break
        rows = np.setdiff1d(rows, hidden)
    return rows


def pane_backs(scene: Scene, shot: Shot) -> NDArray[np.bool_]:
    """(T,) what would be seen through a pane of its own back side; bodies that bend light need both their faces."""
    thin = (scene.kinds == LAYERED) & (scene.glass[:, 0] == 0) & ~scene.double_sided
    toward = scene.positions[:, 0] - np.array(shot.camera.position, np.float32)
    return np.asarray(thin[scene.material] & (np.einsum("tx,tx->t", scene.faces, toward) > 0))
