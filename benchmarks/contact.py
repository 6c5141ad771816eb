"""Contact sheets: pictures in rows, each with its name below."""

from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from benchmarks.ball import Pixels

PAPER, PAGE, INK, FAINT = "#ffffff", "#f4f4f2", "#2b2b2b", "#75756f"
"""Colours of the sheet, of pictures' backgrounds, of names and of notes."""
MARGIN, GAP, WORDS = 20, 14, 34
"""Pixels around the sheet, between pictures, and below each for its words."""
LARGE, SMALL = 12.5, 10.5


@dataclass(frozen=True, eq=False)
class Plate:
    """A picture (H, W, 3), its name and a smaller note."""

    picture: Pixels
    name: str
    note: str


def contact_sheet(plates: list[Plate], columns: int) -> Image.Image:
    """`plates`, all of one size, in rows of so many."""
    height, width = plates[0].picture.shape[:2]
    across, down = width + GAP, height + WORDS + GAP
    rows = -(-len(plates) // columns)
    page = Image.new("RGB", (2 * MARGIN + columns * across - GAP, 2 * MARGIN + rows * down - GAP), PAPER)
    pen = ImageDraw.Draw(page)
    large, small = ImageFont.load_default(LARGE), ImageFont.load_default(SMALL)
    for number, plate in enumerate(plates):
        left, top = MARGIN + number % columns * across, MARGIN + number // columns * down
        page.paste(Image.fromarray(plate.picture), (left, top))
        pen.text((left + 2, top + height + 3), plate.name, fill=INK, font=large)
        pen.text((left + 2, top + height + 18), plate.note, fill=FAINT, font=small)
    return page
