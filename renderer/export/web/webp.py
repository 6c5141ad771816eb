"""Textures as WebP, https://github.com/KhronosGroup/glTF/tree/main/extensions/2.0/Vendor/EXT_texture_webp."""

import io

from PIL import Image

from renderer.digest import digest_bytes
from renderer.export.textures.encode import smallest_alike
from renderer.export.textures.reads import A, Reads, reads
from renderer.export.textures.shrink_textures import EIGHT_BIT, decoded
from renderer.gltf.document import Document
from renderer.kept import kept

EXTENSION = "EXT_texture_webp"
WEBP = "image/webp"
QUALITIES = (60, 68, 75, 80, 85, 90, 95)
SMALLER = 0.9
"""A WebP has to be at least this much smaller than the PNG or JPEG whose place it takes."""


def to_webp(document: Document) -> Document:
    """A copy whose images are WebP where that makes them smaller and leaves them alike; the extension is required."""
    document = document.copy()
    turned = {number for number, read in sorted(reads(document).items()) if _turn(document, number, read)}
    for texture in document.items("textures"):
        if texture.get("source") in turned:
            texture.setdefault("extensions", {})[EXTENSION] = {"source": texture.pop("source")}
    if turned:
        document.use_extensions([EXTENSION])
        document.json["extensionsRequired"] = sorted({*document.json.get("extensionsRequired", []), EXTENSION})
    return document


def _turn(document: Document, number: int, read: Reads) -> bool:
    """Make image `number` a WebP where that is worth it; whether it was."""
    image, before = document.items("images")[number], document.image_bytes(number)
    if image.get("mimeType") not in {"image/png", "image/jpeg"}:
        return False
    made_from = ["webp", digest_bytes(before), *read.words()]
    after = kept("textures", made_from, __file__, lambda: _webp(decoded(before, f"Image {number}"), read))
    is_worth_it = 0 < len(after) < SMALLER * len(before)
    if is_worth_it:
        document.views[image["bufferView"]], image["mimeType"] = after, WEBP
    return is_worth_it


def _webp(picture: Image.Image, read: Reads) -> bytes:
    """Empty where the picture has more than eight bits."""
    if picture.mode not in EIGHT_BIT or read.texels:
        return b""
    if A in read.channels and "A" in picture.convert("RGBA").getbands() and picture.mode in {"P", "PA", "LA", "RGBA"}:
        return _saved(picture.convert("RGBA"), lossless=True, exact=True)
    return smallest_alike(
        picture.convert("RGB"), read, QUALITIES, lambda plain, quality: _saved(plain, quality=quality)
    )


def _saved(picture: Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", method=4, **options)
    return buffer.getvalue()
