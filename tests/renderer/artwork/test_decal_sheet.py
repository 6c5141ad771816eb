"""The sheet of decals shows every one of them, with each colour that can be exchanged."""

import re

from renderer.artwork.decal_sheet import (
    ACROSS,
    CARD_HEIGHT_MM,
    GAP_MM,
    GROUND,
    MARGIN_MM,
    PLATE_MM,
    Sample,
    decal_sheet,
)
from renderer.artwork.rasterize import rasterize
from tests.renderer.artwork.logos import svg

PER_MM = 4


def sample(*colors: str) -> Sample:
    stripes = "".join(f'<rect x="{9 * at}" width="9" height="40" fill="{color}"/>' for at, color in enumerate(colors))
    return Sample("stripes", "Stripes", svg(stripes))


def test_every_decal_has_a_card_with_its_colours_twice() -> None:
    palettes = [("#112233",), ("#aa0000", "#00aa00", "#0000aa"), *[("#ffee11", "#222222")] * ACROSS]
    drawing, width, height = decal_sheet([sample(*colors) for colors in palettes])
    pixels = rasterize(drawing, round(width * PER_MM), round(height * PER_MM))[..., :3]
    for number, colors in enumerate(palettes):
        row, column = divmod(number, ACROSS)
        top = round((MARGIN_MM + row * (CARD_HEIGHT_MM + GAP_MM)) * PER_MM)
        left = round((MARGIN_MM + column * (PLATE_MM[0] + GAP_MM)) * PER_MM)
        card = pixels[top : top + round(CARD_HEIGHT_MM * PER_MM), left : left + round(PLATE_MM[0] * PER_MM)]
        plate, below = card[: round(PLATE_MM[1] * PER_MM)], card[round(PLATE_MM[1] * PER_MM) :]
        for color in colors:
            assert all((part == list(bytes.fromhex(color[1:]))).all(axis=-1).sum() > 100 for part in (plate, below))
        assert (plate[2, 2] == list(bytes.fromhex(GROUND[1:]))).all()


def test_many_colours_stay_on_their_card() -> None:
    colors = [f"#{10 * at:02x}4455" for at in range(12)]
    drawing, _, _ = decal_sheet([sample(*colors)])
    chips = re.findall(rb'x="([0-9.]+)" [^>]*width="([0-9.]+)" height="3" fill="#..4455"', drawing)
    assert len(chips) == len(colors)
    assert max(float(left) + float(width) for left, width in chips) <= MARGIN_MM + PLATE_MM[0]
