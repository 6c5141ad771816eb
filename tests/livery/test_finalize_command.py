"""From a configuration to a sealed folder and back, by command, on the tiny cart."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.configurator.personalizations import words
from tests.configurator.tiny_catalog import write_tiny


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_tiny(tmp_path_factory.mktemp("place"))
    wanted = {"product": "tiny", "quantity": 2, "personalizations": [words("panel")]}
    (folder / "cart.json").write_text(json.dumps(wanted))
    terms = folder / "models" / "tiny" / "terms"
    terms.mkdir()
    (terms / "2026-11.md").write_text("Terms.")
    return folder


def livery(place: Path, *args: str | Path) -> "subprocess.CompletedProcess[str]":
    settings = {"MODELS": place / "models", "MATERIALS": place / "materials", "HOME": place / "home", "PROCESSES": 1}
    environment = {**os.environ, **{f"LIVERY_{name}": str(value) for name, value in settings.items()}}
    command = [sys.executable, "-m", "livery", *map(str, args), "--json"]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=environment)


def test_what_is_finalized_can_be_verified_made_again_changed_and_not_falsified(place: Path) -> None:
    agreed = ("--accept-terms", "2026-11", "--approver", "Ann Fitzgerald")
    cart = ("finalize", place / "cart.json", "-o", place / "spec")
    refused = livery(place, *cart, "--accept-terms", "1", "--approver", "A")
    assert (refused.returncode, json.loads(refused.stdout)["error"]["code"]) == (2, "TERMS_UNKNOWN")
    sealed = livery(place, *cart, *agreed)
    assert sealed.returncode == 0, sealed.stdout + sealed.stderr
    key = place / "home" / "keys" / "seal.pub"
    again = livery(place, "verify", place / "spec", "--key", key, "--render")
    assert (again.returncode, json.loads(again.stdout)["faults"]) == (0, [])
    changed = livery(place, *cart, *agreed)
    assert json.loads(changed.stdout)["revision"]["number"] == 2
    late = livery(place, *cart, *agreed, "--window", "0")
    assert (late.returncode, json.loads(late.stdout)["error"]["code"]) == (2, "WINDOW_CLOSED")
    picture = next((place / "spec").rglob("hero.*"))
    picture.write_bytes(picture.read_bytes()[:-1] + b"\0")
    broken = livery(place, "verify", place / "spec")
    assert broken.returncode == 2
    assert [fault["file"] for fault in json.loads(broken.stdout)["faults"]] == [
        picture.relative_to(place / "spec").as_posix()
    ]


def test_price_and_delivery_are_told_to_machines(place: Path) -> None:
    price = json.loads(livery(place, "price", place / "cart.json", "--quantity", "3").stdout)["price"]
    assert sum(float(line["amount"]) for line in price["lines"]) == pytest.approx(float(price["total"]))
    delivery = json.loads(livery(place, "delivery", place / "cart.json").stdout)
    assert delivery["starts_on"] <= delivery["leaves_on"] <= delivery["arrives_on"]
    count = json.loads(livery(place, "options", "tiny", "--count").stdout)
    assert count == {"combinations": 3 * 2 * 3}


def test_a_folder_that_is_not_there_is_said_so(place: Path) -> None:
    done = livery(place, "verify", place / "nowhere")
    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (2, "FOLDER_MISSING")
