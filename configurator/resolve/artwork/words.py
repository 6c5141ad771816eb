"""Words on a zone."""

import unicodedata

import regex

from configurator.catalog import Catalog
from configurator.catalog.product import Product, ZoneWords
from configurator.configuration import TextPersonalization
from configurator.resolve.artwork.drawn_once import draw_lettering
from configurator.resolve.artwork.ink import find_ink
from configurator.resolve.artwork.lettering import read_lettering, wishes
from configurator.resolve.artwork.review import review
from configurator.resolve.artwork.spot import Drawing, Spot
from renderer.artwork.check_text import clean_text
from renderer.artwork.find_color import NamedColor
from renderer.artwork.lettering import Lettering
from renderer.artwork.shape_text import require_glyphs
from renderer.closest import closest
from renderer.errors import ArtworkError
from renderer.finishes.legible import limits

FIELDS = {"LAYOUT_UNKNOWN": "layout", "MONOGRAM_SECOND_LINE": "second_line"}
"""Where an error is of another field than the text."""

JOINING = " \u00a0,;:&+/-\u2013\u2014"
"""At the end of a text these wait for a word that has no room."""


def draw_words(wanted: TextPersonalization, spot: Spot, product: Product, catalog: Catalog) -> Drawing | None:
    """The text as an artwork, or None with every reason why not: length, font, colour, and what only drawing shows."""
    fits = _check_length(wanted, spot, product)
    font_is_known = _check_font(wanted, spot, catalog)
    ink = find_ink(wanted.color, "color", spot, catalog)
    lettering = read_lettering(wanted, spot, catalog)
    can_be_set = _check_lines(wanted, spot, catalog)
    if fits and font_is_known and can_be_set and ink is not None and lettering is not None:
        return _draw(wanted, spot, catalog, ink, lettering)
    return None


def _check_length(wanted: TextPersonalization, spot: Spot, product: Product) -> bool:
    words = product.zone(wanted.zone)
    lines = {"text": wanted.text, "second_line": wanted.second_line}
    too_long = words and [field for field in lines if not _fits(lines[field], field, words, spot)]
    return not too_long


def _fits(line: str, field: str, words: ZoneWords, spot: Spot) -> bool:
    letters = regex.findall(r"\X", unicodedata.normalize("NFC", line).strip())
    if len(letters) <= words.max_characters:
        return True
    message = f"The text has {len(letters)} characters; {words.name} allows {words.max_characters}."
    spot.violate("TEXT_TOO_LONG", field, message, _cut(letters, words.max_characters))
    return False


def _cut(letters: list[str], most: int) -> tuple[str, ...]:
    """The text as far as it has room, to the end of a word where one ends in the latter half, if that can be drawn.

    `letters` are what a reader counts: none is ever taken apart. What joins a word to the next goes with that.
    """
    ends = [at for at in range(most // 2, most + 1) if letters[at].isspace()]
    try:
        return (clean_text("".join(letters[: ends[-1]]).rstrip(JOINING) if ends else "".join(letters[:most])),)
    except ArtworkError:
        return ()


def _check_font(wanted: TextPersonalization, spot: Spot, catalog: Catalog) -> bool:
    if wanted.font in catalog.fonts:
        return True
    message = f"There is no font {wanted.font[:60]!r}; there are {', '.join(catalog.fonts)}."
    spot.violate("FONT_UNKNOWN", "font", message, closest(wanted.font, catalog.fonts))
    return False


def _check_lines(wanted: TextPersonalization, spot: Spot, catalog: Catalog) -> bool:
    """What can be said of each line without drawing it."""
    lines = [("text", wanted.text, "font", wanted.font)]
    if wanted.second_line.strip():
        own = ("second_font", wanted.second_font) if wanted.second_font else ("font", wanted.font)
        lines.append(("second_line", wanted.second_line, *own))
    faults = [line for line in lines if not _can_be_set(*line, spot, catalog)]
    return not faults


def _can_be_set(field: str, line: str, font_field: str, font: str, spot: Spot, catalog: Catalog) -> bool:
    try:
        text = clean_text(line)
        if font in catalog.fonts:
            require_glyphs(text, catalog.fonts[font])
    except ArtworkError as error:
        # Said already of a zone, which takes less.
        if spot.zone is None or error.code != "TEXT_TOO_LONG":
            _refuse(error, spot, catalog, field, font_field)
        return False
    return True


def _draw(
    wanted: TextPersonalization, spot: Spot, catalog: Catalog, ink: NamedColor, lettering: Lettering
) -> Drawing | None:
    typeface = catalog.fonts[wanted.font]
    least = max(spot.zone.min_text_mm, limits(wanted.finish).capital) if spot.zone else 0.0
    try:
        artwork = spot.take(draw_lettering(wanted.text, typeface, ink.color, spot.box_mm, least, lettering))
    except ArtworkError as error:
        _refuse(error, spot, catalog)
        return None
    lines = [unicodedata.normalize("NFC", line).strip() for line in (wanted.text, wanted.second_line)]
    review((wanted.text, wanted.second_line), spot, catalog.materials)
    said = wishes(wanted) | ({"color": wanted.color} if ink.name else {})
    words = {"text": lines[0], "font": wanted.font, "font_name": typeface.name, "color": ink.color, "wishes": said}
    return Drawing(artwork, {"title": f"“{' · '.join(filter(None, lines))}”", **words})


def _refuse(error: ArtworkError, spot: Spot, catalog: Catalog, field: str = "text", font_field: str = "font") -> None:
    """Where letters are missing, the way out is another font of the catalog; else another text."""
    able = [font for font in error.suggestions if font in catalog.fonts]
    if error.code == "TEXT_GLYPH_MISSING" and able:
        spot.violate(error.code, font_field, error.message, able)
    elif error.code == "TEXT_GLYPH_MISSING":
        spot.violate(error.code, field, error.message)
    else:
        spot.refuse(FIELDS.get(error.code, field), error)
