"""A ready-made graphic of the catalog on a zone."""

from configurator.catalog import Catalog
from configurator.closest import closest
from configurator.configuration import DecalPersonalization
from configurator.resolve.artwork.drawn_once import draw_graphic
from configurator.resolve.artwork.ink import find_ink
from configurator.resolve.artwork.spot import Drawing, Spot
from renderer.artwork.draw_logo import Wishes
from renderer.digest import digest_bytes
from renderer.errors import ArtworkError


def draw_decal(wanted: DecalPersonalization, spot: Spot, catalog: Catalog) -> Drawing | None:
    """The decal as an artwork, or None with the reason why not."""
    decal = catalog.decals.get(wanted.decal)
    if decal is None:
        message = f"There is no decal {wanted.decal[:60]!r}; there are {', '.join(catalog.decals)}."
        spot.violate("DECAL_UNKNOWN", "decal", message, closest(wanted.decal, catalog.decals))
        return None
    data = (catalog.materials / "decals" / decal.file).read_bytes()
    colors = {old: find_ink(new, f"colors/{old}", spot, catalog) for old, new in wanted.colors.items()}
    if any(ink is None for ink in colors.values()):
        return None
    exchanged = tuple((old, ink.color) for old, ink in colors.items() if ink is not None)
    said = {"mirrored": wanted.mirrored, "colors": dict(exchanged)}
    try:
        artwork = spot.take(draw_graphic(data, spot.box_mm, Wishes(mirrored=wanted.mirrored, colors=exchanged)))
    except ArtworkError as error:
        spot.refuse("decal", error)
        return None
    words = {"title": decal.name, "source": decal.code, "source_digest": digest_bytes(data)}
    return Drawing(artwork, {**words, "wishes": {name: value for name, value in said.items() if value}})
