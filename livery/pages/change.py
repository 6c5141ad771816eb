"""Whether what has been finalized can still be changed, in words."""

from dataclasses import dataclass
from datetime import datetime

from configurator.language.language import Language
from configurator.review import Saved, State
from configurator.review.states import CHANGEABLE, NEXT
from livery.api.closing import window
from livery.api.saying import now
from livery.api.service import Service
from workers.desk import archive_of

STANDS: dict[State, str] = {
    "released": "It is in production, and stands as it was agreed.",
    "superseded": "Another has taken its place, and it stands as it was agreed.",
}


@dataclass(frozen=True)
class Change:
    """The way to the next revision of a specification."""

    number: int
    """What that revision would be."""
    until: datetime
    barred: str
    """Why there can be none; empty where there can."""


def change_of(service: Service, saved: Saved) -> Change | None:
    """Of what has been finalized; None of what can be changed as it is."""
    if saved.state in CHANGEABLE:
        return None
    archive = archive_of(service.home.of(saved.tenant))
    until = archive.find(saved.id, 1).revision.sealed_at + window()
    return Change(archive.find(saved.id).revision.number + 1, until, barred(saved.state, until, now()))


def barred(state: State, until: datetime, moment: datetime) -> str:
    """Why what is in `state` cannot be changed at `moment`; empty where it can."""
    if "finalized" not in NEXT[state]:
        return STANDS[state]
    return "" if moment <= until else f"It could be changed until {Language('en').moment(until)}, and stands since."
