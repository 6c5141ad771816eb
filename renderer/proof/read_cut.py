"""What a plotter would cut: the contour of a DXF, and what it would cut of each ink."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from renderer.production.cut_dxf import CONTOUR, INK

Floats = NDArray[np.float64]


def read_cut(data: bytes, height_mm: float) -> list[Floats]:
    """The closed lines (n, 2) of the contour's layer, millimetres from the upper left corner, y down."""
    return _layers(data, height_mm).get(CONTOUR, [])


def read_cut_inks(data: bytes, height_mm: float) -> Mapping[str, list[Floats]]:
    """As `read_cut`, of each ink, by its `#rrggbb`."""
    layers = _layers(data, height_mm).items()
    return {f"#{name.removeprefix(INK).lower()}": rings for name, rings in layers if name.startswith(INK)}


@lru_cache(maxsize=1)
def _layers(data: bytes, height_mm: float) -> Mapping[str, list[Floats]]:
    """Layer → its polylines, read once for contour and inks."""
    found = defaultdict[str, list[Floats]](list)
    points: list[list[float]] = []
    for entity in _entities(data):
        values = dict(entity)
        if values["0"] == "SEQEND" and len(points) > 2:
            found[values["8"]].append(np.array(points) * (1, -1) + (0, height_mm))
        if values["0"] == "VERTEX":
            points.append([float(values["10"]), float(values["20"])])
        else:
            points = []
    return found


def _entities(data: bytes) -> Iterator[list[tuple[str, str]]]:
    """Group codes with their values, from one group 0 to the next."""
    lines = [line.strip() for line in data.decode("ascii").splitlines()]
    entity: list[tuple[str, str]] = []
    for pair in zip(lines[::2], lines[1::2], strict=False):
        if pair[0] == "0" and entity:
            yield entity
            entity = []
        entity.append(pair)
    if entity:
        yield entity
