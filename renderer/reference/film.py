"""KHR_materials_iridescence: the light of a thin film, at the corners of a mesh as the camera sees them.

No conductor of Mitsuba's has a colour that changes with the angle; a colour at each corner changes along the surface,
and so it does here.
"""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import kernel
from renderer.reference.canvas import Inputs
from renderer.reference.lobes import COSINES, WEIGHTS, gloss_factor
from renderer.studio.shade.film import Film, film_reflectance
from renderer.studio.shade.materials import Material

Array = NDArray[np.float64]


def film_light(material: Material, surface: Inputs, cosines: Array) -> Array:
    """(n, 3) share of light that a surface under a film sends back at each of `cosines` (n,), light between facets too.

    One for all of the material's texels: their mean.
    """
    color, metallic, roughness, tint, specular, thickness = (
        surface[name].mean(axis=(0, 1), dtype=np.float64)
        for name in ("base_color", "metallic", "roughness", "specular_color", "specular", "film")
    )
    dielectric = np.clip(material.f0 * tint, 0, 1)
    under = reflected(material.film, float(thickness[0]), dielectric, cosines) * specular
    share = under + (reflected(material.film, float(thickness[0]), color[:3], cosines) - under) * metallic
    return np.asarray(share * (1 + share * (gloss_factor(roughness, np.ones(1)) - 1)))


def film_mean(material: Material, surface: Inputs) -> float:
    """The most that the film keeps of any colour from a dielectric's own, mean over angles."""
    return float((WEIGHTS @ film_light(material, surface, COSINES)).max())


def reflected(film: Film, thickness: float, f0: Array, cosines: Array) -> Array:
    """Reflectance (n, 3) of a film over a surface of `f0` (3,); `thickness` is the texture's value."""
    result = np.empty((len(cosines), 3))
    _reflect(film, film[1] + (film[2] - film[1]) * thickness, f0, np.ascontiguousarray(cosines, np.float64), result)
    return np.clip(result, 0, 1)


@kernel
def _reflect(film: Film, nm: float, f0: Array, cosines: Array, result: Array) -> None:
    for row in range(len(cosines)):
        r, g, b = film_reflectance(film[0], nm, (f0[0], f0[1], f0[2]), cosines[row])
        result[row, 0], result[row, 1], result[row, 2] = r, g, b
