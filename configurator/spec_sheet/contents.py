"""What a sheet says and shows, in its language, in the order in which people read it: the page and the document lay it
out, and find no word of their own.
"""

from dataclasses import dataclass

from configurator.language.language import Language
from configurator.spec_sheet.agreement import SealFacts, Unproven
from configurator.spec_sheet.alike import alike
from configurator.spec_sheet.personal import Personal, personal_groups
from configurator.spec_sheet.pictures import Picture, in_rows
from configurator.spec_sheet.sheet import SheetAsset, SheetSelection, SpecSheet
from configurator.spec_sheet.terms_text import Block, terms_blocks
from renderer.store import Store

MODEL_TEXTS = {"model/gltf-binary": "models.web", "model/vnd.usdz+zip": "models.apple"}


@dataclass(frozen=True)
class Row:
    """One thing by name."""

    label: str
    value: str
    is_code: bool = False


@dataclass(frozen=True)
class Chosen:
    """What was chosen for one feature."""

    feature: str
    feature_name: str
    name: str
    text: str
    code: str
    brings: str
    family: str
    color: str


@dataclass(frozen=True)
class PriceRow:
    """One line of the price."""

    label: str
    reason: str
    each: str
    amount: str


@dataclass(frozen=True)
class BillRow:
    """One line of the bill of materials."""

    name: str
    code: str
    supplier: str
    note: str
    quantity: str


@dataclass(frozen=True)
class FileRow:
    """A file that belongs to the sheet."""

    name: str
    title: str
    size: str
    sha256: str
    is_model: bool


@dataclass(frozen=True)
class Contents:
    """Everything, ready to be laid out."""

    language: str
    direction: str
    reference: str
    revision: str
    name: str
    lead: str
    facts: tuple[Row, ...]
    notices: tuple[str, ...]
    hero: Picture | None
    views: tuple[Picture, ...]
    chosen: tuple[Chosen, ...]
    personal: tuple[Personal, ...]
    prices: tuple[PriceRow, ...]
    total: str
    price_note: str
    bill: tuple[BillRow, ...]
    files: tuple[FileRow, ...]
    drawing: str
    """Name of the dimensioned drawing (SVG), empty where there is none."""
    link: str
    alike: str
    """How the models look beside the preview, empty where nobody compared."""
    agreement: tuple[Row, ...]
    terms: tuple[Block, ...]
    seal: tuple[Row, ...]
    configuration: str
    copyright: str


def contents(sheet: SpecSheet, store: Store, seal: SealFacts | None = None) -> Contents:
    """`sheet` in its own language; artworks come from `store`, pictures are named as the assets are."""
    say = language_of(sheet)
    pictures = [_picture(asset, sheet, say) for asset in sheet.assets if asset.role in ("hero", "view")]
    heroes = [asset.name for asset in sheet.assets if asset.role == "hero"]
    views = [picture for picture in pictures if picture.name not in heroes]
    close_ups = {asset.zone: _picture(asset, sheet, say) for asset in sheet.assets if asset.role == "close-up"}
    return Contents(
        language=sheet.language,
        direction=say.direction,
        reference=say.text("document.specification", reference=say.ltr(reference(sheet))),
        revision=say.text("document.revision", number=sheet.revision),
        name=say.say(sheet.product.name),
        lead=_headline(sheet, say),
        facts=_facts(sheet, say),
        notices=tuple(warning.message for warning in sheet.warnings),
        hero=next((picture for picture in pictures if picture.name in heroes), None),
        views=tuple(in_rows(views)),
        chosen=tuple(_chosen(item, say) for item in sheet.selections),
        personal=personal_groups(sheet.personalizations, close_ups, store, say),
        prices=_prices(sheet, say),
        total=say.money(sheet.price.total, sheet.price.currency),
        price_note=_price_note(sheet, say),
        bill=_bill(sheet, say),
        files=tuple(_file(asset, say) for asset in sheet.assets),
        drawing=next((each.name for each in sheet.assets if each.role == "drawing" and each.name.endswith(".svg")), ""),
        link=sheet.link,
        alike=alike(sheet.looks, say),
        agreement=_agreement(sheet, say),
        terms=terms_blocks(sheet.agreement.terms) if sheet.agreement else (),
        seal=_seal(sheet, seal, say) if seal else (),
        configuration=say.text("files.configuration", digest=say.ltr(grouped_digest(sheet.configuration_sha256))),
        copyright=sheet.product.copyright,
    )


def language_of(sheet: SpecSheet) -> Language:
    """The language that `sheet` is in, with its author's words."""
    return Language(sheet.language, sheet.market, sheet.translations)


def reference(sheet: SpecSheet) -> str:
    """What people call it: the specification's name, or eight digits that they can read to each other."""
    digest = sheet.configuration_sha256
    return sheet.agreement.spec if sheet.agreement else f"{digest[:4]} {digest[4:8]}".upper()


def grouped_digest(digest: str) -> str:
    """The 64 digits in groups of eight, so that a line can break between them."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _headline(sheet: SpecSheet, say: Language) -> str:
    """What makes this one special: its colours, and what is written on it."""
    named = (say.say(item.name) for item in sheet.selections if item.brings == "swatch")
    colors = say.listed(list(dict.fromkeys(named)))
    titles = say.listed(list(dict.fromkeys(say.own(say.say(each.title)) for each in sheet.personalizations)))
    key = {(True, True): "in_colors_with", (True, False): "in_colors", (False, True): "with_titles"}
    which = key.get((bool(colors), bool(titles)))
    return say.text(f"document.{which}", colors=colors, titles=titles) if which else ""


def _facts(sheet: SpecSheet, say: Language) -> tuple[Row, ...]:
    count, (width, height, depth) = sheet.quantity, sheet.product.size_mm
    total = say.text("facts.total_for", count=say.number(count)) if count > 1 else say.text("facts.total")
    made = len(sheet.personalizations)
    facts = [
        Row(total, say.money(sheet.price.total, sheet.price.currency)),
        Row(say.text("facts.market"), say.say(sheet.market_name)),
        Row(say.text("facts.size"), say.ltr(f"{' × '.join(say.metres(side) for side in (depth, width, height))} m")),
    ]
    if sheet.arrives_on:
        return (*facts, Row(say.text("facts.arrives"), say.day(sheet.arrives_on)))
    return (*facts, Row(say.text("facts.personal"), say.counted("facts.personalizations", made)))


def _picture(asset: SheetAsset, sheet: SpecSheet, say: Language) -> Picture:
    title = say.say(asset.title)
    words = {"view": title, "product": say.say(sheet.product.name), "headline": _headline(sheet, say)}
    alt = asset.alt if sheet.language == "en" else say.text("document.picture_of", **words)
    return Picture(asset.name, title, alt, asset.width or 1, asset.height or 1, asset.background)


def _chosen(item: SheetSelection, say: Language) -> Chosen:
    shown, text = item.swatch or item.surface, say.say(item.text)
    if item.custom:
        nearest, difference = say.say(item.custom.nearest_name), say.number(item.custom.delta_e)
        text = say.text("choices.mixed", name=nearest, difference=difference)
    return Chosen(
        feature=item.feature,
        feature_name=say.say(item.feature_name),
        name=say.say(item.name),
        text=text,
        code=say.ltr(f"{item.swatch.code} · {item.swatch.color}") if item.swatch else "",
        brings=item.brings,
        family=shown.family if shown else "",
        color=shown.color if shown else "",
    )


def _prices(sheet: SpecSheet, say: Language) -> tuple[PriceRow, ...]:
    currency, rows = sheet.price.currency, []
    for line in sheet.price.lines:
        net = say.money(sheet.price.net, currency)
        reason = say.text("price.on_net", amount=net) if line.kind == "tax" else say.say(line.reason)
        times = say.text("price.times", count=line.count, unit=say.money(line.unit, currency)) if line.count > 1 else ""
        rows.append(PriceRow(say.say(line.label), reason, times, say.money(line.amount, currency)))
    return tuple(rows)


def _price_note(sheet: SpecSheet, say: Language) -> str:
    key = "price.without_tax" if sheet.price.tax is None else "price.with_tax"
    market = say.say(sheet.market_name)
    return say.text(key, market=market, currency=sheet.price.currency, list=sheet.price.price_list)


def _bill(sheet: SpecSheet, say: Language) -> tuple[BillRow, ...]:
    return tuple(
        BillRow(say.say(line.name), line.code, line.supplier, say.own(say.say(line.note)), say.number(line.quantity))
        for line in sheet.bill_of_materials
    )


def _file(asset: SheetAsset, say: Language) -> FileRow:
    key = MODEL_TEXTS.get(asset.media_type)
    title = say.text(key) if key else say.say(asset.title)
    size = say.file_size(asset.bytes)
    return FileRow(asset.name, title, say.ltr(size), grouped_digest(asset.sha256), asset.role == "model")


def _agreement(sheet: SpecSheet, say: Language) -> tuple[Row, ...]:
    agreed = sheet.agreement
    if agreed is None:
        return ()
    return (
        Row(say.text("agreed.approver"), agreed.approver),
        Row(say.text("agreed.at"), say.moment(agreed.at)),
        Row(say.text("agreed.terms"), agreed.terms_version),
        *_unproven(agreed.unproven, say),
    )


def _unproven(found: Unproven | None, say: Language) -> tuple[Row, ...]:
    if found is None:
        return ()
    files = say.ltr(", ".join(found.findings))
    return (Row(say.text("agreed.unproven"), files), Row(say.text("agreed.reason"), say.own(found.reason)))


def _seal(sheet: SpecSheet, seal: SealFacts, say: Language) -> tuple[Row, ...]:
    return (
        Row(say.text("seal.specification"), reference(sheet), is_code=True),
        Row(say.text("seal.revision"), say.number(sheet.revision)),
        Row(say.text("seal.sealed_at"), say.moment(seal.sealed_at)),
        Row(say.text("seal.digest"), grouped_digest(sheet.configuration_sha256), is_code=True),
        Row(say.text("seal.key"), grouped_digest(seal.public_key), is_code=True),
    )
