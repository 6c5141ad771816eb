"""`livery verify DIR`: does a sealed folder hold?"""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from configurator.configuration import read_configuration
from configurator.finalization.finalize import drawn
from configurator.finalization.inputs import CONFIGURATION
from configurator.resolve import resolve
from configurator.seal import Fault, Verdict, verify_folder
from configurator.seal.keys import PUBLIC, read_public
from livery.cli.finalize import draw
from livery.cli.group import INPUT_WRONG, escape, json_option, main, print_json, stdout
from livery.cli.open import catalog, home, read_bytes
from renderer.errors import InputError


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--key", type=click.Path(path_type=Path), help="The maker's public key; else it is only named.")
@click.option("--render", is_flag=True, help="Also make everything again from the catalog here, and compare bytes.")
@json_option
def verify(folder: Path, *, key: Path | None, render: bool, as_json: bool) -> None:
    """Check a sealed folder offline: every digest, the chain and the signatures. Exit 2 names what does not hold."""
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder. Name one that livery finalize has sealed.", code="FOLDER_MISSING")
    verdict = verify_folder(folder, read_public(key) if key else None)
    faults = list(verdict.faults)
    if render and verdict.ok:
        faults += render_again(folder, quiet=as_json)
    if as_json:
        print_json(verdict_json(verdict, faults))
    else:
        print_verdict(verdict, faults)
    if faults:
        sys.exit(INPUT_WRONG)


def render_again(folder: Path, *, quiet: bool) -> list[Fault]:
    """What comes out otherwise than it was sealed, made from the sealed configuration."""
    file = folder / CONFIGURATION
    wanted = resolve(read_configuration(read_bytes(file), file.parent), catalog())
    again = drawn(draw(wanted, quiet=quiet))
    message = "Made again it comes out otherwise: the catalog or the software here is another."
    differing = [asset.name for asset in again if read_bytes(folder / asset.name) != asset.data]
    return [Fault(name, "RENDER_DIFFERS", message) for name in differing]


def verdict_json(verdict: Verdict, faults: list[Fault]) -> dict[str, object]:
    """The verdict for machines."""
    revision = verdict.revision and verdict.revision.model_dump(mode="json", by_alias=True)
    return {
        "ok": not faults,
        "faults": [asdict(fault) for fault in faults],
        "revision": revision,
        "keys": list(verdict.keys),
    }


def print_verdict(verdict: Verdict, faults: list[Fault]) -> None:
    """Each fault with its file; or what holds, and who signed it."""
    for fault in faults:
        stdout.print(f"[bold red]{fault.code}[/]  {escape(fault.file)}\n  {escape(fault.message)}")
    revision = verdict.revision
    if faults or revision is None:
        stdout.print("[bold red]It does not hold.[/]")
        return
    stdout.print(f"[bold green]It holds.[/] Specification {revision.spec}, revision {revision.number}")
    approver = escape(revision.acceptance.approver)
    stdout.print(f"  {len(revision.files)} files, sealed {revision.sealed_at}, approved by {approver}")
    for key in dict.fromkeys(verdict.keys):
        stdout.print(f"  signed with {key}{' (the key of this home)' if key == own_key() else ''}")


def own_key() -> str | None:
    """The public key of this home, where it has one."""
    file = home().root / "keys" / PUBLIC
    return read_public(file) if file.exists() else None
