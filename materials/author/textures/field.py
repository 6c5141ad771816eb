"""Periodic fields: what every tile is built from. Each is square, (size, size), and its edges meet by construction."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates
from scipy.spatial import cKDTree

Field = NDArray[np.float64]
Index = NDArray[np.int64]


def grid(size: int) -> tuple[Field, Field]:
    """x to the right and y downwards at the pixel centres, 0…1 over the tile."""
    axis = (np.arange(size) + 0.5) / size
    x, y = np.meshgrid(axis, axis)
    return x, y


def noise(size: int, across: float, down: float, seed: int, octave: float = 0.6) -> Field:
    """Gaussian noise of mean 0 and deviation 1, with `across` and `down` waves a tile.

    The spectrum is a log-normal ring `octave` octaves wide around those frequencies, shaped by FFT (so it tiles).
    """
    white = np.fft.rfft2(np.random.default_rng(seed).standard_normal((size, size)))
    fy, fx = np.fft.fftfreq(size, 1.0 / size)[:, None], np.fft.rfftfreq(size, 1.0 / size)[None, :]
    radius = np.maximum(np.hypot(fx / across, fy / down), 1e-3)
    ring = np.exp(-0.5 * (np.log2(radius) / octave) ** 2) / radius
    ring[0, 0] = 0.0
    return standard(np.fft.irfft2(white * ring, s=(size, size)))


def streaks(size: int, length: float, width: float, seed: int) -> Field:
    """Noise of mean 0 and deviation 1 drawn out along x: correlated over `length` and `width` (tile = 1)."""
    white = np.fft.rfft2(np.random.default_rng(seed).standard_normal((size, size)))
    fy, fx = np.fft.fftfreq(size, 1.0 / size)[:, None], np.fft.rfftfreq(size, 1.0 / size)[None, :]
    shape = np.exp(-np.minimum(0.5 * ((fx * length * 2.0) ** 2 + (fy * width * 2.0) ** 2), 60.0))
    shape[0, 0] = 0.0
    return standard(np.fft.irfft2(white * shape, s=(size, size)))


def blur(field: Field, sigma: float) -> Field:
    """Gaussian blur over the tile's edges, `sigma` in pixels."""
    size = field.shape[0]
    fy, fx = np.fft.fftfreq(size)[:, None], np.fft.rfftfreq(size)[None, :]
    kernel = np.exp(-np.minimum(2.0 * (np.pi * sigma) ** 2 * (fx * fx + fy * fy), 60.0))
    return np.asarray(np.fft.irfft2(np.fft.rfft2(field) * kernel, s=field.shape), np.float64)


def cells(points: Field, x: Field, y: Field, nearest: int = 2) -> tuple[Field, Index]:
    """Distances to the `nearest` of `points` (n, 2) on the torus, and which they are: Worley's basis functions.

    https://doi.org/10.1145/237170.237267. Both (size, size, nearest), nearest first; x and y may be bent.
    """
    tree = cKDTree(points % 1.0, boxsize=np.ones(2))
    distance, index = tree.query(np.stack([x % 1.0, y % 1.0], axis=-1).reshape(-1, 2), k=nearest)
    shape = (*x.shape, nearest)
    return np.reshape(distance, shape), np.reshape(index, shape).astype(np.int64)


def scatter(rows: int, jitter: float, thin: float, seed: int) -> Field:
    """Points (n, 2) on a jittered, staggered grid of `rows` × `rows`, a share `thin` of them left out."""
    random = np.random.default_rng(seed)
    row, column = np.divmod(np.arange(rows * rows), rows)
    points = np.stack([column + 0.5 * (row % 2) + 0.25, row + 0.5], axis=-1) / rows
    points += jitter / rows * random.uniform(-1.0, 1.0, points.shape)
    return points[random.random(len(points)) >= thin] % 1.0


def sample(field: Field, x: Field, y: Field) -> Field:
    """`field` read at tile coordinates, bilinear, around the edges."""
    size = field.shape[0]
    rows_columns = np.stack([y * size - 0.5, x * size - 0.5])
    return np.asarray(map_coordinates(field, rows_columns, order=1, mode="grid-wrap"), np.float64)


def slopes(field: Field) -> tuple[Field, Field]:
    """Change a pixel to the right and downwards, by central differences over the edges."""
    right = 0.5 * (np.roll(field, -1, axis=1) - np.roll(field, 1, axis=1))
    below = 0.5 * (np.roll(field, -1, axis=0) - np.roll(field, 1, axis=0))
    return right, below


def standard(field: Field) -> Field:
    """`field` with mean 0 and deviation 1."""
    return np.asarray((field - field.mean()) / field.std(), np.float64)


def step(low: float, high: float, x: Field) -> Field:
    """Smoothstep: 0 at `low`, 1 at `high`, a cubic between; `low` may be above `high`."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t), np.float64)
