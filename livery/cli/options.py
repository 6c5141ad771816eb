"""`livery options PRODUCT`: what each feature can be."""

import click

from configurator.catalog import Catalog
from configurator.catalog.product import Feature, Product
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.open import catalog
from renderer.errors import InputError


@main.command()
@click.argument("product")
@json_option
def options(product: str, *, as_json: bool) -> None:
    """Every feature of PRODUCT with its options, the default marked."""
    library = catalog()
    found = library.products.get(product)
    if found is None:
        raise InputError(
            f"There is no product {product!r}. There is: {', '.join(library.products)}.", code="PRODUCT_UNKNOWN"
        )
    if as_json:
        print_json({feature.code: feature_json(feature, library) for feature in found.features})
    else:
        print_options(found, library)


def named_choices(feature: Feature, library: Catalog) -> dict[str, str]:
    """Code → name of all that can be selected."""
    if feature.options:
        return {option.code: option.name for option in feature.options}
    return {swatch.code: swatch.name for swatch in library.swatches_of(feature)}


def feature_json(feature: Feature, library: Catalog) -> dict[str, object]:
    """One feature for machines."""
    choices = [{"code": code, "name": name} for code, name in named_choices(feature, library).items()]
    return {"name": feature.name, "default": feature.default, "custom": bool(feature.custom), "options": choices}


def print_options(product: Product, library: Catalog) -> None:
    """All features, an option a line."""
    for feature in product.features:
        stdout.print(f"\n[bold]{feature.code}[/]  {escape(feature.name)}")
        for code, name in named_choices(feature, library).items():
            mark = "•" if code == feature.default else " "
            stdout.print(f"  {mark} {code:<28}{escape(name)}")
        if feature.custom:
            stdout.print('    {"custom": "#rrggbb"}        any colour', markup=False)
