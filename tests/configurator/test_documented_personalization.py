"""What the chapter on personalization shows can be copied, and it leaves no field out."""

import re
from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.configuration import (
    DecalPersonalization,
    LogoPersonalization,
    TextPersonalization,
    read_configuration,
)
from configurator.resolve import resolve
from configurator.resolve.artwork.ink import known_inks

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = (ROOT / "docs" / "personalization.md").read_text()


@pytest.fixture(scope="module")
def cart() -> Catalog:
    return Catalog.load(ROOT / "models", ROOT / "materials")


def test_the_whole_configuration_can_be_built_as_it_is_copied(cart: Catalog) -> None:
    (block,) = re.findall(r"^    \{\n(?:    .*\n)+?    \}$", CHAPTER, re.MULTILINE)
    resolved = resolve(read_configuration(block.encode(), ROOT / "examples"), cart)
    assert {each.kind for each in resolved.personalizations} == {"text", "logo", "decal"}
    assert resolved.warnings == ()


@pytest.mark.parametrize("kind", [TextPersonalization, LogoPersonalization, DecalPersonalization])
def test_every_field_has_its_row(
    kind: type[TextPersonalization | LogoPersonalization | DecalPersonalization],
) -> None:
    rows = "\n".join(line.split(" | ")[0] for line in CHAPTER.splitlines() if line.startswith("| `"))
    missing = [name for name in kind.model_fields if name not in ("kind", "zone") and f"`{name}`" not in rows]
    assert missing == []


def test_every_leaf_is_named(cart: Catalog) -> None:
    leaves = [ink.name for ink in known_inks(cart).values() if ink.palette.startswith("leaf")]
    assert leaves
    assert [name for name in leaves if name not in CHAPTER] == []
