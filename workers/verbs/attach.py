"""Resolved configuration and its assets → spec sheet, for machines or for people."""

from typing import Any

from configurator.resolve import ResolvedConfiguration
from configurator.spec_sheet import spec_sheet, spec_sheet_json, spec_sheet_page
from renderer.asset import Asset
from workers.home import Home
from workers.job import AssetRecord


def attach(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: `resolved`, the blob of a `ResolvedConfiguration`; `assets`, their records; `form`, json or html."""
    resolved = ResolvedConfiguration.model_validate_json(home.store.get(inputs["resolved"]))
    assets = [fetched(AssetRecord.model_validate(record), home) for record in inputs["assets"]]
    sheet = spec_sheet(resolved, assets)
    made_from = {"resolved": inputs["resolved"]}
    if inputs["form"] == "json":
        return Asset("spec_sheet.json", "application/json", spec_sheet_json(sheet), made_from)
    return Asset("spec_sheet.html", "text/html; charset=utf-8", spec_sheet_page(sheet, home.store), made_from)


def fetched(record: AssetRecord, home: Home) -> Asset:
    """The asset behind a record."""
    return Asset(record.name, record.media_type, home.store.get(record.blob), record.made_from, record.figures)
