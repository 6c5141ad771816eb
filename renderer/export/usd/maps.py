"""The pictures of a USDZ: as Quick Look wants them, each value in a file of its own, with its factor in it."""

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.digest import digest_bytes
from renderer.export.textures.encode import encode
from renderer.export.textures.reads import Reads
from renderer.export.textures.shrink_textures import decoded, in_color
from renderer.gltf.document import Document

Pixels = NDArray[np.float64]
ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


class Maps:
    """Makes picture files for a document; `files` has them by their name in the package."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._made: dict[object, str] = {}
        self.files: dict[str, bytes] = {}

    def color(self, texture: int) -> str:
        """The picture as it is."""
        image = self._document.texture_image(texture)
        data, mime = self._document.image_bytes(image), self._document.items("images")[image]["mimeType"]
        return self._keep(data, mime) if mime in ENDINGS else self._made_once((image, "color"), self._png(image))

    def value(self, texture: int, channel: int, factor: float = 1.0, offset: float = 0.0) -> str:
        """One channel as grey, times `factor` plus `offset`."""
        image = self._document.texture_image(texture)

        def make() -> tuple[bytes, str]:
            grey = np.clip(self._pixels(image)[..., channel] * factor + offset, 0.0, 1.0)
            picture = Image.fromarray(np.round(grey * 255).astype(np.uint8)).convert("RGB")
            return encode(picture, Reads({0}, data=True))

        return self._made_once((image, channel, factor, offset), make)

    def normal(self, texture: int, scale: float) -> str:
        """A normal map whose slopes are `scale` times as steep."""
        if scale == 1.0:
            return self.color(texture)
        image = self._document.texture_image(texture)

        def make() -> tuple[bytes, str]:
            vectors = (self._pixels(image)[..., :3] * 2.0 - 1.0) * (scale, scale, 1.0)
            unit = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-6)
            picture = Image.fromarray(np.round((unit * 0.5 + 0.5) * 255).astype(np.uint8))
            return encode(picture, Reads({0, 1, 2}, data=True))

        return self._made_once((image, "normal", scale), make)

    def _png(self, image: int) -> Callable[[], tuple[bytes, str]]:
        def make() -> tuple[bytes, str]:
            picture = Image.open(io.BytesIO(self._document.image_bytes(image)))
            return encode(in_color(picture), Reads({0, 1, 2, 3}, color=True))

        return make

    def _pixels(self, image: int) -> Pixels:
        picture = decoded(self._document.image_bytes(image), f"Image {image}").convert("RGB")
        return np.asarray(picture, np.float64) / 255.0

    def _made_once(self, key: object, make: Callable[[], tuple[bytes, str]]) -> str:
        if key not in self._made:
            self._made[key] = self._keep(*make())
        return self._made[key]

    def _keep(self, data: bytes, mime: str) -> str:
        name = f"textures/{digest_bytes(data)[:16]}.{ENDINGS[mime]}"
        self.files[name] = data
        return name
