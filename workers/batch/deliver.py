"""What is handed over with the pictures: lists of them for archives and programs, feeds for shops, a contact sheet."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from configurator.batch.dress import Dressed
from configurator.batch.feeds import Offer, google_feed, shopify_feed
from configurator.batch.words import long_description
from configurator.catalog import Catalog
from configurator.tables import table
from renderer.store import write_atomically
from workers.batch.contact_sheet import contact_sheet
from workers.batch.entry import Entry
from workers.batch.run import Batch
from workers.batch.work import Made

Row = dict[str, Any]


def deliver(done: Batch, catalog: Catalog, folder: Path) -> list[str]:
    """Write everything into `folder`, beside the pictures; the names of the files."""
    rows = manifest(done, catalog)
    files = {
        "manifest.csv": as_csv(rows),
        "manifest.json": json.dumps({"pictures": rows}, indent=1, ensure_ascii=False).encode(),
        "manifest.ndjson": b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows),
        "contact_sheet.html": contact_sheet(rows, catalog.products[done.survey.plan.product]),
        "report.json": json.dumps(report(done), indent=1, ensure_ascii=False).encode(),
    }
    if shop := done.survey.plan.shop:
        offered = offers(done)
        product = catalog.products[done.survey.plan.product]
        files["shopify.csv"] = shopify_feed(product, shop, offered)
        files["google_merchant.xml"] = google_feed(product, shop, offered)
    for name, data in files.items():
        write_atomically(folder / name, data)
    return list(files)


def manifest(done: Batch, catalog: Catalog) -> list[Row]:
    """A row a file, in the order of the plan."""
    product = catalog.products[done.survey.plan.product]
    dressed = {each.combination.number: each for each in done.survey.dressed}
    described = {number: long_description(product, each) for number, each in dressed.items()}
    return [row_of(entry, made, dressed[entry.number], described[entry.number]) for entry, made in done.delivered]


def row_of(entry: Entry, made: Made, dressed: Dressed, description: str) -> Row:
    """One file."""
    _, shot, _, frame = entry.sheet
    return {
        "file": entry.file,
        "product": dressed.combination.configuration.product,
        "combination": entry.number,
        **{name: word for name, word in dressed.combination.words.items() if name not in ("product", "line")},
        "shot": shot,
        **({"frame": frame} if frame else {}),
        "width": made.width,
        "height": made.height,
        "background": entry.background,
        **({"frames": entry.frames} if entry.frames else {}),
        "media_type": entry.media_type,
        "bytes": made.size,
        "sha256": made.sha256,
        "alt": entry.alt,
        "description": description,
        "choices": dict(dressed.choices),
    }


def as_csv(rows: Sequence[Row]) -> bytes:
    """The rows with a column a choice."""
    flat = [{**row, **{f"choice: {name}": word for name, word in row["choices"].items()}} for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row if name != "choices"))
    return table(columns, ([row.get(name, "") for name in columns] for row in flat))


def report(done: Batch) -> dict[str, Any]:
    """How it went."""
    return {
        "combinations": done.survey.count,
        "valid_combinations": done.survey.valid,
        "files": sum(1 for _ in done.delivered),
        "distinct": len({entry.target for entry, _ in done.delivered}),
        "failed": [{"file": each.file, "code": each.code, "message": each.message} for each in done.failed],
        "left_by_earlier_plans": list(done.left),
    }


def offers(done: Batch) -> list[Offer]:
    """Combinations with their pictures, best first: the ones that shops show."""
    pictures: dict[int, list[Entry]] = {}
    for entry, _ in done.delivered:
        if not entry.sheet[3] and not entry.frames:
            pictures.setdefault(entry.number, []).append(entry)
    return [
        Offer(each, tuple((entry.file, entry.alt) for entry in one_of_each(pictures[each.combination.number])))
        for each in done.survey.dressed
        if each.combination.number in pictures
    ]


def one_of_each(entries: Iterable[Entry]) -> list[Entry]:
    """A shot in the first of its sizes, backgrounds and formats."""
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.sheet[1], entry)
    return list(first.values())
