"""Recipe and shot → picture, at one go: what a configurator asks for at every click."""

import json
from functools import lru_cache
from typing import Any

from renderer.assemble.assemble import assemble
from renderer.asset import Asset
from renderer.digest import canonical_json
from renderer.engines import draw
from renderer.gltf.document import Document
from renderer.recipe import SceneRecipe, Shot
from renderer.studio import is_baked
from workers.home import Home
from workers.verbs.encode import ENCODERS


def preview(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: `recipe`, a `SceneRecipe`; `shot`, a `Shot`, both as JSON; `format`, a key of `ENCODERS`."""
    shot = Shot.model_validate(inputs["shot"])
    drawn = draw(shot.engine, scene(inputs, home), shot, home.store, home.bakes)
    figures = {"width": shot.width, "height": shot.height, **({"note": drawn.note} if drawn.note else {})}
    made_from = {"base_model": inputs["recipe"]["base_model"], "environment": shot.environment, "engine": drawn.engine}
    media_type, encode = ENCODERS[inputs["format"]]
    return Asset(f"{shot.name}.{inputs['format']}", media_type, encode(drawn.pixels), made_from, figures)


def is_quick(inputs: dict[str, Any], home: Home) -> bool:
    """Whether all that takes long about this picture lies there already."""
    shot = Shot.model_validate(inputs["shot"])
    return shot.engine == "studio" and is_baked(scene(inputs, home), shot, home.bakes)


def scene(inputs: dict[str, Any], home: Home) -> Document:
    """The assembled model of a recipe. Shared: never write to it."""
    return _assembled(canonical_json(inputs["recipe"]), home)


@lru_cache(maxsize=2)
def _assembled(recipe: bytes, home: Home) -> Document:
    return assemble(SceneRecipe.model_validate(json.loads(recipe)), home.store, home.bakes)
