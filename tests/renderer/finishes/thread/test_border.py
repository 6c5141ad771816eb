"""What is sewn in rows has a satin border where its outline shows, and rows stop under it."""

import numpy as np

from renderer.artwork.drawing import svg_document
from renderer.finishes.thread.border import OVERLAP_MM, WIDE_MM, border, covered, within
from renderer.finishes.thread.cloth import drawn_cloth
from renderer.finishes.thread.fill import ANGLES_DEG
from renderer.finishes.thread.plan import plan_stitches
from renderer.finishes.thread.sequence import KINDS

BLOCK = svg_document(40, 40, b'<path d="M5 5H35V35H5Z" fill="#5b2a86"/>')
FRAMED = svg_document(
    40, 40, b'<path d="M4 4H36V36H4Z" fill="#5b2a86"/><path d="M4 4H36V36H4ZM7 7V33H33V7Z" fill="#f2b41b"/>'
)
TURNED = svg_document(40, 40, b'<path transform="rotate(-18 20 20)" d="M8 10H32V30H8Z" fill="#5b2a86"/>')


def test_the_outline_of_a_block_lies_under_its_border_and_its_middle_does_not() -> None:
    (shape,) = drawn_cloth(BLOCK, 40, 40).shapes
    under = covered(shape, border(shape))
    rim = shape.mask & (shape.depth < 0.8 * WIDE_MM)
    assert under[rim].mean() > 0.97
    assert under[shape.depth > 1.2 * WIDE_MM].mean() < 0.01


def test_rows_reach_under_the_border_and_not_to_the_edge() -> None:
    (shape,) = drawn_cloth(BLOCK, 40, 40).shapes
    rows = within(shape, border(shape))
    least, most = WIDE_MM - OVERLAP_MM, WIDE_MM
    assert least - 0.3 < float(shape.depth[rows.mask].min()) < most
    assert rows.mask[shape.depth > WIDE_MM].all()


def test_corners_of_a_border_are_square() -> None:
    plan = plan_stitches(BLOCK, 40, 40)
    holes = np.concatenate([block.holes[block.kinds == KINDS.index("satin")] for block in plan.blocks])
    corners = np.array([(5, 5), (35, 5), (5, 35), (35, 35)])
    assert np.linalg.norm(holes[None] - corners[:, None], axis=-1).min(axis=1).max() < 0.6


def test_what_another_colour_frames_needs_no_border() -> None:
    under, frame = drawn_cloth(FRAMED, 40, 40).shapes
    assert border(under) == []
    assert border(frame)


def test_rows_turn_without_a_hole_left_out() -> None:
    """Where rows end square, following ends are as far apart as machines ask: none runs aslant from row to row."""
    (block, *_) = plan_stitches(TURNED, 40, 40).blocks
    fill = (block.kinds[1:] == KINDS.index("fill")) & (block.kinds[:-1] == KINDS.index("fill"))
    way = np.diff(block.holes, axis=0)[fill]
    off = (np.degrees(np.arctan2(-way[:, 1], way[:, 0])) - ANGLES_DEG[0] + 90) % 180 - 90
    assert np.abs(off[np.linalg.norm(way, axis=1) > 1]).max() < 6
