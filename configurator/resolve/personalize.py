"""Every personalization as an artwork on a zone."""

from collections.abc import Mapping

from configurator.catalog import Catalog
from configurator.catalog.product import Product
from configurator.configuration import Configuration, Personalization
from configurator.resolve.artwork import Drawing, draw_artwork
from configurator.resolve.artwork.leaf import warn_of_leaf
from configurator.resolve.artwork.merged import warn_of_merged
from configurator.resolve.artwork.spot import Spot
from configurator.resolve.findings import Findings
from configurator.resolve.keep_apart import Laid, keep_apart
from configurator.resolve.personalization import ResolvedPersonalization, ResolvedZone
from configurator.resolve.place import Place, find_place
from configurator.resolve.stitches import count_stitches
from renderer.closest import closest
from renderer.errors import ArtworkError


def personalize(
    configuration: Configuration,
    product: Product,
    zones: Mapping[str, ResolvedZone],
    catalog: Catalog,
    findings: Findings,
) -> tuple[ResolvedPersonalization, ...]:
    """All that can be made, in the order of the product's zones; what cannot goes to `findings`."""
    taken = [wanted.zone for wanted in configuration.personalizations]
    made, laid = [], []
    for index, wanted in enumerate(configuration.personalizations):
        spot = _spot(wanted, index, zones, findings)
        free = [name for name, zone in zones.items() if name not in taken and wanted.finish in zone.finishes]
        _refuse_unknown_zone(wanted, spot, product, zones, free)
        _refuse_finish(wanted, spot)
        drawing = draw_artwork(wanted, spot, product, catalog, configuration.folder)
        if spot.zone is not None and spot.place is not None:
            laid.append(Laid(wanted, spot, _covered(spot.place, drawing), free))
        if spot.zone is not None and drawing is not None:
            warn_of_merged(drawing.artwork, spot, catalog)
            warn_of_leaf(drawing, spot, catalog)
            made.append(_resolved(wanted, spot, spot.zone, drawing, taken[:index].count(wanted.zone)))
    keep_apart(laid)
    order = list(zones)
    return tuple(sorted(made, key=lambda each: order.index(each.zone.id)))


def _spot(wanted: Personalization, index: int, zones: Mapping[str, ResolvedZone], findings: Findings) -> Spot:
    zone = zones.get(wanted.zone)
    return Spot(index, zone, findings, wanted.finish, find_place(wanted, index, zone, findings) if zone else None)


def _covered(place: Place, drawing: Drawing | None) -> Place:
    """What an artwork covers of its place; all of it where it could not be drawn."""
    artwork = drawing and drawing.artwork
    return Place(place.center_mm, (artwork.width_mm, artwork.height_mm)) if artwork else place


def _refuse_unknown_zone(
    wanted: Personalization, spot: Spot, product: Product, zones: Mapping[str, ResolvedZone], free: list[str]
) -> None:
    words = product.zone(wanted.zone)
    if words is None:
        message = f"There is no zone {wanted.zone[:60]!r}; there are {', '.join(zones) or 'none'}."
        spot.violate("ZONE_UNKNOWN", "zone", message, _meant(wanted.zone, zones, free))
    elif spot.zone is None:
        message = f"{words.name} is on a part that this configuration does not have."
        spot.violate("ZONE_HIDDEN", "zone", message, closest(wanted.zone, free))


def _meant(name: str, zones: Mapping[str, ResolvedZone], free: list[str]) -> tuple[str, ...]:
    """The zone whose name was mistyped, even where something lies on it or the finish is another's; then free ones."""
    return tuple(dict.fromkeys([*closest(name, zones, 1), *closest(name, free)]))[:3]


def _refuse_finish(wanted: Personalization, spot: Spot) -> None:
    if spot.zone is not None and wanted.finish not in spot.zone.finishes:
        able = ", ".join(spot.zone.finishes) or "nothing in this market"
        message = f"{spot.zone.name} cannot be {wanted.finish[:40]!r}; it can be {able}."
        spot.violate("ZONE_FINISH", "finish", message, closest(wanted.finish, spot.zone.finishes))


def _resolved(
    wanted: Personalization, spot: Spot, zone: ResolvedZone, drawing: Drawing, layer: int
) -> ResolvedPersonalization:
    svg, width_mm, height_mm = drawing.artwork.svg.decode(), drawing.artwork.width_mm, drawing.artwork.height_mm
    stitches = 0
    try:
        stitches = count_stitches(wanted.finish, svg, width_mm, height_mm)
    except ArtworkError as error:
        spot.refuse("finish", error)
    return ResolvedPersonalization(
        index=spot.index,
        kind=wanted.kind,
        zone=zone,
        finish=wanted.finish,
        svg=svg,
        width_mm=width_mm,
        height_mm=height_mm,
        center_mm=spot.place.center_mm if spot.place else (0.0, 0.0),
        layer=layer,
        stitches=stitches,
        colors=drawing.artwork.colors,
        ink_names=dict(spot.ink_names),
        **drawing.words,
    )
