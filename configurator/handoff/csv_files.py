"""The order's price and bill of materials as tables."""

from configurator.handoff.order import ErpOrder
from configurator.tables import table


def lines_csv(order: ErpOrder) -> bytes:
    """The price, a line a row."""
    rows = ((line.kind, line.label, line.reason, line.unit, line.count, line.amount) for line in order.lines)
    head = ("kind", "item", "reason", "unit", "count", "amount")
    return table((*head, "currency"), ((*row, order.currency) for row in rows))


def bill_csv(order: ErpOrder) -> bytes:
    """The bill of materials."""
    rows = (
        (line.kind, line.code, line.name, line.supplier, line.note, line.quantity) for line in order.bill_of_materials
    )
    return table(("kind", "code", "name", "supplier", "note", "quantity"), rows)
