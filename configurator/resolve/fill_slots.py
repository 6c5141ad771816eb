"""Which swatch fills which material slot."""

from collections.abc import Sequence

from configurator.catalog import Catalog
from configurator.catalog.product import Product
from configurator.catalog.swatch import Swatch
from configurator.resolve.choice import Choice


def fill_slots(product: Product, choices: Sequence[Choice], catalog: Catalog) -> dict[str, Swatch]:
    """Slot → swatch, in alphabetical order; `@slot` is followed to what fills that slot (the catalog has no circles).

    Of several that name a slot the later counts: the product's own `fill`, then its features in their order.
    """
    direct: dict[str, Swatch] = {}
    like: dict[str, str] = {}
    for slot, filler in _fillers(product, choices):
        direct.pop(slot, None)
        like.pop(slot, None)
        if isinstance(filler, Swatch):
            direct[slot] = filler
        elif filler.startswith("@"):
            like[slot] = filler[1:]
        else:
            direct[slot] = catalog.swatches[filler]
    followed = {slot: direct.get(_end(slot, like)) for slot in sorted({*direct, *like})}
    return {slot: swatch for slot, swatch in followed.items() if swatch is not None}


def _fillers(product: Product, choices: Sequence[Choice]) -> list[tuple[str, str | Swatch]]:
    """Every (slot, swatch or code or @slot), the earlier the weaker."""
    found: list[tuple[str, str | Swatch]] = list(product.fill.items())
    for feature, choice in zip(product.features, choices, strict=True):
        option = feature.option(choice.option)
        if option is not None:
            found.extend(option.fill.items())
        elif choice.swatch is not None:
            found.extend((slot, choice.swatch) for slot in feature.slots)
    return found


def _end(slot: str, like: dict[str, str]) -> str:
    while slot in like:
        slot = like[slot]
    return slot
