"""A ready-made graphic of the catalog on a zone."""

from configurator.catalog import Catalog
from configurator.closest import closest
from configurator.configuration import DecalPersonalization
from configurator.resolve.artwork.drawn_once import draw_graphic
from configurator.resolve.artwork.spot import Drawing, Spot
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
    try:
        artwork = spot.take(draw_graphic(data, spot.box_mm))
    except ArtworkError as error:
        spot.refuse("decal", error)
        return None
    return Drawing(artwork, {"title": decal.name, "source": decal.code, "source_digest": digest_bytes(data)})
