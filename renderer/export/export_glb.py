"""The steps from an assembled document to the GLB that a phone opens."""

from collections.abc import Mapping

from renderer.asset import Asset
from renderer.export.add_tangents import add_tangents
from renderer.export.blend_glass import blend_glass
from renderer.export.draw_calls import join_parts
from renderer.export.drop_studio_data import drop_studio_data
from renderer.export.drop_unused_attributes import drop_unused_attributes
from renderer.export.gate import check_glb
from renderer.export.lighten import lighten
from renderer.export.merge_materials import merge_materials
from renderer.export.refuse import refuse_unfit
from renderer.export.repack import repack
from renderer.export.sign import sign
from renderer.export.stand_at_origin import stand_at_origin
from renderer.export.textures import shrink_textures
from renderer.facts import UNKNOWN, ProductFacts
from renderer.gltf.document import Document
from renderer.gltf.share import share_equal

NAME = "model.glb"
MEDIA_TYPE = "model/gltf-binary"


def export_glb(
    document: Document, facts: ProductFacts = UNKNOWN, *, provenance: Mapping[str, str] | None = None
) -> Asset:
    """`document` as a GLB that passed the gate, with no error and no warning of the Khronos validator.

    The gate holds the file to the size and placement in `facts`. `provenance` (say, the digest of the recipe) is
    written to `asset.extras.provenance` and to the asset's `made_from`, beside the digest of `document`. Same inputs,
    same bytes. Warnings are among the figures. Raises `ExportRefused` with the findings, `ModelError` for an image
    that cannot be read and `EngineUnavailable` without the npm packages.
    """
    made_from = {"document": document.digest(), **(provenance or {})}
    data = deliverable(document, made_from, facts).to_glb()
    verdict = refuse_unfit(check_glb(data, size_mm=facts.size_mm, placement=facts.placement))
    notes = [finding.message for finding in verdict.findings]
    return Asset(NAME, MEDIA_TYPE, data, made_from, {**verdict.figures, "warnings": notes})


def deliverable(document: Document, made_from: Mapping[str, str], facts: ProductFacts = UNKNOWN) -> Document:
    """`document` as it leaves the house: without what only the studio needs, with what viewers need, no byte twice."""
    document = prepare(document, facts.placement)
    document = lighten(document, facts.placement, finish)
    document = finish(document)
    return sign(document, made_from, facts)


def prepare(document: Document, placement: str | None) -> Document:
    """The steps that any AR file begins with."""
    document = drop_studio_data(document)
    document = stand_at_origin(document, placement)
    document = blend_glass(document)
    document = merge_materials(document)
    document = drop_unused_attributes(document)
    return shrink_textures(document)


def finish(document: Document) -> Document:
    """The steps that make a GLB of it."""
    document = join_parts(document)
    document = add_tangents(document)
    document = repack(document)
    return share_equal(document)
