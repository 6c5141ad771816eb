"""An assembled document as the small GLB that web pages load."""

from collections.abc import Mapping

from renderer.asset import Asset
from renderer.export.as_gltf import as_gltf
from renderer.export.deliverable import light_document
from renderer.export.gate import check_web
from renderer.export.refuse import refuse_unfit
from renderer.export.sign import made_from, sign
from renderer.export.web.compress import compress
from renderer.export.web.quantize import quantize
from renderer.export.web.reorder import reorder
from renderer.export.web.webp import to_webp
from renderer.facts import UNKNOWN, ProductFacts
from renderer.gltf.document import Document
from renderer.gltf.share import share_equal

NAME = "model.web.glb"
MEDIA_TYPE = "model/gltf-binary"


def export_web(
    document: Document, facts: ProductFacts = UNKNOWN, *, provenance: Mapping[str, str] | None = None
) -> Asset:
    """`document` as a GLB for web viewers: EXT_texture_webp, KHR_mesh_quantization, EXT_meshopt_compression.

    The model is the one in the GLB, triangle for triangle, no vertex further off than 1/65,000 of its part's size. It
    is unpacked again and held to the gate's limits, all but those on extensions. `facts`, `provenance` and errors as in
    `export_glb`; same inputs, same bytes.
    """
    origin = made_from(document, facts, provenance)
    light = sign(as_gltf(light_document(document, facts)), origin, facts)
    data = compress(share_equal(quantize(reorder(to_webp(light)))))
    verdict = refuse_unfit(check_web(data, size_mm=facts.size_mm, placement=facts.placement))
    notes = [finding.message for finding in verdict.findings]
    return Asset(NAME, MEDIA_TYPE, data, origin, {**verdict.figures, "warnings": notes})
