"""Sprayed through a stencil and lacquered over with the body: one gloss, edges as soft as a good mask leaves them."""

from renderer.finishes.maps import Maps, Pixels, coated


def painted(artwork: Pixels, _pixel_mm: tuple[float, float]) -> Maps:
    """The artwork under the clear coat of automotive paint."""
    return Maps(artwork, coated(roughness=0.45, clearcoat=1.0, clearcoat_roughness=0.04))
