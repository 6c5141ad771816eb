"""What goes in and out about finalization: terms that are agreed to, sealed specifications, the word of an ERP."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, Field, StringConstraints

from configurator.review import State
from configurator.seal import Acceptance
from configurator.seal.revision import Reason
from livery.api.models import EXAMPLE
from renderer.recipe import Frozen
from workers.notices.mail import ADDRESS

Approver = Annotated[str, StringConstraints(min_length=1, max_length=120)]
MailAddress = Annotated[str, StringConstraints(max_length=254, pattern=f"^$|{ADDRESS}")]
"""Of one person; empty for none. Whether it is there, the mail server knows."""


class FinalizeWish(Frozen):
    """What is agreed to, and by whom."""

    terms: str = Field(
        max_length=64,
        description="The version of the terms that is accepted",
        examples=["2026-11"],
        validation_alias=AliasChoices("terms", "accept_terms", "accepted_terms", "terms_version"),
    )
    approver: Approver = Field(examples=["Ann Fitzgerald"])
    mail_to: MailAddress = Field(
        default="", description="Where the document and the next steps are sent; it is not sealed, and in no log"
    )
    accept_unproven: Reason = Field(
        default="",
        description="Why it will do although what was made differs from what was drawn, where 409 `UNPROVEN` said so; "
        "the approver's word: the revision records it, the trail has it, and the sheet prints it",
        examples=["The customer has seen the sample"],
    )


class AmendWish(FinalizeWish):
    """A change to what has been finalized, inside the window."""

    configuration: dict[str, Any] = Field(examples=[EXAMPLE])


class Acknowledgement(Frozen):
    """What whoever is to make it says about a revision: accepted, it is released; else it is rejected."""

    revision: int = Field(strict=True, ge=1, le=1_000_000)
    accepted: bool = Field(strict=True)
    reference: str = Field(default="", max_length=120, description="Their number for it", examples=["SO-4711"])
    message: str = Field(default="", max_length=2000)
    by: str = Field(default="ERP", min_length=1, max_length=120)


class SpecFile(BaseModel):
    """One file of a sealed specification."""

    name: str
    media_type: str
    bytes: int
    sha256: str
    href: str


class Specification(BaseModel):
    """One revision of a sealed specification, and where it stands."""

    id: str
    configuration: str = Field(description="The id of the configuration that it closes")
    version: int = Field(description="The version of that configuration")
    revision: int
    state: State
    product: str
    name: str
    sealed_at: datetime
    changeable_until: datetime = Field(description="Till then an amendment is taken, unless it is released")
    total: Decimal
    currency: str
    price_list: str
    acceptance: Acceptance
    sha256: str = Field(description="Of revision.json")
    previous: str | None = Field(description="SHA-256 of the revision before it")
    files: list[SpecFile]
    pdf: str | None
    archive: str = Field(description="The sealed folder as a ZIP, for `livery verify`")
    href: str


class SpecSummary(BaseModel):
    """A specification in a list: its newest revision."""

    id: str
    revision: int
    product: str
    sealed_at: datetime
    total: Decimal
    currency: str
    href: str


class Specifications(BaseModel):
    """A page of specifications, the last sealed first."""

    items: list[SpecSummary]
    next: str | None
