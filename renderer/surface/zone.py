"""Zones as the model has them: empty nodes `zone:<id>` with `extras.zone`."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from renderer.errors import ZoneError
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.placement import shown_nodes

PREFIX = "zone:"
VERSION = 1
MM_PER_M = 1000.0


class ZoneExtras(BaseModel):
    """What `extras.zone` says of the surface; limits for the artwork are the configurator's to read."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Literal[1]
    width_mm: float = Field(gt=0, le=10_000)
    height_mm: float = Field(gt=0, le=10_000)
    depth_mm: float = Field(gt=0, le=10_000)
    target: tuple[str, ...] = Field(min_length=1)
    mapping: Literal["planar", "lscm", "arap"] = "lscm"
    max_angle_deg: float = Field(default=60.0, gt=0, lt=90)


@dataclass(frozen=True, eq=False)
class Zone:
    """A zone in the world: `frame` (4, 4) has +X right, +Y up, +Z out of the surface as unit columns; metres."""

    id: str
    node: int
    frame: NDArray[np.float64]
    extras: ZoneExtras

    @property
    def half_mm(self) -> NDArray[np.float64]:
        """Half of width and height (2,)."""
        return np.array([self.extras.width_mm, self.extras.height_mm]) / 2

    def to_local_mm(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """World points (..., 3), metres, in the zone's frame, millimetres."""
        return np.asarray((points - self.frame[:3, 3]) @ self.frame[:3, :3] * MM_PER_M)


def zones(document: Document) -> list[Zone]:
    """Zones of the default scene in the order of the file; of two with one id the last counts.

    Raises `ZoneError`: ZONE_INVALID for `extras.zone` that cannot be used, ZONE_TARGET for a target that is not shown.
    """
    nodes, world = document.items("nodes"), document.world_matrices()
    found = {}
    for number in shown_nodes(document.json):
        if str(nodes[number].get("name", "")).startswith(PREFIX):
            zone = _zone(nodes[number], number, world[number])
            found[zone.id] = zone
    _require_targets(document, list(found.values()))
    return list(found.values())


def _zone(node: Json, number: int, world: NDArray[np.float64]) -> Zone:
    name = str(node["name"]).removeprefix(PREFIX)
    try:
        extras = ZoneExtras.model_validate(node.get("extras", {}).get("zone"))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, ("extras.zone", *first["loc"])))
        raise ZoneError(f"Zone {name!r}: {key}: {first['msg']}.", code="ZONE_INVALID") from None
    return Zone(name, number, _rigid(name, world), extras)


def _rigid(name: str, world: NDArray[np.float64]) -> NDArray[np.float64]:
    """`world` without its scale; raises `ZoneError` where its axes are flat, mirrored or not square to each other."""
    lengths = np.linalg.norm(world[:3, :3], axis=0)
    axes = world[:3, :3] / np.where(lengths > 0, lengths, 1.0)
    if not np.allclose(axes.T @ axes, np.eye(3), atol=1e-3) or np.linalg.det(axes) < 0:
        raise ZoneError(
            f"Zone {name!r}: its axes are sheared or mirrored; place it by translation and rotation alone.",
            code="ZONE_INVALID",
        )
    frame = np.eye(4)
    frame[:3, :3], frame[:3, 3] = axes, world[:3, 3]
    return frame


def _require_targets(document: Document, found: list[Zone]) -> None:
    meshes = document.json.get("meshes", [])
    shown = {str(meshes[placed.mesh].get("name", "")) for placed in document.visible_primitives()} if found else set()
    for zone in found:
        if missing := sorted(set(zone.extras.target) - shown):
            raise ZoneError(
                f"Zone {zone.id!r}: its target {', '.join(missing)} is not a mesh that the scene shows. "
                f"Meshes shown: {', '.join(sorted(shown - {''})) or 'none with a name'}.",
                code="ZONE_TARGET",
                details={"zone": zone.id, "missing": missing},
            )
