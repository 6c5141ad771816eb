"""The artwork as an SVG that a workshop opens: a layer for each ink, and the contour to cut."""

from html import escape

from renderer.artwork.drawing import svg_document
from renderer.artwork.outline import path_data
from renderer.production.print_pdf import CUT, CUT_COLOR
from renderer.production.separations import Separation, whole

HAIR_MM = 0.1


def layered_svg(inks: tuple[Separation, ...], width_mm: float, height_mm: float) -> bytes:
    """Real size, millimetres; every layer is a group with the ink's name as its title."""
    layers = [
        f'<g id="ink-{number}"><title>{escape(ink.name)}</title>'
        f'<path fill="{ink.color}" d="{path_data(ink.shape)}"/></g>'
        for number, ink in enumerate(inks, start=1)
    ]
    contour = f'<path fill="none" stroke="{CUT_COLOR}" stroke-width="{HAIR_MM:g}" d="{path_data(whole(inks))}"/>'
    layers.append(f'<g id="cut"><title>{CUT}</title>{contour}</g>')
    return svg_document(width_mm, height_mm, "".join(layers).encode())
