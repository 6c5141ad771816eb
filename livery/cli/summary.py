"""What a finished build says about itself."""

from pathlib import Path
from typing import Any

from rich.table import Table

from livery.cli.group import escape, stdout
from workers.trip import Delivery


def delivery_json(delivery: Delivery, folder: Path) -> dict[str, Any]:
    """The delivery for machines."""
    assets = [asset.model_dump(mode="json") for asset in delivery.assets]
    return {"ok": True, "folder": str(folder), "assets": assets}


def print_delivery(delivery: Delivery, folder: Path) -> None:
    """The delivery as a table: file, size, digest."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title, justify in (("file", "left"), ("size", "right"), ("SHA-256", "left")):
        table.add_column(title, justify=justify)  # type: ignore[arg-type]
    for asset in delivery.assets:
        table.add_row(escape(asset.name), f"{asset.size / 1000:,.0f} kB", asset.blob[:16])
    stdout.print(table)
    stdout.print(f"\nOpen [bold]{escape(str(folder / 'spec_sheet.html'))}[/]")
