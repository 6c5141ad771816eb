"""Assembled model and shot → picture."""

from typing import Any

from renderer.asset import Asset
from renderer.png import encode_png
from renderer.recipe import Shot
from renderer.studio import draw
from workers.home import Home
from workers.verbs.documents import document


def render(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: `model`, the blob of an assembled GLB; `shot`, a `Shot` as JSON."""
    shot = Shot.model_validate(inputs["shot"])
    pixels = draw(document(inputs["model"], home), shot, home.store, home.bakes)
    figures = {"width": shot.width, "height": shot.height}
    made_from = {"model": inputs["model"], "environment": shot.environment, "engine": "studio"}
    return Asset(f"images/{shot.name}.png", "image/png", encode_png(pixels), made_from, figures)
