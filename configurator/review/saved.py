"""What a desk hands out."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from configurator.configuration import Configuration
from configurator.review.states import State
from renderer.digest import digest_value
from renderer.recipe import Frozen

Kind = Literal["comment", "approval", "change-request"]


class Saved(Frozen):
    """One version of a saved configuration, with the price list it was priced by and keeps."""

    id: str
    tenant: str
    name: str
    version: int
    state: State
    """Of the configuration as a whole, not of this version."""
    configuration: Configuration
    total: Decimal | None
    """None where it could not be built."""
    currency: str | None
    saved_at: datetime
    saved_by: str

    @property
    def tag(self) -> str:
        """SHA-256 of all that can change about it: whoever decides says which of its appearances they have seen."""
        shown = {"id": self.id, "name": self.name, "version": self.version, "state": self.state}
        return digest_value({**shown, "configuration": self.configuration.model_dump(mode="json")})

    def holds(self, configuration: Configuration) -> bool:
        """Whether `configuration` says what this version says."""
        return configuration.model_dump(mode="json") == self.configuration.model_dump(mode="json")


class Remark(Frozen):
    """Something to say. An approval needs no text."""

    by: str
    text: str = ""
    kind: Kind = "comment"
    about: str = ""
    """JSON pointer into the configuration, or nothing."""
    version: int | None = None
    """The version that was seen; None is whichever is the newest."""


class Comment(Remark):
    """What somebody said about a version."""

    version: int
    at: datetime
