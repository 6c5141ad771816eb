"""Verdicts on configurations, for those who asked; who asked, and when."""

from datetime import UTC, datetime

from configurator.configuration import Configuration
from configurator.errors import ConfigurationInvalid
from configurator.review import Saved
from configurator.review.states import CHANGEABLE
from livery.api.keys import Caller
from livery.api.models import SavedConfiguration, Verdict
from livery.api.service import Service


def verdict(service: Service, configuration: Configuration, tenant: str) -> Verdict:
    """Whether it can be built, as of today, and what it costs."""
    try:
        resolved = service.resolve(configuration, tenant)
    except ConfigurationInvalid as error:
        violations = [each.model_dump(mode="json") for each in error.violations]
        return Verdict.model_validate({"valid": False, "violations": violations, "warnings": [], "price": None})
    plain = resolved.model_dump(mode="json", include={"warnings", "price"})
    return Verdict.model_validate({"valid": True, "violations": [], **plain})


def shown(service: Service, saved: Saved) -> SavedConfiguration:
    """A saved version with its verdict."""
    words = saved.model_dump(include={"id", "name", "version", "state"})
    times = {"created_at": saved.saved_at, "created_by": saved.saved_by}
    spec = None if saved.state in CHANGEABLE else f"/v1/specs/{saved.id}"
    judged = verdict(service, saved.configuration, saved.tenant).model_dump()
    return SavedConfiguration(**words, **times, **judged, spec=spec, configuration=saved.configuration)


def who(caller: Caller, by: str) -> str:
    """Who does it, as the trail has it."""
    return by.strip() or caller.tenant or "operator"


def now() -> datetime:
    """The moment in which it is done."""
    return datetime.now(UTC)
