"""`/spec/{id}`: what was agreed, sealed; everything it carries, and how anyone can check it."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from configurator.seal.revision import Revision, Seal, SealedFile
from livery.api.routes.common import ConfigurationId, Serving, Viewer
from livery.api.routes.specs import found, specification
from livery.pages.address import query_of
from livery.pages.change import change_of
from livery.pages.leaf import PageRoute, leaf

specifying = APIRouter(route_class=PageRoute, include_in_schema=False)

TITLES = {
    "model/gltf-binary": "3D model for Android and the web",
    "model/vnd.usdz+zip": "3D model for iPhone and iPad",
    "application/pdf": "Spec sheet to print",
}


@specifying.get("/spec/{name}", response_class=HTMLResponse)
def spec(
    service: Serving, caller: Viewer, name: ConfigurationId, revision: Annotated[int | None, Query(ge=1)] = None
) -> HTMLResponse:
    """The newest revision, or the one asked for."""
    archive, sealed = found(service, caller.tenant, name, revision)
    saved = service.desk(caller.tenant).load(name)
    shown = specification(sealed, saved, archive.find(name, 1).revision)
    newest = archive.find(name, None).revision.number
    hrefs = {file.name: file.href for file in shown.files}
    return leaf(
        "spec.html",
        spec=shown,
        change=change_of(service, saved),
        query=query_of(saved.configuration),
        product=service.catalog.products.get(shown.product),
        hero=hrefs.get(hero_of(sealed.revision)),
        sheet=hrefs.get("spec_sheet.html"),
        downloads=[(TITLES[file.media_type], file, hrefs[file.name]) for file in offered(sealed.revision)],
        newest=newest,
        key=Seal.model_validate_json(sealed.seal).public_key,
    )


def hero_of(revision: Revision) -> str:
    """The name of the picture to show: the first shot's."""
    pictures = [file.name for file in revision.files if file.media_type.startswith("image/")]
    return next((name for name in pictures if name.endswith("hero.png")), pictures[0] if pictures else "")


def offered(revision: Revision) -> list[SealedFile]:
    """The files that people take with them; all of them are in the archive."""
    return [file for file in revision.files if file.media_type in TITLES and "/" not in file.name]
