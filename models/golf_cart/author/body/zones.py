"""Where the cart can be personalized: frames on its skin and what fits there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import trimesh

from models.golf_cart.author.body.canopy import LONG, SHORT, Canopy
from models.golf_cart.author.body.forms import front_form, rear_form
from models.golf_cart.author.components.dash import plaque_frame
from models.golf_cart.author.dimensions import DRIVER_X, PASSENGER_X
from models.golf_cart.author.kit.charts import FRONT, LEFT, REAR, TOP, seen
from models.golf_cart.author.kit.edits import moved
from models.golf_cart.author.kit.forms import Form, gradient
from models.golf_cart.author.kit.place import frame
from models.golf_cart.author.piece import Floats, Part, Zone

PAINTED = ("painted", "vinyl", "foil")
UPHOLSTERED = ("embroidered", "screen_print", "vinyl", "foil", "debossed", "embossed", "laser")
METAL = ("engraved", "laser", "screen_print", "foil")
RIGHT = LEFT * [-1.0, 1.0, -1.0]
"""Rows right, up, out of somebody who looks at the cart's right side."""

SIDE_PLACE, SIDE_SIZE = (0.322, 0.398), (470.0, 172.0)
HOOD_PLACE, HOOD_SIZE = (0.0, -0.830), (340.0, 160.0)
TAIL_PLACE, TAIL_SIZE = (0.0, 0.468), (440.0, 120.0)
ROOF_SIZE, SEAT_SIZE, PLAQUE_SIZE = (600.0, 46.0), (220.0, 145.0), (134.0, 36.0)
SIDE_SAFE, ROOF_SAFE = 6.0, 4.0
ROOF_PLACE_Y, SEAT_PLACE_Y = 1.747, 1.036


def with_zones(parts: Sequence[Part]) -> list[Part]:
    """The parts, those that can be personalized with their zones."""
    return [replace(part, zones=(ZONES[part.name](part),)) if part.name in ZONES else part for part in parts]


def _on_form(
    form: Form, axes: Floats, place: tuple[float, float], depth: float, up: Sequence[float] = (0, 1, 0)
) -> Floats:
    """A frame at a (right, up) place of a view onto a form, facing along the form's normal."""
    origin = seen(form, axes, [place], depth=depth)
    return frame(origin[0], gradient(form, origin)[0], up)


def _panel(zone: str, part: Part, at: Floats, size: tuple[float, float], safe_mm: float = 10.0) -> Zone:
    """A painted zone on one part."""
    return Zone(zone, at, *size, target=(part.name,), finishes=PAINTED, safe_mm=safe_mm)


def _side_left(part: Part) -> Zone:
    return _panel("side_left", part, _on_form(rear_form, LEFT, SIDE_PLACE, 0.2), SIDE_SIZE, SIDE_SAFE)


def _side_right(part: Part) -> Zone:
    place = (-SIDE_PLACE[0], SIDE_PLACE[1])
    return _panel("side_right", part, _on_form(rear_form, RIGHT, place, 0.2), SIDE_SIZE, SIDE_SAFE)


def _hood(part: Part) -> Zone:
    return _panel("hood", part, _on_form(front_form, TOP, HOOD_PLACE, 0.3, (0, 0, -1)), HOOD_SIZE)


def _rear(part: Part) -> Zone:
    return _panel("rear", part, _on_form(rear_form, REAR, TAIL_PLACE, 0.6), TAIL_SIZE)


def _roof_edge(canopy: Canopy) -> Callable[[Part], Zone]:
    """The fascia of a roof's front."""

    def zone(part: Part) -> Zone:
        return _panel("roof_edge", part, _on_form(canopy.top, FRONT, (0.0, ROOF_PLACE_Y), 0.1), ROOF_SIZE, ROOF_SAFE)

    return zone


def _seat_back(side: str, x: float) -> Callable[[Part], Zone]:
    """The upper middle of a back rest, as one sees it from the dash."""

    def zone(part: Part) -> Zone:
        origin, out = _met(part, (x, SEAT_PLACE_Y, 0.0))
        return Zone(f"seat_back_{side}", frame(origin, out), *SEAT_SIZE, (part.name,), UPHOLSTERED, depth_mm=80.0)

    return zone


def _plaque(part: Part) -> Zone:
    """The plate on the dash, between its screws."""
    return Zone(
        "plaque", plaque_frame(), *PLAQUE_SIZE, (part.name,), METAL, depth_mm=20.0, safe_mm=3.0, min_text_mm=3.0
    )


def _met(part: Part, start: tuple[float, float, float]) -> tuple[Floats, Floats]:
    """Where a look to the rear meets a part, and the mean normal around there."""
    pieces = moved(part.pieces, *part.placements[:1])
    offsets = np.array([sum(len(p.vertices) for p in pieces[:i]) for i in range(len(pieces))])
    faces = np.vstack([piece.faces + offset for piece, offset in zip(pieces, offsets, strict=True)])
    mesh = trimesh.Trimesh(np.vstack([piece.vertices for piece in pieces]), faces, process=False)
    spots = np.array(start) + np.array([[0, 0, 0], [0.05, 0, 0], [-0.05, 0, 0], [0, 0.03, 0], [0, -0.03, 0]])
    places, rays, hit = mesh.ray.intersects_location(spots, np.tile([0.0, 0.0, -1.0], (5, 1)), multiple_hits=False)
    normal = np.asarray(mesh.face_normals)[hit].mean(axis=0)
    return np.asarray(places[rays == 0][0]), np.asarray(normal)


ZONES: Mapping[str, Callable[[Part], Zone]] = {
    "quarter_left": _side_left,
    "quarter_right": _side_right,
    "hood": _hood,
    "tail": _rear,
    "roof_short": _roof_edge(SHORT),
    "roof_long": _roof_edge(LONG),
    "seat_back_driver": _seat_back("driver", DRIVER_X),
    "plaque": _plaque,
    "seat_back_passenger": _seat_back("passenger", PASSENGER_X),
}
"""Part → its zone."""
