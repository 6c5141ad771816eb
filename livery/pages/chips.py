"""Small pictures of what can be chosen: surfaces of swatches, graphics, and words in a font.

They need no key, for advisers look at them as well. So each is bounded in size, made once and kept, and the room for
all of them is bounded too.
"""

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
from renderer.room import Room
from renderer.store import MemoryStore

chips = APIRouter(prefix="/chips", include_in_schema=False)

HELD = "public, max-age=86400, stale-while-revalidate=604800"
WORDS_HELD = "private, max-age=86400"
"""What somebody has typed is for nobody else's cache."""
SVG = "image/svg+xml"
SAMPLE_MM = (140.0, 20.0)
MAX_WORDS = 24
"""Characters: a sample, and what the page asks for."""
SHELF = Room[bytes](8_000_000, len)


@chips.get("/swatches/{code}.webp")
def surface(service: Serving, request: Request, code: str) -> Response:
    """A swatch that has a texture, as its chip on the spec sheet shows it."""
    catalog = service.catalog
    swatch = catalog.swatches.get(code)
    if swatch is None or swatch.textures is None:
        raise not_found("swatch with a texture")
    picture = SHELF.get((str(catalog.materials), "swatch", code), lambda: surface_of(swatch, catalog))
    return _held(picture, "image/webp", request)


@chips.get("/decals/{code}.svg")
def graphic(service: Serving, request: Request, code: str) -> Response:
    """A ready-made graphic."""
    decal, materials = service.catalog.decals.get(code), service.catalog.materials
    if decal is None:
        raise not_found("graphic of this name")
    file = materials / "decals" / decal.file
    return _held(SHELF.get((str(materials), "decal", code), lambda: safe_svg(file.read_bytes()).svg), SVG, request)


@chips.get("/fonts/{code}.svg")
def sample(
    service: Serving, request: Request, code: str, text: Annotated[str, Query(max_length=MAX_WORDS)] = ""
) -> Response:
    """`text` in a font; the font's own name where it cannot set it."""
    typeface = service.catalog.fonts.get(code)
    if typeface is None:
        raise not_found("font of this name")
    words = text or "Livery"
    drawn = SHELF.get((str(service.catalog.materials), "font", code, words), lambda: lettered(words, typeface))
    return _held(drawn, SVG, request, WORDS_HELD if text else HELD)


def lettered(text: str, typeface: Font) -> bytes:
    """SVG, black; 404 where the font has none of it."""
    for words in (text, typeface.name):
        try:
            return draw_text(words, typeface, "#000000", SAMPLE_MM).svg
        except ArtworkError:
            continue
    raise not_found("sample of this font")


def surface_of(swatch: Swatch, catalog: Catalog) -> bytes:
    """WebP; 404 where the swatch's colour says it all."""
    assert swatch.textures is not None
    store, files = MemoryStore(), swatch.textures.files
    folder = catalog.materials / "swatches" / "textures"
    blobs = {name: store.put((folder / file).read_bytes()) for name, file in files.items()}
    texture = SheetTexture(
        base_color=blobs.get("baseColorTexture"),
        normal=blobs.get("normalTexture"),
        tile_mm=swatch.textures.tile_mm,
        tinted=swatch.textures.tinted,
    )
    picture = chip_picture(swatch.color, texture, store)
    if picture is None:
        raise not_found("swatch with a texture")
    return picture


def _held(data: bytes, media_type: str, request: Request, cache: str = HELD) -> Response:
    etag = digest_bytes(data)
    if matches(request.headers.get("if-none-match"), etag):
        return unchanged(etag, cache)
    return Response(data, 200, {"ETag": f'"{etag}"', "Cache-Control": cache}, media_type)
