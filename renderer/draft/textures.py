"""Pictures in OpenGL: the document's textures with their samplers, and tables of floats."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from OpenGL import GL

from renderer.gltf.document import Document
from renderer.studio.shade.decode_image import decode_image
from renderer.studio.shade.pyramids import CLAMP, NEAREST_FILTERS, REPEAT

Floats = NDArray[np.float32]
MAX_SIDE = 4096
UPLOAD_UNIT = 31


def upload_texture(document: Document, texture: int, *, srgb: bool) -> int:
    """A texture of `document` with its mip levels; raises `ModelError` where it cannot be decoded."""
    image = decode_image(document.image_bytes(document.texture_image(texture)), MAX_SIDE)
    name = _new(GL.GL_TEXTURE_2D)
    height, width = image.shape[:2]
    stored = GL.GL_SRGB8_ALPHA8 if srgb else GL.GL_RGBA8
    GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 1)
    GL.glTexImage2D(
        GL.GL_TEXTURE_2D, 0, stored, width, height, 0, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE, image
    )  # fmt: skip
    GL.glGenerateMipmap(GL.GL_TEXTURE_2D)
    number = document.json["textures"][texture].get("sampler")
    sampler = {} if number is None else document.json["samplers"][number]
    nearest = sampler.get("magFilter") in NEAREST_FILTERS
    _set(GL.GL_TEXTURE_2D, sampler.get("wrapS", REPEAT), sampler.get("wrapT", REPEAT), nearest=nearest)
    return name


def upload_floats(picture: Floats, *, wrap: int = CLAMP) -> int:
    """(H, W, 3) linear values with mip levels, or a stack (L, H, W, 3) of pictures without."""
    target = GL.GL_TEXTURE_2D_ARRAY if picture.ndim == 4 else GL.GL_TEXTURE_2D
    name = _new(target)
    data = np.ascontiguousarray(picture, np.float32)
    GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 4)
    *_, height, width, _ = data.shape
    if picture.ndim == 4:
        shape = (width, height, len(data))
        GL.glTexImage3D(target, 0, GL.GL_RGB32F, *shape, 0, GL.GL_RGB, GL.GL_FLOAT, data)
    else:
        GL.glTexImage2D(target, 0, GL.GL_RGB32F, width, height, 0, GL.GL_RGB, GL.GL_FLOAT, data)
    GL.glGenerateMipmap(target)
    _set(target, wrap, CLAMP, nearest=False)
    return name


def _new(target: int) -> int:
    # A unit of its own: what is bound for drawing stays bound.
    GL.glActiveTexture(GL.GL_TEXTURE0 + UPLOAD_UNIT)
    name = int(GL.glGenTextures(1))
    GL.glBindTexture(target, name)
    return name


def _set(target: int, wrap_s: int, wrap_t: int, *, nearest: bool) -> None:
    settings: dict[Any, int] = {
        GL.GL_TEXTURE_WRAP_S: wrap_s,
        GL.GL_TEXTURE_WRAP_T: wrap_t,
        GL.GL_TEXTURE_MIN_FILTER: GL.GL_LINEAR_MIPMAP_LINEAR,
        GL.GL_TEXTURE_MAG_FILTER: GL.GL_NEAREST if nearest else GL.GL_LINEAR,
    }
    for key, value in settings.items():
        GL.glTexParameteri(target, key, value)


def delete(names: list[int]) -> None:
    """Free textures."""
    if names:
        GL.glDeleteTextures(len(names), np.array(names, np.uint32))
