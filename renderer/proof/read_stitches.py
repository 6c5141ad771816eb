"""What a machine would sew: where thread of a stitch file lies."""

import numpy as np
from scipy import ndimage

from renderer.production.stitch_file import Format, read_stitches
from renderer.proof.drawing import Drawing, Mask

THREAD_MM = 0.4
STITCH = 0
GAP_MM = 0.3
"""Half of the widest gap between threads that are one surface to the eye."""


def sewn(data: bytes, kind: Format, drawing: Drawing) -> Mask:
    """Where thread covers the cloth (h, w); the file's zero is the middle of the artwork."""
    right, down = drawing.width_mm / 2, drawing.height_mm / 2
    steps = (
        f"{'L' if command == STITCH else 'M'}{x + right:.2f} {y + down:.2f}"
        for x, y, command in read_stitches(data, kind)
    )
    stroke = f'stroke="#000" stroke-width="{THREAD_MM}" stroke-linecap="round" stroke-linejoin="round"'
    thread = drawing.drawn(f'<path fill="none" {stroke} d="M0 0{"".join(steps)}"/>')
    reach = max(round(GAP_MM * drawing.density), 1)
    closed = ndimage.binary_closing(np.pad(thread, 2 * reach), iterations=reach)
    return np.asarray(closed[2 * reach : -2 * reach, 2 * reach : -2 * reach])
