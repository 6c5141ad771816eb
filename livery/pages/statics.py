"""Scripts and styles of the pages, at addresses that change with their content, so that they are held for ever."""

import mimetypes
from pathlib import Path

from fastapi import APIRouter, Request, Response

from livery.api.answering import FOR_EVER, unchanged
from livery.api.errors import not_found
from livery.api.reading import matches
from renderer.digest import digest_bytes, digest_value

FOLDER = Path(__file__).parent / "static"
FILES = {file.name: file.read_bytes() for file in sorted(FOLDER.iterdir())}
VERSION = digest_value({name: digest_bytes(data) for name, data in FILES.items()})[:16]
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}

statics = APIRouter(include_in_schema=False)


@statics.get("/static/{version}/{name}")
async def static(request: Request, version: str, name: str) -> Response:
    """A file of this version; one asked for by another version is answered as it is now, and not to be kept."""
    if name not in FILES:
        raise not_found("file of this name")
    cache = FOR_EVER if version == VERSION else "no-cache"
    etag = digest_bytes(FILES[name])
    if matches(request.headers.get("if-none-match"), etag):
        return unchanged(etag, cache)
    media_type = TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0]
    return Response(FILES[name], 200, {"ETag": f'"{etag}"', "Cache-Control": cache}, media_type)
