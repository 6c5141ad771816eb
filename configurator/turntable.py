"""A product from all around: the camera of a shot, carried about the vertical axis through what it looks at."""

import math
import re

from renderer.recipe import Shot

FRAMES = 24
NAME = re.compile(r"turn-(\d\d)")


def turned(shot: Shot, name: str) -> Shot | None:
    """Frame `turn-NN` of `FRAMES`, counter-clockwise from `shot` as seen from above; None where `name` is none.

    It is drawn by the draft engine, because nobody bakes a camera for a glance.
    """
    found = NAME.fullmatch(name)
    if not found or int(found[1]) >= FRAMES:
        return None
    angle = 2 * math.pi * int(found[1]) / FRAMES
    (x, y, z), (to_x, _, to_z) = shot.camera.position, shot.camera.target
    out_x, out_z = x - to_x, z - to_z
    right, toward = (
        out_x * math.cos(angle) + out_z * math.sin(angle),
        out_z * math.cos(angle) - out_x * math.sin(angle),
    )
    camera = shot.camera.model_copy(update={"position": (to_x + right, y, to_z + toward)})
    return shot.model_copy(update={"name": name, "camera": camera, "engine": "draft"})
