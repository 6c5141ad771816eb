"""A resolved configuration and its assets as a spec sheet."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from configurator.catalog.swatch import Swatch
from configurator.describe import describe_configuration, headline
from configurator.resolve import ResolvedConfiguration
from configurator.resolve.choice import Choice
from configurator.resolve.name_files import texture_name
from configurator.resolve.personalization import ResolvedPersonalization
from configurator.spec_sheet.agreement import Agreement
from configurator.spec_sheet.assets import sheet_assets
from configurator.spec_sheet.sheet import (
    SheetCustomColor,
    SheetGround,
    SheetLook,
    SheetPersonalization,
    SheetProduct,
    SheetProof,
    SheetSelection,
    SheetSwatch,
    SheetTexture,
    SpecSheet,
)
from renderer.asset import Asset
from renderer.digest import canonical_json, digest_bytes, digest_value

PROOF = "proof.json"
"""The asset that says what was read back of artworks, and how models look beside the preview."""
UNSAID: Mapping[str, Sequence[object]] = {
    "wishes": ({},),
    "ink_names": ({},),
    "center_mm": ([0.0, 0.0],),
    "layer": (0,),
}
"""Of a personalization, the values of what was left to Livery."""


def spec_sheet(
    resolved: ResolvedConfiguration,
    assets: Sequence[Asset],
    revision: int = 1,
    *,
    link: str = "",
    arrives_on: date | None = None,
    agreement: Agreement | None = None,
) -> SpecSheet:
    """The sheet of `resolved` with `assets`, whose names are paths relative to the sheet; pictures are `…/<shot>.png`.

    The first shot of the product that was drawn is the hero; other files follow the pictures by name. `link` leads to
    the model, where it leads anywhere without a key: a sheet carries no code that nobody can open.
    """
    product, record = resolved.product, proof_record(assets)
    return SpecSheet(
        revision=revision,
        language=resolved.language,
        translations=product.translations.get(resolved.language, {}),
        product=SheetProduct(
            id=product.id,
            name=product.name,
            description=product.description,
            size_mm=product.size_mm,
            copyright=product.copyright,
        ),
        configuration_sha256=configuration_digest(resolved),
        headline=headline(resolved),
        summary=describe_configuration(resolved),
        quantity=resolved.configuration.quantity,
        market=resolved.configuration.market,
        market_name=resolved.market,
        selections=tuple(_selection(choice, resolved) for choice in resolved.choices),
        personalizations=tuple(_personalization(each, resolved, _proof(record)) for each in resolved.personalizations),
        price=resolved.price,
        bill_of_materials=resolved.parts,
        assets=sheet_assets(resolved, assets),
        looks=tuple(map(SheetLook.model_validate, record.get("looks", []))),
        warnings=resolved.warnings,
        link=link,
        arrives_on=arrives_on,
        agreement=agreement,
    )


def model_link(site: str, token: str) -> str:
    """The page that shows the model in augmented reality to whoever has the link; nothing where there is no site."""
    return f"{site.rstrip('/')}/ar/shared/{token}/" if site else ""


def spec_sheet_json(sheet: SpecSheet) -> bytes:
    """The sheet as canonical JSON (RFC 8785); money is text, so that no reader rounds it."""
    return canonical_json(sheet.model_dump(mode="json", by_alias=True))


def configuration_digest(resolved: ResolvedConfiguration) -> str:
    """Names what was chosen, however it was written: defaults filled in, the product's order, files by bytes."""
    chosen = [
        [choice.feature, choice.option, choice.option_name, choice.custom and choice.custom.color]
        for choice in resolved.choices
    ]
    personal = [_wanted(each) for each in resolved.personalizations]
    order = resolved.configuration.model_dump(mode="json", include={"product", "quantity", "market"})
    return digest_value({**order, "choices": chosen, "personalizations": personal})


def _wanted(each: ResolvedPersonalization) -> dict[str, Any]:
    """A personalization for the digest; wishes, names and places that nobody gave leave no trace in it."""
    plain = each.model_dump(mode="json", exclude={"index", "svg"})
    return {name: value for name, value in plain.items() if name not in UNSAID or value not in UNSAID[name]}


def _selection(choice: Choice, resolved: ResolvedConfiguration) -> SheetSelection:
    return SheetSelection(
        feature=choice.feature,
        feature_name=choice.feature_name,
        option=choice.option,
        name=choice.option_name,
        text=choice.text,
        brings=choice.brings,
        swatch=_swatch(choice.swatch, resolved) if choice.swatch else None,
        surface=_surface(choice, resolved),
        custom=SheetCustomColor(**choice.custom.model_dump()) if choice.custom else None,
    )


def _surface(choice: Choice, resolved: ResolvedConfiguration) -> SheetSwatch | None:
    feature = resolved.product.feature(choice.feature)
    option = feature.option(choice.option) if feature else None
    slot = next(iter(option.fill), None) if option else None
    return _swatch(resolved.slots[slot], resolved) if slot else None


def _swatch(swatch: Swatch, resolved: ResolvedConfiguration) -> SheetSwatch:
    shared = swatch.model_dump(include={"code", "name", "family", "finish", "color", "lab", "supplier"})
    return SheetSwatch(**shared, texture=_texture(swatch, resolved))


def _texture(swatch: Swatch, resolved: ResolvedConfiguration) -> SheetTexture | None:
    """The swatch's surface; blobs are None where it fills no slot, because then nobody names its files."""
    if swatch.textures is None:
        return None
    blobs = {name: resolved.files.get(texture_name(file)) for name, file in swatch.textures.files.items()}
    return SheetTexture(
        base_color=blobs.get("baseColorTexture"),
        normal=blobs.get("normalTexture"),
        tile_mm=swatch.textures.tile_mm,
        tinted=swatch.textures.tinted,
    )


def proof_record(assets: Sequence[Asset]) -> dict[str, Any]:
    """What was found when all that was made was held against what was drawn; empty where nobody looked."""
    return next((json.loads(asset.data) for asset in assets if asset.name == PROOF), {})


def _proof(record: Mapping[str, Any]) -> dict[tuple[str, int], tuple[SheetProof, ...]]:
    """Zone and layer → what was read back of that artwork."""
    return {
        (row["zone"], row.get("layer", 0)): tuple(map(SheetProof.model_validate, row["findings"]))
        for row in record.get("proof", [])
    }


def _personalization(
    each: ResolvedPersonalization,
    resolved: ResolvedConfiguration,
    proof: Mapping[tuple[str, int], tuple[SheetProof, ...]],
) -> SheetPersonalization:
    ground = resolved.slots.get(each.zone.slot)
    return SheetPersonalization(
        zone=each.zone.id,
        zone_name=each.zone.name,
        source_sha256=each.source_digest,
        artwork_sha256=digest_bytes(each.svg.encode()),
        proof=proof.get((each.zone.id, each.layer), ()),
        ground=ground and SheetGround(slot=each.zone.slot, swatch=ground.code, name=ground.name, color=ground.color),
        **each.model_dump(
            include={
                "kind",
                "title",
                "text",
                "font",
                "font_name",
                "colors",
                "ink_names",
                "source",
                "finish",
                "finish_name",
                "width_mm",
                "height_mm",
                "center_mm",
            }
        ),
    )
