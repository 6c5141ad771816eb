"""The steps of shading, in order."""

import numpy as np
from numpy.typing import NDArray

from renderer.environment import Environment
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.studio.bake import Bake
from renderer.studio.scene import read_decals
from renderer.studio.shade.bounces import bounced
from renderer.studio.shade.compose import compose
from renderer.studio.shade.decals import lay_decals
from renderer.studio.shade.light import Radiance, light_material
from renderer.studio.shade.materials import read_material
from renderer.studio.shade.prepared import prepare
from renderer.studio.shade.sky import sky_of
from renderer.studio.shade.surface import evaluate


def shade(bake: Bake, document: Document, shot: Shot, environment: Environment) -> NDArray[np.uint8]:
    """The picture of `document` over its `bake`: (H, W, 4) sRGB, straight alpha.

    `environment` is the shot's, as `renderer.environment.load_environment` gives it. Raises `ModelError` for textures
    that cannot be decoded, `InputError` for a background that is no colour.
    """
    materials = [read_material(material) for material in (*document.json.get("materials", []), {})]
    prepared = prepare(bake, len(materials))
    shown = [number for number in range(len(materials)) if prepared.first[number] < prepared.first[number + 1]]
    values = {
        number: evaluate(document, materials[number], prepared.coordinates(prepared.rows(number))) for number in shown
    }
    light, sky = bounced(bake, document, materials), sky_of(environment)
    radiance = Radiance(*(np.zeros((len(prepared.order), 3), np.float32) for _ in range(2)))
    for number in shown:
        light_material(prepared, prepared.rows(number), materials[number], values[number], sky, light, radiance)
    for inked in lay_decals(document, read_decals(document), prepared, values):
        light_material(prepared, inked.rows, materials[inked.material], inked.values, sky, light, radiance)
    return compose(bake, radiance, shot.background)
