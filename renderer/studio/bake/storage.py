"""A bake on disk: one folder of .npy files, written whole or not at all, mapped into memory and shared by processes."""

import json
import shutil
import tempfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.store import current_umask

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]
Ints = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Bake:
    """All of a picture that colours, textures, names and logos do not change.

    F fragments in S stacks (see `renderer.studio.bake.visible`); light as irradiance / π: the radiance of white.
    """

    width: int
    height: int
    zones: tuple[str, ...]
    eye: Floats
    """(3,) metres."""
    stack_pixel: Ints
    """(S,) row · width + column."""
    stack_weight: Floats
    """(S,) share of the pixel; what is missing to 1 shows the background."""
    stack_first: Ints
    """(S + 1,) fragments of stack s, front to back, are stack_first[s] … stack_first[s + 1] − 1."""
    stack_ends: NDArray[np.bool_]
    """(S,) whether the last of them is opaque; else the background is behind it."""
    material: Ints
    """(F,) index into the document's materials, one past the last for the default material."""
    position: Floats
    """(F, 3) metres."""
    normal: Floats
    """(F, 3) unit, facing the eye."""
    tangent: Floats
    """(F, 4) w the handedness; 0 for none."""
    uv: Floats
    """(F, 4) TEXCOORD_0, TEXCOORD_1."""
    footprint_uv: Floats
    """(F, 2) how far each moves over one pixel."""
    color: Floats
    """(F, 4) COLOR_0, linear."""
    zone: NDArray[np.int16]
    """(F,) index into `zones`, −1 for none."""
    zone_mm: Floats
    """(F, 2) place in the zone."""
    footprint_mm: Floats
    """(F,) how far a pixel reaches over the surface."""
    spread: Floats
    """(F,) 1 − |mean normal| within the pixel."""
    sky: Halves
    """(F, 3) light from the environment."""
    ground: Halves
    """(F, 3) light from the ground, whose own albedo is in it."""
    bounce: Halves
    """(F, K) luminance from slot k, as if it were white and lit by sky and ground alone."""
    bounce_material: Ints
    """(K,)"""
    bounce_tint: Floats
    """(K, 3) colour of that light, of luminance 1."""
    direct: Floats
    """(K, 3) mean light from sky and ground on slot k."""
    transfer: Floats
    """(K, K) mean light on slot j from slot k, luminance."""
    wide: Halves
    """(F, 2) shares of a GGX lobe of α = 0.36 around the reflection that see sky and ground."""
    mirror_sky: Halves
    """(F,) share of mirror rays that see the sky."""
    mirror_ground: Halves
    """(F, 3) radiance that they bring from the ground."""
    mirror_material: Ints
    """(F,) what most others hit; −1 for nothing."""
    mirror_light: Halves
    """(F, 3) share of the others × irradiance / π where they hit."""
    shadow: Halves
    """(height, width, 3) what the ground keeps of its light: 1 open."""


def save(bake: Bake, folder: Path) -> None:
    """Write `bake` to `folder`; where another process was quicker its folder stays."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".partial-"))
    try:
        words = {"width": bake.width, "height": bake.height, "zones": list(bake.zones)}
        (partial / "bake.json").write_text(json.dumps(words))
        for name in array_names():
            np.save(partial / f"{name}.npy", getattr(bake, name))
        partial.chmod(0o777 & ~current_umask())
        partial.rename(folder)
    except OSError:
        if not folder.exists():
            raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def load(folder: Path) -> Bake:
    """The bake in `folder`, its arrays mapped read-only."""
    words: dict[str, Any] = json.loads((folder / "bake.json").read_text())
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in array_names()}
    return Bake(width=words["width"], height=words["height"], zones=tuple(words["zones"]), **arrays)


def array_names() -> list[str]:
    """The fields that are arrays."""
    return [field.name for field in fields(Bake) if field.name not in ("width", "height", "zones")]
