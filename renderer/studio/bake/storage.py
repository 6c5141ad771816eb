"""A bake on disk: one folder of .npy files, written whole or not at all, mapped into memory and shared by processes."""

import json
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.store import UMASK

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]
Ints = NDArray[np.int32]
Shorts = NDArray[np.int16]

NORMAL, TANGENT, VIEW, SPREAD = 0, 3, 7, 10
"""Columns of `Bake.geometry`."""
SKY, GROUND, WIDE_SKY, WIDE_GROUND, WIDE_BLOCKED = 0, 3, 6, 7, 8
MIRROR_SKY, MIRROR_GROUND, MIRROR_LIGHT, MIRROR_SKY_LIGHT, MIRROR_AGAIN = 9, 10, 13, 16, 19
"""Columns of `Bake.light`."""


@dataclass(frozen=True, eq=False)
class Bake:
    """All of a picture that colours, textures, names and logos do not change.

    F fragments in S stacks (see `renderer.studio.bake.visible`); light as irradiance / π: the radiance of white.
    """

    width: int
    height: int
    zones: tuple[str, ...]
    stack_pixel: Ints
    """(S,) row · width + column."""
    stack_weight: Floats
    """(S,) share of the pixel; what is missing to 1 shows the background."""
    stack_first: Ints
    """(S + 1,) fragments of stack s, front to back, are stack_first[s] … stack_first[s + 1] − 1."""
    stack_ends: NDArray[np.bool_]
    """(S,) whether the last of them is opaque; else the background is behind it."""
    frosted: Ints
    """(R,) the first fragment of a stack that scatters what is behind it over more than a pixel, ascending."""
    frost_reach: Floats
    """(R,) over how many pixels; infinite where that is the background alone."""
    fragment: Ints
    """(F,) rows below are sorted by material; row r is this fragment of the stacks."""
    material: Shorts
    """(F,) index into the document's materials, one past the last for the default material; ascending."""
    geometry: Floats
    """(F, 11): normal, facing the eye, 3; tangent 3 and its handedness, 0 for none; unit vector to the eye 3; spread, 1
    − |mean normal| within the pixel. See `NORMAL` … `SPREAD`."""
    light: Halves
    """(F, 22). Light from the environment 3 and from the ground 3, whose own albedo is in it; of a GGX lobe of α = 0.36
    around the reflection the share of the sky's light that arrives and the shares that see ground and surfaces; share
    of mirror rays that see the sky; radiance that they bring from the ground 3; share of the others × irradiance / π
    where they hit 3; radiance that mirror rays bring from the sky 3; share of the others × radiance that a mirror would
    show where they hit 3. See `SKY` … `MIRROR_AGAIN`."""
    bounce: Halves
    """(F, K) luminance from slot k, as if it were white and lit by sky and ground alone."""
    mirror_material: Shorts
    """(F,) what most other mirror rays hit; −1 for nothing."""
    mirror_uv: Floats
    """(F, 2 · sets) where on its textures; as `uv`."""
    mirror_spread: Halves
    """(F,) how far a pixel reaches over TEXCOORD_0 there."""
    mirror_color: Floats
    """(F, 4) COLOR_0 there; (0, 4) where all are white."""
    uv: Floats
    """(F, 2 · sets) TEXCOORD_0 and, where it is another, TEXCOORD_1."""
    spread_uv: Halves
    """(F, 4 · sets) how they change over one pixel to the right (2 · sets) and one down (2 · sets)."""
    color: Floats
    """(F, 4) COLOR_0, linear; (0, 4) where all are white."""
    zone: Shorts
    """(F,) index into `zones`, −1 for none."""
    zone_mm: Floats
    """(F, 2) place in the zone."""
    footprint_mm: Halves
    """(F,) how far a pixel reaches over the surface."""
    bounce_material: Ints
    """(K,)"""
    bounce_tint: Floats
    """(K, 3) colour of that light, of luminance 1."""
    direct: Floats
    """(K, 3) mean light from sky and ground on slot k."""
    transfer: Floats
    """(K, K) mean light on slot j from slot k, luminance."""
    shadow: Halves
    """(height, width, 3) what the ground keeps of its light: 1 open."""
    tint: Floats
    """(m, 3) mean COLOR_0 of each material, see `renderer.studio.bake.tints`."""
    name: str = ""
    """The digest that it is kept under; empty for one that is not."""

    def rows(self, material: int) -> slice:
        """The rows of a material."""
        first, last = np.searchsorted(self.material, np.array([material, material + 1], self.material.dtype))
        return slice(int(first), int(last))


def save(bake: Bake, folder: Path) -> None:
    """Write `bake` to `folder`; where another process was quicker its folder stays."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".partial-"))
    try:
        words = {"width": bake.width, "height": bake.height, "zones": list(bake.zones)}
        (partial / "bake.json").write_text(json.dumps(words))
        for name in array_names():
            np.save(partial / f"{name}.npy", getattr(bake, name))
        for path in partial.iterdir():
            _reach_the_disk(path)
        partial.chmod(0o777 & ~UMASK)
        partial.rename(folder)
    except OSError:
        if not folder.exists():
            raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _reach_the_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def load_whole(folder: Path) -> Bake | None:
    """The bake in `folder`; nothing where there is none, or where it cannot be read: then its folder is taken away."""
    if not folder.exists():
        return None
    try:
        return load(folder)
    except (ValueError, EOFError, KeyError, FileNotFoundError):  # other errors speak of the machine, not of the files
        discard(folder)
        return None


def discard(folder: Path) -> None:
    """Delete a bake so that no reader meets half of it."""
    aside = tempfile.mkdtemp(dir=folder.parent, prefix=".partial-")
    with suppress(FileNotFoundError):  # another process was quicker
        folder.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def load(folder: Path) -> Bake:
    """The bake in `folder`, its arrays mapped and shared, never to be written."""
    words: dict[str, Any] = json.loads((folder / "bake.json").read_text())
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="c") for name in array_names()}
    return Bake(width=words["width"], height=words["height"], zones=tuple(words["zones"]), name=folder.name, **arrays)


def array_names() -> list[str]:
    """The fields that are arrays."""
    return [field.name for field in fields(Bake) if field.name not in ("width", "height", "zones", "name")]
