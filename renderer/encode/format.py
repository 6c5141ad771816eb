"""The kinds of picture files, and how much each may leave out."""

from typing import Annotated, Literal

from pydantic import Field

from renderer.recipe import Frozen

Kind = Literal["png", "jpeg", "webp", "avif", "tiff"]
MovieKind = Literal["webp", "avif", "mp4"]

ENDINGS: dict[Kind, str] = {"png": "png", "jpeg": "jpg", "webp": "webp", "avif": "avif", "tiff": "tif"}
MEDIA_TYPES: dict[Kind, str] = {kind: f"image/{kind}" for kind in ENDINGS}
QUALITIES: dict[Kind, int] = {"jpeg": 90, "webp": 88, "avif": 72}
"""Where a flat studio background bands no more and lettering keeps its edges; other kinds lose nothing."""


class FileFormat(Frozen):
    """A kind of file and its settings."""

    kind: Kind
    quality: Annotated[int, Field(ge=1, le=100)] | None = None
    """Of JPEG, WebP and AVIF; None for `QUALITIES`."""
    lossless: bool = False
    """Of WebP and AVIF; the others are lossless, or cannot be."""
    effort: Annotated[int, Field(ge=0, le=6)] = 2
    """How long WebP and AVIF look for a smaller file of the same quality."""

    @property
    def has_alpha(self) -> bool:
        """Whether a file of this kind can be transparent."""
        return self.kind != "jpeg"
