"""Forged carbon: chopped tows pressed in a mould, each chip with its own direction, depth and sheen."""

import numpy as np

from materials.author.textures.field import Field, Index, sample, step, streaks
from materials.author.textures.maps import base_color, normals, occlusion_roughness
from renderer.color import hex_to_linear

SIZE, TILE_MM, CHIPS = 1024, 256.0, 1500
FIBRE = hex_to_linear("#606266")


def forged_carbon() -> dict[str, bytes]:
    """Chips of some 22 × 7 mm laid at random, the later over the earlier."""
    fibres = streaks(SIZE, 0.03, 0.0010, 101)
    shade, tilt_x, tilt_y, rough = (np.full((SIZE, SIZE), fill) for fill in (0.4, 0.0, 0.0, 0.8))
    random = np.random.default_rng(102)
    for _ in range(CHIPS):
        rows, columns, inside, turn, threads = _chip(random, fibres)
        gleam, lean, slant = random.beta(1.6, 2.2), random.normal(0.0, 0.16, 2), 0.10 * threads
        values = (
            0.18 + 0.78 * gleam + 0.07 * threads,
            lean[0] - np.sin(turn) * slant,
            lean[1] + np.cos(turn) * slant,
            np.full_like(threads, 0.66 + 0.3 * (1.0 - gleam)),
        )
        for target, value in zip((shade, tilt_x, tilt_y, rough), values, strict=True):
            patch = target[rows, columns]
            target[rows, columns] = patch + inside * (value - patch)
    return {
        "forged-carbon_base.jpg": base_color(np.clip(shade, 0.08, 1.0)[..., None] * FIBRE),
        "forged-carbon_normal.jpg": normals(np.clip(tilt_x, -0.7, 0.7), np.clip(tilt_y, -0.7, 0.7)),
        "forged-carbon_orm.jpg": occlusion_roughness(np.ones_like(rough), np.clip(rough, 0.5, 1.0)),
    }


def _chip(random: np.random.Generator, fibres: Field) -> tuple[Index, Index, Field, float, Field]:
    """Rows and columns of a window on the torus, how much of each pixel the chip covers, its direction, its fibres."""
    pixel_mm = TILE_MM / SIZE
    center, turn = random.random(2), random.uniform(0.0, np.pi)
    half_length, half_width = random.normal(11.0, 2.5), np.clip(random.normal(3.4, 0.9), 1.4, 6.0)
    reach = int(24.0 / pixel_mm)
    window = np.arange(-reach, reach + 1)
    rows, columns = (np.floor(center * SIZE).astype(np.int64)[:, None] + window) % SIZE
    right, down = np.meshgrid(window * pixel_mm, window * pixel_mm)
    along, across = right * np.cos(turn) - down * np.sin(turn), right * np.sin(turn) + down * np.cos(turn)
    threads = sample(fibres, along / TILE_MM + center[0], across / TILE_MM + center[1])
    frayed = half_length + 1.6 * threads + random.uniform(-0.6, 0.6) * across
    inside = step(0.15, -0.15, np.abs(across) - half_width) * step(0.5, -0.5, np.abs(along) - frayed)
    return rows[:, None], columns[None, :], inside, float(turn), threads
