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
    for name in ("positions", "normals", "tangents", "uv", "colors", "material", "zone", "zone_mm", "kinds"):
        geometry.update(np.ascontiguousarray(getattr(scene, name)).data)
    geometry.update(scene.double_sided.tobytes())
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
    """SHA-256 over the sources that make a bake."""
    sources = [STUDIO / "scene.py", STUDIO / "tangents.py", *sorted((STUDIO / "bake").glob("*.py"))]
    sources += sorted((STUDIO.parent / "environment").glob("*.py"))
    return digest_bytes(b"".join(source.read_bytes() for source in sources))
