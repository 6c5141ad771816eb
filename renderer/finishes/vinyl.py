"""Cut film, laid on top: a little less gloss than the paint around it."""

from renderer.finishes.maps import Maps, Pixels, coated


def vinyl(artwork: Pixels, _pixel_mm: tuple[float, float]) -> Maps:
    """The artwork as cast film with a gloss laminate."""
    return Maps(artwork, coated(roughness=0.5, clearcoat=0.75, clearcoat_roughness=0.16))
