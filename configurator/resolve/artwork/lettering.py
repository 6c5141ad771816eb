"""What a customer said about the setting of words, as artworks take it."""

from typing import Any

from configurator.catalog import Catalog
from configurator.configuration import TextPersonalization
from configurator.lettering_choice import LetteringChoice
from configurator.resolve.artwork.ink import find_ink
from configurator.resolve.artwork.spot import Spot
from renderer.artwork.fonts import Font
from renderer.artwork.lettering import Lettering, Outline, Shadow
from renderer.closest import closest

PLAIN = LetteringChoice()


def read_lettering(wanted: TextPersonalization, spot: Spot, catalog: Catalog) -> Lettering | None:
    """The setting, or None where a colour or font of it is not known; the reasons are in the findings of `spot`."""
    second = _second_font(wanted, spot, catalog)
    colors = {
        name: find_ink(effect.color, f"{name}/color", spot, catalog)
        for name, effect in (("outline", wanted.outline), ("shadow", wanted.shadow))
        if effect is not None
    }
    if (wanted.second_font and second is None) or any(color is None for color in colors.values()):
        return None
    outline, shadow = colors.get("outline"), colors.get("shadow")
    return Lettering(
        layout=wanted.layout,
        second_line=wanted.second_line,
        second_font=second,
        second_scale=wanted.second_scale,
        tracking=wanted.tracking,
        kerning=wanted.kerning,
        sweep_deg=wanted.sweep_deg,
        outline=Outline(outline.color, wanted.outline.width) if outline and wanted.outline else None,
        shadow=Shadow(shadow.color, wanted.shadow.right, wanted.shadow.down) if shadow and wanted.shadow else None,
    )


def wishes(wanted: TextPersonalization) -> dict[str, Any]:
    """The fields of the setting that are not the plain ones."""
    plain, said = PLAIN.model_dump(mode="json"), wanted.model_dump(mode="json")
    return {name: said[name] for name in plain if said[name] != plain[name]}


def _second_font(wanted: TextPersonalization, spot: Spot, catalog: Catalog) -> Font | None:
    if not wanted.second_font:
        return None
    if wanted.second_font not in catalog.fonts:
        message = f"There is no font {wanted.second_font[:60]!r}; there are {', '.join(catalog.fonts)}."
        spot.violate("FONT_UNKNOWN", "second_font", message, closest(wanted.second_font, catalog.fonts))
    return catalog.fonts.get(wanted.second_font)
