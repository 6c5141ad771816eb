"""Files inside the document."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from configurator.spec_sheet.assets import is_shown
from renderer.asset import Asset

Relationship = Literal["source", "data", "alternative", "supplement"]
"""To the document, ISO 32000-2, 14.13: what it was made from, its figures, the same otherwise, or more."""
LEFT_OUT = ("image/png", "image/jpeg", "image/webp", "text/html", "model/vnd.usdz+zip")
"""Pictures are on the pages, and the GLB is the same model."""


@dataclass(frozen=True)
class Attachment:
    """An asset, and what it is to the document."""

    asset: Asset
    relationship: Relationship


def attachment(asset: Asset) -> Attachment:
    """`asset` by its kind: JSON carries the figures, a model shows the same, everything else adds to it."""
    if asset.media_type == "application/json":
        return Attachment(asset, "data")
    return Attachment(asset, "alternative" if asset.media_type.startswith("model/") else "supplement")


def carried(assets: Iterable[Asset]) -> list[Attachment]:
    """Those of `assets` that travel inside the document, by name."""
    kept = (asset for asset in assets if asset.media_type.partition(";")[0] not in LEFT_OUT)
    return [attachment(asset) for asset in sorted(kept, key=lambda asset: asset.name)]


def shown(assets: Iterable[Asset]) -> dict[str, bytes]:
    """Pictures and drawings of `assets` by name, for the pages."""
    return {asset.name: asset.data for asset in assets if is_shown(asset)}
