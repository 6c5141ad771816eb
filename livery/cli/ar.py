"""`livery ar CONFIG -o DIR`: the AR page, for any static host."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from livery.cli.build import carrier
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.open import resolved
from livery.cli.progress import watching
from livery.opened import catalog, home, today
from livery.pages.ar.content import Call, content
from livery.pages.ar.looks import looks_of
from livery.pages.ar.page import PAGE, ar_folder
from renderer.errors import InputError
from renderer.store import write_atomically
from workers.trip import Trip

FOLDER = click.Path(path_type=Path, file_okay=False)
OWN_CALL = Call()


@main.command()
@click.argument("config", type=click.Path(path_type=Path, dir_okay=False))
@click.option("-o", "--output", type=FOLDER, required=True, help="The folder to fill.")
@click.option("--url", default="", help="Where the folder will lie, https://…/: for the QR code, shops and search.")
@click.option(
    "--family", "code", metavar="CODE", help="The family to switch between: the product's first, another, or none."
)
@click.option(
    "--action", default=OWN_CALL.action, show_default=True, help="The words on the button beside the model in AR."
)
@click.option("--link", default=OWN_CALL.link, show_default=True, help="Where that button leads.")
@json_option
def ar(config: Path, output: Path, *, url: str, code: str | None, action: str, link: str, as_json: bool) -> None:
    """The page on which CONFIG is looked at from all sides and placed in one's own space, with all it needs."""
    address = folder_address(url)
    with carrier() as carries:
        wish = resolved(config)
        looks = looks_of(wish, code, catalog(), today())
        with watching(quiet=as_json) as watch:
            made = Trip(home(), carries, watch).present(wish, looks.recipes(home().store))
    page = content(wish, made.assets, looks, Call(action, link), address)
    files = ar_folder(page, wish, home().store)
    for name, data in files.items():
        write_atomically(output / name, data)
    if as_json:
        print_json({"ok": True, "folder": str(output), "files": sorted(files)})
    else:
        stdout.print(f"Put [bold]{escape(str(output))}[/] on a web server with HTTPS, and open {PAGE}.")


def folder_address(url: str) -> str:
    """`url` ending in a slash; raises `InputError` URL_INVALID where nobody's phone could open it."""
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment):
        raise InputError(
            f"{url[:120]!r} is no address of a folder. Write https://shop.example/ar/.", code="URL_INVALID"
        )
    return f"{url.rstrip('/')}/" if url else ""
