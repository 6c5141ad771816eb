"""What a plotter would cut: the contour of a DXF."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from renderer.production.cut_dxf import CONTOUR

Floats = NDArray[np.float64]


def read_cut(data: bytes, height_mm: float) -> list[Floats]:
    """The closed lines (n, 2) of the contour's layer, millimetres from the upper left corner, y down."""
    return [ring * (1, -1) + (0, height_mm) for ring in _rings(data) if len(ring) > 2]


def _rings(data: bytes) -> Iterator[Floats]:
    """The polylines as they stand in the file, y up."""
    points: list[list[float]] = []
    for entity in _entities(data):
        kind, layer = entity[0][1], dict(entity).get("8")
        if kind == "SEQEND" and points:
            yield np.array(points)
            points = []
        elif kind == "VERTEX" and layer == CONTOUR:
            values = dict(entity)
            points.append([float(values["10"]), float(values["20"])])


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
