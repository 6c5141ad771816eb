"""Pictures, models and production files of a configuration → whether they show what was drawn: artworks and product."""

import io
import math
from collections.abc import Callable, Mapping, Sequence
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
from renderer.export.stand_at_origin import moved
from renderer.gltf.document import Document
from renderer.production.job import production_files
from renderer.proof.compare import Finding
from renderer.proof.decal import DecalFound
from renderer.proof.look import likenesses
from renderer.proof.prove import Shown, Taken
from renderer.proof.prove import prove as prove_artwork
from renderer.proof.read_glb import decal_in_glb
from renderer.proof.read_usdz import decals_in_usdz
from renderer.proof.usdz_document import document_of_usdz
from renderer.recipe import Shot
from workers.documents import document
from workers.home import Home
from workers.job import AssetRecord
from workers.settings import settings

NAME = "proof.json"
MODELS: Mapping[str, Callable[[bytes], Document]] = {"model.glb": Document.from_glb, "model.usdz": document_of_usdz}
"""Those that are held against the preview, and what reads them."""


def prove(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: `resolved`, the blob of a `ResolvedConfiguration`; `model`, of the assembled GLB; `assets`, records.

    The asset lists under `proof`, zone by zone, what was read back from each file and by how many millimetres it
    differs; under `looks`, how far each model looks from the preview.
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
    told = {"proof": proven, "looks": _looks(resolved, whole, records, home)}
    return Asset(NAME, "application/json", canonical_json(told), {"model": inputs["model"]})


def _looks(
    resolved: ResolvedConfiguration, whole: Document, records: Mapping[str, AssetRecord], home: Home
) -> list[dict[str, object]]:
    """The AR models beside the preview, by the product's first shot; none where it has no shot."""
    there = {name: read for name, read in MODELS.items() if name in records}
    files = {name: moved(read(home.store.get(records[name].blob)), _back(records)) for name, read in there.items()}
    return [
        {**asdict(likeness), "ok": likeness.ok}
        for shot in shots(resolved, home.store)[:1]
        for likeness in likenesses(whole, files, shot, home.store, home.bakes)
    ]


def _row(finding: Finding) -> dict[str, object]:
    """As JSON, which knows no infinity: what is not found has no distance."""
    return {**asdict(finding), "off_mm": finding.off_mm if math.isfinite(finding.off_mm) else None}


def _decals(
    records: Mapping[str, AssetRecord], zones: Sequence[str], home: Home
) -> dict[str, Mapping[str, DecalFound | None]]:
    """Model file → zone → its decal."""
    found: dict[str, Mapping[str, DecalFound | None]] = {}
    back = _back(records)
    if glb := records.get("model.glb"):
        model = moved(Document.from_glb(home.store.get(glb.blob)), back)
        found[glb.name] = {zone: decal_in_glb(model, zone) for zone in zones}
    if usdz := records.get("model.usdz"):
        decals = decals_in_usdz(home.store.get(usdz.blob), list(zones))
        found[usdz.name] = {zone: decal.moved(back) for zone, decal in decals.items()}
    return found


def _back(records: Mapping[str, AssetRecord]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """From where AR models stand to where the product was assembled (3,), metres."""
    figures = records["model.glb"].figures if "model.glb" in records else {}
    return -np.array(figures.get("moved_mm", (0.0, 0.0, 0.0)), np.float64) / 1000.0


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
