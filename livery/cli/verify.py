"""`livery verify DIR|PDF`: does a sealed folder hold, or a sealed document by itself?"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import click

from configurator.configuration import read_configuration
from configurator.finalization.again import written_otherwise
from configurator.finalization.finalize import drawn
from configurator.finalization.inputs import CONFIGURATION
from configurator.resolve import resolve
from configurator.seal import Fault, verify_folder
from configurator.seal.document import DocumentSeal
from configurator.seal.keys import PUBLIC, read_public
from configurator.seal.revision import REVISION_FILE, Revision
from configurator.seal.verify_document import unpacked, verify_document
from livery.cli.finalize import draw
from livery.cli.group import INPUT_WRONG, escape, json_option, main, print_json, stdout
from livery.cli.open import read_bytes
from livery.opened import catalog, home
from renderer.errors import InputError


@main.command()
@click.argument("sealed", metavar="DIR|PDF", type=click.Path(path_type=Path))
@click.option("--key", type=click.Path(path_type=Path), help="The maker's public key; else it is only named.")
@click.option("--render", is_flag=True, help="Also make everything again from the catalog here, and compare bytes.")
@json_option
def verify(sealed: Path, *, key: Path | None, render: bool, as_json: bool) -> None:
    """Check a sealed folder or PDF offline: every digest, chain and signatures. Exit 2 names what does not hold."""
    trusted = read_public(key) if key else None
    found = check(sealed, trusted)
    if render and not found.faults:
        found = replace(found, faults=tuple(render_again(sealed, quiet=as_json)))
    if as_json:
        print_json(found_json(found))
    else:
        print_found(found)
    if found.faults:
        sys.exit(INPUT_WRONG)


@dataclass(frozen=True)
class Found:
    """What a folder or a document says of itself, and what does not hold."""

    faults: tuple[Fault, ...]
    stated: Revision | DocumentSeal | None
    keys: tuple[str, ...]


def check(sealed: Path, trusted: str | None) -> Found:
    """Check a folder or a PDF; raises `InputError` FOLDER_MISSING for neither."""
    if sealed.is_file():
        document = verify_document(sealed, trusted)
        return Found(document.faults, document.seal, (document.seal.public_key,) if document.seal else ())
    if sealed.is_dir():
        verdict = verify_folder(sealed, trusted)
        return Found(verdict.faults, verdict.revision, verdict.keys)
    message = f"{sealed} is neither folder nor file. Name one that livery finalize has sealed."
    raise InputError(message, code="FOLDER_MISSING")


def render_again(sealed: Path, *, quiet: bool) -> Iterator[Fault]:
    """What comes out otherwise than it was sealed, made from the sealed configuration."""
    with tempfile.TemporaryDirectory(prefix="livery-verify-") as spare:
        folder = sealed if sealed.is_dir() else unpacked(sealed, Path(spare))
        file = folder / CONFIGURATION
        wanted = resolve(read_configuration(read_bytes(file), file.parent), catalog())
        again = [
            asset for asset in drawn(draw(wanted, quiet=quiet)) if sealed.is_dir() or (folder / asset.name).exists()
        ]
        differing = [asset.name for asset in again if read_bytes(folder / asset.name) != asset.data]
        if sealed.is_dir():
            revision = Revision.model_validate_json(read_bytes(folder / REVISION_FILE))
            differing += written_otherwise(folder, revision, home().store)
    message = "Made again it comes out otherwise: the catalog or the software here is another."
    yield from (Fault(name, "RENDER_DIFFERS", message) for name in differing)


def found_json(found: Found) -> dict[str, object]:
    """The verdict for machines; `revision` is what the folder or document states."""
    stated = found.stated and found.stated.model_dump(mode="json", by_alias=True)
    faults = [asdict(fault) for fault in found.faults]
    return {"ok": not faults, "faults": faults, "revision": stated, "keys": list(found.keys)}


def print_found(found: Found) -> None:
    """Each fault with its file; or what holds, and who signed it."""
    for fault in found.faults:
        stdout.print(f"[bold red]{fault.code}[/]  {escape(fault.file)}\n  {escape(fault.message)}")
    stated = found.stated
    if found.faults or stated is None:
        stdout.print("[bold red]It does not hold.[/]")
        return
    stdout.print(f"[bold green]It holds.[/] Specification {stated.spec}, revision {stated.number}")
    approver = escape(stated.acceptance.approver)
    stdout.print(f"  {len(stated.files)} files, sealed {stated.sealed_at}, approved by {approver}")
    for key in dict.fromkeys(found.keys):
        stdout.print(f"  signed with {key}{' (the key of this home)' if key == own_key() else ''}")


def own_key() -> str | None:
    """The public key of this home, where it has one."""
    file = home().keys / PUBLIC
    return read_public(file) if file.exists() else None
