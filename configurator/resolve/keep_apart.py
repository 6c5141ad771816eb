"""Several artworks on one zone: made in one finish, clear of each other or laid on top, as somebody said it."""

from collections.abc import Sequence
from dataclasses import dataclass

from configurator.configuration import Personalization
from configurator.resolve.artwork.spot import Spot
from configurator.resolve.place import Place
from renderer.closest import closest
from renderer.finishes.legible import LAID

MOST = 12
"""Artworks on one zone. Carts have six at most; each is laid by hand, and is a layer of every picture."""


@dataclass(frozen=True)
class Laid:
    """A personalization, where it is, and the zones that are free for it."""

    wanted: Personalization
    spot: Spot
    place: Place
    free: Sequence[str]

    @property
    def says_where(self) -> bool:
        """Whether a place was chosen, and not what there is."""
        return self.wanted.at_mm is not None or self.wanted.within_mm is not None


def keep_apart(laid: Sequence[Laid]) -> None:
    """Note ZONE_FINISH where a zone would be made in two ways, and ZONE_OVERLAP where an artwork lies over another
    and nobody said so, or where its finish cannot be laid over another; ZONE_TOO_MANY where a zone is full.
    """
    for number, each in enumerate(laid):
        before = [other for other in laid[:number] if other.wanted.zone == each.wanted.zone]
        under = next((at for at, other in enumerate(before) if each.place.overlap(other.place)), None)
        if under is not None and not (each.wanted.on_top and each.wanted.finish in LAID):
            _refuse_overlap(each, before[under], f"artwork {under + 1} of {each.spot.name}")
        elif before and each.wanted.finish != before[0].wanted.finish:
            _refuse_second_finish(each, before[0])
        elif len(before) == MOST:
            _refuse_more(each, sum(other.wanted.zone == each.wanted.zone for other in laid))


def _refuse_second_finish(each: Laid, first: Laid) -> None:
    finish = first.wanted.finish
    message = f"{each.spot.name} is {finish[:40]} by its first artwork; all on one zone is made in one finish."
    each.spot.violate("ZONE_FINISH", "finish", message, (finish,))


def _refuse_more(each: Laid, count: int) -> None:
    """Said once a zone, of the first that finds no room."""
    message = (
        f"{each.spot.name} has {count} artworks; it takes {MOST}. Join some in one drawing (SVG), or move them to "
        "another zone."
    )
    each.spot.violate("ZONE_TOO_MANY", "zone", message, closest(each.wanted.zone, each.free))


def _refuse_overlap(each: Laid, under: Laid, named: str) -> None:
    if each.wanted.on_top:
        message = f"{each.wanted.finish[:40].capitalize()} cannot lie on top of {named}: move it (at_mm)."
    elif each.says_where or under.says_where:
        width, height = each.place.overlap(under.place) or (0.0, 0.0)
        message = (
            f"It overlaps {named} by {width:.0f} × {height:.0f} mm. Move it (at_mm), make it smaller "
            "(within_mm), or lay it on top (on_top)."
        )
    else:
        message = (
            f"It lies on {named}. Give each its place (at_mm and within_mm), lay this one on top (on_top), or choose "
            "another zone."
        )
    each.spot.violate("ZONE_OVERLAP", "zone", message, closest(each.wanted.zone, each.free))
