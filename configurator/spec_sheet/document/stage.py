"""Everything that typst reads, laid into one folder: templates, words, pictures, chips, artworks, codes, files."""

import base64
import io
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image

from configurator.spec_sheet.agreement import SealFacts
from configurator.spec_sheet.chips import chip
from configurator.spec_sheet.code import code_svg
from configurator.spec_sheet.contents import Contents, grouped_digest, language_of
from configurator.spec_sheet.document.attachment import Attachment
from configurator.spec_sheet.document.fonts import families, settable
from configurator.spec_sheet.sheet import SpecSheet
from renderer.store import Store

HERE = Path(__file__).parent
WORDS = {
    "views": "views.title",
    "choices": "choices.title",
    "personal": "personal.title",
    "price": "price.title",
    "item": "price.item",
    "each": "price.each",
    "amount": "price.amount",
    "total": "price.total",
    "check": "facts.check",
    "agreed": "agreed.title",
    "materials": "materials.title",
    "take": "models.title",
    "scan": "models.scan",
    "scan_how": "models.scan_how",
    "seal": "seal.title",
    "seal_words": "seal.words",
    "attached": "files.attached",
    "file": "files.file",
    "size": "files.size",
    "drawings": "drawings.title",
}
"""Name in the templates → text of the catalog."""
BILL = ("item", "code", "supplier", "where", "quantity")
QUALITY = 93
UNSEALED = datetime(1980, 1, 1, tzinfo=UTC)
"""Where files are inside an archive asks for a date (ISO 19005-3, 6.8); what nobody sealed is the same on every day."""


def stage(
    folder: Path,
    sheet: SpecSheet,
    said: Contents,
    shown: Mapping[str, bytes],
    store: Store,
    attachments: Sequence[Attachment],
    seal: SealFacts | None,
) -> None:
    """Fill `folder` so that `sheet.typ` in it can be set."""
    for template in HERE.glob("*.typ"):
        shutil.copyfile(template, folder / template.name)
    plain = asdict(said)
    plain |= {"words": _words(sheet), "pages": _pages(sheet), "families": families()}
    plain |= {"title": f"{said.name}, {said.reference}", "author": said.copyright or said.name, "date": _date(seal)}
    plain["check"] = {
        "label": language_of(sheet).text("seal.check"),
        "value": "livery verify FILE.pdf",
        "is_code": True,
    }
    plain["attached"] = [_attached(folder, each, sheet) for each in attachments]
    _lay_pictures(folder, {name: data for name, data in shown.items() if name in _named(said)})
    _lay_chips(folder, sheet, plain, store)
    _lay_artworks(folder, plain)
    if said.link:
        (folder / "code.svg").write_bytes(code_svg(said.link))
    (folder / "data.json").write_text(json.dumps(settable(plain), ensure_ascii=False), encoding="utf-8")


def _words(sheet: SpecSheet) -> dict[str, Any]:
    say = language_of(sheet)
    words: dict[str, Any] = {name: say.text(key) for name, key in WORDS.items()}
    code_alt = say.text("models.code_alt", link=sheet.link)
    return {**words, "bill": [say.text(f"materials.{name}") for name in BILL], "code_alt": code_alt}


def _pages(sheet: SpecSheet) -> str:
    return language_of(sheet).text("document.page", number="{number}", count="{count}")


def _date(seal: SealFacts | None) -> dict[str, int]:
    """When it was sealed, as typst's datetime takes it."""
    moment = seal.sealed_at if seal else UNSEALED
    return {name: getattr(moment, name) for name in ("year", "month", "day", "hour", "minute", "second")}


def _attached(folder: Path, each: Attachment, sheet: SpecSheet) -> dict[str, str]:
    asset, say = each.asset, language_of(sheet)
    path = folder / "attached" / asset.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(asset.data)
    return {
        "name": asset.name,
        "title": asset.name,
        "media_type": asset.media_type.partition(";")[0],
        "relationship": each.relationship,
        "sha256": grouped_digest(asset.digest),
        "size": say.ltr(say.file_size(len(asset.data))),
    }


def _named(said: Contents) -> set[str]:
    """The pictures and drawings that the pages show."""
    pictures = [
        *([said.hero] if said.hero else []),
        *said.views,
        *(one for each in said.personal for one in each.pictures),
    ]
    return {said.drawing, *(picture.name for picture in pictures)}


def _lay_pictures(folder: Path, shown: Mapping[str, bytes]) -> None:
    """Pictures under their own names, though JPEG inside: a tenth of the size, and nobody sees it."""
    for name, data in shown.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if name.endswith(".svg") else _jpeg(data))


def _jpeg(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
        if picture.has_transparency_data:
            return data
        packed = io.BytesIO()
        picture.convert("RGB").save(packed, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return packed.getvalue()


def _lay_chips(folder: Path, sheet: SpecSheet, plain: dict[str, Any], store: Store) -> None:
    swatches = {item.feature: item.swatch or item.surface for item in sheet.selections}
    for number, chosen in enumerate(plain["chosen"]):
        swatch = swatches[chosen["feature"]]
        uri = chip(swatch, store) if swatch else None
        chosen["chip"] = f"chip-{number}.webp" if uri else ""
        if uri:
            (folder / chosen["chip"]).write_bytes(_decoded(uri))


def _lay_artworks(folder: Path, plain: dict[str, Any]) -> None:
    for number, each in enumerate(plain["personal"]):
        if each["artwork"]:
            (folder / f"artwork-{number}.svg").write_bytes(_decoded(each["artwork"]))
            each["artwork"] = f"artwork-{number}.svg"


def _decoded(uri: str) -> bytes:
    return base64.b64decode(uri.partition(",")[2])
