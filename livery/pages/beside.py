"""Configurations side by side as pages show them: what differs, what that costs, and what is no longer to be had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from configurator.catalog.product import Product, ShotPlan
from configurator.configuration import Configuration
from configurator.describe import headline
from configurator.errors import ConfigurationInvalid
from configurator.resolve import ResolvedConfiguration
from configurator.review import compare
from configurator.review.compare import Cell, Row, Side
from configurator.violation import Violation, pointer
from livery.api.service import Service


@dataclass(frozen=True)
class Column:
    """One of them."""

    side: Side
    violations: tuple[Violation, ...]
    """Why it cannot be built any more."""
    arrives_on: date | None
    total: Decimal | None

    @property
    def headline(self) -> str:
        """What makes it special."""
        return "It cannot be built as it is." if self.violations else headline(self.side)

    def gone(self, about: str) -> str:
        """What was chosen in a row and is not offered any more; empty where that is nothing."""
        chosen = self.side.configuration.selections.get(about)
        unknown = {each.path for each in self.violations if each.code == "OPTION_UNKNOWN"}
        return str(chosen) if pointer("selections", about) in unknown else ""

    @property
    def chosen(self) -> dict[str, Any]:
        """All that was chosen, in one way of saying it: with defaults, and in no order where that means nothing."""
        carried = sorted(self.plain["personalizations"], key=lambda each: str(each["zone"]))
        return {**self.plain, "personalizations": carried}

    @property
    def plain(self) -> dict[str, Any]:
        """For the script: defaults filled in, so that one choice of it can be put into another."""
        written = self.side.configuration.model_dump(mode="json")
        listed = {choice.feature: choice.option for choice in self.side.choices if not choice.custom}
        return {"valid": not self.violations, **written, "selections": {**listed, **written["selections"]}}


@dataclass(frozen=True)
class Beside:
    """All columns and rows."""

    product: Product
    currency: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def shots(self) -> list[ShotPlan]:
        """Views to compare in."""
        return [plan for plan in self.product.shots if plan.gallery or plan is self.product.shots[0]]

    @property
    def differs(self) -> bool:
        """Whether anything does: what was chosen, whether a row shows it or not."""
        return any(column.chosen != self.columns[0].chosen for column in self.columns)


def lay_beside(service: Service, wanted: Sequence[Configuration], tenant: str) -> Beside:
    """`wanted` of one product and currency; raises `InputError` COMPARE_UNLIKE for others."""
    judged = [_judged(service, each, tenant) for each in wanted]
    sides = [side for side, _ in judged]
    deliveries = [service.foresee(side) if isinstance(side, ResolvedConfiguration) else None for side in sides]
    found = compare(sides, deliveries)
    columns = tuple(
        Column(side, violations, delivery.arrives_on if delivery else None, total)
        for (side, violations), delivery, total in zip(judged, deliveries, found.totals, strict=True)
    )
    rows = (row for row in found.rows if row.about or row.differs or any(cell.price_difference for cell in row.cells))
    return Beside(sides[0].product, found.currency, columns, tuple(as_chosen(row, columns) for row in rows))


def as_chosen(row: Row, columns: Sequence[Column]) -> Row:
    """`row` with what was chosen where a default stands in for it."""
    if not any(column.gone(row.about) for column in columns):
        return row
    cells = (
        Cell(text=f"{gone}, not offered any more", color=None, price_difference=None) if gone else cell
        for cell, gone in zip(row.cells, (column.gone(row.about) for column in columns), strict=True)
    )
    return Row(about=row.about, name=row.name, differs=True, cells=tuple(cells))


def _judged(service: Service, wanted: Configuration, tenant: str) -> tuple[Side, tuple[Violation, ...]]:
    """With defaults where a choice is not understood any more."""
    try:
        return service.resolve(wanted, tenant), ()
    except ConfigurationInvalid as error:
        return service.order(wanted, tenant, strict=False), tuple(error.violations)
