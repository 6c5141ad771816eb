"""The name of a bake: the digest of what it depends on. Colours, textures, swatches and decals are not among it."""

from pathlib import Path

from renderer.digest import digest_value
from renderer.libraries import libraries
from renderer.recipe import Shot
from renderer.sources import state_of

BAKE = Path(__file__).resolve().parent / "bake.py"


def bake_key(geometry: str, shot: Shot) -> str:
    """SHA-256 over geometry (`renderer.studio.known_scenes.geometry_of`), camera, ground, light, code, libraries."""
    return digest_value(
        {
            "geometry": geometry,
            "camera": shot.camera.model_dump(mode="json"),
            "size": [shot.width, shot.height],
            "ground": shot.ground,
            "environment": shot.environment,
            "code": state_of(BAKE),
            "libraries": libraries(),
        }
    )
