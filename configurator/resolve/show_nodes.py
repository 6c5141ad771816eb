"""Which nodes of the base model belong to this configuration."""

from collections.abc import Sequence

from configurator.catalog.product import Product
from configurator.resolve.choice import Choice


def show_nodes(product: Product, choices: Sequence[Choice]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(shown, hidden) of the nodes that options name: hidden unless a chosen option shows it. Alphabetical."""
    named = {node for feature in product.features for option in feature.options for node in option.show}
    chosen = [feature.option(choice.option) for feature, choice in zip(product.features, choices, strict=True)]
    shown = {node for option in chosen if option for node in option.show}
    return tuple(sorted(shown)), tuple(sorted(named - shown))
