"""Where a file comes from, written into it."""

from collections.abc import Mapping

from renderer.gltf.document import GENERATOR, Document


def sign(document: Document, provenance: Mapping[str, str]) -> Document:
    """A copy whose `asset` names Livery as generator and holds `provenance`: digests, nothing of the customer."""
    document = document.copy()
    asset = document.json["asset"]
    asset["generator"] = GENERATOR
    if provenance:
        asset["extras"] = {**asset.get("extras", {}), "provenance": dict(sorted(provenance.items()))}
    return document
