"""Three wheel designs as sibling nodes, each with the sidewall that fits its rim: steel, alloy and mag."""

import numpy as np

from models.golf_cart.author.components.placing import on_axles
from models.golf_cart.author.components.tyres import sidewall
from models.golf_cart.author.components.wheel_kit import (
    RING_X,
    Design,
    around,
    bead_radius,
    drum,
    eased,
    filleted,
    lug_nuts,
    rim,
    spoke,
    stations,
    turned,
)
from models.golf_cart.author.kit.surfaces import grid
from models.golf_cart.author.piece import Floats, Part, Piece

RIM_INCHES = {"wheels_steel8": 8.0, "wheels_alloy12": 12.0, "wheels_mag10": 10.0}
BEAD_COVER = 0.0142
"""How far above the bead seat the sidewall ducks under the flange."""


def parts() -> list[Part]:
    """`wheels_steel8`, `wheels_alloy12` and `wheels_mag10`, each on four hubs."""
    faces: dict[str, Design] = {
        "wheels_steel8": steel_disc,
        "wheels_alloy12": ten_spokes,
        "wheels_mag10": double_spokes,
    }
    return [Part(name, [*_round_rim(RIM_INCHES[name]), *face()], on_axles()) for name, face in faces.items()]


def _round_rim(inches: float) -> list[Piece]:
    """Sidewall, rim and brake for one rim size."""
    seat = bead_radius(inches)
    return [sidewall(seat + BEAD_COVER), *rim(seat), *drum(seat)]


def steel_disc() -> list[Piece]:
    """A pressed steel disc with eight half-moon vents at the rim and a stepped chrome hub cap."""
    hub_cap = [(0.0, 0.0785), (0.008, 0.0783), (0.017, 0.0768), (0.0195, 0.0745), (0.0215, 0.0740), (0.0300, 0.0715)]
    hub_cap += [(0.0355, 0.0670), (0.0375, 0.0600), (0.0378, 0.0480)]
    return [_pressed_disc(), turned("wheel_cap", hub_cap, 36, crease_deg=45.0), *lug_nuts(0.0535, 0.0508)]


def _pressed_disc() -> Piece:
    """Grid around the axle: its outer rows draw in at each vent and turn back like a folded edge."""
    seat = bead_radius(8.0)
    angle = np.linspace(0.0, 2 * np.pi, 80, endpoint=False)
    vent = eased(np.cos(8 * angle), 0.05, 0.75)
    rows = [(0.034, 0.0520), (0.044, 0.0530), (0.0585, 0.0530), (0.0630, 0.0560), (0.0665, 0.0625), (0.0700, 0.0645)]
    rows += [(0.0735, 0.0640), (0.0775, 0.0600)]
    net = [_ring(np.full_like(angle, radius), np.full_like(angle, x), angle) for radius, x in rows]
    edge, reach = 0.0805, seat - 0.0800
    net.append(_ring(edge + (1 - vent) * (reach - 0.001), 0.0555 - 0.002 * (1 - vent), angle))
    net.append(_ring(edge + 0.0012 + (1 - vent) * reach, 0.0500 - 0.004 * (1 - vent), angle))
    net.append(_ring(edge + 0.0010 + (1 - vent) * reach, np.full_like(angle, 0.030), angle))
    return grid("wheel_rim", np.stack(net[::-1]), closed=(False, True), crease_deg=40.0)


def _ring(radius: Floats, x: Floats, angle: Floats) -> Floats:
    """Points (n, 3) around the axle."""
    return np.stack([x, radius * np.cos(angle), radius * np.sin(angle)], axis=-1)


def ten_spokes() -> list[Piece]:
    """Ten slim spokes that sweep outwards from a dished hub and flare into hub and rim."""
    hub, ring = (0.0560, 0.0180), (bead_radius(12.0) - 0.0085, 0.0230)
    radius = stations(hub, ring)
    half = filleted(radius, 0.0066 + 0.0035 * eased(radius, 0.07, 0.14), hub, ring)
    front = 0.0560 + (RING_X - 0.0558) * eased(radius, 0.035, 0.150)
    one = spoke(np.column_stack([radius, 0 * radius, half, front]), 0.0)
    hub_face = [
        (0.0290, 0.0500),
        (0.0300, 0.0596),
        (0.0318, 0.0612),
        (0.0566, 0.0612),
        (0.0586, 0.0592),
        (0.0586, 0.0300),
    ]
    return [*around(one, 10), turned("wheel_rim", hub_face, 48), *centre_cap(0.0612), *lug_nuts(0.0612)]


def double_spokes() -> list[Piece]:
    """Five pairs of slender machined spokes opening towards the rim, dark in their pockets."""
    hub, ring = (0.0540, 0.0140), (bead_radius(10.0) - 0.0085, 0.0130)
    radius = stations(hub, ring)
    half = filleted(radius, 0.0062, hub, ring)
    offset = 0.0105 + 0.0130 * eased(radius, 0.040, 0.140)
    front = 0.0640 + (RING_X - 0.0632) * eased(radius, 0.030, 0.122)
    pair = [
        piece
        for side in (-1.0, 1.0)
        for piece in spoke(np.column_stack([radius, side * offset, half, front]), 0.0, bevel=0.0018, depth=0.034)
    ]
    hub_face = [
        (0.0285, 0.0560),
        (0.0300, 0.0674),
        (0.0318, 0.0690),
        (0.0562, 0.0690),
        (0.0582, 0.0670),
        (0.0582, 0.0300),
    ]
    return [*around(pair, 5), turned("wheel_rim", hub_face, 48), *centre_cap(0.0690), *lug_nuts(0.0690)]


def centre_cap(face_x: float) -> list[Piece]:
    """A domed cap in the hub bore: bright ring, coloured field, and a raised emblem disc."""
    ring = [(0.0215, 0.0040), (0.0228, 0.0058), (0.0262, 0.0058), (0.0282, 0.0030), (0.0286, -0.0080)]
    dome = [(0.0, 0.0062), (0.010, 0.0058), (0.0170, 0.0048), (0.0216, 0.0036)]
    shifted = [[(radius, x + face_x) for radius, x in profile] for profile in (ring, dome)]
    return [turned("chrome", shifted[0], 32), turned("wheel_cap", shifted[1], 32)]
