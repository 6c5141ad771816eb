"""Do the selections go together? If not: which do not, why, and what would."""

from configurator.resolve.findings import Findings
from configurator.resolve.order import Order
from configurator.resolve.ways_out import other_choices, other_quantity
from configurator.rules.rulebook import Conflict
from configurator.violation import RuleViolation, WayOut
from configurator.words import listed


def keep_rules(order: Order, findings: Findings) -> None:
    """Note RULE_BROKEN for each smallest set of selections that breaks a rule, with the nearest valid configurations.

    Where a selection could not be understood, nothing is said of the default that stands in for it.
    """
    unread = {violation.path for violation in findings.violations}
    conflicts = order.rulebook.conflicts(order.assignment, order.situation)
    told = [each for each in conflicts if not any(_covers(unread, order.path(axis)) for axis in each.choices)]
    ways = other_choices(order) if told else ()
    for conflict in told:
        findings.violations.append(_violation(conflict, order, (*other_quantity(order, conflict), *ways)))


def _covers(unread: set[str], path: str) -> bool:
    return any(each == path or each.startswith(f"{path}/") for each in unread)


def _violation(conflict: Conflict, order: Order, ways: tuple[WayOut, ...]) -> RuleViolation:
    paths = [order.path(axis) for axis in conflict.choices]
    chosen = [path for axis, path in zip(conflict.choices, paths, strict=True) if order.is_explicit(axis)]
    return RuleViolation(
        code="RULE_BROKEN",
        path=(chosen or paths)[-1],
        message=f"{_named(conflict, order)}: {' '.join(rule.text for rule in conflict.rules)}",
        suggestions=tuple(way.text for way in ways),
        rules=tuple(rule.id for rule in conflict.rules),
        level=conflict.rules[-1].level,
        conflict=tuple(paths),
        ways_out=ways,
    )


def _named(conflict: Conflict, order: Order) -> str:
    """`“Two-seat canopy” (Canopy) and “Rear-facing seat” (Rear) do not go together`."""
    names = [
        f"“{order.choice_name(axis, choice)}” ({order.axis_name(axis)})" for axis, choice in conflict.choices.items()
    ]
    return f"{listed(names)} {'cannot be had here' if len(names) == 1 else 'do not go together'}"
