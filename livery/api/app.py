"""The application: layers around routes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from configurator.configuration import Configuration
from livery import __version__
from livery.api.door import Door
from livery.api.envelope import Envelope
from livery.api.limits import BodyLimit
from livery.api.loopback import OUR_ORIGINS, Loopback
from livery.api.models import BuildWish, PreviewWish, SignatureWish
from livery.api.problems import Problem, install_problems
from livery.api.review_models import CommentWish, ComparisonWish, NameWish, ShareWish, StateWish, WhatIfWish
from livery.api.routes.builds import builds
from livery.api.routes.comparisons import comparisons
from livery.api.routes.configurations import configurations
from livery.api.routes.finalization import finalization
from livery.api.routes.frames import frames
from livery.api.routes.jobs import jobs
from livery.api.routes.operations import operations
from livery.api.routes.previews import previews
from livery.api.routes.products import products
from livery.api.routes.review import review
from livery.api.routes.shared import shared
from livery.api.routes.specs import specs
from livery.api.service import Service
from livery.api.spec_models import Acknowledgement, AmendWish, FinalizeWish
from livery.pages.pages import install_pages
from workers.settings import settings

ROUTERS = (
    jobs, previews, frames, products, configurations, review, shared, comparisons, finalization, specs, builds,
    operations,
)  # fmt: skip
READ_BY_ROUTES = (
    Configuration, PreviewWish, BuildWish, SignatureWish, StateWish, NameWish, CommentWish, ShareWish, ComparisonWish,
    WhatIfWish, FinalizeWish, AmendWish, Acknowledgement, Problem,
)  # fmt: skip
"""Schemas that the document refers to and no signature mentions."""
EXPOSED = ["ETag", "Location", "Content-Location", "Retry-After", "Link", "Trace-Id", "Idempotency-Replayed"]
COMPRESSED_BYTES = 1000


def create_app(service: Service) -> FastAPI:
    """The API over `service`, version 1."""

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        warming = asyncio.create_task(asyncio.to_thread(service.drawing.warm))
        yield
        await warming
        service.drawing.close()
        service.sender.close()

    app = FastAPI(
        title="Livery",
        version=__version__,
        summary="From a product configuration to pictures, AR files and a spec sheet.",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=living,
        separate_input_output_schemas=False,
    )
    app.state.service = service
    install_problems(app)
    for each in ROUTERS:
        app.include_router(each)
    install_pages(app)
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    app.add_middleware(GZipMiddleware, minimum_size=COMPRESSED_BYTES, compresslevel=5)
    app.add_middleware(BodyLimit)
    origins = [each.strip() for each in settings().origins.split(",")]
    if not service.with_keys:
        origins = [each for each in origins if each != "*"]
        app.add_middleware(Loopback, origins=origins)
    app.add_middleware(Door)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_origin_regex=None if service.with_keys else OUR_ORIGINS,
        allow_methods=["GET", "POST", "PUT", "DELETE"],
        allow_headers=["*"],
        expose_headers=EXPOSED,
        max_age=86400,
    )
    app.add_middleware(Envelope, meters=service.meters)
    return app


def described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with the schemas of the bodies that routes read themselves."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
        schemas = document["components"]["schemas"]
        for model in READ_BY_ROUTES:
            own = model.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= {name: schemas.get(name, schema) for name, schema in own.pop("$defs", {}).items()}
            schemas[model.__name__] = own
        if not app.state.service.with_keys:
            without_security(document)
        app.openapi_schema = document
    return app.openapi_schema


def without_security(document: dict[str, Any]) -> None:
    """Describe a service that asks for no key as one that asks for none."""
    for methods in document["paths"].values():
        for operation in methods.values():
            operation.pop("security", None)
