"""Assembled model → dimensioned line drawing."""

from typing import Any

from renderer.asset import Asset
from renderer.drawing import drawing as draw_lines
from renderer.facts import ProductFacts
from renderer.kept import kept_in
from workers.documents import document
from workers.home import Home


def drawing(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: `model`, the blob of an assembled GLB; `format`, a key of `FORMATS`; `facts`, `ProductFacts`."""
    facts = ProductFacts.model_validate(inputs["facts"])
    with kept_in(home.bakes):
        return draw_lines(document(inputs["model"], home), facts, inputs["format"])
