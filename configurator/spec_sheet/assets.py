"""What lies beside the sheet, told by role."""

from collections.abc import Sequence

from configurator.catalog.product import ShotPlan
from configurator.describe import describe_configuration, describe_shot
from configurator.resolve import ResolvedConfiguration
from configurator.spec_sheet.sheet import SheetAsset
from renderer.asset import Asset
from renderer.color import is_hex

MODELS = {
    "model/gltf-binary": "3D model for web and augmented reality",
    "model/vnd.usdz+zip": "3D model for augmented reality on iPhone and iPad",
}
"""What a model is for, by its media type."""
WEB_MODEL = "3D model for web pages, packed"
DRAWINGS, PRODUCTION = "drawings/", "production/"
"""Where dimensioned drawings lie, and what the workshop works from."""


def sheet_assets(resolved: ResolvedConfiguration, assets: Sequence[Asset]) -> tuple[SheetAsset, ...]:
    """Pictures (`…/<shot>.png`) in the product's order, views before close-ups, then other files by name."""
    plans = {plan.name: plan for plan in resolved.product.shots}
    order = list(plans)
    pictures = [asset for asset in assets if _is_picture(asset) and _stem(asset) in plans]
    others = [asset for asset in assets if asset not in pictures]
    pictures.sort(key=lambda asset: (plans[_stem(asset)].zone is not None, order.index(_stem(asset))))
    others.sort(key=lambda asset: asset.name)
    return (
        *(_picture(asset, plans[_stem(asset)], resolved, is_first=not index) for index, asset in enumerate(pictures)),
        *(_file(asset, resolved) for asset in others),
    )


def is_shown(asset: Asset) -> bool:
    """Whether it is a picture or a drawing of the product; those of artworks, in production, are not."""
    return asset.media_type.startswith("image/") and not asset.name.startswith(PRODUCTION)


def _is_picture(asset: Asset) -> bool:
    return is_shown(asset) and not asset.name.startswith(DRAWINGS)


def _stem(asset: Asset) -> str:
    return asset.name.rpartition("/")[2].rpartition(".")[0]


def _picture(asset: Asset, plan: ShotPlan, resolved: ResolvedConfiguration, *, is_first: bool) -> SheetAsset:
    return SheetAsset(
        **_facts(asset),
        role="close-up" if plan.zone else "hero" if is_first else "view",
        title=plan.title,
        alt=describe_shot(resolved, plan),
        width=plan.size[0],
        height=plan.size[1],
        zone=plan.zone,
        background=plan.background if is_hex(plan.background) else None,
    )


def _file(asset: Asset, resolved: ResolvedConfiguration) -> SheetAsset:
    is_model, is_drawing = asset.media_type.startswith("model/"), asset.name.startswith(DRAWINGS)
    role = "model" if is_model else "drawing" if is_drawing else "document"
    title = WEB_MODEL if asset.name.endswith(".web.glb") else MODELS.get(asset.media_type, asset.name)
    alt = f"3D model: {describe_configuration(resolved)}" if is_model else asset.name
    return SheetAsset(**_facts(asset), role=role, title=title, alt=alt)


def _facts(asset: Asset) -> dict[str, object]:
    made_from = dict(sorted(asset.made_from.items()))
    size = len(asset.data)
    return {
        "name": asset.name,
        "media_type": asset.media_type,
        "sha256": asset.digest,
        "bytes": size,
        "made_from": made_from,
    }
