"""Sheets: one view of one body. All combinations that share the body share the sheet's bake."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from configurator.batch.dress import Body
from configurator.batch.plan import Plan
from renderer.encode import FileFormat
from renderer.recipe import Blob, SceneRecipe, Shot
from workers.batch.frames import framed, spin_shots

SheetKey = tuple[str, str, str, str]
"""Names a sheet within its plan: body, shot, size, frame."""


@dataclass(frozen=True)
class Sheet:
    """What to bake."""

    body: str
    recipe: SceneRecipe
    """The body in its first combination's materials."""
    shot: Shot
    size: str
    """As names of files say it: `1024`, or `1600x1200`."""
    backgrounds: tuple[str, ...]
    formats: tuple[FileFormat, ...]
    frame: str = ""
    """Which of a spin's."""

    @property
    def key(self) -> SheetKey:
        """Names it within its plan."""
        return self.body, self.shot.name, self.size, self.frame


@dataclass(frozen=True, eq=False)
class Stage:
    """What views of all bodies have in common."""

    box: NDArray[np.float64] | None
    """(2, 3) around every body of the plan, metres; None where nothing is framed by it."""
    environments: Mapping[str, Blob]
    """The lights of the plan's spins."""


def sheets(plan: Plan, body: Body, recipe: SceneRecipe, stage: Stage) -> Iterator[Sheet]:
    """Every view that the plan takes of `body`."""
    wanted, offered = plan.pictures, {shot.name: shot for shot in body.shots}
    for name in wanted.shots:
        for size in wanted.sizes:
            shot = reframed(sized(offered[name], size), plan, stage)
            shot = shot if wanted.engine is None else shot.model_copy(update={"engine": wanted.engine})
            before = wanted.backgrounds or (shot.background,)
            yield Sheet(body.key, recipe, shot, "x".join(map(str, size)), before, wanted.formats)
    if stage.box is not None:
        for spin in plan.spins:
            size_name = f"{spin.size[0]}x{spin.size[1]}"
            for frame, shot in spin_shots(spin, stage.box, stage.environments[spin.environment]):
                yield Sheet(body.key, recipe, shot, size_name, (spin.background,), spin.formats, frame)


def reframed(shot: Shot, plan: Plan, stage: Stage) -> Shot:
    """`shot` as the plan frames it; a zone's close-up keeps the camera that its zone asks for."""
    if plan.framing is None or stage.box is None or shot.name.startswith("zone-"):
        return shot
    chosen = plan.framing.shots or (shot.name,)
    return framed(shot, plan.framing, stage.box) if shot.name in chosen else shot


def sized(shot: Shot, size: tuple[int, ...]) -> Shot:
    """`shot` with so many pixels along its longer edge, or so wide and high."""
    if len(size) == 2:
        return shot.model_copy(update={"width": size[0], "height": size[1]})
    scale = size[0] / max(shot.width, shot.height)
    width, height = (max(16, round(edge * scale)) for edge in (shot.width, shot.height))
    return shot.model_copy(update={"width": width, "height": height})
