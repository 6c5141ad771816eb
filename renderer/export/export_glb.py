"""The steps from an assembled document to the GLB that a phone opens."""

from collections.abc import Mapping

from renderer.asset import Asset
from renderer.export.add_tangents import add_tangents
from renderer.export.blend_glass import blend_glass
from renderer.export.drop_studio_data import drop_studio_data
from renderer.export.drop_unused_attributes import drop_unused_attributes
from renderer.export.gate import check_glb
from renderer.export.merge_draw_calls import merge_draw_calls
from renderer.export.merge_materials import merge_materials
from renderer.export.refuse import refuse_unfit
from renderer.export.repack import repack
from renderer.export.shrink_textures import shrink_textures
from renderer.export.sign import sign
from renderer.gltf.document import Document
from renderer.gltf.share import share_equal

NAME = "model.glb"
MEDIA_TYPE = "model/gltf-binary"


def export_glb(document: Document, *, provenance: Mapping[str, str] | None = None) -> Asset:
    """`document` as a GLB that passed the gate, with no error and no warning of the Khronos validator.

    `provenance` (say, the digest of the recipe) is written to `asset.extras.provenance` and to the asset's
    `made_from`, beside the digest of `document`. Same document and provenance, same bytes. Other findings are among
    the figures. Raises `ExportRefused` with the findings, `ModelError` for an image that cannot be read and
    `EngineUnavailable` without the validator.
    """
    made_from = {"document": document.digest(), **(provenance or {})}
    data = deliverable(document, made_from).to_glb()
    verdict = refuse_unfit(check_glb(data))
    notes = [finding.message for finding in verdict.findings]
    return Asset(NAME, MEDIA_TYPE, data, made_from, {**verdict.figures, "warnings": notes})


def deliverable(document: Document, made_from: Mapping[str, str]) -> Document:
    """`document` as it leaves the house: without what only the studio needs, with what viewers need, no byte twice."""
    document = drop_studio_data(document)
    document = blend_glass(document)
    document = drop_unused_attributes(document)
    document = add_tangents(document)
    document = shrink_textures(document)
    document = merge_materials(document)
    document = merge_draw_calls(document)
    document = repack(document)
    document = share_equal(document)
    return sign(document, made_from)
