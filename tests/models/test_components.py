"""Components are judged as solids and as parts of a cart: closed where they must be, right-sized, facing outwards."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import trimesh

from models.golf_cart.author.components import (
    dash,
    floor,
    lights,
    rear_deck,
    seats,
    steering,
    suspension,
    trimmings,
    tyres,
    wheels,
)
from models.golf_cart.author.components.light_places import head_light, tail_light
from models.golf_cart.author.dimensions import DRIVER_X, PASSENGER_X, TYRE_RADIUS, TYRE_WIDTH
from models.golf_cart.author.kit.edits import moved
from models.golf_cart.author.kit.normals import corner_normals
from models.golf_cart.author.piece import Floats, Part, Piece
from models.golf_cart.author.slots import SLOTS

FILES = (tyres, wheels, seats, steering, dash, floor, lights, suspension, rear_deck, trimmings)
WHEELS = ("wheels_steel8", "wheels_alloy12", "wheels_mag10")
BUDGET = {
    "tyres": 5200,
    "seat_cushions": 4200,
    "seat_back_driver": 4200,
    "steering": 3700,
    "dash": 5300,
    "bag_rack": 5000,
}


@cache
def all_parts() -> dict[str, Part]:
    return {part.name: part for module in FILES for part in module.parts()}


def merged(part: Part, slot: str | None = None) -> trimesh.Trimesh:
    chosen = [piece for piece in part.pieces if slot in (None, piece.slot)]
    meshes = [trimesh.Trimesh(piece.vertices, piece.faces, process=False) for piece in chosen]
    return trimesh.Trimesh(
        *trimesh.util.append_faces([m.vertices for m in meshes], [m.faces for m in meshes]), process=False
    )


def triangles(part: Part) -> int:
    return sum(len(piece.faces) for piece in part.pieces)


def test_every_alternative_is_a_node_of_its_own() -> None:
    expected = {*WHEELS, "tyres", "lights_halogen", "lights_led", "rear_seat", "bag_rack"}
    assert expected <= set(all_parts())


def test_every_piece_wears_a_known_slot_and_is_sound() -> None:
    for part in all_parts().values():
        for piece in part.pieces:
            assert piece.slot in SLOTS, (part.name, piece.slot)
            assert np.isfinite(piece.vertices).all()
            assert piece.faces.min() >= 0
            assert piece.faces.max() < len(piece.vertices)
            assert np.isfinite(corner_normals(piece)).all()
            assert piece.uv is None or len(piece.uv) == len(piece.vertices)


def test_parts_are_the_same_every_time() -> None:
    for part, again in zip(lights.parts(), lights.parts(), strict=True):
        for piece, twin in zip(part.pieces, again.pieces, strict=True):
            assert piece.vertices.tobytes() == twin.vertices.tobytes()
            assert piece.faces.tobytes() == twin.faces.tobytes()


@pytest.mark.parametrize("name", sorted(BUDGET))
def test_triangles_stay_within_budget(name: str) -> None:
    assert triangles(all_parts()[name]) <= BUDGET[name]


def test_the_tyre_has_its_size_and_real_grooves() -> None:
    tread = tyres.tread()
    radius = np.hypot(tread.vertices[:, 1], tread.vertices[:, 2])
    assert radius.max() == pytest.approx(TYRE_RADIUS, abs=0.001)
    assert np.ptp(tread.vertices[:, 0]) <= TYRE_WIDTH + 1e-9
    central = np.abs(tread.vertices[:, 0]) < 0.05
    assert np.ptp(radius[central]) > 0.9 * tyres.GROOVE_DEPTH


def test_wheels_stand_on_the_ground_and_look_outwards() -> None:
    tyre = merged(all_parts()["tyres"])
    for placement in all_parts()["tyres"].placements:
        placed = tyre.vertices @ placement[:3, :3].T + placement[:3, 3]
        assert placed[:, 1].min() == pytest.approx(0.0, abs=0.0015)
        assert np.sign(placement[0, 0]) == np.sign(placement[0, 3])
        assert np.linalg.det(placement[:3, :3]) == pytest.approx(1.0)


@pytest.mark.parametrize("name", WHEELS)
def test_one_does_not_see_through_a_wheel(name: str) -> None:
    wheel = merged(all_parts()[name])
    angle, radius = np.meshgrid(np.linspace(0.0, 2 * np.pi, 60, endpoint=False), np.linspace(0.01, 0.20, 12))
    origin = np.stack([np.full(angle.shape, 0.3), radius * np.cos(angle), radius * np.sin(angle)], -1).reshape(-1, 3)
    assert (wheel.ray.intersects_first(origin, np.tile([-1.0, 0.0, 0.0], (len(origin), 1))) >= 0).all()


@pytest.mark.parametrize("name", WHEELS)
def test_what_one_sees_of_a_wheel_faces_outwards(name: str) -> None:
    assert facing_share(merged(all_parts()[name]), np.array([1.0, 0.0, 0.0])) > 0.995


@pytest.mark.parametrize(
    "name", ["seat_cushions", "seat_back_driver", "steering", "dash", "pedals", "bag_rack", "rear_seat"]
)
def test_closed_parts_show_their_outside_from_every_side(name: str) -> None:
    mesh = merged(all_parts()[name])
    for direction in ([0.0, 0.0, 1.0], [0.0, 0.0, -1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.58, 0.58, -0.58]):
        assert facing_share(mesh, np.array(direction)) > 0.97


@pytest.mark.parametrize("name", ["lights_halogen", "lights_led", "mirrors", "badge"])
def test_lights_and_trimmings_look_out_of_the_body(name: str) -> None:
    ahead = [piece for piece in all_parts()[name].pieces if piece.vertices[:, 2].mean() > 0]
    towards = -1.0 if name == "mirrors" else 1.0
    assert facing_share(merged(Part(name, ahead)), np.array([0.0, 0.0, towards])) > 0.95


def facing_share(mesh: trimesh.Trimesh, towards: Floats) -> float:
    """Share of parallel rays from afar whose first hit shows its front."""
    low, high = mesh.bounds
    random = np.random.default_rng(7)
    target = low + (high - low) * random.random((400, 3))
    place, ray, triangle = mesh.ray.intersects_location(
        target + 5 * towards, np.tile(-towards, (400, 1)), multiple_hits=False
    )
    assert len(ray) > 8, place.shape
    return float(np.mean(mesh.face_normals[triangle] @ towards > -1e-6))


@pytest.mark.parametrize("x", [DRIVER_X, PASSENGER_X])
def test_the_embroidery_field_is_smooth(x: float) -> None:
    name = "seat_back_driver" if x > 0 else "seat_back_passenger"
    part = all_parts()[name]
    back, place = merged(replace(part, pieces=moved(part.pieces, *part.placements)), "seat_main"), seats.logo_frame(x)
    right, up = np.meshgrid(np.linspace(-0.120, 0.120, 25), np.linspace(-0.085, 0.085, 18))
    local = np.stack([right, up, np.full(right.shape, 0.2), np.ones(right.shape)], -1).reshape(-1, 4)
    hit, ray, triangle = back.ray.intersects_location(
        (local @ place.T)[:, :3], np.tile(-place[:3, 2], (len(local), 1)), multiple_hits=False
    )
    assert len(ray) == len(local)
    assert (back.face_normals[triangle] @ place[:3, 2]).min() > np.cos(np.radians(22.0))
    depth = (hit - place[:3, 3]) @ place[:3, 2]
    assert np.ptp(depth) < 0.025
    assert np.abs(depth[np.argmin(np.hypot(*local[ray, :2].T))]) < 0.003


def test_upholstery_is_two_toned_and_its_uvs_are_metres() -> None:
    pieces = all_parts()["seat_cushions"].pieces
    assert {"seat_main", "seat_accent", "seat_shell"} <= {piece.slot for piece in pieces}
    for piece in pieces[:2]:
        assert uv_scale(piece) == pytest.approx(1.0, abs=0.12)


def uv_scale(piece: Piece) -> float:
    """Area on the sheet over area in space, as a length."""
    assert piece.uv is not None
    flat = np.pad(piece.uv, ((0, 0), (0, 1)))
    area = [trimesh.Trimesh(points, piece.faces, process=False).area for points in (flat, piece.vertices)]
    return float(np.sqrt(area[0] / area[1]))


def test_lights_lie_on_the_body() -> None:
    for place in (head_light(), tail_light()):
        ring = place.drawn_in(0.0, 0.0)
        assert np.abs(place.form(ring)).max() < 1e-4
        raised = place.drawn_in(0.004, 0.005)
        assert place.form(raised).min() > 0.003


def test_both_lights_fill_the_same_beds() -> None:
    halogen, led = (merged(all_parts()[name]).bounds for name in ("lights_halogen", "lights_led"))
    assert np.abs(halogen - led).max() < 0.03
    for name in ("lights_halogen", "lights_led"):
        left, right = all_parts()[name].placements
        assert right == pytest.approx(np.diag([-1.0, 1.0, 1.0, 1.0]) @ left)


def test_cups_and_gloves_go_in() -> None:
    mesh, place = merged(all_parts()["dash"], "plastic_black"), dash.face_frame()
    cup = place @ np.array([dash.CUP_SPACING / 2, 0.1, 0.054, 1.0])
    tray = place @ np.array([*dash.TRAY_CENTER, 0.2, 1.0])
    down, _, _ = mesh.ray.intersects_location([cup[:3]], [-place[:3, 1]], multiple_hits=False)
    into, _, _ = mesh.ray.intersects_location([tray[:3]], [-place[:3, 2]], multiple_hits=False)
    assert (cup[:3] - down[0]) @ place[:3, 1] > 0.1 + 0.068 + 0.9 * dash.CUP_DEPTH
    assert (tray[:3] - into[0]) @ place[:3, 2] > 0.2 + 0.9 * dash.TRAY_DEPTH
