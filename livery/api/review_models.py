"""What goes in and out about saved configurations: names, states, comments, links, comparisons."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from configurator.configuration import Configuration
from configurator.review import Comment, Entry, Remark, WhatIf
from configurator.review.saved import Kind
from livery.api.models import EXAMPLE
from renderer.recipe import Frozen


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("it holds a NUL character, which no text can; leave it out")
    return text


Plain = Annotated[str, AfterValidator(_without_nul)]
Person = Annotated[Plain, StringConstraints(max_length=120)]
By = Annotated[Person, Field(description="Who does it, for the trail; the tenant where nobody is named")]
NextPage = Annotated[str | None, Field(description="The cursor of the next page")]
EitherWay = dict[str, Any] | str
"""A configuration, or the id of a saved one."""


class StateWish(Frozen):
    """Where a configuration is to stand."""

    state: Literal["saved", "in_review", "ready", "superseded"] = Field(examples=["ready"])
    by: By = ""


class NameWish(Frozen):
    """What a configuration is to be called."""

    name: Person = Field(examples=["The Fitzgeralds"])
    by: By = ""


class CommentWish(Remark):
    """Something to say about a version."""

    by: Person = Field(examples=["Cy Adviser"])
    text: Plain = Field(default="", max_length=4000, examples=["The name would read better in white."])
    kind: Kind = Field(default="comment", description="An approval makes it ready, a change request saved again")
    about: Plain = Field(default="", max_length=200, description="JSON pointer into the configuration")
    version: int = Field(strict=True, ge=1, le=1_000_000, description="The version that was seen")


class ShareWish(Frozen):
    """A link to make."""

    days: int = Field(default=14, strict=True, ge=1, le=365)
    by: By = ""


class ComparisonWish(Frozen):
    """Configurations to lay side by side."""

    configurations: list[EitherWay] = Field(
        min_length=2,
        max_length=6,
        description="Configurations, or ids of saved ones; differences are against the first",
        examples=[[EXAMPLE, {"product": "golf_cart"}]],
    )


class WhatIfWish(Frozen):
    """A choice to try."""

    configuration: EitherWay = Field(examples=[EXAMPLE])
    feature: str = Field(max_length=200, examples=["body_color"])
    option: str = Field(max_length=200, examples=["paint.pine-green"])


class WhatIfAnswer(WhatIf):
    """What would change; `configuration` is what it leads to, and can be drawn or saved as it is."""

    configuration: Configuration | None
    arrives_on: date | None = Field(description="As it is; none where it cannot be built")
    would_arrive_on: date | None


class Version(BaseModel):
    """One version of a configuration."""

    version: int
    saved_at: datetime
    saved_by: str
    total: Decimal | None
    currency: str | None
    href: str


class Versions(BaseModel):
    """A page of versions, oldest first."""

    items: list[Version]
    next: NextPage = None


class Comments(BaseModel):
    """A page of what was said, oldest first."""

    items: list[Comment]
    next: NextPage = None


class Trail(BaseModel):
    """A page of who did what, oldest first; each entry holds the SHA-256 of the one before it."""

    items: list[Entry]
    next: NextPage = None


class Share(BaseModel):
    """A link that opens one configuration to whoever has it. The token is shown this once."""

    token: str
    href: str
    until: datetime
