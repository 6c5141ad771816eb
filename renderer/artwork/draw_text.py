"""A customer's words as vectors in millimetres."""

import re
from dataclasses import replace

import pathops  # type: ignore[import-untyped]

from renderer.artwork.check_text import clean_text, joins, text_notices
from renderer.artwork.drawing import Artwork, Notice, pad_mm, svg_document
from renderer.artwork.fonts import Font
from renderer.artwork.layouts import LAYOUTS
from renderer.artwork.layouts.line import CAPITAL, gathered, moved
from renderer.artwork.lettering import PLAIN, Lettering, Setting
from renderer.artwork.outline import grown, path_data, united
from renderer.closest import closest
from renderer.errors import ArtworkError

COLOR = re.compile(r"#[0-9a-fA-F]{6}")
Layers = tuple[tuple[str, pathops.Path], ...]
"""Colour and shape, lowest first."""


def draw_text(
    text: str,
    typeface: Font,
    color: str,
    box_mm: tuple[float, float],
    min_height_mm: float = 0.0,
    lettering: Lettering = PLAIN,
) -> Artwork:
    """`text` as large as `box_mm` allows, never stretched, its ink in the middle of the artwork.

    `color` is sRGB `#rrggbb`; `min_height_mm` is the least height of a capital that can be made. Raises `ArtworkError`
    with a TEXT_… code (`check_text`, `shape_text`), LAYOUT_UNKNOWN, MONOGRAM_LETTERS, MONOGRAM_SECOND_LINE,
    COLOR_INVALID, or TEXT_TOO_SMALL.
    """
    setting = checked(text, typeface, color, lettering)
    laid = LAYOUTS[setting.lettering.layout](setting)
    shape = united(laid.path)
    refuse_inkless(shape)
    layers = stacked(shape, color.lower(), lettering)
    scale = fit_scale(layers, box_mm)
    refuse_small(scale * laid.least_capital, min_height_mm)
    return compose(layers, scale, pad_mm(box_mm), notices(setting))


def checked(text: str, typeface: Font, color: str, lettering: Lettering) -> Setting:
    """What is asked for with clean lines; raises `ArtworkError` where a colour, the layout or a line is wrong."""
    effects = [each for each in (lettering.outline, lettering.shadow) if each is not None]
    for each in (color, *(effect.color for effect in effects)):
        require_color(each)
    if lettering.layout not in LAYOUTS:
        message = f"There is no layout {lettering.layout[:40]!r}. Choose one of: {', '.join(LAYOUTS)}."
        raise ArtworkError(message, code="LAYOUT_UNKNOWN", suggestions=closest(lettering.layout, LAYOUTS))
    second = clean_text(lettering.second_line) if lettering.second_line.strip() else ""
    if second and lettering.layout.startswith("monogram"):
        message = "A monogram has no second line. Leave that out, or choose the circular layout, which has one below."
        raise ArtworkError(message, code="MONOGRAM_SECOND_LINE")
    if second and lettering.layout == "straight":
        lettering = replace(lettering, layout="two_lines")
    return Setting(clean_text(text), typeface, replace(lettering, second_line=second))


def require_color(color: str) -> None:
    """Raises `ArtworkError` COLOR_INVALID unless `color` is `#rrggbb`."""
    if not COLOR.fullmatch(color):
        raise ArtworkError(f"{color!r} is no colour. Write it as #rrggbb, such as #ffffff.", code="COLOR_INVALID")


def refuse_inkless(shape: pathops.Path) -> None:
    """Raises `ArtworkError` TEXT_EMPTY where nothing of the text can be seen."""
    if not any(True for _ in shape):
        raise ArtworkError("Nothing of this text can be seen. Type at least one letter.", code="TEXT_EMPTY")


def stacked(shape: pathops.Path, color: str, lettering: Lettering) -> Layers:
    """The letters over their outline over their shadow."""
    layers: Layers = ((color, shape),)
    whole = shape
    if lettering.outline is not None:
        whole = grown(shape, lettering.outline.width * CAPITAL)
        layers = ((lettering.outline.color.lower(), whole), *layers)
    if lettering.shadow is not None:
        below = moved(whole, lettering.shadow.right * CAPITAL, -lettering.shadow.down * CAPITAL)
        layers = ((lettering.shadow.color.lower(), below), *layers)
    return layers


def fit_scale(layers: Layers, box_mm: tuple[float, float]) -> float:
    """Millimetres per unit; a word without tall letters is set as if it had a capital in it."""
    left, bottom, right, top = gathered(path for _, path in layers).bounds
    pad = pad_mm(box_mm)
    across = (box_mm[0] - 2 * pad) / (right - left)
    upward = (box_mm[1] - 2 * pad) / max(top - bottom, CAPITAL)
    return float(min(across, upward))


def refuse_small(height_mm: float, min_height_mm: float) -> None:
    """Raises `ArtworkError` TEXT_TOO_SMALL where capitals come out lower than can be made."""
    if height_mm < min_height_mm:
        raise ArtworkError(
            f"Fits at {height_mm:.1f} mm; {min_height_mm:g} mm is the least that stays legible here. "
            "Shorten it, choose a narrower font, use two lines, or a wider zone.",
            code="TEXT_TOO_SMALL",
        )


def compose(layers: Layers, scale: float, pad: float, said: tuple[Notice, ...]) -> Artwork:
    """`layers` scaled to millimetres, turned y down, with `pad` around their ink."""
    left, bottom, right, top = gathered(path for _, path in layers).bounds
    width, height = (round(side * scale + 2 * pad, 3) for side in (right - left, top - bottom))
    place = (scale, 0, 0, -scale, pad - left * scale, pad + top * scale)
    paths = [f'<path fill="{color}" d="{path_data(path.transform(*place))}"/>' for color, path in layers]
    colors = tuple(dict.fromkeys(color for color, _ in reversed(layers)))
    return Artwork(svg_document(width, height, "".join(paths).encode()), width, height, colors, said)


def notices(setting: Setting) -> tuple[Notice, ...]:
    """What a person should look at twice."""
    said = text_notices(setting.text) + text_notices(setting.lettering.second_line)
    if setting.lettering.tracking and joins(setting.text):
        text = "Letters of this script join, so no room is put between them."
        said += (Notice("TEXT_TRACKING_JOINED", text),)
    return said
