"""`/v1/specs`: sealed specifications, and every file that they name."""

from typing import Annotated, Any

from fastapi import Path, Query, Response
from fastapi.responses import JSONResponse, StreamingResponse

from configurator.finalization.archive import Archive, Sealed
from configurator.review import Saved
from configurator.seal.revision import REVISION_FILE, SEAL_FILE, Revision, SealedFile
from livery.api.answering import PAGE_POLICY, unchanged
from livery.api.closing import window
from livery.api.cursor import read_cursor, write_cursor
from livery.api.errors import not_found
from livery.api.reading import IfNoneMatch, matches
from livery.api.routes.common import Answers, ConfigurationId, Reader, Serving, Viewer, gives, router
from livery.api.service import Service
from livery.api.spec_models import SpecFile, Specification, Specifications, SpecSummary
from renderer.digest import digest_bytes, digest_value
from workers.desk import archive_of

specs = router("specifications")

PDF = "application/pdf"
ZIP = "application/zip"
REVALIDATED = "private, no-cache"
HAVE: Answers = {304: {"description": "You have it"}}
NAMED = ("application/json", "text/html", PDF, "image/png", "image/jpeg", "image/webp", "model/gltf-binary",
         "model/vnd.usdz+zip", "text/csv", "text/xml", "text/markdown", "application/octet-stream")  # fmt: skip
Number = Annotated[int | None, Query(ge=1, le=1_000_000, description="The newest where none is named")]


@specs.get("/v1/specs", response_model=Specifications)
def list_specs(
    service: Serving,
    caller: Reader,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Specifications:
    """The newest revision of each, the last sealed first."""
    found, after = archive_of(service.home.of(caller.tenant)).page(limit, read_cursor(cursor))
    following = write_cursor(after)
    if following:
        response.headers["Link"] = f'</v1/specs?limit={limit}&cursor={following}>; rel="next"'
    return Specifications(items=[summary(each.revision) for each in found], next=following)


@specs.get("/v1/specs/{name}.pdf", response_class=Response, responses={200: gives("The sheet", PDF), **HAVE})
def spec_pdf(
    service: Serving, caller: Viewer, name: ConfigurationId, revision: Number = None, if_none_match: IfNoneMatch = None
) -> Response:
    """The sealed sheet as a PDF."""
    archive, sealed = found(service, caller.tenant, name, revision)
    sheet = pdf_of(sealed.revision)
    if sheet is None:
        raise not_found("PDF in this specification")
    return file_response(archive, sheet, if_none_match)


@specs.get(
    "/v1/specs/{name}.zip",
    response_class=Response,
    responses={200: gives("The sealed folder", "application/zip"), **HAVE},
)
def spec_zip(
    service: Serving, caller: Viewer, name: ConfigurationId, revision: Number = None, if_none_match: IfNoneMatch = None
) -> Response:
    """Everything, as a folder that `livery verify` checks offline."""
    archive, sealed = found(service, caller.tenant, name, revision)
    if matches(if_none_match, sealed.sha256):
        return unchanged(sealed.sha256, REVALIDATED)
    headers = {"Content-Disposition": f'attachment; filename="{name}-{sealed.revision.number}.zip"'}
    return StreamingResponse(archive.zipped(sealed), 200, headers | tagged(sealed.sha256), ZIP)


@specs.get("/v1/specs/{name}", response_model=Specification, responses=HAVE)
def show_spec(
    service: Serving,
    caller: Viewer,
    name: ConfigurationId,
    revision: Number = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """The sealed specification: what was agreed, where it stands, and every file."""
    return spec_answer(service, caller.tenant, name, revision, if_none_match=if_none_match)


@specs.get(
    "/v1/specs/{name}/assets/{asset:path}", response_class=Response, responses={200: gives("The file", *NAMED), **HAVE}
)
def spec_asset(
    service: Serving,
    caller: Viewer,
    name: ConfigurationId,
    asset: Annotated[str, Path(max_length=300, examples=["spec_sheet.json"])],
    revision: Number = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """One file by its name in the sealed folder, `revision.json` and `seal.json` among them."""
    archive, sealed = found(service, caller.tenant, name, revision)
    statements = {REVISION_FILE: sealed.statement, SEAL_FILE: sealed.seal}
    if asset in statements:
        data = statements[asset]
        return Response(data, 200, tagged(digest_bytes(data)), "application/json")
    for file in sealed.revision.files:
        if file.name == asset:
            return file_response(archive, file, if_none_match)
    raise not_found("file of this name in the specification")


def spec_answer(
    service: Service,
    tenant: str,
    name: str,
    number: int | None,
    status: int = 200,
    if_none_match: str | None = None,
) -> Response:
    """A specification with its tag."""
    archive, sealed = found(service, tenant, name, number)
    saved = service.desk(tenant).load(name)
    tag = spec_tag(sealed, saved)
    if matches(if_none_match, tag):
        return unchanged(tag, REVALIDATED)
    shown = specification(sealed, saved, archive.find(name, 1).revision)
    headers = {**tagged(tag), "Location": shown.href} if status == 201 else tagged(tag)
    return JSONResponse(shown.model_dump(mode="json"), status, headers)


def spec_tag(sealed: Sealed, saved: Saved) -> str:
    """Names a revision and where it stands."""
    return digest_value({"revision": sealed.sha256, "state": saved.state})


def specification(sealed: Sealed, saved: Saved, first: Revision) -> Specification:
    """A revision for those who asked."""
    revision = sealed.revision
    place = f"/v1/specs/{revision.spec}"
    named = ("product", "sealed_at", "total", "currency", "price_list", "acceptance", "previous")
    words: dict[str, Any] = {name: getattr(revision, name) for name in named}
    asked = f"?revision={revision.number}"
    return Specification(
        **words,
        id=revision.spec,
        configuration=saved.id,
        version=sealed.version,
        revision=revision.number,
        state=saved.state,
        name=saved.name,
        changeable_until=first.sealed_at + window(),
        sha256=sealed.sha256,
        files=[SpecFile(**file.model_dump(), href=f"{place}/assets/{file.name}{asked}") for file in revision.files],
        pdf=f"{place}.pdf{asked}" if pdf_of(revision) else None,
        archive=f"{place}.zip{asked}",
        href=place,
    )


def summary(revision: Revision) -> SpecSummary:
    """A revision in a line."""
    words = revision.model_dump(include={"product", "sealed_at", "total", "currency"})
    return SpecSummary(**words, id=revision.spec, revision=revision.number, href=f"/v1/specs/{revision.spec}")


def found(service: Service, tenant: str, name: str, number: int | None) -> tuple[Archive, Sealed]:
    """A revision, and where it lies; raises `InputError` SPEC_UNKNOWN (404)."""
    archive = archive_of(service.home.of(tenant))
    return archive, archive.find(name, number)


def pdf_of(revision: Revision) -> SealedFile | None:
    """The sheet: the PDF that lies highest in the folder."""
    sheets = [file for file in revision.files if file.media_type == PDF and "/" not in file.name]
    return next(iter(sheets), None)


def file_response(archive: Archive, file: SealedFile, if_none_match: str | None) -> Response:
    """The bytes of a sealed file, verified; raises `BlobMissing`."""
    if matches(if_none_match, file.sha256):
        return unchanged(file.sha256, REVALIDATED)
    headers = tagged(file.sha256)
    if file.media_type.startswith("text/html"):
        headers["Content-Security-Policy"] = PAGE_POLICY
    return Response(archive.store.get(file.sha256), 200, headers, file.media_type)


def tagged(tag: str) -> dict[str, str]:
    """Headers of what may be another the next time."""
    return {"ETag": f'"{tag}"', "Cache-Control": REVALIDATED}
