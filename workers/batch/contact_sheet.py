"""A page to look through, filter and approve: pictures beside it, everything else within it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from configurator.catalog.product import Product

HERE = Path(__file__).parent
SHOWN = ("file", "combination", "shot", "frame", "width", "height", "background", "bytes", "alt", "choices", "sku")


def contact_sheet(rows: Sequence[dict[str, Any]], product: Product) -> bytes:
    """The page; `rows` as the manifest has them. What was approved stays in the browser and can be taken out as CSV."""
    pictures = [{name: row[name] for name in SHOWN if name in row} for row in rows]
    features = {feature.code: feature.name for feature in product.features}
    varied = {
        code: sorted({row["choices"][code] for row in rows})
        for code in features
        if len({row["choices"].get(code) for row in rows}) > 1
    }
    page = Environment(loader=FileSystemLoader(HERE), autoescape=True).get_template("contact_sheet.html")
    return page.render(
        title=product.name,
        count=len(rows),
        features=[{"code": code, "name": features[code], "choices": choices} for code, choices in varied.items()],
        shots=list(dict.fromkeys(row["shot"] for row in rows)),
        data=json.dumps({"names": features, "pictures": pictures}, ensure_ascii=False).replace("<", "\\u003c"),
    ).encode()
