"""What a material sends back of the light that falls on it: all over, and where mirrors show a spot of its texture."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.room import Room
from renderer.studio.bake import Bake
from renderer.studio.bake.tints import tint_of
from renderer.studio.shade.materials import COLUMNS, Material
from renderer.studio.shade.pyramids import COLOR, DATA, pyramid_of
from renderer.studio.shade.surface import Coordinates, evaluate
from renderer.studio.shade.uncoloured import uncoloured

Array = NDArray[np.float64]
Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

CHANNELS = {"metallic": slice(2, 3), "roughness": slice(1, 2)}
MOST = 0.95
"""No surface sends back more: the series of bounces has an end."""
BROAD = 16
"""Texels a side of the halving by which a texture is judged."""
UNEVEN = 0.06
"""Standard deviation of a channel of it, from which on mirrors show the texture's spot and not its mean."""
KEPT_BYTES = 100 << 20
WHITE = np.ones(3, np.float32)


@dataclass(frozen=True, eq=False)
class Tone:
    """Shares of light that a material sends back, in all and as a picture of what is around it, as linear RGB."""

    albedo: Array
    """(3,) mean."""
    polish: Array
    """(3,) mean of the part that mirrors: less, the rougher the surface is."""
    rows: Rows
    """(n,) of the bake, whose mirrors show this material where it is unlike its mean; (0,) for an even one."""
    spots: Array
    """(n, 6) albedo and polish there."""

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.albedo.nbytes + self.polish.nbytes + self.rows.nbytes + self.spots.nbytes


def tone_of(bake: Bake, document: Document, number: int, material: Material) -> Tone:
    """The tone of material `number`."""
    mean = _mean_tone(document, material, tint_of(bake.tint, number))
    if not is_uneven(document, material) and not _is_colorful(bake, number):
        return Tone(mean[:3], mean[3:], np.empty(0, np.int64), np.empty((0, 6)))
    seen = _seen(bake, document, number, material)
    colors = seen.base * material.factors[COLUMNS["base_color"] : COLUMNS["base_color"] + 3]
    return Tone(mean[:3], mean[3:], seen.rows, _tones(material, colors, *seen.finish))


def mean_albedo(document: Document, material: Material, tint: Floats = WHITE) -> Array:
    """(3,) the share of light that a material sends back, averaged over its textures; `tint` (3,) its mean COLOR_0."""
    return np.asarray(_mean_tone(document, material, tint)[:3])


def _mean_tone(document: Document, material: Material, tint: Floats) -> Array:
    base, metallic, roughness = (_mean(document, material, name) for name in ("base_color", "metallic", "roughness"))
    return np.asarray(_tones(material, base[None, :3] * tint, metallic[None], roughness[None])[0])


def _is_colorful(bake: Bake, number: int) -> bool:
    """Whether mirrors show the material in vertex colours that differ."""
    shown = bake.mirror_color[bake.mirror_material == number, :3] if len(bake.mirror_color) else bake.mirror_color
    return bool(len(shown) and np.ptp(shown, axis=0).max() > UNEVEN)


def _tones(material: Material, base: Array, metallic: Array, roughness: Array) -> Array:
    """(n, 6) albedo and polish of base colours (n, 3), metallic (n, 1) and roughness (n, 1)."""
    shine = facing_shine(material)
    glossy = shine * (1 - metallic)
    albedo = base * (1 - glossy.max(axis=1, keepdims=True)) + glossy
    polish = (base * metallic + glossy) * (1 - np.clip(roughness, 0, 1))
    return np.asarray(np.clip(np.concatenate([albedo, polish], axis=1), 0, MOST))


def facing_shine(material: Material) -> Array:
    """(3,) what a dielectric sends back off its surface where it is seen from the front."""
    color = material.factors[COLUMNS["specular_color"] : COLUMNS["specular_color"] + 3]
    return np.asarray(np.minimum(material.f0 * color, 1) * material.factors[COLUMNS["specular"]])


@dataclass(frozen=True, eq=False)
class _Seen:
    rows: Rows
    base: Floats
    finish: tuple[Array, Array]
    """Metallic and roughness (n, 1)."""

    @property
    def nbytes(self) -> int:
        return self.rows.nbytes + self.base.nbytes + sum(each.nbytes for each in self.finish)


_ROOM = Room[_Seen](KEPT_BYTES)


def _seen(bake: Bake, document: Document, number: int, material: Material) -> _Seen:
    make = partial(_look, bake, document, number, material)
    return _ROOM.get((bake.name, number, uncoloured(document, number, material)), make) if bake.name else make()


def _look(bake: Bake, document: Document, number: int, material: Material) -> _Seen:
    """The material's texture and COLOR_0 where mirrors show it, its base colour factor taken for 1."""
    rows = np.flatnonzero(bake.mirror_material == number)
    uv = bake.mirror_uv[rows]
    reach = bake.mirror_spread[rows].astype(np.float32)
    # As wide to the right as down; texture by texture the same for all sets of coordinates.
    sets = uv.shape[1] // 2
    spread = np.zeros((len(rows), 4 * sets), np.float32)
    spread[:, 0 : 2 * sets : 2] = reach[:, None]
    spread[:, 2 * sets + 1 :: 2] = reach[:, None]
    shown = {name: use for name, use in material.textures.items() if name in ("base_color", *CHANNELS)}
    factors = material.factors.copy()
    factors[COLUMNS["base_color"] : COLUMNS["base_color"] + 4] = 1
    plain = replace(material, factors=factors, textures=shown)
    color = bake.mirror_color[rows] if len(bake.mirror_color) else bake.mirror_color
    table = evaluate(document, plain, Coordinates(uv, spread, color)).full().table
    metallic, roughness = (table[:, COLUMNS[name] : COLUMNS[name] + 1].astype(np.float64) for name in CHANNELS)
    return _Seen(rows, table[:, COLUMNS["base_color"] : COLUMNS["base_color"] + 3].copy(), (metallic, roughness))


def is_uneven(document: Document, material: Material) -> bool:
    """Whether one spot of a material is unlike another also from afar: an atlas of parts, not a weave or a grain."""
    return any(_spread(document, material, name) > UNEVEN for name in ("base_color", "metallic"))


def _spread(document: Document, material: Material, name: str) -> float:
    use = material.textures.get(name)
    if use is None:
        return 0.0
    broad = pyramid_of(document, use.texture, COLOR if name == "base_color" else DATA).broad(BROAD)
    return float(broad[:, :3].std(axis=0).max())


def _mean(document: Document, material: Material, name: str) -> Array:
    width = 4 if name == "base_color" else 1
    factor = material.factors[COLUMNS[name] : COLUMNS[name] + width]
    use = material.textures.get(name)
    if use is None:
        return factor
    mean = pyramid_of(document, use.texture, COLOR if name == "base_color" else DATA).mean
    return factor * (mean if width == 4 else mean[CHANNELS[name]])
