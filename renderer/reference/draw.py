"""The steps of a path-traced picture, in order."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.backdrop import Surroundings
from renderer.environment import load_environment
from renderer.finish import finished, seen_ground
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.reference.denoise import denoise
from renderer.reference.geometry import shown_rows
from renderer.reference.ground import light_ground
from renderer.reference.scene import camera, film, meshes, sky
from renderer.reference.variant import mitsuba
from renderer.store import Store
from renderer.studio.scene import Scene, read_scene
from renderer.tonemap import pbr_neutral

Floats = NDArray[np.float32]

SAMPLES = 64
"""Paths a pixel; fewer where somebody asks for less."""
DEPTH, ROULETTE = 10, 6
"""Longest path, and from where on paths end by chance."""
SEED = 7


def draw(document: Document, shot: Shot, store: Store, cache: Path, samples: int = SAMPLES) -> NDArray[np.uint8]:
    """The picture of `document`: (H, W, 4) sRGB, straight alpha.

    Raises `ModelError`, `InputError`, `BlobMissing`, and `EngineUnavailable` where Mitsuba is not installed.
    """
    mi = mitsuba()
    environment = load_environment(store.get(shot.environment), cache)
    around = Surroundings.of(shot, environment)
    scene = read_scene(document, with_decals=True)
    limit = 2048 if max(shot.width, shot.height) <= 2048 else 4096
    lit, shining = meshes(mi, document, scene, shown_rows(scene, shot), limit)
    light = {"sky": sky(mi, environment)}
    ground = light_ground(mi, scene, shot, lit | light, environment, samples)
    color, alpha, guides = trace(mi, scene, shot, lit | light | ground.light, samples)
    clean = denoise(color, *guides)
    if shining:
        dark = {name: each for name, each in lit.items() if name not in shining}
        glow, _, _ = trace(mi, scene, shot, dark | shining, samples, hidden=False)
        clean = clean + denoise(glow, *guides)
    shadow = seen_ground(ground.kept, ground.center, ground.half, shot)
    return finished(display_linear(clean, alpha), alpha, shadow, around, shot)


def trace(
    mi: Any,  # noqa: ANN401
    scene: Scene,
    shot: Shot,
    things: dict[str, Any],
    samples: int,
    *,
    hidden: bool = True,
) -> tuple[Floats, Floats, tuple[Floats, Floats]]:
    """Premultiplied radiance (H, W, 3), alpha (H, W), and the albedo and normals (H, W, 3) of what is seen first."""
    made = mi.load_dict(
        {
            "type": "scene",
            **things,
            "sensor": {
                **camera(mi, shot, reach(scene, shot)),
                "film": film(shot.width, shot.height),
                "sampler": {"type": "multijitter", "sample_count": samples, "seed": SEED},
            },
        }
    )
    path = {"type": "path", "max_depth": DEPTH, "rr_depth": ROULETTE, "hide_emitters": hidden}
    integrator = mi.load_dict({"type": "aov", "aovs": "albedo:albedo,normal:sh_normal", "image": path})
    pixels = np.nan_to_num(np.array(mi.render(made, integrator=integrator, spp=samples, seed=SEED), np.float32))
    color, alpha, albedo, normal = pixels[..., :3], pixels[..., 3], pixels[..., 4:7], pixels[..., 7:10]
    return color, np.clip(alpha, 0, 1), (np.clip(albedo, 0, 1), normal)


def reach(scene: Scene, shot: Shot) -> float:
    """Metres from the eye to the farthest corner."""
    corners = scene.positions.reshape(-1, 3)
    return float(np.linalg.norm(corners - np.array(shot.camera.position, np.float32), axis=1).max())


def display_linear(color: Floats, alpha: Floats) -> Floats:
    """Premultiplied radiance (H, W, 3), tone mapped."""
    cover = alpha[..., None]
    return np.asarray(pbr_neutral(np.maximum(color / np.maximum(cover, 1e-3), 0)) * cover, np.float32)
