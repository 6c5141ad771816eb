"""Area lights as car photographers hang them: a diffuser in a frame, bright in the middle and soft at the rim."""

from dataclasses import dataclass

import numpy as np

from materials.author.environments.panorama import Array, smoothstep

Vector = tuple[float, float, float]


@dataclass(frozen=True)
class Softbox:
    """A rectangle in metres around the viewpoint at the origin, seen from either side.

    `across` and `along` are half its edges. `falloff` is how much dimmer the rim is than the centre (0 even, 1 black),
    `skew` tilts the brightness along `along` (−1…1), `feather` is the soft border as a share of the half edge.
    """

    center: Vector
    across: Vector
    along: Vector
    radiance: Vector
    falloff: float = 0.5
    skew: float = 0.0
    feather: float = 0.12

    def seen(self, rays: Array) -> tuple[Array, Array]:
        """Coverage (…) in 0…1 and radiance (…, 3) of the box along unit `rays` (…, 3)."""
        across, along, center = (np.asarray(v) for v in (self.across, self.along, self.center))
        normal = np.cross(across, along)
        facing = rays @ normal
        reach = np.divide(center @ normal, facing, out=np.full(facing.shape, -1.0), where=np.abs(facing) > 1e-9)
        offset = rays * np.clip(reach, -1.0, 1e3)[..., None] - center
        s, t = offset @ across / (across @ across), offset @ along / (along @ along)
        inside = [smoothstep(1.0, 1.0 - self.feather, np.abs(axis)) for axis in (s, t)]
        coverage = inside[0] * inside[1] * (reach > 0.0)
        distance = np.clip(s * s + t * t, 0.0, 2.0)
        level = (1.0 - self.falloff * distance / 2.0) * (1.0 + self.skew * np.clip(t, -1.0, 1.0))
        return coverage, level[..., None] * np.asarray(self.radiance)


def hang(radiance: Array, rays: Array, boxes: tuple[Softbox, ...]) -> Array:
    """`radiance` (…, 3) with `boxes` in front of it; later boxes cover earlier ones."""
    for box in boxes:
        coverage, light = box.seen(rays)
        radiance = radiance + coverage[..., None] * (light - radiance)
    return radiance
