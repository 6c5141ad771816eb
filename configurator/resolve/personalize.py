"""Every personalization as an artwork on a zone."""

from collections.abc import Mapping

from configurator.catalog import Catalog
from configurator.catalog.prices import MarketPrices
from configurator.catalog.product import Product
from configurator.closest import closest
from configurator.configuration import Configuration, Personalization
from configurator.resolve.artwork import Drawing, draw_artwork
from configurator.resolve.artwork.spot import Spot
from configurator.resolve.findings import Findings
from configurator.resolve.personalization import ResolvedPersonalization, ResolvedZone


def personalize(
    configuration: Configuration,
    product: Product,
    zones: Mapping[str, ResolvedZone],
    prices: MarketPrices,
    catalog: Catalog,
    findings: Findings,
) -> tuple[ResolvedPersonalization, ...]:
    """All that can be made, in the order of the product's zones; what cannot goes to `findings`."""
    offered = {name: _with_priced_finishes(zone, prices) for name, zone in zones.items()}
    taken = [wanted.zone for wanted in configuration.personalizations]
    made = []
    for index, wanted in enumerate(configuration.personalizations):
        free = [name for name, zone in offered.items() if name not in taken and wanted.finish in zone.finishes]
        zone = _find_zone(index, wanted, product, offered, free, findings)
        _refuse_overlap(index, wanted, taken, free, findings)
        _check_finish(index, wanted, zone, findings)
        drawing = draw_artwork(wanted, Spot(index, zone, findings), product, catalog, configuration.folder)
        if zone is not None and drawing is not None:
            made.append(_resolved(index, wanted, zone, drawing))
    order = list(offered)
    return tuple(sorted(made, key=lambda each: order.index(each.zone.id)))


def _with_priced_finishes(zone: ResolvedZone, prices: MarketPrices) -> ResolvedZone:
    """`zone` with the finishes that this market has a price for."""
    return zone.model_copy(update={"finishes": tuple(each for each in zone.finishes if each in prices.personalization)})


def _find_zone(
    index: int,
    wanted: Personalization,
    product: Product,
    offered: Mapping[str, ResolvedZone],
    free: list[str],
    findings: Findings,
) -> ResolvedZone | None:
    if wanted.zone in offered:
        return offered[wanted.zone]
    path = ["personalizations", index, "zone"]
    words = product.zone(wanted.zone)
    near = closest(wanted.zone, free)
    if words is None:
        message = f"There is no zone {wanted.zone[:60]!r}; there are {', '.join(offered) or 'none'}."
        findings.violate("ZONE_UNKNOWN", path, message, near)
    else:
        message = f"{words.name} is on a part that this configuration does not have."
        findings.violate("ZONE_HIDDEN", path, message, near)
    return None


def _refuse_overlap(index: int, wanted: Personalization, taken: list[str], free: list[str], findings: Findings) -> None:
    if wanted.zone in taken[:index]:
        first = taken.index(wanted.zone)
        message = f"{wanted.zone} already carries personalization {first + 1}; a zone takes one."
        findings.violate("ZONE_OVERLAP", ["personalizations", index, "zone"], message, closest(wanted.zone, free))


def _check_finish(index: int, wanted: Personalization, zone: ResolvedZone | None, findings: Findings) -> None:
    if zone is not None and wanted.finish not in zone.finishes:
        message = (
            f"{zone.name} cannot be {wanted.finish[:40]!r}; it can be {', '.join(zone.finishes) or 'nothing here'}."
        )
        near = closest(wanted.finish, zone.finishes)
        findings.violate("ZONE_FINISH", ["personalizations", index, "finish"], message, near)


def _resolved(index: int, wanted: Personalization, zone: ResolvedZone, drawing: Drawing) -> ResolvedPersonalization:
    return ResolvedPersonalization(
        index=index,
        kind=wanted.kind,
        zone=zone,
        finish=wanted.finish,
        svg=drawing.artwork.svg.decode(),
        width_mm=drawing.artwork.width_mm,
        height_mm=drawing.artwork.height_mm,
        colors=drawing.artwork.colors,
        **drawing.words,
    )
