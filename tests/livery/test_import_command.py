"""What `livery import` says to do next can be done as it is printed, wherever the product was laid."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from configurator.import_model import Imported
from livery.cli.import_ import next_command
from livery.opened import catalog
from tests.support.commands import Shell, livery
from tests.support.tiny_product import tiny_product
from workers.settings import settings

__all__ = ["livery"]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "anyones.glb"
    file.write_bytes(tiny_product().to_glb())
    return file


@pytest.fixture
def commands(tmp_path: Path) -> dict[str, str]:
    """An environment in which `livery` is a command."""
    place = tmp_path / "bin"
    place.mkdir()
    (place / "livery").write_text(f'#!/bin/sh\nexec {sys.executable} -m livery "$@"\n')
    (place / "livery").chmod(0o755)
    return {**os.environ, "PATH": f"{place}:{os.environ['PATH']}"}


def test_the_next_command_works_as_printed(
    livery: Shell, model: Path, tmp_path: Path, commands: dict[str, str]
) -> None:
    done = livery.run("import", model, "-o", tmp_path / "some where" / "mine")
    assert done.returncode == 0, done.stderr
    _, _, printed = done.stdout.strip().splitlines()[-1].partition("then: ")
    ran = subprocess.run(["/bin/sh", "-c", printed], capture_output=True, text=True, check=False, env=commands)
    assert ran.returncode == 0, ran.stderr
    assert "Body" in ran.stdout


def test_among_the_models_no_setting_is_needed() -> None:
    product = next(iter(catalog().products.values()))
    there, elsewhere = (
        next_command(Imported(place / product.id, product, ())) for place in (settings().models, Path("/"))
    )
    assert there == f"livery options {product.id}"
    assert elsewhere == f"LIVERY_MODELS=/ {there}"
