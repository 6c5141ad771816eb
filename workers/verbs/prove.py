"""Pictures, models and production files of a configuration → whether they show the artworks that were drawn."""

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from PIL import Image

from configurator.production.artworks import folder_of, orders
from configurator.recipe import scene_recipe, shots
from configurator.resolve import ResolvedConfiguration
from renderer.artwork.find_color import read_palettes
from renderer.assemble.place_decals import without_decals
from renderer.asset import Asset
from renderer.digest import canonical_json
from renderer.engines import draw
from renderer.gltf.document import Document
from renderer.production.job import production_files
from renderer.proof.compare import Finding
from renderer.proof.decal import DecalFound
from renderer.proof.prove import Shown, Taken
from renderer.proof.prove import prove as prove_artwork
from renderer.proof.read_glb import decal_in_glb
from renderer.proof.read_usdz import decals_in_usdz
from renderer.recipe import Shot
from workers.home import Home
from workers.job import AssetRecord
from workers.settings import settings
from workers.verbs.documents import document

NAME = "proof.json"


def prove(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: `resolved`, the blob of a `ResolvedConfiguration`; `model`, of the assembled GLB; `assets`, records.

    The asset lists, zone by zone, what was read back from each file and by how many millimetres it differs.
    """
    resolved = ResolvedConfiguration.model_validate_json(home.store.get(inputs["resolved"]))
    resolved = resolved.within(settings().models, settings().materials)
    records = {each.name: each for each in map(AssetRecord.model_validate, inputs["assets"])}
    whole = document(inputs["model"], home)
    decals = _decals(records, [each.zone.id for each in resolved.personalizations], home)
    pictures = _pictures(resolved, whole, records, home)
    rack, wanted = read_palettes(settings().materials / "palettes"), orders(resolved)
    proven = []
    for each, decal in zip(resolved.personalizations, scene_recipe(resolved, home.store).decals, strict=True):
        order, zone = wanted[folder_of(each)], each.zone.id
        made = {name: found.get(zone) for name, found in decals.items()}
        shown = Shown(made, pictures.get(zone), production_files(order, rack), order.warp)
        found = prove_artwork(whole, decal, each.svg.encode(), shown)
        proven.append({"zone": zone, "finish": each.finish, "findings": [_row(finding) for finding in found]})
    return Asset(NAME, "application/json", canonical_json({"proof": proven}), {"model": inputs["model"]})


def _row(finding: Finding) -> dict[str, object]:
    """As JSON, which knows no infinity: what is not found has no distance."""
    return {**asdict(finding), "off_mm": finding.off_mm if math.isfinite(finding.off_mm) else None}


def _decals(
    records: Mapping[str, AssetRecord], zones: Sequence[str], home: Home
) -> dict[str, Mapping[str, DecalFound | None]]:
    """Model file → zone → its decal."""
    found: dict[str, Mapping[str, DecalFound | None]] = {}
    if glb := records.get("model.glb"):
        model = Document.from_glb(home.store.get(glb.blob))
        found[glb.name] = {zone: decal_in_glb(model, zone) for zone in zones}
    if usdz := records.get("model.usdz"):
        found[usdz.name] = decals_in_usdz(home.store.get(usdz.blob), list(zones))
    return found


def _pictures(
    resolved: ResolvedConfiguration, whole: Document, records: Mapping[str, AssetRecord], home: Home
) -> dict[str, Taken]:
    """Zone → its close-up, beside the same without any artwork."""
    names = {plan.name: plan.zone for plan in resolved.product.shots if plan.zone}
    bare = without_decals(whole)
    taken = {}
    for shot in shots(resolved, home.store):
        record = records.get(f"images/{shot.name}.png")
        if shot.name in names and record is not None:
            taken[str(names[shot.name])] = Taken(shot, _pixels(record, home), _drawn(bare, shot, record, home))
    return taken


def _pixels(record: AssetRecord, home: Home) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    with Image.open(io.BytesIO(home.store.get(record.blob))) as image:
        return np.asarray(image.convert("RGBA"))


def _drawn(
    bare: Document, shot: Shot, record: AssetRecord, home: Home
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return draw(record.made_from.get("engine", shot.engine), bare, shot, home.store, home.bakes).pixels
