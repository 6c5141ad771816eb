"""The product for search engines and shops, https://schema.org/3DModel, https://support.google.com/merchants/answer/13675100.

Nothing that a customer wrote is in it: no personalization, no name of a colour of their own.
"""

import csv
import io
import json
from typing import Any
from urllib.parse import urljoin

from configurator.recipe import product_facts
from configurator.resolve import ResolvedConfiguration
from configurator.spec_sheet.make import configuration_digest
from livery.pages.ar.content import Content

AXES = ("width", "height", "depth")
MODELS = {"model.glb": "model/gltf-binary", "model.usdz": "model/vnd.usdz+zip"}


def product_json(content: Content, resolved: ResolvedConfiguration) -> dict[str, Any]:
    """`Product` with its `3DModel`, addresses absolute where the page's own is known."""
    product, price = resolved.product, resolved.price
    colors = [choice.swatch.name for choice in resolved.choices if choice.swatch and not choice.custom]
    sizes = zip(AXES, product_facts(resolved).size_mm or product.size_mm, strict=True)
    offer = {"@type": "Offer", "price": str(price.per_unit), "priceCurrency": price.currency}
    return {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.name,
        "description": product.description,
        "sku": sku(resolved),
        **({"color": ", ".join(dict.fromkeys(colors))} if colors else {}),
        **{axis: {"@type": "QuantitativeValue", "value": size, "unitCode": "MMT"} for axis, size in sizes},
        **({"image": _at(content, "poster.webp")} if "poster.webp" in content.files else {}),
        "offers": {**offer, **({"url": content.address} if content.address else {})},
        "subjectOf": {
            "@type": "3DModel",
            "name": product.name,
            "isResizable": False,
            **({"license": f"https://spdx.org/licenses/{product.license}"} if product.license else {}),
            **({"copyrightNotice": product.copyright} if product.copyright else {}),
            "encoding": [_media(content, name) for name in MODELS if name in content.files],
        },
    }


def _media(content: Content, name: str) -> dict[str, str]:
    asset = content.files[name]
    size = f"{asset.size} B"
    media = {"@type": "MediaObject", "contentUrl": _at(content, name), "encodingFormat": MODELS[name]}
    return {**media, "contentSize": size, "sha256": asset.blob}


def _at(content: Content, name: str) -> str:
    return urljoin(content.address, name) if content.address else name


def script_json(value: dict[str, Any]) -> str:
    """JSON for the inside of a script element: nothing in it ends the element."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


def merchant_feed(content: Content, resolved: ResolvedConfiguration) -> bytes:
    """A supplemental feed for Google Merchant Center: the shop's item by its id, with its 3D model and picture.

    Tab-separated; for a page whose address is known.
    """
    row = {
        "id": sku(resolved),
        "link": content.address,
        "image_link": _at(content, "poster.webp") if "poster.webp" in content.files else "",
        "virtual_model_link": _at(content, "model.glb"),
    }
    file = io.StringIO()
    writer = csv.DictWriter(file, row, delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    return file.getvalue().encode()


def sku(resolved: ResolvedConfiguration) -> str:
    """The product and the first digits of the configuration's digest, as the spec sheet has them."""
    return f"{resolved.product.id}-{configuration_digest(resolved)[:8]}"
