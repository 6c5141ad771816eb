"""Surfaces that come out of a mould or an oven: spark-eroded plastic, tyre rubber, powder coat."""

import numpy as np

from materials.author.textures.field import noise, step
from materials.author.textures.maps import normal_map, occlusion_roughness

SIZE, TILE_MM = 512, 64.0


def moulded_plastic() -> dict[str, bytes]:
    """The craters of a spark-eroded mould (VDI 3400, about grade 33), cast as flat-topped bumps of 0.5 mm."""
    bumps = noise(SIZE, 95, 95, 141, 0.35) + 0.5 * noise(SIZE, 48, 48, 142, 0.4)
    top = step(-1.1, 1.0, bumps)
    return {
        "moulded-plastic_normal.jpg": normal_map(0.030 * top, TILE_MM),
        "moulded-plastic_orm.jpg": occlusion_roughness(0.8 + 0.2 * top, 1.0 - 0.14 * top),
    }


def moulded_rubber() -> dict[str, bytes]:
    """A matt, slightly orange-peeled skin with dust in its hollows."""
    skin = 0.010 * noise(SIZE, 20, 20, 151) + 0.006 * noise(SIZE, 90, 90, 152)
    dust = step(-2.2, 2.2, 0.6 * noise(SIZE, 9, 9, 153, 0.9) - 70.0 * skin)
    return {
        "moulded-rubber_normal.jpg": normal_map(skin, TILE_MM),
        "moulded-rubber_orm.jpg": occlusion_roughness(np.ones_like(skin), 0.90 + 0.10 * dust),
    }


def powder_coat() -> dict[str, bytes]:
    """Powder flows out to waves of one to three millimetres."""
    height_mm = 0.010 * noise(SIZE, 34, 34, 161, 0.45) + 0.002 * noise(SIZE, 110, 110, 162, 0.3)
    return {"powder-coat_normal.jpg": normal_map(height_mm, TILE_MM)}
