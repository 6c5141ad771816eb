"""Words on a zone."""

import unicodedata

import regex

from configurator.catalog import Catalog
from configurator.catalog.product import Product
from configurator.closest import closest
from configurator.configuration import TextPersonalization
from configurator.repair_color import repair_color
from configurator.resolve.artwork.drawn_once import draw_lettering
from configurator.resolve.artwork.spot import Drawing, Spot
from renderer.artwork.check_text import clean_text
from renderer.color import is_hex
from renderer.errors import ArtworkError


def draw_words(wanted: TextPersonalization, spot: Spot, product: Product, catalog: Catalog) -> Drawing | None:
    """The text as an artwork, or None with every reason why not: length, font, colour, and what only drawing shows."""
    fits = _check_length(wanted, spot, product)
    font_is_known = _check_font(wanted, spot, catalog)
    color_is_valid = _check_color(wanted, spot, catalog)
    if fits and font_is_known and color_is_valid:
        return _draw(wanted, spot, catalog)
    _check_letters(wanted, spot)
    return None


def _check_length(wanted: TextPersonalization, spot: Spot, product: Product) -> bool:
    words = product.zone(wanted.zone)
    letters = regex.findall(r"\X", unicodedata.normalize("NFC", wanted.text).strip())
    if words is None or len(letters) <= words.max_characters:
        return True
    message = f"The text has {len(letters)} characters; {words.name} allows {words.max_characters}."
    spot.violate("TEXT_TOO_LONG", "text", message, ("".join(letters[: words.max_characters]).strip(),))
    return False


def _check_font(wanted: TextPersonalization, spot: Spot, catalog: Catalog) -> bool:
    if wanted.font in catalog.fonts:
        return True
    message = f"There is no font {wanted.font[:60]!r}; there are {', '.join(catalog.fonts)}."
    spot.violate("FONT_UNKNOWN", "font", message, closest(wanted.font, catalog.fonts))
    return False


def _check_color(wanted: TextPersonalization, spot: Spot, catalog: Catalog) -> bool:
    if is_hex(wanted.color):
        return True
    message = f"{wanted.color[:40]!r} is no colour. Write it as #rrggbb, such as #ffffff."
    spot.violate("COLOR_INVALID", "color", message, repair_color(wanted.color, catalog.swatches.values()))
    return False


def _check_letters(wanted: TextPersonalization, spot: Spot) -> None:
    """What can be said of the text without drawing it."""
    try:
        clean_text(wanted.text)
    except ArtworkError as error:
        spot.refuse("text", error)


def _draw(wanted: TextPersonalization, spot: Spot, catalog: Catalog) -> Drawing | None:
    typeface = catalog.fonts[wanted.font]
    least = spot.zone.min_text_mm if spot.zone else 0.0
    try:
        artwork = spot.take(draw_lettering(wanted.text, typeface, wanted.color, spot.box_mm, least))
    except ArtworkError as error:
        _refuse(error, spot, catalog)
        return None
    text = unicodedata.normalize("NFC", wanted.text).strip()
    words = {"text": text, "font": wanted.font, "font_name": typeface.name, "color": wanted.color.lower()}
    return Drawing(artwork, {"title": f"“{text}”", **words})


def _refuse(error: ArtworkError, spot: Spot, catalog: Catalog) -> None:
    """Where letters are missing, the way out is another font of the catalog; else another text."""
    able = [font for font in error.suggestions if font in catalog.fonts]
    if error.code == "TEXT_GLYPH_MISSING" and able:
        spot.violate(error.code, "font", error.message, able)
    elif error.code == "TEXT_GLYPH_MISSING":
        spot.violate(error.code, "text", error.message)
    else:
        spot.refuse("text", error)
