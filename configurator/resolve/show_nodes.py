"""Which nodes of the base model belong to this configuration."""

from collections.abc import Sequence

from configurator.catalog.product import Product
from configurator.resolve.choice import Choice


def show_nodes(product: Product, choices: Sequence[Choice]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(shown, hidden) of the nodes that options name: hidden unless a chosen option shows it. Alphabetical."""
    return show_nodes_of(product, [choice.option for choice in choices])


def show_nodes_of(product: Product, options: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same for codes of options, one a feature in the product's order."""
    named = {node for feature in product.features for option in feature.options for node in option.show}
    chosen = [feature.option(code) for feature, code in zip(product.features, options, strict=True)]
    shown = {node for option in chosen if option for node in option.show}
    return tuple(sorted(shown)), tuple(sorted(named - shown))
