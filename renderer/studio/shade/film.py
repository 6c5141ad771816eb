"""KHR_materials_iridescence: a thin film over a surface, whose colour changes with the angle.

Belcour and Barla 2017, https://belcour.github.io/blog/research/publication/2017/05/01/brdf-thin-film.html, as in
https://github.com/KhronosGroup/glTF/tree/main/extensions/2.0/Khronos/KHR_materials_iridescence.
"""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline

Floats = NDArray[np.float64]
Color = tuple[float, float, float]
Film = tuple[float, float, float]
"""Index of refraction, and thickness in nanometres where its texture is 0 and 1."""

STEP_NM, LONGEST_NM = 2.5, 10_000
"""Of the table of fringes: a hundredth of a wave, and where there is nothing left of them."""
TO_LINEAR = np.array(
    [[3.2404542, -1.5371385, -0.4985314], [-0.969266, 1.8760108, 0.041556], [0.0556434, -0.2040259, 1.0572252]]
)


def fringes() -> Floats:
    """(n, 3) what linear sRGB sees of a fringe, for ways that differ by 0, `STEP_NM`, … nanometres."""
    phase = 2e-9 * np.pi * np.arange(0, LONGEST_NM + STEP_NM, STEP_NM)

    def bell(height: float, place: float, width: float) -> Floats:
        return np.asarray(height * np.sqrt(2 * np.pi * width) * np.cos(place * phase) * np.exp(-(phase**2) * width))

    x = bell(5.4856e-13, 1.6810e06, 4.3278e09) + bell(9.7470e-14, 2.2399e06, 4.5282e09)
    y = bell(4.4201e-13, 1.7953e06, 9.3046e09)
    z = bell(5.2481e-13, 2.2084e06, 6.6121e09)
    return np.asarray(np.stack([x, y, z], axis=1) @ TO_LINEAR.T / 1.0685e-7)


SEEN = fringes()
"""The eye's curves as Gaussians over frequencies."""


@inline
def under_film(film: Film, factor: float, thickness: float, f0: Color, cosine: float) -> Color:
    """The F0 from which Schlick's curve reaches, at `cosine`, what a surface of `f0` reflects under a film.

    The film covers it by `factor`; `thickness` is the texture's value.
    """
    if factor <= 0.0:
        return f0
    nm = film[1] + (film[2] - film[1]) * thickness
    r, g, b = film_reflectance(film[0], nm, f0, cosine)
    rise = (1.0 - cosine) ** 5
    scale = 1.0 / max(1.0 - rise, 1e-4)
    return (
        f0[0] + (min(max((r - rise) * scale, 0.0), 1.0) - f0[0]) * factor,
        f0[1] + (min(max((g - rise) * scale, 0.0), 1.0) - f0[1]) * factor,
        f0[2] + (min(max((b - rise) * scale, 0.0), 1.0) - f0[2]) * factor,
    )


@inline
def film_reflectance(ior: float, nm: float, f0: Color, cosine: float) -> Color:
    """Linear sRGB reflectance at `cosine` of a film of `nm` nanometres over a base of `f0`."""
    # A film of no thickness is none: its index fades to that of air.
    fade = min(nm / 0.03, 1.0)
    ior = 1.0 + (ior - 1.0) * fade * fade * (3.0 - 2.0 * fade)
    squared = 1.0 - (1.0 - cosine * cosine) / (ior * ior)
    if squared < 0.0:
        return 1.0, 1.0, 1.0
    below = math.sqrt(squared)
    outside = ((ior - 1.0) / (ior + 1.0)) ** 2
    first = outside + (1.0 - outside) * (1.0 - cosine) ** 5
    path = 2.0 * ior * nm * below
    once, twice = seen_of_fringe(path), seen_of_fringe(2.0 * path)
    return (
        channel(ior, first, f0[0], below, once[0], twice[0]),
        channel(ior, first, f0[1], below, once[1], twice[1]),
        channel(ior, first, f0[2], below, once[2], twice[2]),
    )


@inline
def channel(ior: float, first: float, f0: float, below: float, once: float, twice: float) -> float:
    """One channel: light off the film, light that went through it and back once, and how they interfere.

    Two interferences are followed, as in the extension's own code; `once` and `twice` are what is seen of them.
    """
    root = math.sqrt(min(max(f0, 0.0), 0.9999))
    base = (1.0 + root) / (1.0 - root)
    inside = ((base - ior) / (base + ior)) ** 2
    second = inside + (1.0 - inside) * (1.0 - below) ** 5
    both = min(max(first * second, 1e-5), 0.9999)
    through = (1.0 - first) ** 2 * second / (1.0 - both)
    total = first + through
    fringe = (through - (1.0 - first)) * math.sqrt(both)
    # Reflected by what is denser, light is shifted by half a wave: at the film always, and maybe below it.
    total += fringe * 2.0 * (once if base < ior else -once)
    total += fringe * math.sqrt(both) * 2.0 * twice
    return max(total, 0.0)


@inline
def seen_of_fringe(path: float) -> Color:
    """How much linear sRGB sees of a fringe between ways that differ by `path` nanometres."""
    at = path / STEP_NM
    if at >= len(SEEN) - 1:
        return 0.0, 0.0, 0.0
    low = int(at)
    part = at - low
    r, g, b = SEEN[low, 0], SEEN[low, 1], SEEN[low, 2]
    return (
        r + (SEEN[low + 1, 0] - r) * part,
        g + (SEEN[low + 1, 1] - g) * part,
        b + (SEEN[low + 1, 2] - b) * part,
    )
