"""The steps of a path-traced picture, in order."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter, minimum_filter

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
from renderer.studio.scene import LAYERED, Scene, read_scene
from renderer.tonemap import pbr_neutral

Floats = NDArray[np.float32]

SAMPLES = 64
"""Paths a pixel; fewer where somebody asks for less."""
DEPTH, ROULETTE = 10, 6
"""Longest path, and from where on paths end by chance."""
SEED = 7


def draw(
    document: Document, shot: Shot, store: Store, cache: Path, samples: int = SAMPLES, *, compiled: bool = True
) -> NDArray[np.uint8]:
    """The picture of `document`: (H, W, 4) sRGB, straight alpha; `compiled` as in `renderer.reference.variant`.

    Raises `ModelError`, `InputError`, `BlobMissing`, and `EngineUnavailable` where Mitsuba is not installed.
    """
    mi = mitsuba(compiled=compiled)
    environment = load_environment(store.get(shot.environment), cache)
    around = Surroundings.of(shot, environment)
    scene = read_scene(document, with_decals=True)
    cast = meshes(mi, document, scene, shown_rows(scene, shot), shot)
    light = {"sky": sky(mi, environment)}
    ground = light_ground(mi, scene, shot, cast.lit | light, environment, samples)
    color, alpha, guides = trace(mi, scene, shot, cast.lit | light | ground.light, samples)
    clean = denoise(color, *guides)
    if cast.shining:
        dark = {name: each for name, each in cast.lit.items() if name not in cast.shining}
        glow, _, _ = trace(mi, scene, shot, dark | cast.shining, samples, hidden=False)
        clean = clean + denoise(glow, *guides)
    shadow = seen_ground(ground.kept, ground.center, ground.half, shot)
    if not cast.veils:
        return finished(display_linear(clean, alpha), 1 - alpha[..., None], shadow, around, shot)
    behind = {"sky": {"type": "constant", "radiance": 1.0}}
    clear, _, _ = trace(mi, scene, shot, cast.veils | behind, samples, hidden=False)
    met = np.clip(np.linalg.norm(guides[1], axis=-1), alpha, 1)
    return finished(display_linear(clean, met), even(clear, guides), shadow, around, shot)


def even(clear: Floats, guides: tuple[Floats, Floats]) -> Floats:
    """The share (H, W, 3) of what is behind that panes let through, without the noise of what they reflect."""
    near = [of(clear, (3, 3, 1)) for of in (minimum_filter, maximum_filter)]
    return np.where(near[0] == near[1], clear, np.clip(denoise(clear, *guides), 0, 1))


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
    # Light through what lets some of it pass is right with this one alone, Mitsuba 3.9; elsewhere it takes longer.
    tracer = "volpath" if (scene.kinds[scene.material] == LAYERED).any() else "path"
    path = {"type": tracer, "max_depth": DEPTH, "rr_depth": ROULETTE, "hide_emitters": hidden}
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
