"""Cut film, laid on top: a little less gloss than the paint around it."""

from renderer.finishes.drawn import Drawn
from renderer.finishes.maps import Maps, coated


def vinyl(drawn: Drawn) -> Maps:
    """The artwork as cast film with a gloss laminate."""
    return Maps(drawn.pixels, coated(roughness=0.5, clearcoat=0.75, clearcoat_roughness=0.16))
