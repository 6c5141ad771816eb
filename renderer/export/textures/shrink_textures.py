"""Textures as phones like them: sides of powers of two up to 2048, JPEG where nothing reads an alpha channel."""

import io
import math

from PIL import Image

from renderer.digest import digest_bytes
from renderer.errors import ModelError
from renderer.export.textures.encode import encode
from renderer.export.textures.reads import Reads, reads
from renderer.gltf.document import Document
from renderer.kept import kept

MAX_SIDE = 2048
EIGHT_BIT = {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}
SMALLER = 0.9
"""A new file has to be at least this much smaller than the one it replaces."""


def shrink_textures(document: Document) -> Document:
    """A copy whose images are as small as they may be without looking different.

    Sides become powers of two, qualities are chosen by similarity, channels that no material reads go. Pictures of more
    than eight bits stay. Raises `ModelError` for an image that cannot be decoded.
    """
    document = document.copy()
    for number, read in sorted(reads(document).items()):
        image = document.items("images")[number]
        if image.get("mimeType") in {"image/png", "image/jpeg"}:
            data, image["mimeType"] = _shrunk(document.image_bytes(number), image["mimeType"], read, f"Image {number}")
            document.views[image["bufferView"]] = data
    return document


def _shrunk(data: bytes, mime: str, read: Reads, where: str) -> tuple[bytes, str]:
    made_from = [digest_bytes(data), mime, *read.words()]
    return from_file(kept("textures", made_from, __file__, lambda: as_file(*_made_smaller(data, mime, read, where))))


def as_file(data: bytes, mime: str) -> bytes:
    """A picture and its media type as one piece to keep."""
    return mime.encode() + b"\n" + data


def from_file(piece: bytes) -> tuple[bytes, str]:
    """The reverse of `as_file`."""
    mime, _, data = piece.partition(b"\n")
    return data, mime.decode()


def _made_smaller(data: bytes, mime: str, read: Reads, where: str) -> tuple[bytes, str]:
    picture = decoded(data, where)
    if picture.mode not in EIGHT_BIT:
        return data, mime
    size = (_fitting(picture.width), _fitting(picture.height))
    plain = in_color(picture)
    new, new_mime = encode(plain if size == plain.size else plain.resize(size, Image.Resampling.LANCZOS), read)
    return (new, new_mime) if size != picture.size or len(new) < SMALLER * len(data) else (data, mime)


def decoded(data: bytes, where: str) -> Image.Image:
    """A PNG or JPEG; raises `ModelError` IMAGE_INVALID where it is neither, IMAGE_TOO_LARGE for too many pixels."""
    try:
        picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        picture.load()
    except Image.DecompressionBombError as error:
        message = f"{where} has more pixels than can be read: make it {MAX_SIDE} × {MAX_SIDE}, all that phones take."
        raise ModelError(message, code="IMAGE_TOO_LARGE") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise ModelError(f"{where} cannot be decoded: {error}.", code="IMAGE_INVALID") from error
    return picture


def _fitting(side: int) -> int:
    """The power of two nearest to `side`, at most `MAX_SIDE`."""
    return int(min(MAX_SIDE, 2 ** round(math.log2(side))))


def in_color(picture: Image.Image) -> Image.Image:
    """The picture as RGB, or RGBA where it has an alpha channel."""
    has_alpha = picture.mode in {"LA", "PA", "RGBA"} or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha else "RGB")
