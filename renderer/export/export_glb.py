"""An assembled document as the GLB that a phone opens."""

from collections.abc import Mapping

from renderer.asset import Asset
from renderer.export.as_gltf import as_gltf
from renderer.export.deliverable import light_document
from renderer.export.figures import bounds
from renderer.export.gate import check_glb
from renderer.export.refuse import refuse_unfit
from renderer.export.sign import made_from, sign
from renderer.export.stand_at_origin import aside
from renderer.facts import UNKNOWN, ProductFacts
from renderer.gltf.document import Document

NAME = "model.glb"
MEDIA_TYPE = "model/gltf-binary"


def export_glb(
    document: Document, facts: ProductFacts = UNKNOWN, *, provenance: Mapping[str, str] | None = None
) -> Asset:
    """`document` as a GLB that passed the gate, with no error and no warning of the Khronos validator.

    The gate holds the file to the size and placement in `facts`. `provenance` (say, the digest of the recipe) is
    written to `asset.extras.provenance` and to the asset's `made_from`, beside the digest of `document`. Same inputs,
    same bytes. Among the figures are warnings, and `moved_mm`: how far it was moved to stand at the origin. Raises
    `ExportRefused` with the findings, `ModelError` for an image that cannot be read and `EngineUnavailable` without the
    npm packages.
    """
    origin = made_from(document, facts, provenance)
    data = sign(as_gltf(light_document(document, facts)), origin, facts).to_glb()
    verdict = refuse_unfit(check_glb(data, size_mm=facts.size_mm, placement=facts.placement))
    notes = [finding.message for finding in verdict.findings]
    moved = [round(-1000.0 * float(each), 3) for each in aside(bounds(document), facts.placement)]
    return Asset(NAME, MEDIA_TYPE, data, origin, {**verdict.figures, "moved_mm": moved, "warnings": notes})
