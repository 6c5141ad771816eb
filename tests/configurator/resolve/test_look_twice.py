"""What a person should look at before it is made, and what no knife can follow."""

from base64 import b64encode
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.errors import ConfigurationInvalid
from configurator.resolve import ResolvedConfiguration, resolve
from tests.renderer.artwork.logos import encoded, striped, svg

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def cart() -> Catalog:
    return Catalog.load(ROOT / "models", ROOT / "materials")


def lettered(cart: Catalog, text: str, **fields: object) -> ResolvedConfiguration:
    words = {"zone": "side_left", "kind": "text", "text": text, "font": "alfa-slab-one", "color": "#ffffff", **fields}
    return resolve(Configuration.model_validate({"product": "golf_cart", "personalizations": [words]}), cart)


def codes(resolved: ResolvedConfiguration) -> list[str]:
    return [warning.code for warning in resolved.warnings]


def test_words_on_the_operators_list_are_looked_at_and_made(cart: Catalog, tmp_path: Path) -> None:
    for each in (ROOT / "materials").iterdir():
        (tmp_path / each.name).symlink_to(each)
    (tmp_path / "review.txt").write_text("# in any case\nGrand Prix\nstraße  # and form\n")
    listing = replace(cart, materials=tmp_path)
    assert codes(lettered(listing, "GRAND Tour")) == ["TEXT_REVIEW"]
    assert codes(lettered(listing, "Home", second_line="Strasse 7", layout="two_lines")) == ["TEXT_REVIEW"]
    assert codes(lettered(listing, "Grandeur")) == codes(lettered(cart, "GRAND Tour")) == []
    (tmp_path / "review.txt").write_text("Grandeur\n")
    assert codes(lettered(listing, "Grandeur")) == ["TEXT_REVIEW"], "an edited list holds at once"


@pytest.mark.parametrize(("width", "expected"), [(0.3, ["STROKE_TOO_THIN"]), (3.0, [])])
def test_hairlines_may_not_hold(cart: Catalog, tmp_path: Path, width: float, expected: list[str]) -> None:
    lines = "".join(f"M0 {y}H400v{width}H0z" for y in (0, 40, 80))
    (tmp_path / "lines.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"><path fill="#ffffff" d="{lines}"/></svg>'
    )
    logo = {"zone": "side_left", "kind": "logo", "file": "lines.svg", "finish": "painted"}
    wanted = Configuration.model_validate({"product": "golf_cart", "personalizations": [logo]}).beside(tmp_path)
    assert codes(resolve(wanted, cart)) == expected


@pytest.mark.parametrize("color", ["#c9a227", "#ffffff", "#b87333"])
def test_a_leaf_that_is_not_named_is_offered_by_name(cart: Catalog, color: str) -> None:
    leaf = {"finish": "foil", "font": "great-vibes"}
    (warning,) = (each for each in lettered(cart, "Ann", color=color, **leaf).warnings if each.code == "LEAF_UNNAMED")
    assert warning.path == "/personalizations/0/color"
    assert f"{warning.suggestions[0]} for {color}" in warning.message
    for named in warning.suggestions:
        gilded = lettered(cart, "Ann", color=named, **leaf)
        assert "LEAF_UNNAMED" not in codes(gilded)
        assert gilded.personalizations[0].color not in (color, "")
    assert "LEAF_UNNAMED" not in codes(lettered(cart, "Ann", color=color, finish="painted"))


def test_an_outline_that_is_no_leaf_is_named_by_its_colour(cart: Catalog) -> None:
    outline = {"color": "#c9a227"}
    found = lettered(cart, "Ann", color="Silver leaf", finish="foil", outline=outline).warnings
    assert [(each.code, each.path) for each in found] == [("LEAF_UNNAMED", "/personalizations/0")]
    assert found[0].suggestions[0].startswith("Gold leaf 23 ct: #")


def test_what_acts_in_a_logo_is_made_without_and_told(cart: Catalog, tmp_path: Path) -> None:
    logo = {"zone": "side_left", "kind": "logo", "file": "logo.svg", "finish": "painted"}
    wanted = Configuration.model_validate({"product": "golf_cart", "personalizations": [logo]}).beside(tmp_path)
    said = []
    for acts in ("", "<script>alert(1)</script>"):
        disc = '<circle cx="50" cy="25" r="20" fill="#ffffff"/>'
        (tmp_path / "logo.svg").write_bytes(svg(disc + acts))
        said.append(resolve(wanted, cart).warnings)
    assert said[0] == ()
    assert [(each.code, each.path, "script" in each.message) for each in said[1]] == [
        ("SVG_LEFT_OUT", "/personalizations/0", True)
    ]


def test_a_beam_makes_shades_of_what_has_several_colours(cart: Catalog) -> None:
    crest = {"zone": "seat_back_driver", "kind": "decal", "decal": "crest-school"}
    said = {}
    for finish in ("laser", "screen_print"):
        wanted = {"product": "golf_cart", "selections": {"seat_color": "vinyl.bone"}}
        personal = [{**crest, "finish": finish}]
        said[finish] = codes(resolve(Configuration.model_validate({**wanted, "personalizations": personal}), cart))
    assert said == {"laser": ["LOGO_TOO_MANY_COLORS"], "screen_print": []}


@pytest.mark.parametrize(("finish", "code"), [("painted", ""), ("vinyl", "VECTOR_REQUIRED")])
def test_a_knife_needs_outlines(cart: Catalog, tmp_path: Path, finish: str, code: str) -> None:
    picture, data = Image.new("RGBA", (1240, 600)), BytesIO()
    ImageDraw.Draw(picture).ellipse((4, 4, 1235, 595), fill="#f6f6f6")
    picture.save(data, "PNG")
    (tmp_path / "badge.png").write_bytes(data.getvalue())
    logo = {"zone": "side_left", "kind": "logo", "file": "badge.png", "finish": finish}
    wanted = Configuration.model_validate({"product": "golf_cart", "personalizations": [logo]}).beside(tmp_path)
    if code:
        with pytest.raises(ConfigurationInvalid) as caught:
            resolve(wanted, cart)
        assert [(each.code, each.path) for each in caught.value.violations] == [(code, "/personalizations/0/file")]
    else:
        assert codes(resolve(wanted, cart)) == ["IMAGE_LOW_DPI"]


@pytest.mark.parametrize(
    ("finish", "file", "merged"),
    [("embroidered", "png", True), ("embroidered", "svg", True), ("vinyl", "png", True), ("vinyl", "svg", False)],
)
def test_colours_that_become_one_are_told_with_the_thread(
    cart: Catalog, tmp_path: Path, finish: str, file: str, merged: bool
) -> None:
    picture = striped("#ffffff", "#f0ead8", "#5b2a86")
    (tmp_path / "logo.png").write_bytes(encoded(picture.resize((3600, 2400), Image.Resampling.NEAREST)))
    bars = '<path fill="#ffffff" d="M0 0h10v15H0z"/><path fill="#f0ead8" d="M10 0h8v15h-8z"/>'
    (tmp_path / "logo.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 18 15">{bars}</svg>')
    logo = {"zone": "seat_back_driver", "kind": "logo", "file": f"logo.{file}", "finish": finish}
    selections = {"seat_color": "vinyl.oxblood"}
    data = {"product": "golf_cart", "selections": selections, "personalizations": [logo]}
    warnings = resolve(Configuration.model_validate(data).beside(tmp_path), cart).warnings
    said = [each.message for each in warnings if each.code == "COLORS_MERGED"]
    assert bool(said) is merged
    assert all("#f0ead8 becomes #ffffff" in each and "Driver's seat back" in each for each in said)
    assert all(("Thread Snow" in each) is (finish == "embroidered") for each in said)


@pytest.mark.parametrize(
    ("finish", "wrapped"),
    [
        ("embroidered", False),
        ("screen_print", True),
        pytest.param("embroidered", True, marks=pytest.mark.slow),
        pytest.param("screen_print", False, marks=pytest.mark.slow),
    ],
)
def test_too_few_pixels_are_told_of_their_zone_in_words_of_their_finish(
    cart: Catalog, tmp_path: Path, finish: str, wrapped: bool
) -> None:
    data = encoded(striped("#ffffff", "#5b2a86").resize((620, 600), Image.Resampling.NEAREST))
    href = f"data:image/png;base64,{b64encode(data).decode()}"
    image = f'<image width="62" height="60" href="{href}"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 62 60">{image}</svg>'
    (tmp_path / "logo").write_bytes(drawing.encode() if wrapped else data)
    logo = {"zone": "seat_back_driver", "kind": "logo", "file": "logo", "finish": finish}
    wanted = {"product": "golf_cart", "selections": {"seat_color": "vinyl.oxblood"}, "personalizations": [logo]}
    warnings = resolve(Configuration.model_validate(wanted).beside(tmp_path), cart).warnings
    (said,) = [each.message for each in warnings if each.code == "IMAGE_LOW_DPI"]
    assert said.startswith("Driver's seat back: ")
    assert ("stitches" in said) is (finish == "embroidered")
    assert ("inside the SVG" in said) is wrapped
