"""`livery keys`: who may call the API."""

from datetime import UTC, datetime

import click
from rich.table import Table

from livery.api.keys import SCOPES, ApiKeys, Scope
from livery.cli.group import json_option, main, print_json, stdout
from livery.opened import home
from renderer.errors import InputError


@main.group()
def keys() -> None:
    """Issue, list and revoke API keys, each for one tenant and a few scopes."""


@keys.command()
@click.argument("tenant")
@click.option(
    "--scope", "scopes", type=click.Choice(SCOPES), multiple=True, help="What it may; everything but operate."
)
@json_option
def issue(tenant: str, scopes: tuple[Scope, ...], *, as_json: bool) -> None:
    """A new key for TENANT. It is shown this once."""
    key = ApiKeys(home().database).issue(tenant, scopes or ("read", "write", "draw", "sign"))
    if as_json:
        print_json({"key": key, "tenant": tenant})
    else:
        stdout.print(key)


@keys.command()
@click.argument("name")
@json_option
def revoke(name: str, *, as_json: bool) -> None:
    """Refuse a key from now on; NAME is the key, or the sixteen digits after its lv_."""
    if not ApiKeys(home().database).revoke(name.removeprefix("lv_")[:16]):
        raise InputError(f"There is no key {name[:19]!r}.", code="KEY_UNKNOWN")
    if as_json:
        print_json({"ok": True})
    else:
        stdout.print("Revoked.")


@keys.command(name="list")
@json_option
def list_keys(*, as_json: bool) -> None:
    """Every key: whose, what it may, since when, and whether it is still good. The keys themselves nobody knows."""
    issued = ApiKeys(home().database).all()
    if as_json:
        print_json([vars(each) for each in issued])
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("key", "tenant", "scopes", "issued", ""):
        table.add_column(title)
    for each in issued:
        since = f"{datetime.fromtimestamp(each.created_at, UTC):%Y-%m-%d}"
        table.add_row(f"lv_{each.id}_…", each.tenant, each.scopes, since, "revoked" if each.revoked else "")
    stdout.print(table)
