"""What a customer may mean by a colour that is not written `#rrggbb`."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from renderer.color import RGB_TO_XYZ, WHITE_D65, delta_e_2000, hex_to_linear, linear_to_lab, linear_to_srgb

Lab = tuple[float, float, float]

HEX = re.compile(r"#[0-9a-fA-F]{6}")
LAB = re.compile(r"lab\(\s*" + r"[\s,]+".join([r"([+-]?\d+(?:\.\d+)?)%?"] * 3) + r"\s*\)", re.IGNORECASE)
WHITEST, MOST_CHROMA = 100.0, 160.0
"""Beyond, a surface would be whiter than white, or more vivid than light of one wavelength."""
SEEN = 1.0
"""ΔE00 from which on an eye tells two colours apart side by side."""


@dataclass(frozen=True)
class NamedColor:
    """A colour as it is ordered: the name may be empty; `color` is the nearest sRGB `#rrggbb` to `lab`."""

    name: str
    color: str
    lab: Lab
    palette: str = ""
    """The list that it is in."""

    @property
    def off(self) -> float:
        """ΔE00 between what is ordered and what a screen can show of it."""
        return float(delta_e_2000(self.lab, linear_to_lab(hex_to_linear(self.color))))


def read_color(value: str) -> NamedColor | None:
    """`#rrggbb` or `lab(L a b)`, D65 and 2°; None for anything else, and for Lab of no surface."""
    if HEX.fullmatch(value):
        return NamedColor("", value.lower(), _rounded(linear_to_lab(hex_to_linear(value))))
    found = LAB.fullmatch(value.strip())
    if not found:
        return None
    lab = float(found[1]), float(found[2]), float(found[3])
    return _from_lab("", lab) if 0 <= lab[0] <= WHITEST and max(abs(lab[1]), abs(lab[2])) <= MOST_CHROMA else None


@cache
def read_palettes(folder: Path) -> Mapping[str, NamedColor]:
    """All colours of the CSV files (name, hex, lab) in `folder` by name; of two with one name the first counts.

    Raises `ValueError` with file and line for a row that cannot be read.
    """
    found: dict[str, NamedColor] = {}
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                color = _row(row, f"{file.name}, line {number}")
                found.setdefault(color.name, replace(color, palette=file.stem))
    return found


def lab_to_hex(lab: Lab) -> str:
    """The sRGB `#rrggbb` nearest to CIELAB, D65; what no screen shows is clipped channel by channel."""
    fy = (lab[0] + 16) / 116
    f = np.array([fy + lab[1] / 500, fy, fy - lab[2] / 200])
    xyz = np.where(f > 6 / 29, f**3, (f - 4 / 29) * 3 * (6 / 29) ** 2) * WHITE_D65
    channels = linear_to_srgb(np.clip(np.linalg.solve(RGB_TO_XYZ, xyz), 0, 1))
    return "#{:02x}{:02x}{:02x}".format(*np.round(channels * 255).astype(int))


def _row(row: Mapping[str, str | None], where: str) -> NamedColor:
    name, written, lab = ((row.get(key) or "").strip() for key in ("name", "hex", "lab"))
    numbers = re.findall(r"[+-]?\d+(?:\.\d+)?", lab)
    if name and len(numbers) == 3:
        return _from_lab(name, (float(numbers[0]), float(numbers[1]), float(numbers[2])))
    if name and HEX.fullmatch(written):
        return NamedColor(name, written.lower(), _rounded(linear_to_lab(hex_to_linear(written))))
    raise ValueError(f"{where}: a colour has a name and either #rrggbb or three numbers L a b.")


def _from_lab(name: str, lab: Lab) -> NamedColor:
    return NamedColor(name, lab_to_hex(lab), lab)


def _rounded(lab: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Lab:
    lightness, a, b = (round(float(value), 2) for value in lab)
    return lightness, a, b
