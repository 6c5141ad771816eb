"""Resolved configuration and its assets → spec sheet: for machines, for people on a screen, for people on paper."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from configurator.resolve import ResolvedConfiguration
from configurator.spec_sheet import SpecSheet, spec_sheet, spec_sheet_json, spec_sheet_page
from configurator.spec_sheet.document import spec_sheet_document
from configurator.spec_sheet.document.attachment import carried, shown
from renderer.asset import Asset
from workers.home import Home
from workers.job import AssetRecord


def attach(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: `resolved`, blob of a `ResolvedConfiguration`; `assets`, their records; `form`, of `FORMS`."""
    resolved = ResolvedConfiguration.model_validate_json(home.store.get(inputs["resolved"]))
    assets = [fetched(AssetRecord.model_validate(record), home) for record in inputs["assets"]]
    sheet = spec_sheet(resolved, assets)
    name, media_type, make = FORMS[inputs["form"]]
    return Asset(name, media_type, make(sheet, assets, home), {"resolved": inputs["resolved"]})


def fetched(record: AssetRecord, home: Home) -> Asset:
    """The asset behind a record."""
    return Asset(record.name, record.media_type, home.store.get(record.blob), record.made_from, record.figures)


def _json(sheet: SpecSheet, assets: Sequence[Asset], home: Home) -> bytes:
    del assets, home
    return spec_sheet_json(sheet)


def _page(sheet: SpecSheet, assets: Sequence[Asset], home: Home) -> bytes:
    del assets
    return spec_sheet_page(sheet, home.store)


def _document(sheet: SpecSheet, assets: Sequence[Asset], home: Home) -> bytes:
    data = Asset("spec_sheet.json", "application/json", spec_sheet_json(sheet))
    return spec_sheet_document(sheet, shown(assets), home.store, carried([data, *assets]))


Make = Callable[[SpecSheet, Sequence[Asset], Home], bytes]
FORMS: Mapping[str, tuple[str, str, Make]] = {
    "json": ("spec_sheet.json", "application/json", _json),
    "html": ("spec_sheet.html", "text/html; charset=utf-8", _page),
    "pdf": ("spec_sheet.pdf", "application/pdf", _document),
}
"""Form → file, media type and what writes it."""
