"""When it arrives."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from configurator.availability.source import Supply
from configurator.catalog.production import ProductionPlan
from configurator.resolve import ResolvedConfiguration
from renderer.recipe import Frozen


class Wait(Frozen):
    """An item that is not there in the number that is needed."""

    item: str
    name: str
    days: int
    """Working days until it is."""


class Delivery(Frozen):
    """An estimate; the slots are the days on which pieces are begun."""

    waits: tuple[Wait, ...]
    """Longest first."""
    starts_on: date
    slots: dict[date, int]
    """Day → how many are begun."""
    leaves_on: date
    arrives_on: date


def estimate_delivery(
    resolved: ResolvedConfiguration,
    plan: ProductionPlan,
    supplies: Mapping[str, Supply],
    taken: Mapping[date, int],
    on: date,
) -> Delivery:
    """The delivery of an order of day `on`, where `taken` slots of each day are no longer free."""
    waits = _waits(resolved, plan, supplies)
    material = plan.after(on, max((wait.days for wait in waits), default=0))
    slots = free_slots(plan, material, resolved.configuration.quantity, taken)
    finishing = max((plan.finish_days.get(each.finish, 0) for each in resolved.personalizations), default=0)
    leaves = plan.after(max(slots), plan.days + finishing)
    shipping = timedelta(days=plan.shipping_days.get(resolved.configuration.market, 0))
    return Delivery(waits=waits, starts_on=min(slots), slots=slots, leaves_on=leaves, arrives_on=leaves + shipping)


def needed(resolved: ResolvedConfiguration) -> dict[str, int]:
    """Item of the bill of materials → how many; what is made for this order alone is not kept in stock."""
    counted: Counter[str] = Counter()
    for line in resolved.parts:
        if line.kind != "decal":
            counted[line.code] += line.quantity
    return dict(counted)


def free_slots(plan: ProductionPlan, start: date, quantity: int, taken: Mapping[date, int]) -> dict[date, int]:
    """Day → how many of `quantity` are begun, on the first working days from `start` that have room."""
    day = plan.after(start, 0)
    slots: dict[date, int] = {}
    while quantity > sum(slots.values()):
        free = min(plan.per_day - taken.get(day, 0), quantity - sum(slots.values()))
        if free > 0:
            slots[day] = free
        day = plan.after(day, 1)
    return slots


def _waits(resolved: ResolvedConfiguration, plan: ProductionPlan, supplies: Mapping[str, Supply]) -> tuple[Wait, ...]:
    names = {line.code: line.name for line in resolved.parts}
    usual = Supply(0, plan.usual_lead_days)
    known = {item: supplies.get(item, usual) for item in needed(resolved)}
    short: Sequence[Wait] = [
        Wait(item=item, name=names[item], days=known[item].lead_days)
        for item, count in needed(resolved).items()
        if known[item].in_stock < count and known[item].lead_days
    ]
    return tuple(sorted(short, key=lambda wait: (-wait.days, wait.item)))
