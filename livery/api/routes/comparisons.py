"""`/v1/comparisons` and `/v1/what-if`: configurations side by side, and one with a single choice made otherwise."""

from datetime import date
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from configurator.configuration import Configuration
from configurator.errors import ConfigurationInvalid
from configurator.resolve import ResolvedConfiguration
from configurator.review import Comparison, compare, what_if
from configurator.violation import Violation, pointer
from configurator.with_changes import with_changes
from livery.api.keys import Caller
from livery.api.models import EXAMPLE
from livery.api.reading import wish_of
from livery.api.review_models import ComparisonWish, WhatIfAnswer, WhatIfWish
from livery.api.routes.common import Reader, Serving, problems, router, takes
from livery.api.routes.configurations import chosen_in
from livery.api.service import Service

comparisons = router("review")


@comparisons.post(
    "/v1/comparisons",
    response_model=Comparison,
    responses=problems(415),
    openapi_extra=takes("ComparisonWish", {"configurations": [EXAMPLE, {"product": "golf_cart"}]}),
)
async def compare_all(service: Serving, caller: Reader, request: Request) -> Comparison:
    """Two or more side by side: selections, what each difference costs, totals, and when each would arrive."""
    wish = await wish_of(request, ComparisonWish)
    return await run_in_threadpool(_compared, service, caller, wish)


@comparisons.post(
    "/v1/what-if",
    response_model=WhatIfAnswer,
    responses=problems(415),
    openapi_extra=takes("WhatIfWish", {"configuration": EXAMPLE, "feature": "wheels", "option": "alloy-12"}),
)
async def try_out(service: Serving, caller: Reader, request: Request) -> WhatIfAnswer:
    """What one other choice would change: whether it can be had, what it forces and why, price and delivery."""
    wish = await wish_of(request, WhatIfWish)
    return await run_in_threadpool(_tried, service, caller, wish)


def _compared(service: Service, caller: Caller, wish: ComparisonWish) -> Comparison:
    found = [_resolved(service, caller, at, each) for at, each in enumerate(wish.configurations)]
    return compare(found, [service.foresee(each) for each in found])


def _resolved(service: Service, caller: Caller, at: int, wanted: dict[str, Any] | str) -> ResolvedConfiguration:
    """One of the configurations; raises `ConfigurationInvalid` with pointers into the whole body."""
    try:
        return service.resolve(chosen_in(service, caller, wanted), caller.tenant)
    except ConfigurationInvalid as error:
        raise ConfigurationInvalid([_below(at, each) for each in error.violations]) from None


def _below(at: int, violation: Violation) -> Violation:
    return violation.model_copy(update={"path": f"{pointer('configurations', at)}{violation.path}"})


def _tried(service: Service, caller: Caller, wish: WhatIfWish) -> WhatIfAnswer:
    chosen = chosen_in(service, caller, wish.configuration)
    answer, _ = what_if(service.order(chosen, caller.tenant), wish.feature, wish.option)
    after = with_changes(chosen, answer.changes) if answer.possible else None
    return WhatIfAnswer(
        **answer.model_dump(),
        configuration=after,
        arrives_on=_arrival(service, caller, chosen),
        would_arrive_on=_arrival(service, caller, after) if after else None,
    )


def _arrival(service: Service, caller: Caller, chosen: Configuration) -> date | None:
    try:
        return service.foresee(service.resolve(chosen, caller.tenant)).arrives_on
    except ConfigurationInvalid:
        return None
