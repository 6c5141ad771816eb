"""An ink that a file has not, or has in another colour, is missed there; what is traced raises no alarm."""

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

from renderer.artwork.draw_logo import draw_logo
from renderer.artwork.drawing import svg_document
from renderer.production.job import Order, production_files
from renderer.production.placement import Placement
from renderer.proof.drawing import Drawing
from renderer.proof.prove_files import prove_files
from tests.renderer.artwork.logos import encoded

SIZE = 60.0, 30.0
WHITE, RED, NAVY = "#f6f6f6", "#c01010", "#16243f"
OUTLINES = {"print.pdf", "cut.dxf", "artwork.svg"}
STITCHES = {"stitches.dst", "stitches.pes"}
FINISHES = {"foil": OUTLINES, "embroidered": OUTLINES | STITCHES}


def plate(square: str, ground: str = NAVY, line: str = "") -> bytes:
    """A plate in `ground` with a square in that ink, or none; a `line` is a stroke, which has to be traced."""
    body = f'<path d="M2 2H58V28H2Z" fill="{ground}"/>'
    body += f'<path d="M10 10H20V20H10Z" fill="{square}"/>' if square else ""
    body += f'<path d="M30 22H50" stroke="{line}" stroke-width="3"/>' if line else ""
    return svg_document(*SIZE, body.encode())


def verdicts(drawn: bytes, made: bytes, finish: str, size: tuple[float, float] = SIZE) -> dict[str, bool]:
    """Of the files of one artwork, held against another."""
    order = Order(made, finish, Placement("Panel", (300.0, 120.0), size, (0.0, 0.0)))
    found = prove_files(Drawing(drawn, *size), production_files(order, {}), piece_mm=0.8)
    return {each.subject: each.ok for each in found}


@pytest.mark.parametrize(
    ("finish", "line"),
    [
        ("foil", ""),
        ("embroidered", "#e8b020"),
        *(
            pytest.param(*each, marks=pytest.mark.slow)
            for each in (("foil", NAVY), ("foil", "#e8b020"), ("embroidered", ""), ("embroidered", NAVY))
        ),
    ],
)
def test_an_ink_that_is_gone_or_in_another_colour_is_missed(finish: str, line: str) -> None:
    drawn, files = plate(WHITE, line=line), FINISHES[finish]
    assert verdicts(drawn, drawn, finish) == dict.fromkeys(files, True)
    assert verdicts(drawn, plate("", line=line), finish) == dict.fromkeys(files, False)
    red = verdicts(drawn, plate(RED, line=line), finish)
    assert {name for name, ok in red.items() if ok} == files & {"stitches.dst"}, "DST knows no colours"


@pytest.mark.parametrize("finish", FINISHES)
def test_two_inks_in_each_others_places_are_missed(finish: str) -> None:
    swapped = verdicts(plate(WHITE), plate(NAVY, WHITE), finish)
    assert {name for name, ok in swapped.items() if ok} == FINISHES[finish] & {"stitches.dst"}


@pytest.mark.parametrize("finish", FINISHES)
def test_the_only_ink_in_another_colour_is_missed(finish: str) -> None:
    red = verdicts(plate("", WHITE), plate("", RED), finish)
    assert {name for name, ok in red.items() if ok} == FINISHES[finish] & {"stitches.dst"}


@pytest.mark.slow
@pytest.mark.parametrize("finish", FINISHES)
def test_what_is_traced_raises_no_alarm(finish: str) -> None:
    """Inks of a gradient and of a photograph are counted anew at each density."""
    stops = f'<stop offset="0" stop-color="{RED}"/><stop offset="1" stop-color="#f0d060"/>'
    body = f'<linearGradient id="g">{stops}</linearGradient><path d="M2 2H58V28H2Z" fill="url(#g)"/>'
    gradient = svg_document(*SIZE, body.encode())
    assert verdicts(gradient, gradient, finish) == dict.fromkeys(FINISHES[finish], True)
    rng = np.random.default_rng(1)
    soft = [ndimage.gaussian_filter(rng.random((240, 320)), 24) for _ in range(3)]
    scaled = [255 * (each - each.min()) / (each.max() - each.min()) for each in soft]
    photograph = draw_logo(encoded(Image.fromarray(np.stack(scaled, axis=-1).astype(np.uint8))), (60.0, 45.0))
    size = photograph.width_mm, photograph.height_mm
    assert verdicts(photograph.svg, photograph.svg, finish, size) == dict.fromkeys(FINISHES[finish], True)
