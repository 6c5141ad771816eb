"""Ink pressed through a mesh: flat and matt."""

from renderer.finishes.maps import Maps, Pixels


def screen_print(artwork: Pixels, _pixel_mm: tuple[float, float]) -> Maps:
    """The artwork in plastisol ink."""
    return Maps(artwork, {"pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": 0.72}})
