"""Recipe and shot → picture, at one go: what a configurator asks for at every click."""

from collections import deque
from collections.abc import Mapping
from typing import Any

from renderer.assemble.assemble import assemble
from renderer.assemble.repaint import repaint
from renderer.asset import Asset
from renderer.encode.encode import encode
from renderer.encode.format import ENDINGS, MEDIA_TYPES, FileFormat, Kind
from renderer.engines import DEFAULT, Drawn, draw
from renderer.gltf.document import Document
from renderer.recipe import SceneRecipe, Shot
from renderer.studio.layers import Easels, Sitter
from workers.home import Home

EASELS = Easels()
"""What this process has drawn last, ready for the next colour."""

KINDS: Mapping[str, Kind] = {ENDINGS[kind]: kind for kind in ("png", "jpeg", "webp", "avif")}
"""By their endings, the kinds of files that browsers ask for: the same bytes as in a catalog."""


class Models:
    """The models that were assembled last: another colour of one of them is painted, not assembled."""

    def __init__(self, held: int) -> None:
        self._last: deque[tuple[Home, SceneRecipe, Document]] = deque(maxlen=held)

    def of(self, recipe: SceneRecipe, home: Home) -> Document:
        """The recipe's document. It is shared: never write to it. Nobody is given what was made for another."""
        for held in reversed(self._last):
            place, before, document = held
            made = None if place != home else document if before == recipe else repaint(document, before, recipe)
            if made is not None:
                self._last.remove(held)
                break
        else:
            made = assemble(recipe, home.store, home.bakes)
        self._last.append((home, recipe, made))
        return made


MODELS = Models(held=4)


def preview(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: `recipe`, a `SceneRecipe`; `shot`, a `Shot`, both as JSON; `format`, a key of `KINDS`."""
    sitter = sitter_of(inputs, home)
    shot, drawn = sitter.shot, drawing(sitter, home)
    figures = {"width": shot.width, "height": shot.height, **({"note": drawn.note} if drawn.note else {})}
    made_from = {"base_model": sitter.recipe.base_model, "environment": shot.environment, "engine": drawn.engine}
    kind = KINDS[inputs["format"]]
    data = encode(drawn.pixels, FileFormat(kind=kind))
    return Asset(f"{shot.name}.{inputs['format']}", MEDIA_TYPES[kind], data, made_from, figures)


def is_quick(inputs: dict[str, Any], home: Home) -> bool:
    """Whether all that takes long about this picture lies there already."""
    sitter = sitter_of(inputs, home)
    return sitter.shot.engine == DEFAULT and EASELS.is_baked(sitter, home.bakes)


def sitter_of(inputs: dict[str, Any], home: Home) -> Sitter:
    """What is to be drawn."""
    recipe = SceneRecipe.model_validate(inputs["recipe"])
    return Sitter(recipe, Shot.model_validate(inputs["shot"]), lambda: MODELS.of(recipe, home), home.tenant)


def drawing(sitter: Sitter, home: Home) -> Drawn:
    """The picture, by the engine that was asked for."""
    if sitter.shot.engine == DEFAULT:
        return Drawn(EASELS.draw(sitter, home.store, home.bakes), DEFAULT)
    return draw(sitter.shot.engine, sitter.assembled(), sitter.shot, home.store, home.bakes)
