"""Single threads: a phase that turns once from each thread to the next and stays put along it.

Local Gabor averaging of a complex wave until neighbours agree; after Tricard, Efremov, Zanni, Neyret, Martínez and
Lefebvre, Procedural Phasor Noise, SIGGRAPH 2019, https://doi.org/10.1145/3306346.3322990.
"""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import kernel

Floats = NDArray[np.float64]
Waves = NDArray[np.complex64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

THREAD_MM = 0.4
LEAST_PX = 4.0
"""Thinner threads would vanish between pixels."""
ANGLES = 64
ROUNDS = 7
REACH_PX = 7
LONG, SHORT = 5.0, 1.7
"""Standard deviations of the average along and across a thread, in pixels and in threads' quarters."""


def pitch_mm(pixel_mm: tuple[float, float]) -> float:
    """From thread to thread."""
    return max(THREAD_MM, LEAST_PX * max(pixel_mm))


def strand_phase(mask: Mask, across: Floats, curved: Mask, pixel_mm: tuple[float, float]) -> Floats:
    """Phase (h, w) in -π..π, 0 on the middle of a thread, where `mask`; only where `curved` do directions change."""
    pitch = pitch_mm(pixel_mm)
    turns = 2 * np.pi / pitch
    rows, columns = np.mgrid[: mask.shape[0], : mask.shape[1]]
    along_x, along_y = columns * pixel_mm[0] * across[..., 0], rows * pixel_mm[1] * across[..., 1]
    waves = np.where(mask, np.exp(1j * turns * (along_x + along_y)), 0).astype(np.complex64)
    angle = np.arctan2(across[..., 1], across[..., 0])
    bins = (np.round(angle / (2 * np.pi) * ANGLES).astype(np.int64) % ANGLES).astype(np.int64)
    offsets, weights = _kernels(pitch, pixel_mm)
    places = np.argwhere(mask & curved)
    for _ in range(ROUNDS):
        agreed = waves.copy()
        _agree(waves, bins, offsets, weights, places, agreed)
        waves = agreed
    return np.asarray(np.where(mask, np.angle(waves), 0.0))


def _kernels(pitch: float, pixel_mm: tuple[float, float]) -> tuple[Ints, Waves]:
    """Offsets (k, 2) as rows and columns, and for each angle the weights (ANGLES, k) of the pixels there."""
    rows, columns = (part.reshape(-1) for part in np.mgrid[-REACH_PX : REACH_PX + 1, -REACH_PX : REACH_PX + 1])
    angle = np.arange(ANGLES)[:, None] * 2 * np.pi / ANGLES
    x, y = columns * pixel_mm[0], rows * pixel_mm[1]
    across, along = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    spread = SHORT * pitch / 4, LONG * max(pixel_mm)
    fade = np.exp(-((across / spread[0]) ** 2 + (along / spread[1]) ** 2) / 2)
    weights = np.where(fade > 0.02, fade, 0) * np.exp(-2j * np.pi * across / pitch)
    used = np.abs(weights).max(axis=0) > 0
    return np.stack([rows, columns], axis=1)[used], weights[:, used].astype(np.complex64)


@kernel
def _agree(waves: Waves, bins: Ints, offsets: Ints, weights: Waves, places: Ints, result: Waves) -> None:
    """Each wave replaced by what its neighbours say it is, scaled back to 1; opposite directions count mirrored."""
    height, width = waves.shape
    for number in range(len(places)):
        row, column = places[number]
        bin_here = bins[row, column]
        total = np.complex64(0)
        for k in range(len(offsets)):
            weight = weights[bin_here, k]
            r, c = row + offsets[k, 0], column + offsets[k, 1]
            if weight == 0 or r < 0 or c < 0 or r >= height or c >= width or waves[r, c] == 0:
                continue
            turned = (bins[r, c] - bin_here + ANGLES // 4) % ANGLES
            same = turned <= ANGLES // 2
            total += weight * (waves[r, c] if same else np.conj(waves[r, c]))
        size = abs(total)
        result[row, column] = total / size if size > 0 else waves[row, column]
