"""What a finalized sheet says beyond what was chosen: who agreed to what, and the seal on it."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import AwareDatetime, Field

from renderer.recipe import Frozen


class Unproven(Frozen):
    """What does not show what was drawn, and why it was accepted nevertheless."""

    reason: str
    findings: tuple[str, ...]


class Agreement(Frozen):
    """Under which name a revision was closed, by whom and to which terms."""

    spec: str
    approver: str
    at: AwareDatetime
    terms_version: str
    terms: str = ""
    """Markdown."""
    unproven: Unproven | None = Field(default=None, exclude_if=lambda found: found is None)


@dataclass(frozen=True)
class SealFacts:
    """What is printed of a seal: when, and with which public key, 64 hex digits."""

    sealed_at: datetime
    public_key: str
