"""Textures within a budget: the heaviest is halved, again and again, down to what still looks sharp."""

from renderer.digest import digest_bytes
from renderer.export.textures.encode import encode
from renderer.export.textures.reads import Reads, reads
from renderer.export.textures.shrink_textures import EIGHT_BIT, as_file, decoded, from_file, in_color
from renderer.gltf.document import Document
from renderer.kept import kept

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
    before = document.image_bytes(number)
    made_from = ["half", digest_bytes(before), *read.words()]
    data, mime = from_file(kept("textures", made_from, __file__, lambda: as_file(*_half(before, number, read))))
    smaller = len(data) < _size(document, number)
    if smaller:
        document.views[image["bufferView"]], image["mimeType"] = data, mime
    return smaller


def _half(data: bytes, number: int, read: Reads) -> tuple[bytes, str]:
    """An average of 2 × 2 pixels, which leaves tiles seamless."""
    return encode(in_color(decoded(data, f"Image {number}")).reduce(2), read)
