"""What kind of file a customer sent, by its first bytes; names and endings lie."""

import re

from renderer.errors import ArtworkError

PIXELS = ((b"\x89PNG\r\n\x1a\n", 0), (b"\xff\xd8\xff", 0), (b"WEBP", 8))
OTHERS = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"%!PS", "EPS"),
    (b"\xc5\xd0\xd3\xc6", "EPS"),
    (b"8BPS", "Photoshop"),
    (b"\x1f\x8b", "compressed (SVGZ)"),
    (b"PK\x03\x04", "ZIP"),
)
FTYP = {b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC", b"avif": "AVIF"}
WAY_OUT = "Send SVG, or PNG, JPEG or WebP."


def sniff(data: bytes) -> str:
    """`svg` or `pixels`; raises `ArtworkError` IMAGE_FORMAT for another kind of image, IMAGE_INVALID for no image."""
    if any(data[at : at + len(magic)] == magic for magic, at in PIXELS):
        return "pixels"
    head = data[:4096].replace(b"\0", b"").lower()
    if re.search(rb"<(\w+:)?svg[\s>]|<!doctype svg|<\?xml", head):
        return "svg"
    known = next((name for magic, name in OTHERS if data.startswith(magic)), FTYP.get(data[8:12]))
    if known:
        raise ArtworkError(f"The file is {known}, which is not read. {WAY_OUT}", code="IMAGE_FORMAT")
    raise ArtworkError(f"The file is no image. {WAY_OUT}", code="IMAGE_INVALID")
