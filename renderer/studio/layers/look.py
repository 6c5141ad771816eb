"""What fills a bake's materials, by names that are cheap to compare."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.studio.scene import read_decals
from renderer.studio.shade.light import Lit, Radiance
from renderer.studio.shade.materials import read_material
from renderer.studio.shade.uncoloured import described

Rows = NDArray[np.int64]
Picture = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Look:
    """What fills a bake's materials: names for it that are cheap to compare, and the document where more is wanted."""

    materials: tuple[str, ...]
    """By number, the default material last: equal where materials and their textures are equal."""
    decals: str
    """Names the artworks and where they lie; empty for none."""
    document: Callable[[], Document]
    """The assembled model. Asked for only where a material comes for the first time."""
    owner: str = ""
    """Whose it is: what was found for one is found again for another, so that nobody learns of it by waiting."""


@dataclass(frozen=True, eq=False)
class Inked:
    """The fragments of one material under artworks, lit: rows of the bake and how they answer."""

    rows: Rows
    lit: Lit

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.rows.nbytes + self.lit.nbytes


@dataclass(frozen=True, eq=False)
class Drawn:
    """A picture with artworks, and what it is made of: most of it is the next one's as well, where a name is tried."""

    materials: tuple[str, ...]
    """The look's."""
    background: str
    radiance: Radiance
    picture: Picture
    inked: dict[int, Inked]
    """By material number."""


def look_in(document: Document) -> Look:
    """The look of a document, named by all that its materials and artworks say."""
    words = [*document.json.get("materials", []), {}]
    names = [described(document, material, read_material(material)) for material in words]
    decals = read_decals(document)
    laid = [[*vars(decal).values(), names[decal.material]] for decal in decals]
    return Look(tuple(names), json.dumps(laid) if laid else "", lambda: document)
