"""The name of a bake: the digest of what it depends on. Colours, textures, swatches and decals are not among it."""

import hashlib
from functools import lru_cache
from pathlib import Path

import numpy as np

from renderer.digest import digest_bytes, digest_value
from renderer.recipe import Shot
from renderer.studio.scene import Scene

STUDIO = Path(__file__).resolve().parent.parent


def bake_key(scene: Scene, shot: Shot) -> str:
    """SHA-256 over geometry, materials' places and kinds, zones, camera, size, ground, environment and this code."""
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
            "code": code_digest(),
        }
    )


@lru_cache
def code_digest() -> str:
    """SHA-256 over the sources that a bake may depend on: all of the renderer but shading and what follows it."""
    rooms = STUDIO.parent
    later = (STUDIO / "shade", rooms / "export", rooms / "finishes", rooms / "artwork", rooms / "assemble")
    sources = sorted(path for path in rooms.rglob("*.py") if not any(room in path.parents for room in later))
    return digest_bytes(b"".join(source.read_bytes() for source in sources))
