"""Glossy lobes of a few taps, held against lobes of 2,000: root mean square of sRGB levels, in random views.

    python -m benchmarks.lobes [--fit] [--rings 2,4] [--steps 300]

Under the project's environments, and those of the shared folder where there is one, for α from a mirror's to a chalk's.
`--fit` looks for rings that come nearer, by chance and keeping what is better, and prints them for `lobe.py`.
"""

import argparse
import math
import sys
import tempfile
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.scenes import ROOT, shared_folder
from renderer.color import linear_to_srgb
from renderer.environment import load_environment
from renderer.environment.looks import Looks
from renderer.jit import kernel
from renderer.studio.shade.brdf import albedo_table, look_up_albedo
from renderer.studio.shade.lobe import (
    ALL,
    CAP,
    FAINT,
    FITTED,
    HALF,
    Ring,
    aims_for_taps,
    facets_around,
    on_rings,
    sky_under_lobe,
    strewn,
)
from renderer.studio.shade.sky import SkyPictures, sky_of

Floats = NDArray[np.float64]
Cap = NDArray[np.float32]

VIEWS, ENVIRONMENTS, MANY = 1200, 7, 2000
SMEAR = 0.01
"""Radians that a pixel smears reflections by."""
ALPHAS = {
    "all": (0.05, 0.1, 0.2, 0.4, 0.8),
    "half": (0.05, 0.1, 0.15, 0.2),
    "faint": (0.016, 0.03, 0.06, 0.13, 0.25, 0.45, 0.8),
}
"""What each set of taps is for."""
TAPS = {"all": ALL, "half": HALF, "faint": FAINT}
STOPS = (3.2, 0.8, 0.2, 0.05)
"""Exposures: what is seen in shadows, and what of lamps."""
METAL_F0, OTHER_F0, UNDER = 0.9, 0.04, 0.15
"""A metal's reflectance; that of a gloss, and the light of the colour that it lies over."""


@dataclass
class Trial:
    """Random views under all environments, in which taps are judged as `use` needs them."""

    use: str

    @cached_property
    def skies(self) -> list[SkyPictures]:
        """The environments."""
        folders = (ROOT / "materials" / "environments", shared_folder() / "data" / "environments")
        files = [file for folder in folders for file in sorted(folder.glob("*.hdr"))]
        with tempfile.TemporaryDirectory() as cache:
            found = [load_environment(file.read_bytes(), Path(cache)) for file in islice(files, ENVIRONMENTS)]
        return [sky_of(each).pictures for each in found]

    @cached_property
    def directions(self) -> tuple[Floats, Floats]:
        """Normals (n, 3), and views that see them (n, 3)."""
        chance = np.random.default_rng(3)
        normals, views = (each / np.linalg.norm(each, axis=1)[:, None] for each in chance.normal(size=(2, VIEWS, 3)))
        views[(normals * views).sum(axis=1) < 0] *= -1
        return normals, views

    @cached_property
    def truth(self) -> list[list[Floats]]:
        """What many taps show, by environment and α."""
        golden = (math.sqrt(5) - 1) / 2
        ranks = (np.arange(MANY) + 0.5) / MANY
        many = on_rings(*((1, 1.0, 2 * math.pi * golden * number, rank, 1.0) for number, rank in enumerate(ranks)))
        return [[self._lit(sky, alpha, many) for alpha in ALPHAS[self.use]] for sky in self.skies]

    @cached_property
    def albedos(self) -> dict[float, tuple[Floats, Floats]]:
        """By α: scale and bias of F0 (n, 1)."""
        table, facing = albedo_table(), np.maximum((self.directions[0] * self.directions[1]).sum(axis=1), 1e-3)
        found = {
            alpha: np.array([look_up_albedo(table, math.sqrt(alpha), each) for each in facing])
            for alpha in ALPHAS[self.use]
        }
        return {alpha: (each[:, :1], each[:, 1:2]) for alpha, each in found.items()}

    def errors(self, taps: Cap) -> Floats:
        """Root mean square by α, over environments and views, of what `taps` (5, n) show."""
        squares = np.zeros(len(ALPHAS[self.use]))
        for sky, known in zip(self.skies, self.truth, strict=True):
            scale = 0.5 / float(np.median(known[0][:, :3]))
            for number, alpha in enumerate(ALPHAS[self.use]):
                pair = self._lit(sky, alpha, taps), known[number]
                for stop in STOPS:
                    shown, true = (self._shown(each, alpha, scale * stop) for each in pair)
                    squares[number] += ((shown - true) ** 2).mean()
        return np.asarray(np.sqrt(squares / len(STOPS) / len(self.skies)))

    def _lit(self, sky: SkyPictures, alpha: float, taps: Cap) -> Floats:
        lit = np.empty((VIEWS, 6))
        _light(sky, *self.directions, alpha, taps, aims_for_taps(), lit)
        return lit

    def _shown(self, lit: Floats, alpha: float, scale: float) -> Floats:
        """sRGB levels (n, 3) of a metal, or of a gloss over a colour."""
        by_f0, by_f90 = self.albedos[alpha]
        f0 = OTHER_F0 if self.use == "faint" else METAL_F0
        rim = by_f90 * lit[:, 3:] * scale
        light = f0 * ((by_f0 + by_f90) * lit[:, :3] * scale - rim) + rim + (UNDER if self.use == "faint" else 0.0)
        return np.asarray(linear_to_srgb(np.clip(light, 0, 1)) * 255)


@kernel
def _light(sky: SkyPictures, normals: Floats, views: Floats, alpha: float, taps: Cap, aims: Looks, lit: Floats) -> None:
    for row in range(len(lit)):
        normal = (normals[row, 0], normals[row, 1], normals[row, 2])
        view = (views[row, 0], views[row, 1], views[row, 2])
        facets = facets_around(normal, (0.0, 0.0, 0.0), view, alpha, alpha)
        whole, rim = sky_under_lobe(sky, normal, facets, view, SMEAR, taps, (0, taps.shape[1]), aims)
        for axis in range(3):
            lit[row, axis], lit[row, 3 + axis] = whole[axis], rim[axis]


def fitted(trial: Trial, counts: list[int], steps: int) -> tuple[Ring, ...]:
    """Rings of that many taps, as near as so many steps come; from those in use, where they are of as many."""
    chance = np.random.default_rng(7)
    best = start(FITTED if [ring[0] for ring in FITTED] == counts else even(counts))
    least, stride = math.inf, 0.4
    for step in range(steps):
        moved = best + (step > 0) * stride * chance.normal(size=best.shape) * (chance.random(best.shape) < 0.4)
        error = float(np.linalg.norm(trial.errors(on_rings(*rings_of(counts, moved)))))
        if error < least:
            best, least, stride = moved, error, min(stride * 1.3, 0.6)
        else:
            stride = max(stride * 0.96, 0.02)
    return rings_of(counts, best)


def even(counts: list[int]) -> tuple[Ring, ...]:
    """Rings whose taps have equal shares."""
    whole = sum(counts)
    return tuple(
        (count, count / whole, 0.0, (before + count / 2) / whole, 1.0)
        for count, before in zip(counts, accumulate([0, *counts]), strict=False)
    )


def start(rings: tuple[Ring, ...]) -> Floats:
    """Free numbers (4, n) of `rings`: logarithm of share, angle, logit of rank, logarithm of patch."""
    _, shares, angles, ranks, patches = np.array(rings).T
    return np.stack([np.log(shares), angles, np.log(ranks / (1 - ranks)), np.log(patches)])


def rings_of(counts: list[int], numbers: Floats) -> tuple[Ring, ...]:
    """The rings that `start` gives these numbers for."""
    shares = np.exp(numbers[0]) / np.exp(numbers[0]).sum()
    columns = (shares, numbers[1] % (2 * math.pi), 1 / (1 + np.exp(-numbers[2])), np.exp(numbers[3]))
    share, angle, rank, patch = (np.round(each, 4).tolist() for each in columns)
    return tuple(zip(counts, share, angle, rank, patch, strict=True))


def main(words: list[str]) -> int:
    """The bench."""
    wishes = parsed(words)
    for use in ["faint"] if wishes.fit else TAPS:
        trial, errors = Trial(use), {}
        if wishes.fit:
            rings = fitted(trial, [int(each) for each in wishes.rings.split(",")], wishes.steps)
            print(*rings, sep=",\n")
            errors["fitted"] = trial.errors(on_rings(*rings))
        count = TAPS[use][1] - TAPS[use][0]
        errors[f"{count} taps"] = trial.errors(CAP[:, slice(*TAPS[use])])
        errors[f"{count} in a sunflower"] = trial.errors(strewn(count, 1, 1.0))
        print(f"| {use} | " + " | ".join(f"α {alpha}" for alpha in ALPHAS[use]) + " | all |")
        for name, row in errors.items():
            print(f"| {name} | " + " | ".join(f"{each:.2f}" for each in (*row, math.sqrt((row**2).mean()))) + " |")
    return 0


def parsed(words: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lobes")
    parser.add_argument("--fit", action="store_true", help="look for better rings for the faint gloss")
    parser.add_argument("--rings", default="2,4", help="taps on each, from the middle")
    parser.add_argument("--steps", type=int, default=300)
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
