"""A finding that does not hold, in sentences: what is measured, of which ink, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from renderer.proof.pieces import Lost


@dataclass(frozen=True)
class Farthest:
    """The place where outlines lie farthest apart, in mm from the artwork's left and upper edge.

    `color` (sRGB) is the ink that is drawn there and not found so near; empty where one is seen and none is drawn.
    """

    off_mm: float
    x_mm: float
    y_mm: float
    color: str = ""

    def __str__(self) -> str:
        place = f"{self.x_mm:.1f} mm from the left and {self.y_mm:.1f} mm from the top"
        if self.color:
            return f"an edge of {self.color}, {place}, is not found within {self.off_mm:.1f} mm"
        return f"an edge is seen {place}, and none is drawn within {self.off_mm:.1f} mm"


def told(finding: Mapping[str, Any]) -> list[str]:
    """What a finding, as its record has it, says of missing pieces; else of the place where it is worst.

    Where even that is as near as it has to be, there is too little ink, or too much.
    """
    pieces = [str(Lost(**piece)) for piece in finding.get("lost", ())]
    worst = finding.get("farthest")
    if pieces or not worst:
        return pieces
    if worst["off_mm"] <= finding["allowed_mm"]:
        return [f"outlines are where they belong, but only {finding['common']:.0%} of the ink is in common"]
    return [str(Farthest(**worst))]
