"""Textures as phones like them: at most 2048 pixels a side, JPEG where nothing reads an alpha channel."""

import io
from collections import defaultdict

from PIL import Image

from renderer.errors import ModelError
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.references import texture_infos

MAX_SIDE = 2048
MAX_PIXELS = 16_384**2
READS_ALPHA = ("specularTexture", "sheenRoughnessTexture", "specularGlossinessTexture")
"""Textures whose fourth channel is data."""
HOLDS_COLOR = ("baseColorTexture", "emissiveTexture", "sheenColorTexture", "specularColorTexture", "diffuseTexture")
COLOR_QUALITY, DATA_QUALITY = 88, 94
SMALLER = 0.9
"""A JPEG has to be at least this much smaller than what it replaces."""


def shrink_textures(document: Document) -> Document:
    """A copy with large images scaled to powers of two and opaque PNGs as JPEG, where that makes them smaller.

    Colours lose little at quality 88 with halved chroma; data (normals, roughness) keeps full chroma at 94. Alpha is
    kept where a material blends, cuts or stores data in it. Raises `ModelError` for an image that cannot be decoded.
    """
    document = document.copy()
    for number, uses in sorted(_uses(document).items()):
        image = document.items("images")[number]
        if image.get("mimeType") in {"image/png", "image/jpeg"}:
            data, image["mimeType"] = _shrunk(document.image_bytes(number), image["mimeType"], uses, f"Image {number}")
            document.views[image["bufferView"]] = data
    return document


def _uses(document: Document) -> dict[int, set[tuple[str, bool]]]:
    """For each image, the textureInfo names that show it, each with whether its alpha is read."""
    uses: dict[int, set[tuple[str, bool]]] = defaultdict(set)
    for material in document.json.get("materials", []):
        for pointer, info in texture_infos(material).items():
            name = pointer.rsplit("/", 1)[-1]
            uses[document.texture_image(info["index"])].add((name, _reads_alpha(name, material)))
    return uses


def _reads_alpha(name: str, material: Json) -> bool:
    blends = material.get("alphaMode", "OPAQUE") != "OPAQUE"
    return name in READS_ALPHA or (blends and name in {"baseColorTexture", "diffuseTexture"})


def _shrunk(data: bytes, mime: str, uses: set[tuple[str, bool]], where: str) -> tuple[bytes, str]:
    picture = _decoded(data, where)
    size = tuple(_fitting(side) for side in picture.size) if max(picture.size) > MAX_SIDE else picture.size
    too_deep = picture.mode not in {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}
    if too_deep or (size == picture.size and mime == "image/jpeg"):
        return data, mime
    picture = picture.convert("RGBA" if _has_alpha(picture) else "RGB")
    if size != picture.size:
        picture = picture.resize((size[0], size[1]), Image.Resampling.LANCZOS)
    as_is = data if size == picture.size and mime == "image/png" else _png(picture)
    if _is_translucent(picture) and any(alpha for _, alpha in uses):
        return as_is, "image/png"
    jpeg = _jpeg(picture.convert("RGB"), color=all(name in HOLDS_COLOR for name, _ in uses))
    return (jpeg, "image/jpeg") if len(jpeg) < SMALLER * len(as_is) else (as_is, "image/png")


def _decoded(data: bytes, where: str) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        if picture.width * picture.height > MAX_PIXELS:
            raise ModelError(f"{where} has {picture.width} × {picture.height} pixels.", code="IMAGE_TOO_LARGE")
        picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ModelError(f"{where} cannot be decoded: {error}.", code="IMAGE_INVALID") from error
    return picture


def _fitting(side: int) -> int:
    """The power of two next below or at `side`, at most `MAX_SIDE`."""
    return int(min(MAX_SIDE, 1 << (side.bit_length() - 1)))


def _has_alpha(picture: Image.Image) -> bool:
    return picture.mode in {"LA", "PA", "RGBA"} or "transparency" in picture.info


def _is_translucent(picture: Image.Image) -> bool:
    return picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] != 255


def _png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _jpeg(picture: Image.Image, *, color: bool) -> bytes:
    buffer = io.BytesIO()
    quality, subsampling = (COLOR_QUALITY, 2) if color else (DATA_QUALITY, 0)
    # Not optimized: Pillow then asks for the whole file in one buffer of its own guess, too small for grain and flake.
    picture.save(buffer, "JPEG", quality=quality, subsampling=subsampling, progressive=False)
    return buffer.getvalue()
