"""Logo files for tests."""

import io

import numpy as np
from PIL import Image

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(body: str, attributes: str = 'viewBox="0 0 100 50"', before: str = "") -> bytes:
    """An SVG file around `body`."""
    return f"{before}<svg {NAMESPACES} {attributes}>{body}</svg>".encode()


def disc(size: int = 600, color: tuple[int, int, int] = (200, 30, 40)) -> Image.Image:
    """A filled disc on transparency that touches the middle half of the picture."""
    y, x = np.mgrid[:size, :size] - (size - 1) / 2
    alpha = np.where(np.hypot(x, y) < size / 4, 255, 0)
    return Image.fromarray(np.dstack([np.full((size, size, 3), color), alpha]).astype(np.uint8))


def striped(*colors: str) -> Image.Image:
    """Stripes of equal width, side by side, 300 pixels each; the first a little wider."""
    picture = Image.new("RGB", (300 * len(colors) + 20, 600), colors[0])
    for at, color in enumerate(colors[1:], 1):
        picture.paste(color, (300 * at + 20, 0, 300 * at + 320, 600))
    return picture


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """`image` as the bytes of a file."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
