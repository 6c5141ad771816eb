"""Where a file comes from and whose it is, written into it."""

from collections.abc import Mapping

from renderer.facts import UNKNOWN, ProductFacts
from renderer.gltf.document import GENERATOR, Document


def made_from(document: Document, facts: ProductFacts, provenance: Mapping[str, str] | None) -> dict[str, str]:
    """What a file of `document` says of its origin: digests, the configuration's as its spec sheet states it."""
    configured = {"configuration": facts.configuration} if facts.configuration else {}
    return {"document": document.digest(), **configured, **(provenance or {})}


def sign(document: Document, provenance: Mapping[str, str], facts: ProductFacts = UNKNOWN) -> Document:
    """A copy whose `asset` names Livery as generator and holds `provenance`: digests, nothing of the customer.

    The product's copyright is added where the base model names none, its licence as `extras.license`.
    """
    document = document.copy()
    asset = document.json["asset"]
    asset["generator"] = GENERATOR
    if facts.copyright:
        asset.setdefault("copyright", facts.copyright)
    extras = {**asset.get("extras", {})}
    if facts.license:
        extras["license"] = facts.license
    if provenance:
        extras["provenance"] = dict(sorted(provenance.items()))
    if extras:
        asset["extras"] = extras
    return document
