"""A ready-made graphic of the catalog on a zone."""

from configurator.catalog import Catalog
from configurator.configuration import DecalPersonalization
from configurator.resolve.artwork.drawn_once import draw_graphic
from configurator.resolve.artwork.ink import find_ink
from configurator.resolve.artwork.spot import Drawing, Spot
from renderer.artwork.draw_logo import Wishes
from renderer.artwork.recolor import colors_in
from renderer.closest import closest
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
    foreign = _refuse_foreign(wanted, spot, decal.name, colors_in(data))
    if foreign or any(ink is None for ink in colors.values()):
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


def _refuse_foreign(wanted: DecalPersonalization, spot: Spot, name: str, own: tuple[str, ...]) -> bool:
    """Note DECAL_COLOR_UNKNOWN for each colour to be exchanged that the decal does not have; whether there are any."""
    foreign = [color for color in wanted.colors if color.lower() not in own]
    for color in foreign:
        message = f"{name} has no {color[:40]!r} that could become another colour; it has {', '.join(own)}."
        spot.violate("DECAL_COLOR_UNKNOWN", "colors", message)
    return bool(foreign)
