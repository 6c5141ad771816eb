"""The fonts of `materials/fonts.toml`, ready for HarfBuzz."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import uharfbuzz as hb  # type: ignore[import-untyped]

from renderer.closest import closest
from renderer.errors import ArtworkError, EngineUnavailable

FONTS_FILE = Path(__file__).resolve().parents[2] / "materials" / "fonts.toml"


@dataclass(frozen=True)
class Font:
    """A typeface that a customer can choose."""

    code: str
    name: str
    style: str
    package: str
    file: str
    scripts: tuple[str, ...] = ()
    variations: tuple[tuple[str, float], ...] = ()

    @property
    def path(self) -> Path:
        """The TrueType file inside its installed package; raises `EngineUnavailable` where the package is missing."""
        try:
            package = import_module(self.package)
        except ModuleNotFoundError:
            pip_name = self.package.replace("_", "-")
            raise EngineUnavailable(f"Font {self.name} needs the package {pip_name}: pip install {pip_name}.") from None
        folder = Path(str(package.__file__)).parent
        beside = folder / self.file
        return beside if beside.is_file() else folder / "files" / self.file

    def has(self, character: str) -> bool:
        """Whether the font maps `character` to a glyph."""
        return ord(character) in _characters(self)


@cache
def fonts(path: Path = FONTS_FILE) -> tuple[Font, ...]:
    """All fonts, in the order of the file."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["fonts"]
    return tuple(
        Font(
            **{
                **row,
                "scripts": tuple(row.get("scripts", ())),
                "variations": tuple(sorted(row.get("variations", {}).items())),
            }
        )
        for row in rows
    )


def font(code: str) -> Font:
    """The font called `code`; raises `ArtworkError` FONT_UNKNOWN, which lists the others."""
    known = {each.code: each for each in fonts()}
    if code not in known:
        raise ArtworkError(
            f"There is no font {code!r}. Choose one of: {', '.join(known)}.",
            code="FONT_UNKNOWN",
            suggestions=closest(code, known),
        )
    return known[code]


@cache
def shaper(typeface: Font) -> hb.Font:
    """`typeface` for HarfBuzz, set on its axes, in its own units."""
    shaped = hb.Font(hb.Face(hb.Blob.from_file_path(str(typeface.path))))
    if typeface.variations:
        shaped.set_variations(dict(typeface.variations))
    return shaped


def cap_height(typeface: Font) -> float:
    """Height of a capital as a part of the em; what people mean by the height of a text."""
    made = shaper(typeface)
    extents = made.get_glyph_extents(made.get_nominal_glyph(ord("H")) or 0)
    return float(extents.y_bearing / made.face.upem) if extents and extents.y_bearing > 0 else 0.7


@cache
def _characters(typeface: Font) -> frozenset[int]:
    return frozenset(shaper(typeface).face.unicodes)
