"""Amounts of money: exact decimals, rounded in one place, written in one way."""

from decimal import ROUND_HALF_UP, Decimal

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
CENT = Decimal("0.01")


def round_money(amount: Decimal) -> Decimal:
    """`amount` to the cent, half a cent away from zero, as invoices have it."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def money(amount: Decimal, currency: str) -> str:
    """`$1,234.50`; `−$20.00`."""
    return f"{'−' if amount < 0 else ''}{SYMBOLS.get(currency, currency + ' ')}{abs(amount):,.2f}"


def difference(amount: Decimal, currency: str) -> str:
    """`+$20.00`, `−$20.00` or `same price`."""
    return f"{'+' if amount > 0 else ''}{money(amount, currency)}" if amount else "same price"
