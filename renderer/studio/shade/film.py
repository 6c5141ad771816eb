"""KHR_materials_iridescence: a thin film over a surface, whose colour changes with the angle.

Belcour and Barla 2017, https://belcour.github.io/blog/research/publication/2017/05/01/brdf-thin-film.html, as in
https://github.com/KhronosGroup/glTF/tree/main/extensions/2.0/Khronos/KHR_materials_iridescence.
"""

import math

from renderer.jit import inline

Color = tuple[float, float, float]
Film = tuple[float, float, float]
"""Index of refraction, and thickness in nanometres where its texture is 0 and 1."""

ORDERS = 2
"""Interferences followed, as in the extension's own code."""


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
    return (
        channel(0, ior, first, path, f0[0], below),
        channel(1, ior, first, path, f0[1], below),
        channel(2, ior, first, path, f0[2], below),
    )


@inline
def channel(which: int, ior: float, first: float, path: float, f0: float, below: float) -> float:
    """One channel: light off the film, light that went through it and back once, and how they interfere."""
    root = math.sqrt(min(max(f0, 0.0), 0.9999))
    base = (1.0 + root) / (1.0 - root)
    inside = ((base - ior) / (base + ior)) ** 2
    second = inside + (1.0 - inside) * (1.0 - below) ** 5
    shift = math.pi + (math.pi if base < ior else 0.0)
    both = min(max(first * second, 1e-5), 0.9999)
    through = (1.0 - first) ** 2 * second / (1.0 - both)
    total = first + through
    fringe = through - (1.0 - first)
    for order in range(1, ORDERS + 1):
        fringe *= math.sqrt(both)
        total += fringe * 2.0 * sensitivity(which, order * path, order * shift)
    return max(total, 0.0)


@inline
def sensitivity(which: int, path: float, shift: float) -> float:
    """How much a channel of linear sRGB sees of a fringe: the eye's curves as Gaussians over frequencies."""
    phase = 2.0 * math.pi * path * 1e-9
    x = bell(phase, shift, 5.4856e-13, 1.6810e06, 4.3278e09) + bell(phase, shift, 9.7470e-14, 2.2399e06, 4.5282e09)
    y = bell(phase, shift, 4.4201e-13, 1.7953e06, 9.3046e09)
    z = bell(phase, shift, 5.2481e-13, 2.2084e06, 6.6121e09)
    if which == 0:
        return (3.2404542 * x - 1.5371385 * y - 0.4985314 * z) / 1.0685e-7
    if which == 1:
        return (-0.9692660 * x + 1.8760108 * y + 0.0415560 * z) / 1.0685e-7
    return (0.0556434 * x - 0.2040259 * y + 1.0572252 * z) / 1.0685e-7


@inline
def bell(phase: float, shift: float, height: float, place: float, width: float) -> float:
    """One Gaussian's share."""
    level = height * math.sqrt(2.0 * math.pi * width)
    return level * math.cos(place * phase + shift) * math.exp(-phase * phase * width)
