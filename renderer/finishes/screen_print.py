"""Ink pressed through a mesh: flat and matt."""

from renderer.finishes.drawn import Drawn
from renderer.finishes.maps import Maps


def screen_print(drawn: Drawn) -> Maps:
    """The artwork in plastisol ink."""
    return Maps(drawn.pixels, {"pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": 0.72}})
