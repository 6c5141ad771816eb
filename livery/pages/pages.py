"""All pages, and what they are made of."""

from fastapi import APIRouter

from livery.pages.ar.routes import showing
from livery.pages.chips import chips
from livery.pages.compare import comparing
from livery.pages.configure import configuring
from livery.pages.review import reviewing
from livery.pages.spec import specifying
from livery.pages.statics import statics

pages = APIRouter()
for each in (configuring, comparing, reviewing, specifying, showing, chips, statics):
    pages.include_router(each)
