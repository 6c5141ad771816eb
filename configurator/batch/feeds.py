"""Feeds for shops: Shopify's product CSV and Google Merchant's RSS."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from lxml import etree  # type: ignore[import-untyped]

from configurator.batch.dress import Dressed
from configurator.batch.plan import Shop
from configurator.batch.templates import filled, placeholders, short
from configurator.batch.words import long_description
from configurator.catalog.product import Product
from configurator.tables import table

GOOGLE = "http://base.google.com/ns/1.0"
MOST_MORE = 10
"""Pictures beside the first that Google takes, https://support.google.com/merchants/answer/6324370."""
MOST_OPTIONS = 3
"""Shopify's, https://help.shopify.com/en/manual/products/import-export/using-csv."""
SHOPIFY = (
    "Handle", "Title", "Body (HTML)", "Vendor", "Published", "Option1 Name", "Option1 Value", "Option2 Name",
    "Option2 Value", "Option3 Name", "Option3 Value", "Variant SKU", "Variant Price", "Variant Barcode", "Image Src",
    "Image Position", "Image Alt Text", "Variant Image", "Status",
)  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """A combination with its pictures: (file, alt text), best first."""

    dressed: Dressed
    pictures: tuple[tuple[str, str], ...]

    @property
    def words(self) -> Mapping[str, str]:
        """What a list says of it."""
        return self.dressed.combination.words

    @property
    def sku(self) -> str:
        """Its number in the shop."""
        return self.words.get("sku") or f"{self.dressed.combination.configuration.product}-{self.dressed.number}"


def variants(product: Product, shop: Shop, offers: Sequence[Offer]) -> tuple[str, ...]:
    """The features that a shop offers as its options: those the plan names, else the first three that vary."""
    if shop.variants:
        return shop.variants
    features = (feature.code for feature in product.features)
    vary = (code for code in features if len({offer.dressed.choices[code] for offer in offers}) > 1)
    return tuple(code for code, _ in zip(vary, range(MOST_OPTIONS), strict=False))


def shopify_feed(product: Product, shop: Shop, offers: Sequence[Offer]) -> bytes:
    """One product whose variants are the combinations that its options tell apart; a row a variant, a row a picture."""
    lines = _shopify_lines(product, shop, offers)
    return table(SHOPIFY, ([line.get(name, "") for name in SHOPIFY] for line in lines), marked=False, guarded=False)


def _shopify_lines(product: Product, shop: Shop, offers: Sequence[Offer]) -> Iterator[dict[str, object]]:
    names = {feature.code: feature.name for feature in product.features}
    options = variants(product, shop, offers)
    position, known = 0, set[tuple[str, ...]]()
    for offer in offers:
        values = tuple(offer.dressed.choices[code] for code in options)
        if values in known:
            continue
        known.add(values)
        head = _product(product, shop) if len(known) == 1 else {}
        row: dict[str, object] = {"Handle": product.id.replace("_", "-"), **head, **_variant(offer, shop)}
        for number, (code, value) in enumerate(zip(options, values, strict=True), 1):
            row |= {f"Option{number} Name": names[code] if head else "", f"Option{number} Value": value}
        for file, alt in offer.pictures:
            position += 1
            yield {**row, "Image Src": shop.media_url + file, "Image Position": position, "Image Alt Text": alt}
            row = {"Handle": row["Handle"]}


def _product(product: Product, shop: Shop) -> dict[str, str]:
    words = {"Title": product.name, "Body (HTML)": f"<p>{escape(product.description)}</p>", "Vendor": shop.brand}
    return {**words, "Published": "true", "Status": "active"}


def _variant(offer: Offer, shop: Shop) -> dict[str, str]:
    return {
        "Variant SKU": offer.sku,
        "Variant Price": offer.words.get("price") or offer.dressed.price,
        "Variant Barcode": offer.words.get("gtin", ""),
        "Variant Image": shop.media_url + offer.pictures[0][0],
    }


def google_feed(product: Product, shop: Shop, offers: Sequence[Offer]) -> bytes:
    """An item a combination, https://support.google.com/merchants/answer/7052112."""
    root = etree.Element("rss", version="2.0", nsmap={"g": GOOGLE})
    channel = etree.SubElement(root, "channel")
    for name, text in (("title", product.name), ("link", shop.media_url), ("description", product.description)):
        etree.SubElement(channel, name).text = text
    for offer in offers:
        item = etree.SubElement(channel, "item")
        for name, text in _item(product, shop, offer):
            etree.SubElement(item, f"{{{GOOGLE}}}{name}").text = text
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _item(product: Product, shop: Shop, offer: Offer) -> Iterator[tuple[str, str]]:
    colors = [offer.dressed.choices[feature.code] for feature in product.features if feature.swatches]
    yield "id", offer.sku[:50]
    yield "title", (offer.words.get("title") or f"{product.name}, {colors[0] if colors else offer.sku}")[:150]
    yield "description", long_description(product, offer.dressed)[:5000]
    yield "link", offer.words.get("link") or _link(shop, offer)
    yield "image_link", shop.media_url + offer.pictures[0][0]
    for file, _ in offer.pictures[1 : MOST_MORE + 1]:
        yield "additional_image_link", shop.media_url + file
    yield "availability", shop.availability
    yield "price", f"{offer.words.get('price') or offer.dressed.price} {offer.dressed.currency}"
    yield "brand", shop.brand
    yield ("gtin", offer.words["gtin"]) if offer.words.get("gtin") else ("identifier_exists", "no")
    yield "condition", shop.condition
    yield "item_group_id", product.id
    yield "color", "/".join(colors[:3])


def _link(shop: Shop, offer: Offer) -> str:
    """The plan's address of a combination: what stands in braces is filled in."""
    scheme, _, rest = shop.product_url.partition("://")
    selected = offer.dressed.combination.configuration.selections
    words = {code: short(choice) for code, choice in selected.items() if isinstance(choice, str)}
    words |= {"number": offer.dressed.number, "sku": offer.sku, **offer.words}
    return f"{scheme}://{filled(rest, {name: words.get(name, '') for name in placeholders(rest)})}"
