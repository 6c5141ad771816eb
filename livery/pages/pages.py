"""All pages, and what they are made of."""

from fastapi import APIRouter

from livery.pages.chips import chips
from livery.pages.configure import configuring
from livery.pages.statics import statics

pages = APIRouter()
for each in (configuring, chips, statics):
    pages.include_router(each)
