"""A hopsack upholstery cloth: yarns in pairs, over and under, each spun of fibres and none quite like the next."""

import numpy as np

from materials.author.textures.field import Field, blur, grid, noise, step
from materials.author.textures.maps import base_color, normal_map, occlusion_roughness

SIZE, TILE_MM, YARNS = 1024, 64.0, 64


def woven_fabric() -> dict[str, bytes]:
    """A yarn a millimetre; warp runs down, weft across."""
    x, y = grid(SIZE)
    slack = 0.0012
    x, y = x + slack * noise(SIZE, 20, 20, 81), y + slack * noise(SIZE, 20, 20, 82)
    warp, weft = _yarn(x, y, 83), _yarn(y, x, 84)
    warp_up = (np.floor(x * YARNS / 2.0) + np.floor(y * YARNS / 2.0)) % 2.0 < 1.0
    lift = 0.5 * np.where(warp_up, 1.0, -1.0) * _crown(x) * _crown(y)
    over = warp[0] + lift > weft[0] - lift
    height = np.where(over, warp[0] + lift, weft[0] - lift)
    shade = np.where(over, warp[1], weft[1])
    fluff = noise(SIZE, 240, 240, 85)
    height_mm = 0.16 * blur(height, 1.0) + 0.004 * fluff
    valley = step(0.9, 0.1, height)
    return {
        "woven-fabric_base.jpg": base_color(np.clip(shade * (1.0 - 0.45 * valley) + 0.02 * fluff, 0.2, 1.0)),
        "woven-fabric_normal.jpg": normal_map(height_mm, TILE_MM),
        "woven-fabric_orm.jpg": occlusion_roughness(1.0 - 0.5 * valley, np.ones_like(height)),
    }


def _crown(along: Field) -> Field:
    """0 where yarns dive between pairs, 1 midway over them."""
    return np.abs(np.sin(np.pi * along * YARNS / 2.0)) ** 0.6


def _yarn(across: Field, along: Field, seed: int) -> tuple[Field, Field]:
    """Round profile and shade of the yarns that lie side by side along `across`; the twist shows as slanted fibres."""
    place = across * YARNS
    number = np.floor(place).astype(np.int64) % YARNS
    offset = place - np.floor(place) - 0.5
    profile = np.sqrt(np.clip(1.0 - (1.9 * offset) ** 2, 0.0, 1.0))
    random = np.random.default_rng(seed)
    dye, phase = random.normal(0.88, 0.045, YARNS)[number], random.random(YARNS)[number]
    twist = np.sin(2.0 * np.pi * (along * YARNS * 2.0 + 1.3 * offset + phase))
    return profile + 0.05 * twist, dye * (1.0 + 0.07 * twist)
