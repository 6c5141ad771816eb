"""Small pictures of what can be chosen: surfaces of swatches, graphics, and words in a font."""

from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from configurator.catalog import Catalog
from configurator.catalog.swatch import Swatch
from configurator.spec_sheet.chips import chip_picture
from configurator.spec_sheet.sheet import SheetTexture
from livery.api.answering import unchanged
from livery.api.errors import not_found
from livery.api.reading import matches
from livery.api.routes.common import Serving
from renderer.artwork.draw_text import draw_text
from renderer.artwork.fonts import Font
from renderer.artwork.safe_svg import safe_svg
from renderer.digest import digest_bytes
from renderer.errors import ArtworkError
from renderer.store import MemoryStore

chips = APIRouter(prefix="/chips", include_in_schema=False)

HELD = "public, max-age=86400, stale-while-revalidate=604800"
SVG = "image/svg+xml"
SAMPLE_MM = (140.0, 20.0)


@chips.get("/swatches/{code}.webp")
def surface(service: Serving, request: Request, code: str) -> Response:
    """A swatch that has a texture, as its chip on the spec sheet shows it."""
    swatch = service.catalog.swatches.get(code)
    picture = surface_of(swatch, service.catalog) if swatch else None
    if picture is None:
        raise not_found("swatch with a texture")
    return _held(picture, "image/webp", request)


@chips.get("/decals/{code}.svg")
def graphic(service: Serving, request: Request, code: str) -> Response:
    """A ready-made graphic."""
    decal = service.catalog.decals.get(code)
    if decal is None:
        raise not_found("graphic of this name")
    return _held(safe_svg((service.catalog.materials / "decals" / decal.file).read_bytes()).svg, SVG, request)


@chips.get("/fonts/{code}.svg")
def sample(
    service: Serving, request: Request, code: str, text: Annotated[str, Query(max_length=60)] = "Livery"
) -> Response:
    """`text` in a font; the font's own name where it cannot set it."""
    typeface = service.catalog.fonts.get(code)
    if typeface is None:
        raise not_found("font of this name")
    return _held(lettered(text, typeface), SVG, request)


@lru_cache(maxsize=512)
def lettered(text: str, typeface: Font) -> bytes:
    """SVG, black; empty where the font has none of it."""
    for words in (text, typeface.name):
        try:
            return draw_text(words, typeface, "#000000", SAMPLE_MM).svg
        except ArtworkError:
            continue
    raise not_found("sample of this font")


def surface_of(swatch: Swatch, catalog: Catalog) -> bytes | None:
    """WebP, or None where the swatch's colour says it all."""
    if swatch.textures is None:
        return None
    store, files = MemoryStore(), swatch.textures.files
    folder = catalog.materials / "swatches" / "textures"
    blobs = {name: store.put((folder / file).read_bytes()) for name, file in files.items()}
    texture = SheetTexture(
        base_color=blobs.get("baseColorTexture"),
        normal=blobs.get("normalTexture"),
        tile_mm=swatch.textures.tile_mm,
        tinted=swatch.textures.tinted,
    )
    return chip_picture(swatch.color, texture, store)


def _held(data: bytes, media_type: str, request: Request) -> Response:
    etag = digest_bytes(data)
    if matches(request.headers.get("if-none-match"), etag):
        return unchanged(etag, HELD)
    return Response(data, 200, {"ETag": f'"{etag}"', "Cache-Control": HELD}, media_type)
