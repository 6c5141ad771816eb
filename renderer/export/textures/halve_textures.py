"""Textures within a budget: the heaviest is halved, again and again, down to what still looks sharp."""

from renderer.export.textures.encode import encode
from renderer.export.textures.reads import Reads, reads
from renderer.export.textures.shrink_textures import EIGHT_BIT, decoded, in_color
from renderer.gltf.document import Document

BUDGET = 700_000
"""Bytes of all textures together: about a quarter of a file that loads at once on a phone."""
LEAST_SIDE, LEAST_TILE = 512, 256
"""Nothing is made smaller than this, pixels: what is shown once, and what is tiled."""


def halve_textures(document: Document) -> Document:
    """A copy whose images have `BUDGET` bytes together, or none left that may be halved."""
    document = document.copy()
    read = reads(document)
    halvable = {number for number, each in read.items() if _may_halve(document, number, each)}
    while halvable and sum(_size(document, number) for number in range(len(document.items("images")))) > BUDGET:
        heaviest = max(sorted(halvable), key=lambda number: _size(document, number))
        helped = _halve(document, heaviest, read[heaviest])
        if not helped or not _may_halve(document, heaviest, read[heaviest]):
            halvable.remove(heaviest)
    return document


def _size(document: Document, number: int) -> int:
    return len(document.image_bytes(number))


def _may_halve(document: Document, number: int, read: Reads) -> bool:
    if document.items("images")[number].get("mimeType") not in {"image/png", "image/jpeg"}:
        return False
    picture = decoded(document.image_bytes(number), f"Image {number}")
    least = LEAST_TILE if read.repeats else LEAST_SIDE
    return picture.mode in EIGHT_BIT and min(picture.size) > least


def _halve(document: Document, number: int, read: Reads) -> bool:
    """Halve the image where that makes a smaller file; whether it did."""
    image = document.items("images")[number]
    # An average of 2 × 2 pixels leaves tiles seamless.
    picture = in_color(decoded(document.image_bytes(number), f"Image {number}")).reduce(2)
    data, mime = encode(picture, read)
    smaller = len(data) < _size(document, number)
    if smaller:
        document.views[image["bufferView"]], image["mimeType"] = data, mime
    return smaller
