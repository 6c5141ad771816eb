"""`livery options PRODUCT`: what each feature can be, seen from a configuration."""

from pathlib import Path

import click

from configurator.configuration import Configuration
from configurator.money import difference
from configurator.offer import FeatureOffer, OptionOffer, ZoneOffer, count_valid, offers, zone_offers
from configurator.resolve.order import Order
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.open import order, read
from livery.opened import catalog
from renderer.closest import closest
from renderer.errors import InputError

MARKS = {"chosen": "[bold]●[/]", "free": "○", "forces": "[yellow]◐[/]", "out": "[red]×[/]"}
LEGEND = ", ".join(
    f"{MARKS[state]} {text}"
    for state, text in (("chosen", "chosen"), ("free", "free"), ("forces", "changes something else"), ("out", "out"))
)


@main.command()
@click.argument("product")
@click.option("--config", type=click.Path(path_type=Path), help="The configuration to look from; else the defaults.")
@click.option("--market", help="The market to look from.")
@click.option("--quantity", type=click.IntRange(min=1), help="The quantity to look from.")
@click.option("--count", is_flag=True, help="Only how many combinations of options are valid, exactly.")
@json_option
def options(
    product: str, *, config: Path | None, market: str | None, quantity: int | None, count: bool, as_json: bool
) -> None:
    """Every feature of PRODUCT with its options: chosen ●, free ○, forcing something else ◐ or out ×, and why."""
    if product not in catalog().products:
        known = ", ".join(catalog().products)
        near = {"suggestions": list(closest(product, catalog().products))}
        raise InputError(f"There is no product {product!r}. There is: {known}.", code="PRODUCT_UNKNOWN", details=near)
    chosen = read(config) if config else Configuration(product=product)
    if chosen.product != product:
        raise InputError(f"{config} configures {chosen.product!r}, not {product!r}.", code="PRODUCT_DIFFERS")
    wishes = {"market": market, "quantity": quantity}
    seen_from = order(chosen.model_copy(update={name: wish for name, wish in wishes.items() if wish is not None}))
    if count:
        print_count(seen_from, as_json=as_json)
    elif as_json:
        print_json({feature.code: feature_json(feature) for feature in offers(seen_from)})
    else:
        print_options(seen_from)


def feature_json(feature: FeatureOffer) -> dict[str, object]:
    """One feature for machines."""
    return feature.model_dump(mode="json", exclude={"code"})


def print_count(seen_from: Order, *, as_json: bool) -> None:
    """The number of valid combinations."""
    combinations = count_valid(seen_from)
    if as_json:
        print_json({"combinations": combinations})
    else:
        stdout.print(f"{combinations:,} valid combinations of options.")


def print_options(seen_from: Order) -> None:
    """All features, an option a line; under it what it would force, or why it is out."""
    currency = seen_from.prices.currency
    stdout.print(f"{LEGEND}; money is what the whole costs more or less.")
    for feature in offers(seen_from):
        stdout.print(f"\n[bold]{feature.code}[/]  {escape(feature.name)}")
        for option in feature.options:
            print_option(option, currency, is_default=option.code == feature.default)
        if feature.custom:
            stdout.print('      {"custom": "#rrggbb"} takes any colour', markup=False)
    print_zones(zone_offers(seen_from))
    stdout.print(f"\n{count_valid(seen_from):,} valid combinations of options.")


def print_zones(zones: tuple[ZoneOffer, ...]) -> None:
    """What can be personalized, a zone a line: code, name, the largest artwork, letters, and each finish."""
    if zones:
        stdout.print("\n[bold]personalizations[/]  zone, largest artwork, letters, finishes")
    for zone in zones:
        size = "{:.0f} × {:.0f} mm".format(*zone.box_mm)
        finishes = "  ".join(f"{MARKS[state]} {finish}" for finish, state in zone.finishes.items())
        stdout.print(f"    {zone.code:<28}{escape(zone.name):<28}{size:>14}{zone.max_characters:>5}  {finishes}")


def print_option(option: OptionOffer, currency: str, *, is_default: bool) -> None:
    """State, code, name, and what it costs more or less."""
    more = "" if not option.price_difference else difference(option.price_difference, currency)
    default = "  [dim]default[/]" if is_default else ""
    stdout.print(f"  {MARKS[option.state]} {option.code:<28}{escape(option.name):<34}{more:>12}{default}")
    for text in option.because:
        stdout.print(f"      [dim]{escape(text)}[/]")
    for change in option.changes:
        stdout.print(f"      → {escape(change.text)}")
