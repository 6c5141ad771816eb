"""Assembled model → AR-ready file, through the gate."""

from typing import Any

from renderer.asset import Asset
from renderer.export import export_glb
from workers.home import Home
from workers.verbs.documents import document


def export(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: `model`, the blob of an assembled GLB."""
    return export_glb(document(inputs["model"], home))
