"""The steps from an assembled document to the GLB that a phone opens."""

from collections.abc import Mapping

from renderer.asset import Asset
from renderer.export.add_tangents import add_tangents
from renderer.export.drop_studio_data import drop_studio_data
from renderer.export.drop_unused_attributes import drop_unused_attributes
from renderer.export.figures import figures
from renderer.export.refuse import refuse_invalid
from renderer.export.repack import repack
from renderer.export.shrink_textures import shrink_textures
from renderer.export.sign import sign
from renderer.gltf.document import Document
from renderer.gltf.share import share_equal

NAME = "model.glb"
MEDIA_TYPE = "model/gltf-binary"


def export_glb(document: Document, *, provenance: Mapping[str, str] | None = None) -> Asset:
    """`document` as a GLB that passes the Khronos validator without error or warning.

    `provenance` (say, the digest of the recipe) is written to `asset.extras.provenance` and to the asset's
    `made_from`, beside the digest of `document`. Same document and provenance, same bytes. Raises `ExportRefused` with
    the validator's findings, `ModelError` for an image that cannot be read, `EngineUnavailable` without the validator.
    """
    made_from = {"document": document.digest(), **(provenance or {})}
    document = drop_studio_data(document)
    document = drop_unused_attributes(document)
    document = add_tangents(document)
    document = shrink_textures(document)
    document = repack(document)
    document = share_equal(document)
    document = sign(document, made_from)
    data = document.to_glb()
    report = refuse_invalid(data)
    counts = {"bytes": len(data), "remarks": len(report.of("info", "hint")), **figures(document)}
    return Asset(NAME, MEDIA_TYPE, data, made_from, counts)
