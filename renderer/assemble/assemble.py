"""The steps from a recipe to a document."""

from pathlib import Path

from renderer.assemble.dress import dress
from renderer.assemble.place_decals import place_decals
from renderer.gltf.document import Document
from renderer.recipe import SceneRecipe
from renderer.store import Store


def assemble(recipe: SceneRecipe, store: Store, cache: Path | None = None) -> Document:
    """The document that `recipe` describes: all that the base model has in its visible parts, swatches and decals on.

    What is costly and does not depend on the rest of the recipe, the finishes of artworks, is kept in `cache`.

    Raises `ModelError` for a base model that cannot be used, `RecipeError` for a name that the base model does not
    have, `ZoneError` for a decal that does not fit, `BlobMissing` where the store lacks what the recipe names.
    """
    dressed = dress(recipe, store)
    return place_decals(dressed, recipe.decals, store, cache)
