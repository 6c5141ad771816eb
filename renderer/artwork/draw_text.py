"""A customer's words as vectors in millimetres."""

import re

import pathops  # type: ignore[import-untyped]

from renderer.artwork.check_text import clean_text, text_notices
from renderer.artwork.drawing import Artwork, pad_mm, svg_document
from renderer.artwork.fonts import Font, cap_height, shaper
from renderer.artwork.layouts import LAYOUTS
from renderer.artwork.outline import path_data, united
from renderer.errors import ArtworkError

COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def draw_text(
    text: str,
    typeface: Font,
    color: str,
    box_mm: tuple[float, float],
    min_height_mm: float = 0.0,
    *,
    layout: str = "straight",
) -> Artwork:
    """`text` as large as `box_mm` allows, never stretched, its ink in the middle of the artwork.

    `color` is sRGB `#rrggbb`; `min_height_mm` is the least height of a capital that can be made. Raises `ArtworkError`
    with a TEXT_… code (`check_text`, `shape_text`), COLOR_INVALID, or TEXT_TOO_SMALL.
    """
    require_color(color)
    cleaned = clean_text(text)
    shape = united(LAYOUTS[layout](cleaned, typeface))
    refuse_inkless(shape)
    scale = fit_scale(shape, typeface, box_mm)
    refuse_small(scale * cap_height(typeface) * shaper(typeface).face.upem, min_height_mm)
    return compose(shape, scale, pad_mm(box_mm), color.lower(), cleaned)


def require_color(color: str) -> None:
    """Raises `ArtworkError` COLOR_INVALID unless `color` is `#rrggbb`."""
    if not COLOR.fullmatch(color):
        raise ArtworkError(f"{color!r} is no colour. Write it as #rrggbb, such as #ffffff.", code="COLOR_INVALID")


def refuse_inkless(shape: pathops.Path) -> None:
    """Raises `ArtworkError` TEXT_EMPTY where nothing of the text can be seen."""
    if not any(True for _ in shape):
        raise ArtworkError("Nothing of this text can be seen. Type at least one letter.", code="TEXT_EMPTY")


def fit_scale(shape: pathops.Path, typeface: Font, box_mm: tuple[float, float]) -> float:
    """Millimetres per font unit; a word without tall letters is set as if it had a capital in it."""
    left, bottom, right, top = shape.bounds
    pad = pad_mm(box_mm)
    capital = cap_height(typeface) * shaper(typeface).face.upem
    across = (box_mm[0] - 2 * pad) / (right - left)
    upward = (box_mm[1] - 2 * pad) / max(top - bottom, capital)
    return float(min(across, upward))


def refuse_small(height_mm: float, min_height_mm: float) -> None:
    """Raises `ArtworkError` TEXT_TOO_SMALL where capitals come out lower than can be made."""
    if height_mm < min_height_mm:
        raise ArtworkError(
            f"Fits at {height_mm:.1f} mm; {min_height_mm:g} mm is the least that stays legible here. "
            "Shorten it, choose a narrower font, or a wider zone.",
            code="TEXT_TOO_SMALL",
        )


def compose(shape: pathops.Path, scale: float, pad: float, color: str, text: str) -> Artwork:
    """`shape` scaled to millimetres, turned y down, with `pad` around its ink."""
    left, _, right, top = shape.bounds
    placed = shape.transform(scale, 0, 0, -scale, pad - left * scale, pad + top * scale)
    width = round((right - left) * scale + 2 * pad, 3)
    height = round((top - shape.bounds[1]) * scale + 2 * pad, 3)
    body = f'<path fill="{color}" d="{path_data(placed)}"/>'.encode()
    return Artwork(svg_document(width, height, body), width, height, (color,), text_notices(text))
