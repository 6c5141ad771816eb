"""The name of a bake: the digest of what it depends on. Colours, textures, swatches and decals are not among it."""

import hashlib
from pathlib import Path

import numpy as np

from renderer.digest import digest_value
from renderer.libraries import libraries
from renderer.recipe import Shot
from renderer.sources import state_of
from renderer.studio.scene import Scene

BAKE = Path(__file__).resolve().parent / "bake.py"


def bake_key(scene: Scene, shot: Shot) -> str:
    """SHA-256 over geometry, kinds of materials and where they are, zones, camera, ground, light, code, libraries."""
    geometry = hashlib.sha256()
    for name in ("positions", "normals", "tangents", "uv", "colors", "material", "zone", "zone_mm"):
        geometry.update(np.ascontiguousarray(getattr(scene, name)).data)
    # Of each triangle's material, not of all there are: those of decals come and go.
    geometry.update(scene.kinds[scene.material].tobytes() + scene.double_sided[scene.material].tobytes())
    return digest_value(
        {
            "geometry": geometry.hexdigest(),
            "zones": list(scene.zones),
            "camera": shot.camera.model_dump(mode="json"),
            "size": [shot.width, shot.height],
            "ground": shot.ground,
            "environment": shot.environment,
            "code": state_of(BAKE),
            "libraries": libraries(),
        }
    )
