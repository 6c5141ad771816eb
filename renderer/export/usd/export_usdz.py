"""The steps from an assembled document to the USDZ that Quick Look opens."""

from collections.abc import Mapping

from renderer.asset import Asset
from renderer.export.deliverable import light_document
from renderer.export.draw_calls import join_all
from renderer.export.drop_unused_attributes import drop_unused_attributes
from renderer.export.refuse import refuse_unfit
from renderer.export.sign import made_from
from renderer.export.usd.check_usdz import check_usdz
from renderer.export.usd.drop_coat_normals import drop_coat_normals
from renderer.export.usd.maps import Maps
from renderer.export.usd.materials import add_materials
from renderer.export.usd.meshes import add_meshes
from renderer.export.usd.package import package
from renderer.export.usd.stage import ROOT_LAYER, begin_stage, layer_bytes
from renderer.facts import UNKNOWN, ProductFacts
from renderer.gltf.document import Document

NAME = "model.usdz"
MEDIA_TYPE = "model/vnd.usdz+zip"


def export_usdz(
    document: Document, facts: ProductFacts = UNKNOWN, *, provenance: Mapping[str, str] | None = None
) -> Asset:
    """`document` as a USDZ that passed the gate: one mesh a material, UsdPreviewSurface, metres, Y up, anchored.

    The model is the one in the GLB, triangle for triangle. `facts` and `provenance` as in `export_glb`. Same inputs,
    same bytes. Raises `ExportRefused` with the findings, `ModelError` for an image that cannot be read and
    `EngineUnavailable` without the npm packages.
    """
    origin = made_from(document, facts, provenance)
    light = drop_unused_attributes(drop_coat_normals(light_document(document, facts)))
    data = usdz(join_all(light), origin, facts)
    verdict = refuse_unfit(check_usdz(data, size_mm=facts.size_mm, placement=facts.placement))
    notes = [finding.message for finding in verdict.findings]
    return Asset(NAME, MEDIA_TYPE, data, origin, {**verdict.figures, "warnings": notes})


def usdz(document: Document, made_from: Mapping[str, str], facts: ProductFacts) -> bytes:
    """A document whose parts stand still as a USDZ package."""
    stage = begin_stage(made_from, facts)
    maps = Maps(document)
    materials = add_materials(stage, document, maps)
    add_meshes(stage, document, materials)
    return package({ROOT_LAYER: layer_bytes(stage), **maps.files})
