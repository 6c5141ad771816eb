"""Can it be read on the colour that lies under it?"""

from collections.abc import Mapping, Sequence

from configurator.catalog.swatch import Swatch
from configurator.resolve.findings import Findings
from configurator.resolve.personalization import ResolvedPersonalization
from configurator.resolve.place import Place
from renderer.artwork.drowned import drowned
from renderer.color import contrast
from renderer.errors import ArtworkError
from renderer.finishes.legible import TONED

READ_BY_RELIEF = {"debossed", "embossed", "engraved"}
"""Finishes whose light and shade are read, tone on tone."""
LEGIBLE = 3.0
"""WCAG 2.2, 1.4.11: the least contrast at which a large shape stands out from what is around it."""

GOOD_PART = 1 / 3
"""Of a graphic's ink: what loses less of it, such as a keyline, keeps its shape."""


def check_contrast(
    personalizations: Sequence[ResolvedPersonalization], slots: Mapping[str, Swatch], findings: Findings
) -> None:
    """Warn COLOR_LOW_CONTRAST where no colour of an artwork stands out from the swatch under its zone.

    Of a graphic also where a good part does not: a cream badge on a bone seat has no shape, whatever is drawn in it.
    """
    for each in personalizations:
        ground = slots.get(each.zone.slot)
        if ground is None or not each.colors or each.finish in READ_BY_RELIEF:
            continue
        grounds = [ground.color, *_colors_under(each, personalizations)]
        best = max(contrast(color, under) for color in each.colors for under in grounds)
        if best < LEGIBLE:
            step = "color" if each.kind == "text" else "zone"
            message = (
                f"{each.zone.name}: {each.title}{_named(each)} is hard to read on {ground.name}. "
                f"Its contrast is {best:.1f}; from {LEGIBLE:g} on it reads well."
            )
            suggestions = _readable(ground.color) if each.kind == "text" else ()
            findings.warn("COLOR_LOW_CONTRAST", ["personalizations", each.index, step], message, suggestions)
        elif each.kind != "text" and each.finish not in TONED and len(grounds) == 1:
            _check_shape(each, ground, findings)


def _check_shape(each: ResolvedPersonalization, ground: Swatch, findings: Findings) -> None:
    """Of a graphic that lies on the swatch itself, and is made in its own colours."""
    try:
        lost = drowned(each.svg.encode(), each.width_mm, each.height_mm, ground.color)
    except ArtworkError:
        # It was drawn before, and will be again: a busy machine's limit costs this warning and nothing else.
        return
    if lost.share >= GOOD_PART:
        message = (
            f"{each.zone.name}: {lost.share:.0%} of {each.title} is in {lost.color} or close to it, which is nearly "
            f"{ground.name}, and runs into that. Give it an outline, or choose another ground."
        )
        findings.warn("COLOR_LOW_CONTRAST", ["personalizations", each.index, "zone"], message)


def _colors_under(each: ResolvedPersonalization, all_of_them: Sequence[ResolvedPersonalization]) -> list[str]:
    """Those of the artworks that this one lies on."""
    here = _covered(each)
    lower = [other for other in all_of_them if other.zone.id == each.zone.id and other.layer < each.layer]
    return [color for other in lower if here.overlap(_covered(other)) for color in other.colors]


def _covered(each: ResolvedPersonalization) -> Place:
    return Place(each.center_mm, (each.width_mm, each.height_mm))


def _named(each: ResolvedPersonalization) -> str:
    """` in Wildcats purple`: the colours that were asked for by name."""
    names = [each.ink_names[color] for color in each.colors if color in each.ink_names]
    return f" in {' and '.join(names)}" if names else ""


def _readable(ground: str) -> tuple[str, ...]:
    candidates = sorted(("#ffffff", "#1b1c1f"), key=lambda color: -contrast(color, ground))
    return tuple(color for color in candidates if contrast(color, ground) >= LEGIBLE)
