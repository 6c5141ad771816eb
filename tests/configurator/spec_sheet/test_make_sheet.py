import json

import pytest
import rfc8785

from configurator.resolve import ResolvedConfiguration
from configurator.spec_sheet import SpecSheet, spec_sheet, spec_sheet_json
from renderer.asset import Asset
from renderer.digest import digest_bytes
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import decal, words

PURPLE = {"custom": "#5b2a86", "name": "Westview purple"}
ASSETS = [
    Asset("model.glb", "model/gltf-binary", b"glTF", {"model": "ab"}),
    Asset("images/zone-panel.png", "image/png", b"close", {"shot": "z", "model": "ab"}),
    Asset("images/hero.png", "image/png", b"hero"),
]


@pytest.fixture
def resolved(choose: Choose) -> ResolvedConfiguration:
    return choose(selections={"body_color": PURPLE}, personalizations=[words(), decal()], quantity=2)


def test_the_sheet_says_what_was_chosen_and_what_it_costs(resolved: ResolvedConfiguration) -> None:
    plain = json.loads(spec_sheet_json(spec_sheet(resolved, ASSETS)))
    assert (plain["schema"], plain["revision"], plain["quantity"]) == ("livery.spec-sheet/1", 1, 2)
    body = plain["selections"][0]
    assert (body["swatch"]["code"], body["swatch"]["name"]) == ("paint.custom", "Westview purple")
    assert body["custom"]["nearest"] == "paint.pine"
    assert plain["price"]["total"] == str(resolved.price.total)
    assert all(isinstance(line["amount"], str) for line in plain["price"]["lines"])
    panel = plain["personalizations"][0]
    assert (panel["zone"], panel["text"], panel["ground"]["color"]) == ("panel", "Ann", "#5b2a86")
    assert panel["artwork_sha256"] == digest_bytes(resolved.personalizations[0].svg.encode())
    assert plain["bill_of_materials"][0]["code"] == "tiny"


def test_assets_are_named_by_digest_and_told_by_role(resolved: ResolvedConfiguration) -> None:
    assets = spec_sheet(resolved, ASSETS).assets
    assert [(asset.name, asset.role) for asset in assets] == [
        ("images/hero.png", "hero"),
        ("images/zone-panel.png", "close-up"),
        ("model.glb", "model"),
    ]
    assert [asset.sha256 for asset in assets] == [digest_bytes(each) for each in (b"hero", b"close", b"glTF")]
    assert (assets[0].width, assets[0].height, assets[0].background) == (160, 120, "#f4f4f2")
    assert "Westview purple" in assets[0].alt
    assert "“Ann”" in assets[1].alt


def test_the_order_of_assets_does_not_matter_and_the_json_is_canonical(resolved: ResolvedConfiguration) -> None:
    data = spec_sheet_json(spec_sheet(resolved, ASSETS))
    assert data == spec_sheet_json(spec_sheet(resolved, ASSETS[::-1]))
    assert data == rfc8785.dumps(json.loads(data))


def test_a_sheet_is_read_back_as_it_was_written(resolved: ResolvedConfiguration) -> None:
    sheet = spec_sheet(resolved, ASSETS)
    assert SpecSheet.model_validate_json(spec_sheet_json(sheet)) == sheet


def test_a_sheet_can_be_made_in_another_process(resolved: ResolvedConfiguration) -> None:
    moved = ResolvedConfiguration.model_validate_json(resolved.model_dump_json())
    assert spec_sheet(moved, ASSETS) == spec_sheet(resolved, ASSETS)


@pytest.mark.parametrize("changes", [{"quantity": 3}, {"selections": {}}, {"personalizations": [words(text="Bo")]}])
def test_the_configuration_digest_names_what_was_chosen(choose: Choose, changes: dict[str, object]) -> None:
    plain = {"selections": {"body_color": PURPLE}, "personalizations": [words()]}
    one, other = (spec_sheet(choose(**fields), []).configuration_sha256 for fields in (plain, plain | changes))
    assert one != other
    assert one == spec_sheet(choose(**plain), []).configuration_sha256


def test_the_configuration_digest_does_not_see_how_it_was_written(choose: Choose) -> None:
    made = [words("panel"), words("tail", text="Bo")]
    short = choose(selections={"rack": "large"}, personalizations=made)
    long = choose(
        selections={"rack": "large", "tyre_color": "rubber.black", "body_color": "paint.pine"},
        personalizations=made[::-1],
    )
    assert spec_sheet(short, []).configuration_sha256 == spec_sheet(long, []).configuration_sha256
