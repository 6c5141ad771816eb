from configurator.resolve.stitches import estimate_stitches

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{w}mm" height="{h}mm" viewBox="0 0 {w} {h}">'
SQUARE = SVG + '<path d="M0 0h{w}v{h}h-{w}z"/></svg>'


def test_a_filled_square_takes_what_its_rows_take() -> None:
    """60 × 60 mm in rows 0.4 mm apart, a stitch 3.6 mm long: 2,500, and underlay."""
    assert estimate_stitches(SQUARE.format(w=60, h=60), 60, 60) == 2900


def test_twice_the_ink_takes_twice_the_stitches() -> None:
    small, large = (estimate_stitches(SQUARE.format(w=w, h=50), w, 50) for w in (60, 120))
    assert abs(large - 2 * small) <= 200


def test_no_ink_takes_no_stitches() -> None:
    assert estimate_stitches(SVG.format(w=9, h=9) + "</svg>", 9, 9) == 0
