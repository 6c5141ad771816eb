"""Recipe → assembled model, a GLB with everything in it, zones included."""

from typing import Any

from renderer.assemble.assemble import assemble as assemble_scene
from renderer.asset import Asset
from renderer.recipe import SceneRecipe
from workers.home import Home


def assemble(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: `recipe`, a `SceneRecipe` as JSON."""
    recipe = SceneRecipe.model_validate(inputs["recipe"])
    document = assemble_scene(recipe, home.store, home.bakes)
    return Asset("assembled.glb", "model/gltf-binary", document.to_glb(), {"base_model": recipe.base_model})
