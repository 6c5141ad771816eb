"""The composed service starts what exists, with settings that exist, from files that exist."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from livery.cli.group import main
from tests.test_imports import ROOT
from workers.broker import binary, wait_until_up
from workers.settings import Settings

COMPOSED: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSED["services"]
CONTAINERFILE = (ROOT / "Containerfile").read_text()


def test_every_setting_is_one() -> None:
    named = {name for service in SERVICES.values() for name in service.get("environment", {})}
    ours = {name for name in named if name.startswith("LIVERY_")}
    assert ours
    assert ours <= {f"LIVERY_{name.upper()}" for name in Settings.model_fields}


def test_what_has_to_be_filled_in_is_in_the_example() -> None:
    wanted = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text()))
    offered = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert wanted == offered


@pytest.mark.parametrize("name", ["api", "worker"])
def test_the_commands_are_understood(name: str) -> None:
    livery, command, *words = SERVICES[name]["command"]
    assert livery == "livery"
    with click.Context(main) as context:
        found = main.get_command(context, command)
        assert found is not None
        found.make_context(command, words, parent=context)


def test_every_image_is_of_one_version_and_everybody_waits_for_what_they_need() -> None:
    for name, service in SERVICES.items():
        assert re.search(r":v?\d+\.?\d*", service["image"]), name
        waited_for = service.get("depends_on", [])
        assert set(waited_for) <= set(SERVICES)
        for other in waited_for if isinstance(waited_for, dict) else ():
            if waited_for[other]["condition"] == "service_healthy":
                assert "healthcheck" in SERVICES[other]


def test_volumes_that_are_mounted_are_declared() -> None:
    mounted = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert mounted == set(COMPOSED["volumes"])


def test_the_image_holds_what_the_house_is_made_of() -> None:
    assert {"renderer", "configurator", "workers", "livery", "models", "materials"} <= copied()
    assert all((ROOT / name).exists() for name in copied())
    let_in = set(re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    assert let_in == copied()
    makefile = (ROOT / "Makefile").read_text()
    libraries = re.findall(r"\.ci/apt (lib[\w .-]+?) \|\|", makefile)
    assert {each for row in libraries for each in row.split()} <= set(CONTAINERFILE.split())


def copied() -> set[str]:
    """What the image is given of this folder."""
    return {word for row in re.findall(r"^COPY (.+) \S+$", CONTAINERFILE, re.MULTILINE) for word in row.split()}


def test_what_the_image_is_given_is_all_that_a_command_needs(tmp_path: Path) -> None:
    for name in copied():
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "cart.json").write_text('{"product": "golf_cart"}')
    command = [sys.executable, "-m", "livery", "validate", "cart.json"]
    settings = {"PATH": str(Path(sys.executable).parent), "LIVERY_HOME": str(tmp_path / "home")}
    done = subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_broker_starts_as_it_is_told(tmp_path: Path) -> None:
    server, *words = SERVICES["broker"]["command"]
    assert server == "valkey-server"
    place = ["--port", "0", "--unixsocket", str(tmp_path / "valkey.sock"), "--dir", str(tmp_path)]
    with subprocess.Popen([binary(), *words, *place], stdout=subprocess.DEVNULL) as process:
        wait_until_up(tmp_path / "valkey.sock", process)
        assert list(tmp_path.glob("appendonlydir/*.aof"))
        process.terminate()
