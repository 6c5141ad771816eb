"""An artwork on the tiny product, with all that is made of it."""

from dataclasses import dataclass
from pathlib import Path

from renderer.assemble.assemble import assemble
from renderer.assemble.place_decals import without_decals
from renderer.export import EXPORTERS
from renderer.facts import UNKNOWN
from renderer.gltf.document import Document
from renderer.production.job import Order, production_files
from renderer.production.placement import Placement
from renderer.proof.compare import Finding
from renderer.proof.prove import Shown, Taken, prove
from renderer.proof.read_glb import decal_in_glb
from renderer.proof.read_usdz import decals_in_usdz
from renderer.recipe import Camera, DecalRecipe, Shot
from renderer.store import MemoryStore
from renderer.studio import draw
from tests.renderer.studio.studio_scene import hdr, plain
from tests.support.tiny_product import tiny_recipe

PANEL = ("panel", 0)


@dataclass(frozen=True, eq=False)
class Trial:
    """What `made` makes, and the artwork that it is held against."""

    document: Document
    decal: DecalRecipe
    shown: Shown
    svg: bytes

    def findings(self, **change: object) -> dict[str, Finding]:
        found = prove(self.document, self.decal.model_copy(update=change), self.svg, self.shown)
        return {each.subject: each for each in found}


def made(decal: DecalRecipe, store: MemoryStore, camera: Camera, cache: Path) -> tuple[Document, DecalRecipe, Shown]:
    """Picture, models and production files of one artwork on the panel."""
    document = assemble(tiny_recipe(store, decals=(decal,)), store)
    shot = Shot(name="close", camera=camera, width=480, height=240, environment=store.put(hdr(plain())), ground=False)
    pictures = [draw(each, shot, store, cache) for each in (document, without_decals(document))]
    models = {kind: EXPORTERS[kind](document, UNKNOWN).data for kind in ("glb", "usdz")}
    placement = Placement("Panel", (300.0, 120.0), (decal.width_mm, decal.height_mm), decal.center_mm)
    decals = {
        "model.glb": decal_in_glb(Document.from_glb(models["glb"]), "panel"),
        "model.usdz": decals_in_usdz(models["usdz"], [PANEL]).get(PANEL),
    }
    files = production_files(Order(store.get(decal.artwork), decal.finish, placement), {})
    return document, decal, Shown(decals, Taken(shot, pictures[0], pictures[1]), files)
