"""Assembled model → AR-ready file, through the gate."""

from typing import Any

from renderer.asset import Asset
from renderer.export import EXPORTERS
from renderer.facts import ProductFacts
from renderer.kept import kept_in
from workers.documents import document
from workers.home import Home


def export(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: `model`, the blob of an assembled GLB; `format`, a key of `EXPORTERS`; `facts`, `ProductFacts`."""
    facts = ProductFacts.model_validate(inputs["facts"])
    with kept_in(home.bakes):
        return EXPORTERS[inputs["format"]](document(inputs["model"], home), facts)
