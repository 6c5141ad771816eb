"""What a sheet shows: which slots are seen, and which only send light into the picture."""

from dataclasses import dataclass

import numpy as np

from renderer.gltf.document import Document
from renderer.studio.bake import Bake


@dataclass(frozen=True)
class Sight:
    """Slots by what they do to one picture."""

    bake: str
    """Names the bake; two sheets with the same one give the same pictures."""
    seen: frozenset[str]
    """Slots that fragments belong to."""
    felt: frozenset[str]
    """Slots that are not seen, but colour what is: by light that they bounce, or in mirrors."""
    zones: frozenset[str]
    """Zones that fragments belong to."""

    @property
    def matter(self) -> frozenset[str]:
        """Slots whose material can change a pixel."""
        return self.seen | self.felt


def sight_of(bake: Bake, document: Document, key: str) -> Sight:
    """What matters in `bake`, bit for bit: what no fragment, bounce or mirror names is not read when shading."""
    names = slot_names(document)
    seen = {names[number] for number in np.unique(bake.material)}
    mirrored = np.unique(bake.mirror_material)
    felt = {names[number] for number in (*bake.bounce_material, *mirrored[mirrored >= 0])}
    zones = {bake.zones[number] for number in np.unique(bake.zone) if number >= 0}
    return Sight(key, frozenset(seen), frozenset(felt - seen), frozenset(zones))


def slot_names(document: Document) -> list[str]:
    """Names of the materials by number; the default one, past the last, is called nothing."""
    return [*(str(material.get("name", "")) for material in document.json.get("materials", [])), ""]
