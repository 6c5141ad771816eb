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
from renderer.studio.shade.light import Lights, Radiance, light_material
from renderer.studio.shade.materials import read_material
from renderer.studio.shade.remember import coloured, slot_of
from renderer.studio.shade.sky import sky_of


def shade(bake: Bake, document: Document, shot: Shot, environment: Environment) -> NDArray[np.uint8]:
    """The picture of `document` over its `bake`: (H, W, 4) sRGB, straight alpha.

    `environment` is the shot's, as `renderer.environment.load_environment` gives it. Raises `ModelError` for textures
    that cannot be decoded, `InputError` for a background that is no colour.
    """
    materials = [read_material(material) for material in (*document.json.get("materials", []), {})]
    shown = [number for number in range(len(materials)) if bake.rows(number).start < bake.rows(number).stop]
    lights = Lights(bake, sky_of(environment), bounced(bake, document, materials))
    slots = {number: slot_of(lights, document, number, materials[number]) for number in shown}
    values = {number: coloured(slots[number].values, materials[number]) for number in shown}
    radiance = Radiance.dark(len(bake.fragment))
    for number in shown:
        light_material(lights, bake.rows(number), materials[number], values[number], radiance, slots[number].gloss)
    for inked in lay_decals(document, read_decals(document), bake, values):
        light_material(lights, inked.rows, materials[inked.material], inked.values, radiance)
    return compose(bake, radiance, shot.background)
