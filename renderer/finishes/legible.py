"""What each process can still make: the least capital, stroke and counter, in millimetres."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """`capital`: height of a capital; `stroke`: width of a line; `counter`: width of a gap within or between them."""

    capital: float
    stroke: float
    counter: float


LIMITS = {
    "painted": Limits(6.0, 0.8, 0.8),
    "vinyl": Limits(6.0, 0.7, 0.6),
    "screen_print": Limits(3.0, 0.35, 0.4),
    "embroidered": Limits(5.0, 0.8, 0.7),
    "foil": Limits(4.0, 0.3, 0.4),
    "engraved": Limits(3.0, 0.3, 0.3),
    "debossed": Limits(5.0, 0.6, 0.7),
    "embossed": Limits(6.0, 0.8, 1.0),
    "laser": Limits(2.5, 0.2, 0.25),
}
"""Common practice of sign and embroidery shops: a plotter knife lifts what is thinner, a needle hole is wider."""
OUTLINED = frozenset({"vinyl", "foil", "engraved", "debossed", "embossed"})
"""Finishes for which a knife, a cutter or a die follows the outline."""
LAID = frozenset({"painted", "vinyl", "screen_print", "foil"})
"""Finishes that lie flat on what is under them, another artwork too; the others change the surface itself."""
TONED = frozenset({"laser"})
"""Finishes of one colour, which make shades of what has several."""
USUAL = Limits(4.0, 0.5, 0.5)
"""For a finish that is not listed."""


def limits(finish: str) -> Limits:
    """What `finish` can make."""
    return LIMITS.get(finish, USUAL)
