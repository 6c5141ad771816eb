"""A customer's logo, vector or pixels, as an artwork in millimetres."""

import base64
import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.artwork.background import without_background
from renderer.artwork.count_colors import count_colors
from renderer.artwork.cover import SOLID
from renderer.artwork.draw_pixels import PROOF_CPU_SECONDS, draw_pixels
from renderer.artwork.drawing import Artwork, Notice, Raster, pad_mm, svg_document
from renderer.artwork.embedded import coarsest_picture
from renderer.artwork.enough_pixels import enough
from renderer.artwork.merged_colors import merged_colors, told
from renderer.artwork.raster_image import read_raster
from renderer.artwork.recolor import mirrored, recolored, reduced, reduced_pixels
from renderer.artwork.safe_svg import safe_svg
from renderer.artwork.sniff import sniff
from renderer.artwork.svg_limits import check_aspect
from renderer.errors import ArtworkError

Pixels = NDArray[np.uint8]
Size = tuple[float, float]

PROOF_PX = 1024
"""Pixels on the long side of the proof that finds the ink of a vector drawing."""
LOOK_PX = 720
"""As many of a picture that is looked at to find what of it is ink."""
INK_ALPHA = 8
MOST_PX = 4096


@dataclass(frozen=True)
class Wishes:
    """What else a customer wants of a graphic."""

    remove_background: bool = False
    """Of a picture; a vector drawing brings none that could be told from it."""
    max_colors: int | None = None
    mirrored: bool = False
    colors: tuple[tuple[str, str], ...] = ()
    """sRGB `#rrggbb` of the drawing → the colour it gets."""


AS_IT_IS = Wishes()


def draw_logo(data: bytes, box_mm: Size, wishes: Wishes = AS_IT_IS) -> Artwork:
    """The logo in `data` (SVG, PNG, JPEG, WebP), cut to its ink, as large as `box_mm` allows, its proportions kept.

    Raises `ArtworkError`: IMAGE_FORMAT and IMAGE_INVALID for a file that is none of these, LOGO_EMPTY,
    LOGO_BACKGROUND_MIXED, and the SVG_… and IMAGE_… codes of `safe_svg` and `raster_image`.
    """
    artwork = draw_vector(data, box_mm, wishes) if sniff(data) == "svg" else draw_picture(data, box_mm, wishes)
    if wishes.max_colors is not None:
        artwork = reduced(artwork, wishes.max_colors)
    if wishes.colors:
        artwork = recolored(artwork, dict(wishes.colors))
    return mirrored(artwork) if wishes.mirrored else artwork


def draw_vector(data: bytes, box_mm: Size, wishes: Wishes = AS_IT_IS) -> Artwork:
    """An SVG as an artwork; see `draw_logo`."""
    drawing = safe_svg(data)
    x, y, width, height = drawing.box
    scale = PROOF_PX / max(width, height)
    size_px = max(round(width * scale), 1), max(round(height * scale), 1)
    proof = draw_pixels(drawing.svg, *size_px, PROOF_CPU_SECONDS)
    left, top, right, bottom = _edges_left(proof, drawing.notices)
    across, down = width / proof.shape[1], height / proof.shape[0]
    ink = ((right - left) * across, (bottom - top) * down)
    window = f'viewBox="{x + left * across:.9g} {y + top * down:.9g} {ink[0]:.9g} {ink[1]:.9g}" overflow="visible"'
    size_mm = fitted(ink, box_mm)
    body = f'<svg {placed(size_mm, box_mm)} preserveAspectRatio="none" {window}>'.encode() + drawing.svg + b"</svg>"
    notices = drawing.notices + merged_notices(proof, wishes)
    return finished(body, size_mm, box_mm, proof, notices, coarsest_picture(drawing.svg, ink, size_mm))


def _edges_left(proof: Pixels, notices: tuple[Notice, ...]) -> tuple[float, float, float, float]:
    """`ink_edges` of a cleaned drawing; where nothing of it is left, the error says what was taken out."""
    try:
        return ink_edges(proof)
    except ArtworkError as error:
        raise ArtworkError(" ".join([error.message, *(each.message for each in notices)]), code=error.code) from None


def draw_picture(data: bytes, box_mm: Size, wishes: Wishes = AS_IT_IS) -> Artwork:
    """A PNG, JPEG or WebP as an artwork; see `draw_logo`."""
    whole, notices = read_raster(data)
    check_aspect(whole.shape[1], whole.shape[0])
    pixels = _no_more_than_needed(whole, box_mm, wishes)
    if wishes.remove_background:
        pixels = without_background(pixels)
    if wishes.max_colors is not None:
        notices += merged_notices(pixels, wishes)
        pixels = reduced_pixels(pixels, wishes.max_colors)
    left, top, right, bottom = ink_box(pixels)
    ink = pixels[top:bottom, left:right]
    size_mm = fitted((right - left, bottom - top), box_mm)
    notices += background_notices(ink)
    uri = "data:image/png;base64," + base64.b64encode(_png(ink)).decode()
    body = f'<image {placed(size_mm, box_mm)} preserveAspectRatio="none" href="{uri}"/>'.encode()
    return finished(
        body, size_mm, box_mm, ink, notices, Raster(round(ink.shape[1] * whole.shape[1] / pixels.shape[1]), size_mm[0])
    )


def _no_more_than_needed(pixels: Pixels, box_mm: Size, wishes: Wishes) -> Pixels:
    """`pixels`, drawn smaller where their ink has more than it can use; a quick look tells how much of it is ink."""
    step = max(max(pixels.shape[:2]) // LOOK_PX, 1)
    try:
        look = without_background(pixels[::step, ::step]) if wishes.remove_background else pixels[::step, ::step]
        left, top, right, bottom = ink_box(look)
    except ArtworkError:
        return pixels
    ink = (right - left) * step, (bottom - top) * step
    return enough(pixels, max(ink), fitted(ink, box_mm))


def ink_box(pixels: Pixels) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what can be seen; raises `ArtworkError` LOGO_EMPTY where none of it can be made."""
    seen = pixels[..., 3] >= INK_ALPHA
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not len(rows):
        raise ArtworkError("Nothing of the logo can be seen: it is transparent all over.", code="LOGO_EMPTY")
    if int(pixels[..., 3].max()) <= SOLID:
        message = "Nothing of the logo can be made: it is too faint all over, or its lines are too thin. Send it solid."
        raise ArtworkError(message, code="LOGO_EMPTY")
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def ink_edges(pixels: Pixels) -> tuple[float, float, float, float]:
    """`ink_box` to a fraction of a pixel: an outermost row or column counts as far as its densest pixel is covered."""
    left, top, right, bottom = ink_box(pixels)
    outermost = pixels[:, left], pixels[top], pixels[:, right - 1], pixels[bottom - 1]
    bare = [1.0 - int(line[:, 3].max()) / 255.0 for line in outermost]
    across, down = right - left > 2, bottom - top > 2
    return left + across * bare[0], top + down * bare[1], right - across * bare[2], bottom - down * bare[3]


def fitted(size: Size, box_mm: Size) -> Size:
    """`size` scaled to the millimetres that ink can have in `box_mm`."""
    pad = pad_mm(box_mm)
    scale = min((box_mm[0] - 2 * pad) / size[0], (box_mm[1] - 2 * pad) / size[1])
    return round(size[0] * scale, 3), round(size[1] * scale, 3)


def placed(size_mm: Size, box_mm: Size) -> str:
    """The attributes that put ink of `size_mm` inside its margin."""
    pad = pad_mm(box_mm)
    return f'x="{pad:g}" y="{pad:g}" width="{size_mm[0]:g}" height="{size_mm[1]:g}"'


def finished(
    body: bytes, size_mm: Size, box_mm: Size, ink: Pixels, notices: tuple[Notice, ...], raster: Raster | None
) -> Artwork:
    """The artwork around `body`; `ink` is a proof of it."""
    width, height = (round(side + 2 * pad_mm(box_mm), 3) for side in size_mm)
    return Artwork(svg_document(width, height, body), width, height, count_colors(ink), notices, raster)


def merged_notices(pixels: Pixels, wishes: Wishes) -> tuple[Notice, ...]:
    """A notice of the colours that others stand for, where somebody wished for so few."""
    if wishes.max_colors is None:
        return ()
    merged = merged_colors(pixels, count_colors(pixels)[: wishes.max_colors])
    return (Notice("COLORS_MERGED", f"In fewer colours (max_colors): {told(merged)}."),) if merged else ()


def background_notices(ink: Pixels) -> tuple[Notice, ...]:
    """A notice where the picture brings a background along, which will be printed."""
    if int(ink[..., 3].min()) < 255:
        return ()
    text = (
        "The picture has no transparent background, so its whole rectangle is made. Have that removed "
        "(remove_background), or send a PNG with transparency."
    )
    return (Notice("LOGO_OPAQUE", text),)


def _png(ink: Pixels) -> bytes:
    image = Image.fromarray(np.ascontiguousarray(ink))
    image.thumbnail((MOST_PX, MOST_PX), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=4)
    return buffer.getvalue()
