"""What the operator threads: colours in order, nearest rack names, lengths; beside it the stitch-out as it will lie."""

import base64
from collections.abc import Mapping

import numpy as np
from PIL import Image

from renderer.artwork.drawing import svg_document
from renderer.artwork.find_color import NamedColor
from renderer.artwork.label import INK, PAPER, QUIET, label
from renderer.color import delta_e_2000, hex_to_lab
from renderer.finishes.apply_finish import apply_finish
from renderer.finishes.thread.plan import StitchPlan
from renderer.png import encode_png

WIDTH_MM, MARGIN_MM, ROW_MM, CHIP_MM = 190.0, 10.0, 9.0, 7.0
PREVIEW_MM, PREVIEW_PX = 100.0, 800


def nearest(color: str, rack: Mapping[str, NamedColor]) -> tuple[str, float] | None:
    """The name in `rack` nearest to `color`, and its ΔE00; None where the rack is empty."""
    names = sorted(rack)
    if not names:
        return None
    away = delta_e_2000([hex_to_lab(color)] * len(names), [rack[name].lab for name in names])
    best = int(away.argmin())
    return names[best], float(away[best])


def color_card(plan: StitchPlan, svg: bytes, rack: Mapping[str, NamedColor], cloth: str) -> bytes:
    """The card as a drawing (SVG): chips in sewing order and the stitches on `cloth` (sRGB), at most 100 mm wide."""
    scale = min(1.0, PREVIEW_MM / plan.width_mm)
    below = MARGIN_MM + 12 + ROW_MM * len(plan.threads) + 6
    height = below + plan.height_mm * scale + MARGIN_MM
    facts = f"{plan.stitches:,} stitches · {plan.trims} trims · {plan.width_mm:.1f} × {plan.height_mm:.1f} mm"
    rows = [_row(plan, number, rack) for number in range(len(plan.threads))]
    sewn = Image.fromarray(apply_finish("embroidered", svg, plan.width_mm, plan.height_mm).base_color)
    sewn.thumbnail((PREVIEW_PX, PREVIEW_PX), Image.Resampling.LANCZOS)
    png = base64.b64encode(encode_png(np.asarray(sewn)))
    place = f'x="{MARGIN_MM:g}" y="{below:g}" width="{plan.width_mm * scale:.3f}" height="{plan.height_mm * scale:.3f}"'
    body = [
        f'<rect width="{WIDTH_MM:g}" height="{height:.3f}" fill="{PAPER}"/>',
        label(facts, INK, MARGIN_MM, MARGIN_MM + 4, 2.6),
        *rows,
        f'<rect {place} fill="{cloth}"/>',
        f'<image {place} preserveAspectRatio="none" href="data:image/png;base64,{png.decode()}"/>',
    ]
    return svg_document(WIDTH_MM, round(height, 3), "".join(body).encode())


def _row(plan: StitchPlan, number: int, rack: Mapping[str, NamedColor]) -> str:
    color, top = plan.threads[number], MARGIN_MM + 10 + ROW_MM * number
    found = nearest(color, rack)
    rack_name = f"nearest {found[0]}, ΔE {found[1]:.1f}" if found else ""
    chip = f'<rect x="{MARGIN_MM:g}" y="{top:g}" width="{2 * CHIP_MM:g}" height="{CHIP_MM:g}" fill="{color}"'
    words = f"{number + 1}   {color}   {plan.thread_metres(number):.1f} m   {rack_name}"
    left = MARGIN_MM + 2 * CHIP_MM + 4
    return f'{chip} stroke="{QUIET}" stroke-width="0.1"/>' + label(words, INK, left, top + CHIP_MM / 2 + 1.1, 2.2)
