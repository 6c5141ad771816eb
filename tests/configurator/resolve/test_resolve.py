import json
import unicodedata
from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.configuration import Configuration, read_configuration
from configurator.errors import ConfigurationInvalid
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.violation import Violation
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import decal, logo, words

PURPLE = {"custom": "#5b2a86", "name": "Westview purple"}
WRONG: list[dict[str, object]] = [
    {"product": "tniy"},
    {"market": "USA"},
    {"quantity": 0},
    {"quantity": 21},
    {"quantity": -(10**30)},
    {"selections": {"body_colour": "paint.gold"}},
    {"selections": {"body_color": "paint.gld"}},
    {"selections": {"body_color": "paint.custom"}},
    {"selections": {"tyre_color": PURPLE}},
    {"selections": {"rack": PURPLE}},
    {"selections": {"body_color": {"custom": "#fb2"}}},
    {"selections": {"body_color": {"custom": "purple"}}},
    {"personalizations": [words("panle")]},
    {"personalizations": [words("rack")]},
    {"personalizations": [words(), words()]},
    {"personalizations": [words(finish="laser")]},
    {"personalizations": [words(finish="vinyl")], "market": "DE"},
    {"personalizations": [words(font="great vibes")]},
    {"personalizations": [words(color="white")]},
    {"personalizations": [words(text="The Fitzgeralds and all of their many cousins")]},
    {"personalizations": [words(text="Ann\u202e")]},
    {"personalizations": [words(text="A\u200bnn")]},
    {"personalizations": [words(text="e" + "\u0301" * 9)]},
    {"personalizations": [words(text="Ψυχή")]},
    {"personalizations": [logo(file="svn.svg")]},
    {"personalizations": [logo(file="../decals/seven.svg")]},
    {"personalizations": [logo(file="/etc/seven.svg")]},
    {"personalizations": [decal(decal="number-7")]},
]
"""Every way to go wrong that has a valid value to offer."""


def resolve_plain(plain: dict[str, object], catalog: Catalog) -> ResolvedConfiguration:
    data = json.dumps({"product": "tiny", **plain}).encode()
    return resolve(read_configuration(data, catalog.materials / "decals"), catalog)


def violations(plain: dict[str, object], catalog: Catalog) -> tuple[Violation, ...]:
    with pytest.raises(ConfigurationInvalid) as caught:
        resolve_plain(plain, catalog)
    return caught.value.violations


def put(plain: object, path: str, suggestion: str) -> None:
    """Write `suggestion` at a JSON pointer; for an unknown name, rename it."""
    *above, last = (step.replace("~1", "/").replace("~0", "~") for step in path.split("/")[1:])
    for step in above:
        plain = plain[int(step)] if isinstance(plain, list) else plain[step]  # type: ignore[index]
    assert isinstance(plain, dict)
    if path.startswith("/selections/") and not above[1:] and suggestion.endswith("_color"):
        plain[suggestion] = plain.pop(last)
    else:
        plain[last] = int(suggestion) if last == "quantity" else suggestion


@pytest.mark.parametrize("plain", WRONG, ids=str)
def test_every_suggestion_is_valid_when_it_is_followed(plain: dict[str, object], catalog: Catalog) -> None:
    found = violations(plain, catalog)
    assert len(found) == 1
    assert found[0].suggestions
    for suggestion in found[0].suggestions:
        repaired = json.loads(json.dumps({"product": "tiny", **plain}))
        put(repaired, found[0].path, suggestion)
        resolve_plain(repaired, catalog)


def test_everything_that_is_wrong_is_said_at_once(catalog: Catalog) -> None:
    plain = {
        "selections": {"body_color": "paint.gld", "rock": "x", "tyre_color": PURPLE},
        "personalizations": [
            words("rack", text="Ann\u202e", font="grate-vibes", color="gold"),
            words(text="王" * 30, finish="laser"),
            logo("panel", file="../etc/passwd"),
            decal("tial", decal="seven"),
            words("tail", text="王"),
            words("tail", text="Ann", second_line="王", layout="two_lines", color="gold"),
        ],
        "quantity": 0,
        "market": "USA",
    }
    assert {(found.code, found.path) for found in violations(plain, catalog)} == {
        ("MARKET_UNKNOWN", "/market"),
        ("QUANTITY_INVALID", "/quantity"),
        ("FEATURE_UNKNOWN", "/selections/rock"),
        ("OPTION_UNKNOWN", "/selections/body_color"),
        ("CUSTOM_NOT_ALLOWED", "/selections/tyre_color"),
        ("ZONE_HIDDEN", "/personalizations/0/zone"),
        ("FONT_UNKNOWN", "/personalizations/0/font"),
        ("COLOR_UNKNOWN_NAME", "/personalizations/0/color"),
        ("TEXT_BIDI_CONTROL", "/personalizations/0/text"),
        ("ZONE_FINISH", "/personalizations/1/finish"),
        ("TEXT_TOO_LONG", "/personalizations/1/text"),
        ("TEXT_GLYPH_MISSING", "/personalizations/1/text"),
        ("ZONE_OVERLAP", "/personalizations/2/zone"),
        ("FILE_OUTSIDE", "/personalizations/2/file"),
        ("ZONE_UNKNOWN", "/personalizations/3/zone"),
        ("DECAL_UNKNOWN", "/personalizations/3/decal"),
        ("TEXT_GLYPH_MISSING", "/personalizations/4/text"),
        ("ZONE_OVERLAP", "/personalizations/5/zone"),
        ("COLOR_UNKNOWN_NAME", "/personalizations/5/color"),
        ("TEXT_GLYPH_MISSING", "/personalizations/5/second_line"),
    }


def test_a_text_is_cut_to_what_can_be_set_or_not_at_all(catalog: Catalog) -> None:
    unseen = violations({"personalizations": [words(text="a\u202e" * 30)]}, catalog)
    assert [(found.code, found.suggestions) for found in unseen if found.code == "TEXT_TOO_LONG"] == [
        ("TEXT_TOO_LONG", ())
    ]


def test_a_cut_leaves_no_sign_hanging_and_not_a_first_word_alone(catalog: Catalog) -> None:
    def cut(text: str) -> str:
        found = violations({"personalizations": [words(text=text)]}, catalog)
        ((shorter,),) = (each.suggestions for each in found if each.code == "TEXT_TOO_LONG")
        return shorter

    room = len(cut("A" * 60))
    first = "A" * (room - 2)
    assert [cut(f"{first}{sign}Christopher") for sign in (" & ", ", ", " \u2013 ", "   ")] == [first] * 4
    assert cut("Mr " + "W" * 60) == "Mr " + "W" * (room - 3)


def test_a_mistyped_zone_is_meant_though_something_lies_on_it(catalog: Catalog) -> None:
    carried = [words("panel"), words("panle", finish="laser")]
    found = {each.path: each for each in violations({"personalizations": carried}, catalog)}
    assert found["/personalizations/1/zone"].suggestions[0] == "panel"


@pytest.mark.parametrize(("layout", "meant"), [("archd", "arched"), ("intrlocked", "monogram_interlocked")])
def test_layouts_are_suggested_by_likeness(catalog: Catalog, layout: str, meant: str) -> None:
    (found,) = violations({"personalizations": [words(layout=layout)]}, catalog)
    assert (found.code, found.path, found.suggestions[0]) == ("LAYOUT_UNKNOWN", "/personalizations/0/layout", meant)


@pytest.mark.parametrize("text", ["Annabel " * 9, "Ann-Marie & Christopher John", "A" * 30, "e\u0308\u0301" * 30])
def test_a_text_is_cut_at_a_words_end_and_never_within_a_letter(catalog: Catalog, text: str) -> None:
    found = violations({"personalizations": [words(text=text)]}, catalog)
    ((shorter,),) = (each.suggestions for each in found if each.code == "TEXT_TOO_LONG")
    whole = unicodedata.normalize("NFC", text)
    rest = whole.removeprefix(shorter)
    assert rest != whole
    assert rest.startswith(" ") is (" " in text)
    assert not unicodedata.combining(rest[0])
    again = resolve_plain({"personalizations": [words(text=shorter, font="noto-sans")]}, catalog)
    assert again.personalizations[0].text == shorter


def test_an_image_that_is_none_is_refused_where_it_is_named(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"no picture at all")
    data = json.dumps({"product": "tiny", "personalizations": [logo(file="logo.png")]}).encode()
    with pytest.raises(ConfigurationInvalid) as caught:
        resolve(read_configuration(data, tmp_path), catalog)
    (found,) = caught.value.violations
    assert found.path == "/personalizations/0/file"
    assert found.code.startswith(("IMAGE_", "SVG_"))


def test_personalizations_come_in_the_order_of_the_zones(choose: Choose) -> None:
    resolved = choose(personalizations=[decal("tail"), words("panel")])
    assert [(each.zone.id, each.index) for each in resolved.personalizations] == [("panel", 1), ("tail", 0)]
    assert [each.title for each in resolved.personalizations] == ["“Ann”", "Racing number 7"]


def test_artworks_fit_their_zones(choose: Choose) -> None:
    for each in choose(personalizations=[decal("tail"), words("panel")]).personalizations:
        assert each.width_mm <= each.zone.width_mm - 2 * each.zone.safe_mm + 1e-6
        assert each.height_mm <= each.zone.height_mm - 2 * each.zone.safe_mm + 1e-6


def test_a_resolved_configuration_crosses_a_process_boundary_whole(choose: Choose) -> None:
    resolved = choose(selections={"body_color": PURPLE}, personalizations=[words(), logo()], quantity=2)
    written = resolved.model_dump_json()
    assert ResolvedConfiguration.model_validate_json(written).model_dump_json() == written


def test_the_bill_of_materials_orders_what_is_put_in(choose: Choose) -> None:
    parts = choose(selections={"rack": "large"}, personalizations=[words()], quantity=3).parts
    assert {line.quantity for line in parts} == {3}
    assert [(line.kind, line.code) for line in parts] == [
        ("base", "tiny"),
        ("part", "rack.large"),
        ("swatch", "glass.clear"),
        ("swatch", "paint.pine"),
        ("decal", "panel.painted"),
    ]
    assert parts[3].supplier == "Northlight NL-1"
    assert parts[3].note == "Body, Tyre"


def test_a_configuration_without_a_product_says_only_that(catalog: Catalog) -> None:
    with pytest.raises(ConfigurationInvalid) as caught:
        resolve(Configuration(product="", quantity=0), catalog)
    assert [found.code for found in caught.value.violations] == ["PRODUCT_UNKNOWN"]


@pytest.mark.parametrize(("rack", "brings"), [("small", "part"), ("none", "nothing")])
def test_only_what_is_there_is_a_part(choose: Choose, rack: str, brings: str) -> None:
    resolved = choose(selections={"rack": rack})
    assert resolved.choices[2].brings == brings
    assert ("part" in {line.kind for line in resolved.parts}) == (brings == "part")


def test_a_logo_of_many_colours_is_doubted(choose: Choose, catalog: Catalog, tmp_path: Path) -> None:
    inks = [f"#{red}{green}{blue}" for red in "0f" for green in "08f" for blue in "0f"]
    bars = "".join(f'<path fill="{ink}" d="M{10 * at} 0h10v40h-10z"/>' for at, ink in enumerate(inks))
    (tmp_path / "bars.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">{bars}</svg>')
    data = json.dumps({"product": "tiny", "personalizations": [logo(file="bars.svg")]}).encode()
    resolved = resolve(read_configuration(data, tmp_path), catalog)
    assert "LOGO_TOO_MANY_COLORS" in [warning.code for warning in resolved.warnings]
    assert not choose(personalizations=[logo()]).warnings
