"""Recipe, or those of a family → assembled model, a GLB with everything in it, zones included."""

from typing import Any

from renderer.assemble.assemble import assemble as assemble_scene
from renderer.assemble.assemble_family import assemble_family
from renderer.asset import Asset
from renderer.recipe import SceneRecipe
from workers.home import Home


def assemble(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: `recipe`, a `SceneRecipe` as JSON; or `family`, a list of names, each with a recipe."""
    recipes = {name: SceneRecipe.model_validate(each) for name, each in inputs.get("family", [])}
    recipe = next(iter(recipes.values()), None) or SceneRecipe.model_validate(inputs["recipe"])
    if recipes:
        document = assemble_family(recipes, home.store, home.bakes)
    else:
        document = assemble_scene(recipe, home.store, home.bakes)
    return Asset("assembled.glb", "model/gltf-binary", document.to_glb(), {"base_model": recipe.base_model})
