"""A document as a Mitsuba scene: meshes with their materials, the environment, the camera, the ground."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from renderer.environment import Environment
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.reference.bench import GROUPS, Bench, Groups, opacity
from renderer.reference.bsdfs import FILM, bsdf_of
from renderer.reference.canvas import atlas_of, inputs, needs_atlas
from renderer.reference.film import film_light
from renderer.reference.geometry import Part, facing, mesh, parts
from renderer.reference.glass import is_pane, veil_of
from renderer.studio.scene import Scene
from renderer.studio.shade.materials import read_material

Plugin = dict[str, Any]
Meshes = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Cast:
    """All that stands in a scene, mesh by mesh."""

    lit: Meshes
    """What reflects."""
    shining: Meshes
    """Of it what shines by itself."""
    veils: Meshes
    """All of it, black but for what panes let through; empty where there is no pane."""


def meshes(mi: Any, document: Document, scene: Scene, rows: Any, shot: Shot) -> Cast:  # noqa: ANN401
    """The triangles `rows` of `scene`."""
    side = max(shot.width, shot.height)
    limit = min(max(4 * side, 512), 2048 if side <= 2048 else 4096)
    lit, shining, veils, has_panes = {}, {}, {}, False
    for number, part in enumerate(parts(scene, rows)):
        bench, uv_set, placed = prepared(mi, document, scene, part, limit)
        bsdf = mi.load_dict(bsdf_of(bench))
        name = f"part_{number:05}"
        lit[name] = mesh(mi, placed, part, uv_set, bsdf)
        emission = emission_of(bench)
        if emission is not None:
            shining[name] = mesh(mi, placed, part, uv_set, bsdf, mi.load_dict(emission))
        if bench.filmed:
            seen = film_light(bench.material, bench.groups.surface, facing(scene, part, shot.camera.position))
            for made in (each[name] for each in (lit, shining) if name in each):
                made.add_attribute(FILM, 3, seen.astype(np.float32).ravel())
        veils[name] = mesh(mi, placed, part, uv_set, mi.load_dict(veil_of(bench)))
        has_panes = has_panes or is_pane(bench)
    return Cast(lit, shining, veils if has_panes else {})


def prepared(mi: Any, document: Document, scene: Scene, part: Part, limit: int) -> tuple[Bench, int, Scene]:  # noqa: ANN401
    """A part's material with its inputs on canvases, the UV set that they are looked up by, and the UVs themselves."""
    words = [*document.json.get("materials", []), {}][part.material]
    material = read_material(words)
    atlas = None
    uv_set = next((use.uv_set for use in material.textures.values()), 0)
    if needs_atlas(scene, part, material):
        atlas, uv = atlas_of(scene, part, limit)
        scene, uv_set = with_uv(scene, part, uv), 0
    groups = {
        name: inputs(
            document, material, names, limit, atlas if shows(material.textures, names) or tints(name) else None
        )
        for name, names in GROUPS.items()
    }
    return Bench(mi, material, words.get("extensions", {}), Groups(**groups), part.mirrored), min(uv_set, 1), scene


def shows(textures: Any, names: tuple[str, ...]) -> bool:  # noqa: ANN401
    """Whether one of these inputs has a texture."""
    return any(name in textures for name in names)


def tints(group: str) -> bool:
    """Whether vertex colours count for this group."""
    return group == "surface"


def with_uv(scene: Scene, part: Part, uv: Any) -> Scene:  # noqa: ANN401
    """`scene` with these coordinates (n, 3, 2) as the first UV set of `part`."""
    changed = scene.uv.copy()
    changed[part.rows, :, :2] = uv
    return replace(scene, uv=changed)


def emission_of(bench: Bench) -> Plugin | None:
    """The light that a material gives off by itself, or None."""
    group = bench.groups.emissive
    light = group["emissive"]
    if bench.material.unlit:
        group = bench.groups.surface
        light = group["base_color"][..., :3]
    if not (light > 0).any():
        return None
    cover = opacity(bench)
    if cover.shape[:2] in ((1, 1), light.shape[:2]) or light.shape[:2] == (1, 1):
        light = light * cover
        canvas = group.canvas if group.canvas is not None else bench.groups.surface.canvas
    else:
        canvas = group.canvas
    return {"type": "area", "radiance": bench.texture(light, canvas)}


def sky(mi: Any, environment: Environment) -> Plugin:  # noqa: ANN401
    """The environment; Mitsuba's pictures begin a quarter turn from three.js's."""
    width = environment.radiance.shape[1]
    turned = np.roll(environment.radiance, -(width // 4), axis=1)
    return {"type": "envmap", "bitmap": mi.Bitmap(np.ascontiguousarray(turned))}


def camera(mi: Any, shot: Shot, reach: float) -> Plugin:  # noqa: ANN401
    """The shot's camera; `reach` in metres is how far away things can be."""
    look = mi.ScalarTransform4f().look_at(list(shot.camera.position), list(shot.camera.target), list(shot.camera.up))
    return {
        "type": "perspective",
        "fov": shot.camera.vertical_fov_deg,
        "fov_axis": "y",
        "to_world": look,
        "near_clip": reach * 1e-5,
        "far_clip": reach * 10,
    }


def film(width: int, height: int) -> Plugin:
    """Linear RGBA, each pixel the mean of its samples: filters that reach over borders add up in no fixed order."""
    return {
        "type": "hdrfilm",
        "width": width,
        "height": height,
        "rfilter": {"type": "box"},
        "pixel_format": "rgba",
        "component_format": "float32",
    }
