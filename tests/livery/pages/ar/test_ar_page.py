"""What the page says, to people, phones, shops and search engines."""

import csv
import json
import math
import re
from io import BytesIO, StringIO
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from PIL import Image

from livery.cli.ar import folder_address
from livery.pages.ar.content import in_feet
from livery.pages.ar.launch import quick_look, scene_viewer, with_offer
from livery.pages.ar.page import qr_code
from livery.pages.ar.view import view_of
from renderer.digest import digest_bytes
from renderer.errors import InputError
from renderer.gltf.document import Document
from renderer.recipe import Camera
from tests.livery.pages.ar.conftest import ADDRESS, NAME, OWN, Made


def html(made: Made) -> str:
    return made.files["index.html"].decode()


def test_everything_that_the_page_names_lies_beside_it(made: Made) -> None:
    named = re.findall(r'(?:src|href|environment-image|ios-src)="([^"]+)"', html(made))
    beside = {urlsplit(each).path for each in named if not each.startswith(("data:", "https:", "intent:", "#"))}
    assert beside >= {"family.glb", "model.glb", "model.usdz", "poster.webp", "light.hdr", "ar.css", "ar.js"}
    assert beside <= made.files.keys()


def test_the_looks_are_variants_of_the_file_that_is_shown(made: Made) -> None:
    variants = Document.from_glb(made.files["family.glb"]).json["extensions"]["KHR_materials_variants"]["variants"]
    assert [each["name"] for each in variants] == [look.name for look in made.content.looks]
    assert made.content.looks[0].name == f"Custom {OWN['custom']}"


def test_the_poster_is_cut_out(made: Made) -> None:
    poster = Image.open(BytesIO(made.files["poster.webp"])).convert("RGBA")
    assert poster.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert poster.getchannel("A").getextrema()[1] == 255


def test_ios_gets_its_own_size_a_price_and_a_call_to_action(made: Made) -> None:
    offer = made.content.offer
    file, _, words = quick_look("model.usdz", offer, ADDRESS).partition("#")
    said = {key: values[0] for key, values in parse_qs(words).items()}
    assert file == "model.usdz"
    assert said["allowsContentScaling"] == "0"
    assert (said["callToAction"], said["checkoutTitle"]) == ("Order it", "Tiny Cart")
    assert said["price"] == offer.price
    assert said["canonicalWebPageURL"] == ADDRESS


def test_android_gets_an_intent_with_whole_addresses(made: Made) -> None:
    intent = scene_viewer("model.glb", made.content.offer, ADDRESS, on_wall=False)
    asked, _, how = intent.partition("#")
    words = {key: values[0] for key, values in parse_qs(urlsplit(asked).query).items()}
    assert asked.startswith("intent://arvr.google.com/scene-viewer/1.2?")
    assert words["file"] == f"{ADDRESS}model.glb"
    assert (words["mode"], words["resizable"]) == ("ar_preferred", "false")
    assert words["link"] == "https://shop.example/order"
    assert made.content.offer.price in words["title"]
    assert f"S.browser_fallback_url={ADDRESS}" in unquote(how) and how.endswith(";end;")
    assert "enable_vertical_placement=true" in scene_viewer("model.glb", made.content.offer, ADDRESS, on_wall=True)
    assert with_offer("model.glb", made.content.offer).startswith("model.glb?title=Tiny%20Cart")


def linked_data(made: Made) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html(made), re.DOTALL)
    assert found
    told: dict[str, object] = json.loads(found[1])
    return told


def test_search_engines_learn_of_the_product_and_its_model(made: Made) -> None:
    told = linked_data(made)
    model = told["subjectOf"]
    assert isinstance(model, dict)
    assert (told["@type"], model["@type"], model["isResizable"]) == ("Product", "3DModel", False)
    encodings = {each["contentUrl"]: each for each in model["encoding"]}
    for name, media_type in (("model.glb", "model/gltf-binary"), ("model.usdz", "model/vnd.usdz+zip")):
        told_of = encodings[f"{ADDRESS}{name}"]
        assert told_of["encodingFormat"] == media_type
        assert told_of["sha256"] == digest_bytes(made.files[name])
    assert told["height"] == {"@type": "QuantitativeValue", "value": 500.0, "unitCode": "MMT"}


def test_shops_get_the_model_by_its_items_id(made: Made) -> None:
    (row,) = csv.DictReader(StringIO(made.files["merchant.tsv"].decode()), delimiter="\t")
    assert row["id"] == linked_data(made)["sku"]
    assert row["virtual_model_link"] == f"{ADDRESS}model.glb"
    assert row["image_link"] == f"{ADDRESS}poster.webp"


def test_nothing_that_a_customer_wrote_is_in_what_others_collect(made: Made) -> None:
    collected = [json.dumps(linked_data(made)), made.files["merchant.tsv"].decode()]
    collected += [made.files[name].decode("latin-1") for name in ("model.glb", "family.glb", "model.usdz")]
    for text in collected:
        assert str(NAME["text"]) not in re.findall(r"\w+", text)
        assert OWN["name"] not in text


def test_files_name_configuration_licence_and_copyright(made: Made) -> None:
    asset = Document.from_glb(made.files["model.glb"]).json["asset"]
    assert asset["extras"]["provenance"].keys() == {"document", "configuration"}
    assert asset["copyright"]


def test_a_camera_is_the_same_in_orbit_words() -> None:
    camera = Camera(position=(1.0, 2.0, 3.0), target=(0.5, 0.25, -1.0), vertical_fov_deg=24)
    view = view_of(camera, (0.0, 0.0, 0.1))
    azimuth, polar, distance = (float(re.sub(r"[a-z]", "", word)) for word in view.orbit.split())
    theta, phi = math.radians(azimuth), math.radians(polar)
    out = (math.sin(phi) * math.sin(theta), math.cos(phi), math.sin(phi) * math.cos(theta))
    target = [float(word.removesuffix("m")) for word in view.target.split()]
    found = [at + distance * step for at, step in zip(target, out, strict=True)]
    assert found == pytest.approx([1.0, 2.0, 3.1], abs=1e-3)
    assert target == pytest.approx([0.5, 0.25, -0.9])


@pytest.mark.parametrize(
    ("size_mm", "said"), [(1800.0, "5′ 11″"), (2400.0, "7′ 10½″"), (304.8, "1′ 0″"), (12.7, "0′ 0½″")]
)
def test_feet_and_inches(size_mm: float, said: str) -> None:
    assert in_feet(size_mm) == said


def test_a_code_for_the_camera_holds_the_address() -> None:
    assert qr_code(ADDRESS).startswith("<svg")
    assert qr_code(ADDRESS) != qr_code(ADDRESS + "2")


def test_an_address_that_no_phone_can_open_is_refused() -> None:
    assert folder_address("https://shop.example/ar") == "https://shop.example/ar/"
    assert folder_address("") == ""
    for wrong in ("shop.example", "file:///ar", "https://shop.example/?a=b"):
        with pytest.raises(InputError, match="no address of a folder"):
            folder_address(wrong)
