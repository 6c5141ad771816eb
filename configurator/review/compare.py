"""Two or more configurations side by side: what differs, what it costs, and which choice that comes from."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from configurator.availability import Delivery
from configurator.price import PriceBreakdown
from configurator.resolve import ResolvedConfiguration
from configurator.resolve.order import Order
from configurator.resolve.personalization import ResolvedPersonalization
from configurator.review.apart import apart
from renderer.errors import InputError
from renderer.recipe import Frozen
from renderer.surface.zone import PREFIX

WHOLE = ""
"""What is about no one choice: base price, breaks, discounts, tax."""
SAID = {"zone", "kind", "text", "second_line", "font", "decal", "file", "finish", "at_mm", "within_mm"}
"""What the words for a personalization say at any rate; of the rest they say what differs."""
HALF_MM = 0.5
Side = ResolvedConfiguration | Order
"""What can be built, or an order of what cannot: that has choices and no price."""


class Cell(Frozen):
    """One configuration's side of a row."""

    text: str
    color: str | None
    """sRGB, where it is a swatch."""
    price_difference: Decimal | None
    """What comes of this row, against the first configuration; None where one of the two has no price."""


class Row(Frozen):
    """One feature or zone; or, with `about` empty, what is about the order as a whole."""

    about: str
    name: str
    differs: bool
    cells: tuple[Cell, ...]


class Comparison(Frozen):
    """All rows, in the product's order. The differences of a column add up to the difference of its totals."""

    currency: str
    totals: tuple[Decimal | None, ...]
    arrivals: tuple[str | None, ...]
    """Days, where deliveries were given."""
    rows: tuple[Row, ...]


def compare(configurations: Sequence[Side], deliveries: Sequence[Delivery | None] = ()) -> Comparison:
    """`configurations` of one product and currency; raises `InputError` COMPARE_UNLIKE for others."""
    first = configurations[0]
    if any(each.product.id != first.product.id for each in configurations):
        raise InputError("Only configurations of one product can be compared.", code="COMPARE_UNLIKE")
    if any(_currency(each) != _currency(first) for each in configurations):
        raise InputError("Prices in different currencies cannot be compared. Choose one market.", code="COMPARE_UNLIKE")
    features = [_feature_row(at, configurations) for at in range(len(first.choices))]
    zones = [_zone_row(zone.id, zone.name, configurations) for zone in first.product.zones]
    carried = [row for row in zones if any(cell.text for cell in row.cells)]
    return Comparison(
        currency=_currency(first),
        totals=tuple(price.total if price else None for price in map(_price, configurations)),
        arrivals=tuple(each.arrives_on.isoformat() if each else None for each in deliveries),
        rows=(*features, *carried, _whole_row(configurations)),
    )


def _price(side: Side) -> PriceBreakdown | None:
    return side.price if isinstance(side, ResolvedConfiguration) else None


def _currency(side: Side) -> str:
    return side.price.currency if isinstance(side, ResolvedConfiguration) else side.prices.currency


def _market(side: Side) -> str:
    return side.market if isinstance(side, ResolvedConfiguration) else side.prices.name


def _feature_row(at: int, configurations: Sequence[Side]) -> Row:
    choices = [each.choices[at] for each in configurations]
    texts = [choice.option_name for choice in choices]
    colors = [choice.swatch.color if choice.swatch else None for choice in choices]
    return _row(choices[0].feature, choices[0].feature_name, texts, colors, configurations)


def _zone_row(zone: str, name: str, configurations: Sequence[Side]) -> Row:
    """All that lies on a zone, lowest first."""
    carried = [[each for each in side.personalizations if each.zone.id == zone] for side in configurations]
    most = max(map(len, carried))
    layers = [_layer([one[at] if at < len(one) else None for one in carried], configurations) for at in range(most)]
    texts = ["; ".join(filter(None, told)) for told in zip(*layers, strict=True)] or [""] * len(configurations)
    colors = [one[0].colors[0] if one and one[0].colors else None for one in carried]
    return _row(f"{PREFIX}{zone}", name, texts, colors, configurations)


def _layer(carried: Sequence[ResolvedPersonalization | None], configurations: Sequence[Side]) -> list[str]:
    """One artwork of each configuration in words, with that in which they differ."""
    wishes = [_wish(each, side) if each else None for each, side in zip(carried, configurations, strict=True)]
    of_a_kind = len({each.kind for each in carried if each}) == 1
    further = apart(wishes) if of_a_kind else [""] * len(wishes)
    return [_listed(*_told(each), more) if each else "" for each, more in zip(carried, further, strict=True)]


def _told(each: ResolvedPersonalization) -> tuple[str, ...]:
    return (each.title, each.font_name, each.finish)


def _wish(each: ResolvedPersonalization, side: Side) -> dict[str, Any]:
    """What was chosen beside that; of a file its bytes, as two may have one name."""
    wanted = side.configuration.personalizations[each.index]
    chosen = wanted.model_dump(mode="json", exclude=SAID) | {
        "place": _place(each, said=bool(wanted.at_mm or wanted.within_mm))
    }
    return chosen | ({"file": (each.source_digest or "")[:8]} if each.kind == "logo" else {})


def _place(each: ResolvedPersonalization, *, said: bool) -> str:
    """Where in its zone it is and how large, where somebody has `said` so."""
    if not said:
        return "in the middle, as large as it fits"
    ways = (("left", "right"), ("down", "up"))
    moved = [
        f"{abs(by):.0f} mm {way[by > 0]}" for by, way in zip(each.center_mm, ways, strict=True) if abs(by) >= HALF_MM
    ]
    return f"{' and '.join(moved) or 'in the middle'}, {each.width_mm:.0f} × {each.height_mm:.0f} mm"


def _listed(*words: str) -> str:
    return ", ".join(filter(None, words))


def _whole_row(configurations: Sequence[Side]) -> Row:
    further = apart([_terms(each) for each in configurations])
    texts = [
        _listed(f"{each.configuration.quantity} × {each.product.name}", _market(each), more)
        for each, more in zip(configurations, further, strict=True)
    ]
    return _row(WHOLE, "Order", texts, [None] * len(texts), configurations)


def _terms(side: Side) -> dict[str, Any]:
    """What is agreed beside what is made; a list and a language are there whether they were chosen or not."""
    codes = {"discount_codes": side.configuration.discount_codes}
    if isinstance(side, ResolvedConfiguration):
        return {"language": side.language, "price_list": side.price.price_list, **codes}
    language = side.configuration.language or side.prices.language
    return {"language": language, "price_list": side.price_list.id, **codes}


def _row(
    about: str,
    name: str,
    texts: Sequence[str],
    colors: Sequence[str | None],
    configurations: Sequence[Side],
) -> Row:
    amounts = [_amount(_price(configuration), about) for configuration in configurations]
    cells = tuple(
        Cell(text=text, color=color, price_difference=_between(amounts[0], amount))
        for text, color, amount in zip(texts, colors, amounts, strict=True)
    )
    return Row(about=about, name=name, differs=len(set(zip(texts, colors, strict=True))) > 1, cells=cells)


def _amount(price: PriceBreakdown | None, about: str) -> Decimal | None:
    return sum((line.amount for line in price.lines if line.about == about), Decimal("0.00")) if price else None


def _between(first: Decimal | None, amount: Decimal | None) -> Decimal | None:
    return None if first is None or amount is None else amount - first
