"""A bake held open, with every slot lit once in each swatch that came by."""

from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from renderer.backdrop import Surroundings
from renderer.gltf.document import Document
from renderer.room import Room
from renderer.studio.bake import Bake
from renderer.studio.layers.add_light import Between, add_light
from renderer.studio.layers.look import Drawn, Inked, Look
from renderer.studio.scene import read_decals
from renderer.studio.shade.bounces import Bounced, bounced
from renderer.studio.shade.compose import compose, recompose
from renderer.studio.shade.decals import lay_decals
from renderer.studio.shade.light import Lights, Lit, Radiance, gloss_of, light_material
from renderer.studio.shade.materials import Material, read_material
from renderer.studio.shade.remember import coloured, name_of, slot_of
from renderer.studio.shade.sky import sky_of
from renderer.studio.shade.surface import Rows, Values, coordinates, evaluate
from renderer.studio.shade.tones import Tone, tone_of

Picture = NDArray[np.uint8]

NOWHERE = np.empty(0, np.int64)
KEPT_BYTES = 250 << 20
"""Of lit slots; beyond it the ones that were used longest ago are lit again when they come back."""


class OpenBake:
    """Draws looks over one bake: a slot is shaded the first time it comes in a swatch, and from then on summed up."""

    def __init__(self, bake: Bake, around: Surroundings, limit: int = KEPT_BYTES) -> None:
        self.bake = bake
        self._around = around
        self._lights = Lights(bake, sky_of(around.environment))
        self._between = Between.of(bake)
        self._shown = [int(number) for number in np.unique(bake.material)]
        self._zoned = [int(number) for number in np.unique(bake.material[bake.zone >= 0])]
        self._lit = Room[Lit](limit)
        self._inked = Room[Inked](limit // 4)
        self._tones = Room[Tone](limit // 8)
        self._last: Drawn | None = None
        self.lit = 0
        """Fragments lit so far, each once in every swatch that its slot came in."""

    def draw(self, look: Look, background: str) -> Picture:
        """(H, W, 4) sRGB, straight alpha. Raises `ModelError` for textures that cannot be decoded, `InputError`."""
        if not look.decals:
            return self.finished(self.radiance(look), background)
        last = self._last
        if last and (last.materials, last.background) == (look.materials, background):
            drawn = self._renamed(last, look)
        else:
            radiance = self.radiance(look)
            drawn = Drawn(look.materials, background, radiance, self.finished(radiance, background), self._inks(look))
        self._last = drawn
        return drawn.picture.copy()

    def _renamed(self, last: Drawn, look: Look) -> Drawn:
        """The picture of a look that has other artworks than the `last`, and is the same in all else."""
        slots, inked, radiance = self.bounced(look), self._inks(look), last.radiance.copy()
        for number, old in last.inked.items():
            bare = self._slot(look, number).only(old.rows - self.bake.rows(number).start)
            add_light(self._between, old.rows, bare, slots, radiance)
        for new in inked.values():
            add_light(self._between, new.rows, new.lit, slots, radiance)
        rows = np.concatenate([NOWHERE, *(each.rows for each in (*last.inked.values(), *inked.values()))])
        picture, changed = last.picture, self._between.fragment[rows]
        if len(changed):
            around = int(changed.min()), int(changed.max())
            picture = recompose(self.bake, radiance, last.background, self._around, picture, around)
        return Drawn(look.materials, last.background, radiance, picture, inked)

    def finished(self, radiance: Radiance, background: str) -> Picture:
        """The picture of `radiance` before `background`; raises `InputError` where that is none."""
        return compose(self.bake, radiance, background, self._around)

    def radiance(self, look: Look) -> Radiance:
        """What every fragment sends to the eye."""
        slots = self.bounced(look)
        result = Radiance.dark(len(self.bake.fragment))
        for number in self.shown:
            add_light(self._between, self.bake.rows(number), self._slot(look, number), slots, result)
        for inked in self._inks(look).values():
            add_light(self._between, inked.rows, inked.lit, slots, result)
        return result

    def _slot(self, look: Look, number: int) -> Lit:
        return self._lit.get((number, look.materials[number]), partial(self._light, look, number))

    def _inks(self, look: Look) -> dict[int, Inked]:
        """What artworks cover, by material number."""
        found = {}
        for number in self._zoned if look.decals else []:
            name = (look.decals, number, look.materials[number])
            found[number] = self._inked.get(name, partial(self._ink, look, number))
        return found

    def bounced(self, look: Look) -> Bounced:
        """Light between the slots of this look."""
        return bounced(self.bake, [self._tone(look, number) for number in range(len(look.materials))])

    @property
    def shown(self) -> list[int]:
        """Numbers of the materials that have fragments."""
        return self._shown

    def _tone(self, look: Look, number: int) -> Tone:
        """All of a material that its light on others depends on."""

        def found() -> Tone:
            document = look.document()
            return tone_of(self.bake, document, number, material_of(document, number))

        return self._tones.get((number, look.materials[number]), found)

    def _light(self, look: Look, number: int) -> Lit:
        rows = self.bake.rows(number)
        self.lit += rows.stop - rows.start
        document = look.document()
        material = material_of(document, number)
        slot = slot_of(self._lights, document, number, material, look.owner)
        return light_material(material, coloured(slot.values, material), slot.gloss)

    def _ink(self, look: Look, number: int) -> Inked:
        document = look.document()
        material = material_of(document, number)

        def below(rows: Rows) -> Values:
            at = coordinates(self.bake, rows, name_of(self.bake, number, look.owner))
            return evaluate(document, material, replace(at, part=rows - self.bake.rows(number).start))

        laid = lay_decals(document, read_decals(document), self.bake, {number: below})
        rows, values = (laid[0].rows, laid[0].values) if laid else (NOWHERE, below(NOWHERE))
        return Inked(rows, light_material(material, values, gloss_of(self._lights, rows, material, values)))


def material_of(document: Document, number: int) -> Material:
    """Material `number` of a document; one past the last is the default."""
    return read_material([*document.json.get("materials", []), {}][number])
