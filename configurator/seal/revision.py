"""What is sealed, and the seal on it."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints

from renderer.recipe import Frozen

REVISION_SCHEMA: Final = "livery.revision/1"
SEAL_SCHEMA: Final = "livery.seal/1"
REVISION_FILE, SEAL_FILE, HISTORY = "revision.json", "seal.json", "history"

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Hex = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{2})+$")]
SafeName = Annotated[str, StringConstraints(pattern=r"^\w[\w .,()+&'@-]*(/\w[\w .,()+&'@-]*)*$")]
"""A path below the folder, with no way out of it; customers' files keep their names, in any script."""

Reason = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]


class SealedFile(Frozen):
    """One file of the folder."""

    name: SafeName
    media_type: str
    bytes: int
    sha256: Sha256


class Acceptance(Frozen):
    """Who agreed to what, and when."""

    terms: str
    """Version of the terms."""
    terms_sha256: Sha256 | None
    """Of their text; None where the product comes without."""
    approver: Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
    at: AwareDatetime
    unproven: Reason = Field(default="", exclude_if=lambda reason: not reason)
    """Why it will do although it may not be proven; stated where somebody said so, and not otherwise."""


class Revision(Frozen):
    """One revision of a specification, all of it by value or by digest."""

    model_config = ConfigDict(populate_by_name=True)

    schema_id: Literal["livery.revision/1"] = Field(default=REVISION_SCHEMA, alias="schema")
    spec: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{4,64}$")]
    """The same for all revisions."""
    number: int = Field(ge=1)
    previous: Sha256 | None
    """SHA-256 of the revision before it, None for the first."""
    sealed_at: AwareDatetime
    product: str
    configuration_sha256: Sha256
    acceptance: Acceptance
    total: Decimal
    currency: str
    price_list: str
    price_list_sha256: Sha256
    files: tuple[SealedFile, ...]
    """By name."""


class Seal(Frozen):
    """A signature over the digest of a revision: Ed25519, RFC 8032, over this object's canonical JSON without it."""

    model_config = ConfigDict(populate_by_name=True)

    schema_id: Literal["livery.seal/1"] = Field(default=SEAL_SCHEMA, alias="schema")
    algorithm: Literal["Ed25519"] = "Ed25519"
    revision_sha256: Sha256
    public_key: Annotated[Hex, Field(min_length=64, max_length=64)]
    signature: Annotated[Hex, Field(min_length=128, max_length=128)]


def at_second(moment: datetime) -> datetime:
    """`moment` without what is smaller than a second, as seals state it."""
    return moment.replace(microsecond=0)
