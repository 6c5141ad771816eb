"""From a configuration to a sealed folder and back, by command, on the tiny cart."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.configurator.personalizations import words
from tests.configurator.tiny_catalog import write_tiny
from tests.support.commands import Said, Shell, livery

__all__ = ["livery"]
Ask = Callable[..., Said]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_tiny(tmp_path_factory.mktemp("place"))
    wanted = {"product": "tiny", "quantity": 2, "personalizations": [words("panel")]}
    (folder / "cart.json").write_text(json.dumps(wanted))
    terms = folder / "models" / "tiny" / "terms"
    terms.mkdir()
    (terms / "2026-11.md").write_text("Terms.")
    return folder


@pytest.fixture
def said(livery: Shell, place: Path) -> Ask:
    """What a command says, for machines, where the tiny cart is."""
    settings = {"MODELS": place / "models", "MATERIALS": place / "materials", "HOME": place / "home", "PROCESSES": 1}
    return lambda *words: livery.run(*words, "--json", **settings)


def test_what_is_finalized_can_be_verified_made_again_changed_and_not_falsified(said: Ask, place: Path) -> None:
    agreed = ("--accept-terms", "2026-11", "--approver", "Ann Fitzgerald")
    cart = ("finalize", place / "cart.json", "-o", place / "spec")
    refused = said(*cart, "--accept-terms", "1", "--approver", "A")
    assert (refused.returncode, json.loads(refused.stdout)["error"]["code"]) == (2, "TERMS_UNKNOWN")
    sealed = said(*cart, *agreed)
    assert sealed.returncode == 0, sealed.stdout + sealed.stderr
    key = place / "home" / "keys" / "seal.pub"
    again = said("verify", place / "spec", "--key", key, "--render")
    assert (again.returncode, json.loads(again.stdout)["faults"]) == (0, [])
    changed = said(*cart, *agreed)
    assert json.loads(changed.stdout)["revision"]["number"] == 2
    late = said(*cart, *agreed, "--window", "0")
    assert (late.returncode, json.loads(late.stdout)["error"]["code"]) == (2, "WINDOW_CLOSED")
    picture = next((place / "spec").rglob("hero.*"))
    picture.write_bytes(picture.read_bytes()[:-1] + b"\0")
    broken = said("verify", place / "spec")
    assert broken.returncode == 2
    assert [fault["file"] for fault in json.loads(broken.stdout)["faults"]] == [
        picture.relative_to(place / "spec").as_posix()
    ]


def test_price_and_delivery_are_told_to_machines(said: Ask, place: Path) -> None:
    price = json.loads(said("price", place / "cart.json", "--quantity", "3").stdout)["price"]
    assert sum(float(line["amount"]) for line in price["lines"]) == pytest.approx(float(price["total"]))
    delivery = json.loads(said("delivery", place / "cart.json").stdout)
    assert delivery["starts_on"] <= delivery["leaves_on"] <= delivery["arrives_on"]
    count = json.loads(said("options", "tiny", "--count").stdout)
    assert count == {"combinations": 3 * 2 * 3}


def test_a_folder_that_is_not_there_is_said_so(said: Ask, place: Path) -> None:
    done = said("verify", place / "nowhere")
    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (2, "FOLDER_MISSING")
