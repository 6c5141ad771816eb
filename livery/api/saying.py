"""Verdicts on configurations, for those who asked."""

from datetime import date

from configurator.configuration import Configuration
from configurator.errors import ConfigurationInvalid
from livery.api.models import SavedConfiguration, Verdict
from livery.api.saved import Saved
from livery.api.service import Service


def verdict(service: Service, configuration: Configuration, tenant: str, on: date | None = None) -> Verdict:
    """Whether it can be built, as of today or the day `on`, and what it costs."""
    try:
        resolved = service.resolve(configuration, tenant, on)
    except ConfigurationInvalid as error:
        violations = [each.model_dump(mode="json") for each in error.violations]
        return Verdict.model_validate({"valid": False, "violations": violations, "warnings": [], "price": None})
    plain = resolved.model_dump(mode="json", include={"warnings", "price"})
    return Verdict.model_validate({"valid": True, "violations": [], **plain})


def shown(service: Service, saved: Saved, tenant: str) -> SavedConfiguration:
    """A saved version with its verdict, by the day that it was saved on."""
    words = {"id": saved.id, "version": saved.version, "created_at": saved.created}
    judged = verdict(service, saved.configuration, tenant, saved.on).model_dump()
    return SavedConfiguration(**words, **judged, configuration=saved.configuration)
