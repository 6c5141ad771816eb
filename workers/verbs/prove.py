"""Pictures, models and production files of a configuration → whether they show what was drawn: artworks and product."""

import io
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np
from PIL import Image

from configurator.production.artworks import folder_of, orders
from configurator.recipe import scene_recipe, shots
from configurator.resolve import ResolvedConfiguration
from renderer.assemble.place_decals import without_decal
from renderer.asset import Asset
from renderer.digest import canonical_json
from renderer.engines import draw
from renderer.export.stand_at_origin import moved
from renderer.gltf.document import Document
from renderer.production.job import followed_files
from renderer.proof.compare import Finding
from renderer.proof.decal import DecalFound
from renderer.proof.look import likenesses
from renderer.proof.prove import Shown, Taken
from renderer.proof.prove import prove as prove_artwork
from renderer.proof.read_glb import decal_in_glb
from renderer.proof.read_usdz import Layer, decals_in_usdz
from renderer.proof.usdz_document import document_of_usdz
from renderer.recipe import DecalRecipe, Shot
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
    laid = scene_recipe(resolved, home.store).decals
    decals = _decals(records, [(each.zone, each.layer) for each in laid], home)
    pictures = _pictures(resolved, whole, laid, records, home)
    wanted = orders(resolved)
    proven = []
    for each, decal in zip(resolved.personalizations, laid, strict=True):
        order, place = wanted[folder_of(each)], (decal.zone, decal.layer)
        made = {name: found.get(place) for name, found in decals.items()}
        picture = pictures.get(place)
        seen = replace(picture, ground=order.ground) if picture else None
        shown = Shown(made, seen, followed_files(order), order.warp)
        found = prove_artwork(whole, decal, each.svg.encode(), shown)
        about = {"zone": decal.zone, "layer": decal.layer, "finish": each.finish}
        proven.append({**about, "findings": [_row(finding) for finding in found]})
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
    records: Mapping[str, AssetRecord], places: Sequence[Layer], home: Home
) -> dict[str, Mapping[Layer, DecalFound | None]]:
    """Model file → zone and layer → its decal."""
    found: dict[str, Mapping[Layer, DecalFound | None]] = {}
    back = _back(records)
    if glb := records.get("model.glb"):
        model = moved(Document.from_glb(home.store.get(glb.blob)), back)
        found[glb.name] = {place: decal_in_glb(model, *place) for place in places}
    if usdz := records.get("model.usdz"):
        decals = decals_in_usdz(home.store.get(usdz.blob), places)
        found[usdz.name] = {place: decal.moved(back) for place, decal in decals.items()}
    return found


def _back(records: Mapping[str, AssetRecord]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """From where AR models stand to where the product was assembled (3,), metres."""
    figures = records["model.glb"].figures if "model.glb" in records else {}
    return -np.array(figures.get("moved_mm", (0.0, 0.0, 0.0)), np.float64) / 1000.0


def _pictures(
    resolved: ResolvedConfiguration,
    whole: Document,
    laid: Sequence[DecalRecipe],
    records: Mapping[str, AssetRecord],
    home: Home,
) -> dict[Layer, Taken]:
    """Zone and layer → the zone's close-up, beside the same without that artwork."""
    zones = {f"images/{plan.name}.png": plan.zone for plan in resolved.product.shots if plan.zone}
    taken = {}
    for shot in shots(resolved, home.store):
        name = f"images/{shot.name}.png"
        for decal in laid if name in records else ():
            if decal.zone == zones.get(name):
                others = [other for other in laid if other.zone == decal.zone and other.layer != decal.layer]
                shown = _pixels(records[name], home)
                bare = _drawn(without_decal(whole, decal), shot, records[name], home)
                svgs = tuple((other, home.store.get(other.artwork)) for other in others)
                taken[decal.zone, decal.layer] = Taken(shot, shown, bare, svgs)
    return taken


def _pixels(record: AssetRecord, home: Home) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    with Image.open(io.BytesIO(home.store.get(record.blob))) as image:
        return np.asarray(image.convert("RGBA"))


def _drawn(
    bare: Document, shot: Shot, record: AssetRecord, home: Home
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return draw(record.made_from.get("engine", shot.engine), bare, shot, home.store, home.bakes).pixels
