"""Stitched in satin."""

from renderer.finishes.maps import Maps, Pixels


def embroidered(artwork: Pixels, _pixel_mm: tuple[float, float]) -> Maps:
    """The artwork in polyester thread."""
    return Maps(artwork, {"pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": 0.6}})
