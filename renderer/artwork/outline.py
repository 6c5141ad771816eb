"""From placed glyphs to one outline: overlapping letters of a script become a single shape that can be cut."""

from collections.abc import Iterable

import pathops  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]

from renderer.artwork.fonts import Font, shaper
from renderer.artwork.shape_text import Glyph

COMMANDS = {
    pathops.PathVerb.MOVE: "M",
    pathops.PathVerb.LINE: "L",
    pathops.PathVerb.QUAD: "Q",
    pathops.PathVerb.CUBIC: "C",
    pathops.PathVerb.CLOSE: "Z",
}

MITER_LIMIT = 2.0


def outline(glyphs: Iterable[Glyph], typeface: Font) -> pathops.Path:
    """The outlines of `glyphs` in font units, y up; contours may overlap (non-zero winding)."""
    path = pathops.Path()
    pen = path.getPen(glyphSet=None)
    for glyph in glyphs:
        shaper(typeface).draw_glyph_with_pen(glyph.index, TransformPen(pen, (1, 0, 0, 1, glyph.x, glyph.y)))
    return path


def united(path: pathops.Path) -> pathops.Path:
    """`path` without overlaps; where Skia cannot resolve them the overlaps stay, which non-zero winding draws alike."""
    try:
        return pathops.simplify(path, fix_winding=True, keep_starting_points=False)
    except pathops.PathOpsError:
        return path


def grown(path: pathops.Path, width: float) -> pathops.Path:
    """`path` and a band of `width` around it; corners stay sharp up to twice that width."""
    band = pathops.Path(path)
    band.stroke(2 * width, pathops.LineCap.BUTT_CAP, pathops.LineJoin.MITER_JOIN, MITER_LIMIT)
    return combined(path, band, pathops.PathOp.UNION)


def combined(one: pathops.Path, other: pathops.Path, how: pathops.PathOp) -> pathops.Path:
    """Union, difference or intersection; where Skia cannot resolve it, what lies nearest to that and draws."""
    try:
        return pathops.op(one, other, how, fix_winding=True, keep_starting_points=False)
    except pathops.PathOpsError:
        kept = pathops.Path(one)
        if how == pathops.PathOp.UNION:
            kept.addPath(other)
        return kept


def path_data(path: pathops.Path) -> str:
    """`path` as the `d` of an SVG path, to a thousandth of a unit."""
    return "".join(COMMANDS[verb] + " ".join(f"{_number(x)} {_number(y)}" for x, y in points) for verb, points in path)


def _number(value: float) -> str:
    return f"{round(value, 3) + 0.0:.3f}".rstrip("0").rstrip(".")
