"""Lists that people read: what they show is what may be copied, and every sign in them is explained."""

import json
from importlib import import_module

import pytest
from click.testing import CliRunner
from rich.console import Console

from configurator.configuration import Configuration
from configurator.resolve import resolve
from livery.cli import main
from livery.opened import catalog


def printed(command: str, *words: str, width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    narrow = Console(width=width, highlight=False, soft_wrap=True)
    monkeypatch.setattr(import_module(f"livery.cli.{command}"), "stdout", narrow)
    with narrow.capture() as captured:
        assert CliRunner().invoke(main, [command, *words]).exit_code == 0
    return captured.get()


@pytest.mark.parametrize("width", [40, 80])
def test_a_font_is_listed_by_the_whole_of_its_code(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(catalog().fonts) <= set(printed("fonts", width=width, monkeypatch=monkeypatch).split())


@pytest.mark.parametrize("width", [40, 80])
def test_a_decal_is_listed_by_the_whole_of_its_code(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(catalog().decals) <= set(printed("decals", width=width, monkeypatch=monkeypatch).split())


def test_every_colour_that_is_listed_of_a_decal_can_be_exchanged() -> None:
    listed = json.loads(CliRunner().invoke(main, ["decals", "--json"]).output)
    assert [each["code"] for each in listed] == list(catalog().decals)
    carried = {"zone": "side_left", "kind": "decal", "finish": "painted"}
    for each in (listed[0], listed[-1]):
        exchanged = {color: f"#{number:02x}a0a0" for number, color in enumerate(each["colors"])}
        wanted = {**carried, "decal": each["code"], "colors": exchanged}
        made = resolve(Configuration.model_validate({"product": "golf_cart", "personalizations": [wanted]}), catalog())
        assert set(made.personalizations[0].colors) <= set(exchanged.values())


def test_options_explain_their_signs_and_name_what_can_be_personalized(monkeypatch: pytest.MonkeyPatch) -> None:
    legend, *lines = printed("options", "golf_cart", width=80, monkeypatch=monkeypatch).splitlines()
    assert {line.split()[0] for line in lines if line.startswith("  ") and line.split()[0] in "●○◐×"} <= set(legend)
    zones = {line.split()[0]: line for line in lines if " mm " in line}
    assert list(zones) == [zone.id for zone in catalog().products["golf_cart"].zones]
    assert "○ foil" in zones["side_left"]
    assert "embroidered" not in zones["side_left"]
