"""Lengths of thread sewn without a cut."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Kind = Literal["underlay", "satin", "fill", "travel", "tie"]


@dataclass(frozen=True, eq=False)
class Run:
    """Needle holes `points` (n, 2), millimetres, x to the right, y down."""

    points: Floats
    kind: Kind

    def moved(self, by: Floats) -> "Run":
        """The same elsewhere."""
        return Run(self.points + by, self.kind)


def along(line: Floats, stitch_mm: float) -> Floats:
    """Needle holes along a line (n, 2), evenly spread, its ends among them."""
    gone = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    count = max(int(np.ceil(gone[-1] / stitch_mm)), 1) + 1
    at = np.linspace(0, gone[-1], count)
    return np.stack([np.interp(at, gone, line[:, axis]) for axis in (0, 1)], axis=1)
