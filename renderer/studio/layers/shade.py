"""One picture of one configuration."""

import numpy as np
from numpy.typing import NDArray

from renderer.backdrop import Surroundings
from renderer.environment import Environment
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.studio.bake import Bake
from renderer.studio.layers.look import look_in
from renderer.studio.layers.open_bake import OpenBake


def shade(bake: Bake, document: Document, shot: Shot, environment: Environment) -> NDArray[np.uint8]:
    """The picture of `document` over its `bake`: (H, W, 4) sRGB, straight alpha.

    `environment` is the shot's, as `renderer.environment.load_environment` gives it. Raises `ModelError` for textures
    that cannot be decoded, `InputError` for a background that is none.
    """
    return OpenBake(bake, Surroundings.of(shot, environment)).draw(look_in(document), shot.background)
