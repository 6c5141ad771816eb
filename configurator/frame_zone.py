"""A camera that shows a personalization the way a photographer would: square enough to read, turned enough to live."""

import numpy as np

from configurator.resolve.personalization import ResolvedZone
from renderer.framing import frame_corners
from renderer.recipe import Camera

VERTICAL_FOV_DEG = 22.0
MARGIN = 1.28
"""Width of what is framed, as a part of the zone's own."""
ASIDE, ABOVE = 0.20, 0.14
"""How far the camera leaves the normal, as tangents: about 11° towards the product's front, 8° up."""
LYING, RECLINE = 0.7, 0.75
"""A zone whose normal rises so far lies. It is seen from its reader's side, 37° off the normal: the picture's up stays
the zone's, and the lamps overhead are not mirrored into the lens."""


def frame_zone(zone: ResolvedZone, aspect: float) -> Camera:
    """The camera that frames `zone` with a margin, a little aside and above its normal; `aspect` is width / height."""
    center, right, up, normal = (np.array(each) for each in (zone.center, zone.right, zone.up, zone.normal))
    aside = right if right[2] >= 0 else -right
    lies = normal[1] > LYING
    toward = normal - RECLINE * up if lies else normal + ASIDE * aside + ABOVE * up
    half_width, half_height = zone.width_mm / 2000 * MARGIN, zone.height_mm / 2000 * MARGIN
    corners = [center + x * half_width * right + y * half_height * up for x in (-1, 1) for y in (-1, 1)]
    return frame_corners(np.array(corners), toward / np.linalg.norm(toward), aspect, VERTICAL_FOV_DEG)
