"""Colours that no leaf has: a picture shows them, and something else is gilded."""

from configurator.catalog import Catalog
from configurator.resolve.artwork.ink import known_inks
from configurator.resolve.artwork.spot import Drawing, Spot
from renderer.artwork.find_color import SEEN
from renderer.color import distances
from renderer.production.rack import rack_for

LEAF = "foil"
OFFERED = 3

Near = list[tuple[float, str]]
"""ΔE00 and name of each leaf, nearest first."""


def warn_of_leaf(drawing: Drawing, spot: Spot, catalog: Catalog) -> None:
    """Warn LEAF_UNNAMED where a foil is in colours that no leaf of the rack has, with those that come nearest."""
    rack = rack_for(LEAF, known_inks(catalog)) if spot.finish == LEAF else {}
    labs = [each.lab for each in rack.values()]
    near = {color: sorted(zip(distances(color, labs), rack, strict=True)) for color in drawing.artwork.colors if rack}
    foreign = {color: found for color, found in near.items() if found[0][0] > SEEN}
    if not foreign:
        return
    message = (
        f"{spot.name}: no leaf has the colour that pictures show. Gilded is the nearest: {_told(foreign)}. Name a leaf "
        "as the colour, and pictures show what you get."
    )
    fill = str(drawing.words.get("color"))
    names = [name for _, name in foreign.get(fill, next(iter(foreign.values())))][:OFFERED]
    here: list[str | int] = ["personalizations", spot.index]
    if fill in foreign:
        spot.findings.warn("LEAF_UNNAMED", [*here, "color"], message, names)
    else:
        spot.findings.warn("LEAF_UNNAMED", here, message, [f"{name}: {rack[name].color}" for name in names])


def _told(foreign: dict[str, Near]) -> str:
    return ", ".join(f"{found[0][1]} for {color} (ΔE {found[0][0]:.0f})" for color, found in foreign.items())
