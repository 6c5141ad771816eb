"""All pages, and what they are made of."""

from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response

from livery.api.problems import answer_to, problem
from livery.pages.amend import amending
from livery.pages.ar.routes import showing
from livery.pages.chips import chips
from livery.pages.compare import comparing
from livery.pages.configure import configuring
from livery.pages.leaf import error_page, reads_pages
from livery.pages.review import reviewing
from livery.pages.sign_in import signing_in
from livery.pages.spec import specifying
from livery.pages.statics import statics

pages = APIRouter()
for each in (signing_in, configuring, comparing, reviewing, specifying, amending, showing, chips, statics):
    pages.include_router(each)


def install_pages(app: FastAPI) -> None:
    """The pages, and one for addresses that lead nowhere."""
    app.include_router(pages)
    app.add_exception_handler(HTTPStatus.NOT_FOUND, _nowhere)


async def _nowhere(request: Request, error: Exception) -> Response:
    if not reads_pages(request):
        return await answer_to(request, error)
    return error_page(request, problem(404, "NOT_FOUND", "There is no page at this address. Begin with the products."))
