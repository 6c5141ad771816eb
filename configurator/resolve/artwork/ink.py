"""The colour of an artwork, however its owner names it."""

from collections.abc import Mapping

from configurator.catalog import Catalog
from configurator.color_meant import closest_colors, named_color, repair_color, whole_hex
from configurator.resolve.artwork.spot import Spot
from renderer.artwork.find_color import LAB, MOST_CHROMA, SEEN, NamedColor, read_color, read_palettes
from renderer.closest import closest
from renderer.color import hex_to_lab


def find_ink(wanted: str, field: str, spot: Spot, catalog: Catalog) -> NamedColor | None:
    """`#rrggbb`, `lab(L a b)`, the code or name of a swatch, or a name of `materials/palettes/`.

    None where it is none of these, with COLOR_INVALID or COLOR_UNKNOWN_NAME noted; a colour that no screen shows is
    noted COLOR_OUT_OF_GAMUT.
    """
    named = read_color(wanted) or known_inks(catalog).get(wanted.strip())
    if named is None:
        _refuse(wanted, field, spot, catalog)
        return None
    if named.name:
        spot.ink_names[named.color] = named.name
    if named.off > SEEN:
        message = f"{wanted} is more vivid than a screen shows: pictures are {named.off:.1f} ΔE away from what is made."
        spot.findings.warn("COLOR_OUT_OF_GAMUT", ["personalizations", spot.index, field], message)
    return named


def known_inks(catalog: Catalog) -> dict[str, NamedColor]:
    """Every colour that has a name: swatches by code and by name, and the operator's palettes."""
    known = dict(read_palettes(catalog.materials / "palettes"))
    for swatch in catalog.swatches.values():
        color = NamedColor(swatch.name, swatch.color.lower(), hex_to_lab(swatch.color))
        known.setdefault(swatch.name, color)
        known[swatch.code] = color
    return known


def _refuse(wanted: str, field: str, spot: Spot, catalog: Catalog) -> None:
    if LAB.fullmatch(wanted.strip()):
        message = f"{wanted[:40]!r} is no colour of a surface: L goes from 0 to 100, a and b to ±{MOST_CHROMA:g}."
        spot.violate("COLOR_INVALID", field, message)
        return
    if whole_hex(wanted) or wanted.startswith("#") or not any(letter.isalpha() for letter in wanted):
        message = f"{wanted[:40]!r} is no colour. Write it as #rrggbb, such as #ffffff."
        spot.violate("COLOR_INVALID", field, message, repair_color(wanted, catalog.swatches.values()))
        return
    meant, known = named_color(wanted), known_inks(catalog)
    hexes = f"#rrggbb ({wanted} is {meant})" if meant else "#rrggbb"
    message = f"{wanted[:40]!r} is no colour known here. Write {hexes}, lab(L a b), a swatch, or a palette's name."
    near = (*closest_colors(wanted, _by_name(known)), meant) if meant else closest(wanted, known)
    spot.violate("COLOR_UNKNOWN_NAME", field, message, near)


def _by_name(inks: Mapping[str, NamedColor]) -> dict[str, str]:
    """sRGB by what people call it: each swatch once, and not by its code too."""
    return {color.name: color.color for color in inks.values()}
