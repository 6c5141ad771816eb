"""How true a zone's coordinates are to its surface, drawn: area and angle, the artwork's outline on top."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.label import INK, QUIET, label
from renderer.surface.clip import areas, clip_to_rectangle
from renderer.surface.connect import weld
from renderer.surface.pattern import distortion
from renderer.surface.zone_patch import Patch

Floats = NDArray[np.float64]

GAP_MM, LEGEND_MM, TITLE_MM = 6.0, 15.0, 7.0
RANGES = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35)
"""What the ends of a scale stand for: the smallest that holds all but the worst of the zone."""
AREA = ("#7f3b08", "#b35806", "#e08214", "#fdb863", "#f7f7f7", "#b2abd2", "#8073ac", "#542788", "#2d004b")
"""Too small to too large. ColorBrewer PuOr, told apart by every kind of colour vision: https://colorbrewer2.org."""
ANGLE = ("#f7fcfd", "#e0ecf4", "#bfd3e6", "#9ebcda", "#8c96c6", "#8c6bb1", "#88419d", "#810f7c", "#4d004b")
"""None to much. ColorBrewer BuPu: darker is more."""
TRUE = 0.0005
"""Less than half a per mille is no distortion that a workshop sees."""


@dataclass(frozen=True, eq=False)
class Distortion:
    """Triangles (m, 3, 2) of a zone's rectangle, mm from its centre, y up; `area` and `angle` errors there (m, 3)."""

    corners: Floats
    area: Floats
    angle: Floats

    @property
    def flat(self) -> bool:
        """Whether there is nothing to see."""
        return bool(max(_reach(self.area), _reach(self.angle)) < TRUE)


def distortion_of(patch: Patch) -> Distortion:
    """What of `patch` lies within its zone's rectangle."""
    corners, half = weld(patch.triangles.points), patch.zone.half_mm
    values = np.stack([_at_corners(each, corners, patch.uv_mm) for each in distortion(patch)], axis=-1)
    inside = clip_to_rectangle(np.concatenate([patch.uv_mm, values], axis=-1), -half, half)
    return Distortion(inside[..., :2], inside[..., 2], inside[..., 3])


def _at_corners(values: Floats, corners: NDArray[np.int64], places: Floats) -> Floats:
    """Values of triangles (m,) at their corners (m, 3): there the mean of all that meet, by their areas."""
    weight, count = areas(places), int(corners.max()) + 1
    total, around = np.zeros(count), np.zeros(count)
    np.add.at(total, corners, (values * weight)[:, None])
    np.add.at(around, corners, weight[:, None])
    return np.asarray((total / np.maximum(around, 1e-12))[corners])


def heat_maps(
    found: Distortion, zone_mm: tuple[float, float], outline: str, corner: tuple[float, float], width_mm: float
) -> tuple[str, float]:
    """Both maps side by side from `corner` on, `width_mm` together, as SVG elements, and their height.

    `outline` are elements in the zone's millimetres, from its upper left corner.
    """
    each = (width_mm - GAP_MM) / 2
    scale = each / zone_mm[0]
    left, right = corner[0], corner[0] + each + GAP_MM
    body = [
        *_map("area: orange too small, violet too large", found.corners, found.area, AREA, (left, corner[1]), scale),
        *_map("angle: longer one way than across", found.corners, found.angle, ANGLE, (right, corner[1]), scale),
    ]
    place = f"translate({{:.3f}} {corner[1] + TITLE_MM:.3f}) scale({scale:.5f})"
    body += [f'<g transform="{place.format(x)}">{outline}</g>' for x in (left, right)]
    return "".join(body), TITLE_MM + zone_mm[1] * scale + LEGEND_MM


def _map(
    title: str, corners: Floats, values: Floats, colors: Sequence[str], corner: tuple[float, float], scale: float
) -> list[str]:
    most = next((each for each in RANGES if each >= _reach(values)), RANGES[-1])
    least = -most if colors is AREA else 0.0
    steps = np.clip((values - least) / (most - least), 0, 1) * len(colors)
    low, high = corners.reshape(-1, 2).min(axis=0), corners.reshape(-1, 2).max(axis=0)
    placed = (corners - (low[0], high[1])) * (scale, -scale) + (corner[0], corner[1] + TITLE_MM)
    drawn = [_triangles(_band(placed, steps, number), color) for number, color in enumerate(colors)]
    below = corner[1] + TITLE_MM + (high[1] - low[1]) * scale
    wide = (high[0] - low[0]) * scale
    return [
        label(title, INK, corner[0], corner[1] + 3, 2.0),
        *(each for each in drawn if each),
        *_legend(colors, least, most, (corner[0], below + 3), wide),
    ]


def _band(corners: Floats, steps: Floats, number: int) -> Floats:
    """The parts of triangles (m, 3, 2) on which `steps` (m, 3) lies between a number and the next."""
    measured = np.concatenate([steps[..., None], np.zeros_like(steps)[..., None], corners], axis=-1)
    return clip_to_rectangle(measured, np.array([number, -1.0]), np.array([number + 1.0, 1.0]))[..., 2:]


def _triangles(corners: Floats, color: str) -> str:
    if not len(corners):
        return ""
    lines = "".join("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in triangle) + "Z" for triangle in corners)
    return f'<path fill="{color}" stroke="{color}" stroke-width="0.05" stroke-linejoin="round" d="{lines}"/>'


def _legend(colors: Sequence[str], least: float, most: float, corner: tuple[float, float], width: float) -> list[str]:
    step, (x, y) = width / len(colors), corner
    chips = [
        f'<rect x="{x + number * step:.3f}" y="{y:.3f}" width="{step:.3f}" height="3" fill="{color}" '
        f'stroke="{QUIET}" stroke-width="0.1"/>'
        for number, color in enumerate(colors)
    ]
    said = [(x, least), (x + width / 2 - 1.5, (least + most) / 2), (x + width - 9, most)]
    return [*chips, *(label(_percent(value), INK, at, y + 6.5, 1.9) for at, value in said)]


def _percent(value: float) -> str:
    return f"{100 * value:+g} %".replace("-", "−") if value else "0 %"


def _reach(values: Floats) -> float:
    """What 98 % of the zone's corners do not exceed."""
    return float(np.percentile(np.abs(values), 98)) if len(values) else 0.0
