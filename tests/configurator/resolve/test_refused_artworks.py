"""What a customer may hand in on purpose or by accident ends in its code, at the field that it is wrong in."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.errors import ConfigurationInvalid
from configurator.resolve import resolve
from configurator.violation import Finding
from tests.configurator.personalizations import decal, logo, words
from tests.renderer.artwork.logos import disc, encoded, svg

SQUARE = '<rect width="10" height="10"/>'
LAUGHS = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
TOWER = "".join(f'<g id="a{at + 1}">' + f'<use href="#a{at}"/>' * 10 + "</g>" for at in range(9))

THUMBNAIL = f'href="data:image/png;base64,{b64encode(encoded(disc(40))).decode()}"'
FILES = {
    "entities": (svg("&b;", before=LAUGHS), "SVG_DTD_FORBIDDEN"),
    "reads a file": (svg('<image href="/etc/hostname" width="9" height="9"/>'), "SVG_EXTERNAL_REF"),
    "calls a server": (svg('<rect width="9" height="9" fill="url(https://example.com/#b)"/>'), "SVG_EXTERNAL_REF"),
    "unknown font": (svg("<text>Wildcats</text>"), "SVG_TEXT_NOT_OUTLINED"),
    "nested": (svg("<g>" * 50_000 + SQUARE + "</g>" * 50_000), "SVG_TOO_DEEP"),
    "a billion squares": (svg(f'<g id="a0">{SQUARE}</g>{TOWER}'), "SVG_TOO_COMPLEX"),
    "huge blur": (svg(f'<filter id="f"><feGaussianBlur stdDeviation="500"/></filter>{SQUARE}'), "SVG_TOO_COMPLEX"),
    "a thread": (svg(SQUARE, 'viewBox="0 0 1 100000"'), "SVG_ASPECT"),
    "a mixture": (svg('<rect width="90" height="40" fill="color-mix(in srgb, red, blue)"/>'), "SVG_COLOR_UNKNOWN"),
    "half a file": (svg(SQUARE)[:-9], "SVG_INVALID"),
    "too wide": (encoded(Image.new("1", (9000, 10))), "IMAGE_TOO_LARGE"),
    "a bomb": (encoded(Image.new("1", (20_000, 20_000))), "IMAGE_TOO_LARGE"),
    "another kind": (b"GIF89a and so on", "IMAGE_FORMAT"),
    "moving": (encoded(disc(60), "WEBP", save_all=True, append_images=[disc(60, (0, 0, 9))]), "IMAGE_ANIMATED"),
    "cut short": (encoded(disc())[:500], "IMAGE_INVALID"),
    "a thumbnail": (encoded(disc(40)), "IMAGE_LOW_DPI"),
    "a thumbnail in a drawing": (svg(f'<image width="90" height="40" {THUMBNAIL}/>'), "IMAGE_LOW_DPI"),
    "a breath": (svg('<rect width="90" height="40" opacity=".05"/>'), "LOGO_EMPTY"),
    "a hair": (svg('<path d="M0 0L90 40" stroke="#000000" stroke-width=".01"/>'), "LOGO_EMPTY"),
    "nothing": (svg(""), "LOGO_EMPTY"),
}
TEXTS: dict[str, tuple[dict[str, Any], str]] = {
    "hidden": ({"text": "Fitz\u200bgerald"}, "TEXT_INVISIBLE"),
    "two lines in one": ({"text": "The\nFitzgeralds"}, "TEXT_INVISIBLE"),
    "turned round": ({"text": "abc\u202edef"}, "TEXT_BIDI_CONTROL"),
    "overgrown": ({"text": "Z" + "\u0315" * 5}, "TEXT_STACKED_MARKS"),
    "no character": ({"text": "Fitz\ufffdgerald"}, "TEXT_ENCODING"),
    "tiny": ({"within_mm": [30, 5]}, "TEXT_TOO_SMALL"),
    "four initials": ({"text": "ABCD", "layout": "monogram_circle"}, "MONOGRAM_LETTERS"),
}


def refused(catalog: Catalog, personalization: dict[str, object], folder: Path) -> Finding:
    wanted = Configuration.model_validate({"product": "tiny", "personalizations": [personalization]})
    with pytest.raises(ConfigurationInvalid) as caught:
        resolve(wanted.beside(folder), catalog)
    (found,) = caught.value.violations
    return found


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_logo_is_refused_with_its_code(catalog: Catalog, tmp_path: Path, name: str) -> None:
    data, code = FILES[name]
    (tmp_path / "handed-in.bin").write_bytes(data)
    found = refused(catalog, logo("panel", file="handed-in.bin"), tmp_path)
    assert (found.code, found.path) == (code, "/personalizations/0/file")
    assert len(found.message) > 30


@pytest.mark.parametrize("name", TEXTS)
def test_words_that_cannot_be_made_are_refused_with_their_code(catalog: Catalog, tmp_path: Path, name: str) -> None:
    changes, code = TEXTS[name]
    found = refused(catalog, words(**changes), tmp_path)
    assert (found.code, found.path) == (code, "/personalizations/0/text")


@pytest.mark.parametrize(
    ("colors", "code", "field"),
    [
        ({"#1B1C1F": "#aa0000", "#123456": "#ffffff"}, "DECAL_COLOR_UNKNOWN", "colors"),
        ({"black": "#aa0000"}, "DECAL_COLOR_UNKNOWN", "colors"),
        ({"#1b1c1f": "reddish"}, "COLOR_UNKNOWN_NAME", "colors/#1b1c1f"),
        ({"#1b1c1f": "lab(120 0 0)"}, "COLOR_INVALID", "colors/#1b1c1f"),
    ],
)
def test_a_decal_changes_the_colours_that_it_has(
    catalog: Catalog, tmp_path: Path, colors: dict[str, str], code: str, field: str
) -> None:
    found = refused(catalog, decal("panel", colors=colors), tmp_path)
    assert (found.code, found.path) == (code, f"/personalizations/0/{field}")
    assert code != "DECAL_COLOR_UNKNOWN" or "it has #ffffff, #1b1c1f" in found.message


def test_letters_of_two_scripts_are_looked_at(catalog: Catalog) -> None:
    carried = words("panel", text="Раypal", font="noto-sans")
    resolved = resolve(Configuration.model_validate({"product": "tiny", "personalizations": [carried]}), catalog)
    assert [warning.code for warning in resolved.warnings] == ["TEXT_MIXED_SCRIPT"]
