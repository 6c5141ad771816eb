"""`livery products`: what there is to configure."""

import click
from rich.table import Table

from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.opened import catalog


@main.command()
@json_option
def products(*, as_json: bool) -> None:
    """The products, with their features, zones and shots."""
    found = list(catalog().products.values())
    if as_json:
        print_json([product.model_dump(mode="json") for product in found])
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("product", "name", "features", "zones", "shots"):
        table.add_column(title)
    for product in found:
        counts = (len(product.features), len(product.zones), len(product.shots))
        table.add_row(product.id, escape(product.name), *map(str, counts))
    stdout.print(table)
    click.echo("\nlivery options PRODUCT lists what each can be.")
