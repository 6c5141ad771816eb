"""A wish to finalize or amend, as the job that does it; refused at once where it could not succeed."""

from datetime import timedelta
from typing import Any

from configurator.configuration import Configuration
from configurator.finalization import accept, require_in_time, terms_of
from configurator.finalization.archive import Sealed
from configurator.review import Saved
from configurator.review.states import way_to_seal
from livery.api.keys import Caller
from livery.api.saying import now
from livery.api.service import Service
from livery.api.spec_models import FinalizeWish
from renderer.recipe import Blob
from workers.desk import archive_of
from workers.job import Job
from workers.settings import settings


def window() -> timedelta:
    """How long after its first revision a specification can still be changed."""
    return timedelta(hours=settings().change_window_hours)


def closing_job(
    service: Service,
    caller: Caller,
    seen: Saved,
    wanted: Configuration,
    wish: FinalizeWish,
    amends: Sealed | None = None,
) -> Job:
    """The job that seals `wanted` as the next revision of what was `seen`.

    Raises `ConfigurationInvalid`, `InputError` TERMS_… for terms that are not in force, and `FinalizationRefused`:
    STATE_FORBIDS, and WINDOW_CLOSED where an amendment comes too late.
    """
    way_to_seal(seen.state)
    moment = now()
    if amends:
        first = archive_of(service.home.of(seen.tenant)).find(seen.id, 1)
        require_in_time(first.revision, moment, window())
    resolved = service.resolve(wanted, seen.tenant)
    product = resolved.product.id
    acceptance = accept(service.catalog, product, wish.terms, wish.approver, moment, wish.accept_unproven)
    store = service.home.of(seen.tenant).store
    inputs: dict[str, Any] = {
        "resolved": store.put(resolved.model_dump_json().encode()),
        "configuration": seen.id,
        "seen": seen.tag,
        "acceptance": acceptance.model_dump(mode="json"),
        "terms": _terms(service, product, wish.terms, seen.tenant),
        "amends": amends.sha256 if amends else None,
        "window_hours": settings().change_window_hours,
        "mail_to": wish.mail_to,
        "credential": caller.credential,
    }
    return Job(verb="finalize", inputs=inputs, tenant=seen.tenant)


def _terms(service: Service, product: str, version: str, tenant: str) -> Blob | None:
    """The text that is agreed to, where the product has any."""
    texts = terms_of(service.catalog, product)
    return service.home.of(tenant).store.put(texts[version].read_bytes()) if texts else None
