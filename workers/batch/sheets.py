"""Sheets: one view of one body. All combinations that share the body share the sheet's bake."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from configurator.batch.dress import Body
from configurator.batch.plan import Pictures, Plan
from renderer.recipe import SceneRecipe, Shot

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
    frame: str = ""
    """Which of a spin's."""

    @property
    def key(self) -> SheetKey:
        """Names it within its plan."""
        return self.body, self.shot.name, self.size, self.frame


def sheets(plan: Plan, body: Body, recipe: SceneRecipe) -> Iterator[Sheet]:
    """Every view that the plan takes of `body`."""
    offered: Mapping[str, Shot] = {shot.name: shot for shot in body.shots}
    for name in plan.pictures.shots:
        for size in plan.pictures.sizes:
            shot = sized(offered[name], size)
            yield Sheet(body.key, recipe, changed(shot, plan.pictures), "x".join(map(str, size)))


def sized(shot: Shot, size: tuple[int, ...]) -> Shot:
    """`shot` with so many pixels along its longer edge, or so wide and high."""
    if len(size) == 2:
        return shot.model_copy(update={"width": size[0], "height": size[1]})
    scale = size[0] / max(shot.width, shot.height)
    width, height = (max(16, round(edge * scale)) for edge in (shot.width, shot.height))
    return shot.model_copy(update={"width": width, "height": height})


def changed(shot: Shot, pictures: Pictures) -> Shot:
    """`shot` by the engine that the plan asks for."""
    return shot if pictures.engine is None else shot.model_copy(update={"engine": pictures.engine})
