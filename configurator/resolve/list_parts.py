"""The bill of materials."""

from collections.abc import Iterator, Mapping, Sequence

from configurator.catalog.product import Product
from configurator.catalog.swatch import Swatch
from configurator.resolve.choice import Choice
from configurator.resolve.personalization import ResolvedPersonalization
from configurator.resolve.resolved import BillLine


def list_parts(
    product: Product,
    choices: Sequence[Choice],
    slots: Mapping[str, Swatch],
    personalizations: Sequence[ResolvedPersonalization],
    quantity: int,
) -> tuple[BillLine, ...]:
    """What `quantity` products are made of: base, optional parts, swatches by slot, decals by zone."""
    return (
        BillLine(kind="base", code=product.id, name=product.name, quantity=quantity),
        *_options(choices, quantity),
        *_swatches(product, slots, quantity),
        *_decals(personalizations, quantity),
    )


def _options(choices: Sequence[Choice], quantity: int) -> Iterator[BillLine]:
    for choice in choices:
        if choice.brings == "part":
            code, name = f"{choice.feature}.{choice.option}", f"{choice.feature_name}: {choice.option_name}"
            yield BillLine(kind="part", code=code, name=name, note=choice.text, quantity=quantity)


def _swatches(product: Product, slots: Mapping[str, Swatch], quantity: int) -> Iterator[BillLine]:
    """One line a swatch, with what people call the slots that it goes on."""
    used: dict[tuple[str, str], list[str]] = {}
    by_key = {(swatch.code, swatch.color): swatch for swatch in slots.values()}
    for slot, swatch in slots.items():
        used.setdefault((swatch.code, swatch.color), []).append(slot)
    for key in sorted(used):
        swatch, note = by_key[key], ", ".join(dict.fromkeys(map(product.slot_name, used[key])))
        yield BillLine(
            kind="swatch",
            code=swatch.code,
            name=f"{swatch.name} {swatch.color}",
            supplier=swatch.supplier,
            note=note,
            quantity=quantity,
        )


def _decals(personalizations: Sequence[ResolvedPersonalization], quantity: int) -> Iterator[BillLine]:
    for each in personalizations:
        yield BillLine(
            kind="decal",
            code=f"{each.zone.id}.{each.finish}{f'.{each.layer + 1}' if each.layer else ''}",
            name=f"{each.zone.name}: {each.title}",
            note=f"{each.width_mm:.1f} × {each.height_mm:.1f} mm, {', '.join(each.colors)}",
            quantity=quantity,
        )
