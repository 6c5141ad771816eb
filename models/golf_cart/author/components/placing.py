"""Where wheels stand."""

from models.golf_cart.author.dimensions import (
    FRONT_AXLE_Z,
    FRONT_TRACK_HALF,
    REAR_AXLE_Z,
    REAR_TRACK_HALF,
    TYRE_RADIUS,
)
from models.golf_cart.author.kit.place import rotation, translation
from models.golf_cart.author.piece import Floats


def on_axles() -> list[Floats]:
    """The four hubs: front left, front right, rear left, rear right; each wheel is rolled to its own angle."""
    placements = []
    for axle, (x, z) in enumerate([(FRONT_TRACK_HALF, FRONT_AXLE_Z), (REAR_TRACK_HALF, REAR_AXLE_Z)]):
        for side, facing in ((1.0, 0.0), (-1.0, 180.0)):
            rolled = rotation((1, 0, 0), 18.0 + 47.0 * axle + 23.0 * (side < 0))
            placements.append(translation(side * x, TYRE_RADIUS, z) @ rotation((0, 1, 0), facing) @ rolled)
    return placements
