"""What a desk hands out."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from configurator.configuration import Configuration
from configurator.review.states import State
from renderer.recipe import Frozen


class Saved(Frozen):
    """One version of a saved configuration, with the price list it was priced by and keeps."""

    id: str
    name: str
    version: int
    state: State
    """Of the configuration as a whole, not of this version."""
    configuration: Configuration
    total: Decimal
    currency: str
    saved_at: datetime
    saved_by: str


class Comment(Frozen):
    """What somebody said about a version; `about` is a JSON pointer into it, or nothing."""

    version: int
    at: datetime
    by: str
    kind: Literal["comment", "approval", "change-request"]
    text: str
    about: str
