"""Presets: what pictures of one kind have in common, under a name that their addresses carry."""

from pathlib import Path
from typing import Literal

from configurator.catalog.toml_file import read_toml
from livery.api.errors import RequestRefused
from livery.api.models import PictureKind, Size
from renderer.recipe import Background, Frozen


class Preset(Frozen):
    """What an address need not say itself; what it does say goes before."""

    size: Size = 1024
    background: Background | None = None
    format: PictureKind | Literal["auto"] = "auto"
    """Of addresses that end in `.auto`; `auto` is by what the reader accepts."""


class PresetFile(Frozen):
    """`materials/presets.toml`."""

    presets: dict[str, Preset]


def read_presets(materials: Path) -> dict[str, Preset]:
    """Name → preset, none where there is no file; raises `CatalogInvalid`."""
    file = materials / "presets.toml"
    return read_toml(file, PresetFile).presets if file.exists() else {}


def preset_named(name: str | None, presets: dict[str, Preset]) -> Preset:
    """The preset of that name, or what holds without one; raises `RequestRefused` 422."""
    if name is None:
        return Preset()
    if name not in presets:
        known = ", ".join(presets) or "none"
        raise RequestRefused(422, "PRESET_UNKNOWN", f"There is no preset {name[:80]!r}. There are: {known}.")
    return presets[name]
