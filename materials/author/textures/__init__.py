"""Tileable textures, as functions that give file names and bytes."""

from collections.abc import Callable

from materials.author.textures.brushed_metal import brushed_metal
from materials.author.textures.burl_walnut import burl_walnut
from materials.author.textures.forged_carbon import forged_carbon
from materials.author.textures.marine_grain import marine_grain
from materials.author.textures.moulded import moulded_plastic, moulded_rubber, powder_coat
from materials.author.textures.paint import paint_flake, paint_peel
from materials.author.textures.pebble_leather import pebble_leather
from materials.author.textures.teak import teak
from materials.author.textures.twill_carbon import twill_carbon
from materials.author.textures.woven_fabric import woven_fabric

TEXTURES: tuple[Callable[[], dict[str, bytes]], ...] = (
    paint_flake,
    paint_peel,
    marine_grain,
    pebble_leather,
    woven_fabric,
    twill_carbon,
    forged_carbon,
    brushed_metal,
    burl_walnut,
    teak,
    moulded_plastic,
    moulded_rubber,
    powder_coat,
)
