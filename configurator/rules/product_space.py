"""The axes of a product, and what its model says of them: a zone can be used where its part is shown."""

from collections.abc import Iterator, Mapping
from itertools import product as combined
from pathlib import Path

from configurator.base_model import load_base_model
from configurator.catalog.prices import MarketPrices
from configurator.catalog.product import Product
from configurator.catalog.rule import Rule
from configurator.catalog.when import When
from configurator.rules.law import Clause, Law, enact
from configurator.rules.space import Box, Space, united
from renderer.gltf.container import Json
from renderer.surface.zone import PREFIX

NONE = "none"
"""The choice of a zone that carries nothing."""


def zone_axes(product: Product, base_model: Path, markets: Mapping[str, MarketPrices]) -> Space:
    """`zone:<id>` → `none` and every finish that the model allows there and some market has a price for."""
    sold = {finish for market in markets.values() for finish in market.personalization}
    nodes = load_base_model(base_model).items("nodes")
    axes = {}
    for zone in product.zones:
        name = f"{PREFIX}{zone.id}"
        listed = [finish for node in nodes if node.get("name") == name for finish in _finishes(node)]
        axes[name] = (NONE, *dict.fromkeys(finish for finish in listed if finish in sold))
    return axes


def implied_laws(
    product: Product, base_model: Path, markets: Mapping[str, MarketPrices], space: Space
) -> Iterator[Law]:
    """What nobody writes down: a zone needs its part, and a market sells the finishes it has a price for."""
    document = load_base_model(base_model).json
    for zone in product.zones:
        text = f"{zone.name} is on a part that not every configuration has."
        rule = Rule(id=f"part-of.{zone.id}", level="technical", text=text, requires={f"zone:{zone.id}": (NONE,)})
        yield Law(rule, tuple(_needs_part(f"{PREFIX}{zone.id}", document, product)), implied=True)
    for code, market in markets.items():
        sold = {NONE, *market.personalization}
        zones = {axis: choices for axis, choices in space.items() if axis.startswith(PREFIX)}
        excludes = {
            axis: unsold
            for axis, choices in zones.items()
            if (unsold := tuple(each for each in choices if each not in sold))
        }
        if excludes:
            text = f"{market.name} has no price for this finish."
            rule_id = f"sold-in.{code.lower()}"
            rule = Rule(id=rule_id, level="business", text=text, when=When(markets=(code,)), excludes=excludes)
            yield enact(rule, space, implied=True)


def _finishes(node: Json) -> list[str]:
    return [str(each) for each in node.get("extras", {}).get("zone", {}).get("finishes", [])]


def _needs_part(name: str, document: Json, product: Product) -> Iterator[Clause]:
    """Nothing on the zone, or one of its nodes is shown with everything above it."""
    nodes = [number for number, node in enumerate(document["nodes"]) if node.get("name") == name]
    shown_by = [list(_showing(number, document, product)) for number in nodes]
    if all(shown_by):
        for picked in combined(*shown_by):
            yield Clause(united({name: frozenset({NONE})}, *picked))


def _showing(number: int, document: Json, product: Product) -> Iterator[Box]:
    """One box for each optional node at or above node `number`: the options that show it."""
    above = {child: parent for parent, node in enumerate(document["nodes"]) for child in node.get("children", [])}
    at: int | None = number
    while at is not None:
        node, at = document["nodes"][at].get("name"), above.get(at)
        showing = {
            feature.code: frozenset(option.code for option in feature.options if node in option.show)
            for feature in product.features
        }
        if any(showing.values()):
            yield {axis: choices for axis, choices in showing.items() if choices}
