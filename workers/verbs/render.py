"""Assembled model and shot → picture."""

from typing import Any

from renderer.asset import Asset
from renderer.engines import DEFAULT, draw
from renderer.png import encode_png
from renderer.recipe import Shot
from workers.documents import document
from workers.home import Home


def render(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: `model`, the blob of an assembled GLB; `shot`, a `Shot` as JSON; `distance`, where there is one.

    `distance` is how far the studio engine's picture of that shot was from the path-traced one when it was measured:
    of which product and configuration, and the mean ΔE00.
    """
    shot = Shot.model_validate(inputs["shot"])
    drawn = draw(shot.engine, document(inputs["model"], home), shot, home.store, home.bakes)
    figures = {"width": shot.width, "height": shot.height, **({"note": drawn.note} if drawn.note else {})}
    if "distance" in inputs and drawn.engine == DEFAULT:
        figures["shot_from_reference"] = inputs["distance"]
    made_from = {"model": inputs["model"], "environment": shot.environment, "engine": drawn.engine}
    return Asset(f"images/{shot.name}.png", "image/png", encode_png(drawn.pixels), made_from, figures)
