"""Burl walnut: growth that swirls around clusters of eyes, with dark veins and a silky cross figure."""

import numpy as np

from materials.author.textures.field import Field, cells, grid, noise, slopes, standard, step
from materials.author.textures.figure import comb, ramp
from materials.author.textures.maps import base_color, occlusion_roughness

SIZE, TILE_MM, EYES = 1024, 512.0, 150
COLORS = ("#1e0f08", "#3d2113", "#6a3d22", "#8f5a33", "#b07a49")


def burl_walnut() -> dict[str, bytes]:
    """Colour and, where late wood lies under the lacquer, a trace of roughness."""
    x, y = grid(SIZE)
    bend = 0.012
    bent_x, bent_y = x + bend * noise(SIZE, 5, 5, 121, 0.9), y + bend * noise(SIZE, 5, 5, 122, 0.9)
    eye_mm, weight = _eyes(bent_x, bent_y)
    pull = (weight * np.exp(-((eye_mm / 26.0) ** 2))).sum(axis=-1)
    growth = 1.3 * noise(SIZE, 2.2, 2.2, 123, 0.7) + 0.45 * noise(SIZE, 6, 6, 124) + 1.7 * pull
    right, below = slopes(growth)
    fibre = comb(noise(SIZE, 170, 170, 125, 0.5), -below, right, 0.016, 10)
    rings = np.sin(2.0 * np.pi * (2.6 * growth + 0.10 * fibre))
    veins = step(0.72, 1.0, np.sin(2.0 * np.pi * (0.85 * growth + 0.2)) + 0.06 * fibre)
    cloud = noise(SIZE, 4, 4, 126, 0.9)
    silk = standard(noise(SIZE, 26, 26, 127) * step(0.0, 1.5, noise(SIZE, 5, 5, 128)))
    knot = (weight * (np.exp(-((eye_mm / 2.6) ** 2)) + 0.5 * np.exp(-(((eye_mm - 5.2) / 1.3) ** 2)))).sum(axis=-1)
    light = 0.60 + 0.085 * (rings + fibre + cloud) + 0.03 * silk
    tone = np.clip(light - 0.26 * veins - 0.42 * np.clip(knot, 0.0, 1.2), 0.0, 1.0)
    return {
        "burl-walnut_base.jpg": base_color(ramp(tone, COLORS)),
        "burl-walnut_orm.jpg": occlusion_roughness(np.ones_like(tone), np.clip(1.0 - 0.35 * tone, 0.5, 1.0)),
    }


def _eyes(x: Field, y: Field) -> tuple[Field, Field]:
    """Distance in millimetres to the six nearest eyes and how strong each is; they grow in clusters."""
    random = np.random.default_rng(129)
    nests = random.random((13, 2))
    spread = random.normal(0.0, 0.055, (EYES, 2))
    points = (nests[random.integers(0, len(nests), EYES)] + spread) % 1.0
    strength = random.uniform(0.25, 1.0, EYES)
    distance, eye = cells(points, x, y, nearest=6)
    return distance * TILE_MM, strength[eye]
