"""Sprayed through a stencil and lacquered over with the body: one gloss, edges as soft as a good mask leaves them."""

from renderer.finishes.drawn import Drawn
from renderer.finishes.maps import Maps, coated


def painted(drawn: Drawn) -> Maps:
    """The artwork under the clear coat of automotive paint."""
    return Maps(drawn.pixels, coated(roughness=0.45, clearcoat=1.0, clearcoat_roughness=0.04))
