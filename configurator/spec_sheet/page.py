"""The spec sheet as a page: one HTML file, its pictures beside it, no script and no request to anywhere."""

import base64
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from configurator.money import money
from configurator.spec_sheet.chips import chip
from configurator.spec_sheet.sheet import SheetAsset, SheetPersonalization, SpecSheet
from renderer.color import contrast
from renderer.store import Store

HERE = Path(__file__).parent
MAX_INLINE_ARTWORK = 200_000
"""Bytes of an artwork that is shown inside the page; a larger one (an embedded photograph) is seen in its close-up."""


def spec_sheet_page(sheet: SpecSheet, store: Store) -> bytes:
    """`sheet` as HTML; textures and artworks come from `store`, pictures are linked by the names of the assets."""
    by_role: dict[str, list[SheetAsset]] = {role: [] for role in ("hero", "view", "close-up", "model", "document")}
    for asset in sheet.assets:
        by_role[asset.role].append(asset)
    html = _template().render(
        sheet=sheet,
        hero=next(iter(by_role["hero"]), None),
        views=list(zip(by_role["view"], row_lengths(len(by_role["view"])), strict=True)),
        models=by_role["model"],
        personal=grouped(sheet.personalizations),
        close_ups={asset.zone: asset for asset in by_role["close-up"]},
        chips={
            item.feature: chip(swatch, store) for item in sheet.selections if (swatch := item.swatch or item.surface)
        },
        artworks={each.artwork_sha256: _inline(store.get(each.artwork_sha256)) for each in sheet.personalizations},
        reference=_reference(sheet.configuration_sha256),
    )
    return html.encode()


def row_lengths(count: int) -> list[int]:
    """How many pictures share the row of each of `count` pictures: rows of two first, then of three, none left open."""
    twos = {0: 0, 1: 4, 2: 2}[count % 3] if count > 1 else 0
    return [1] if count == 1 else [2] * min(twos, count) + [3] * (count - twos)


def grouped(personalizations: Sequence[SheetPersonalization]) -> list[list[SheetPersonalization]]:
    """One group for each artwork in one finish on one ground: a name on both sides is shown once, from both sides."""
    groups: dict[object, list[SheetPersonalization]] = {}
    for each in personalizations:
        groups.setdefault((each.artwork_sha256, each.finish, each.ground), []).append(each)
    return list(groups.values())


@lru_cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "money": money,
        "file_size": file_size,
        "millimetres": millimetres,
        "metres": metres,
        "ink": ink,
        "digest": grouped_digest,
        "close_up": _close_up,
    }
    return environment.get_template("spec_sheet.html")


def _close_up(zone: str, close_ups: Mapping[str, SheetAsset]) -> SheetAsset | None:
    return close_ups.get(zone)


def file_size(count: int) -> str:
    """`12.3 MB` or `48 kB`."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3)):,} kB"


def millimetres(value: float) -> str:
    """A length on paper: whole millimetres from 100 on, else one decimal."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}".removesuffix(".0")


def metres(value_mm: float) -> str:
    """`1.20`."""
    return f"{value_mm / 1000:.2f}"


def ink(ground: str) -> str:
    """Black or white, whichever is easier to read on `ground`."""
    return max(("#ffffff", "#111111"), key=lambda color: contrast(color, ground))


def grouped_digest(digest: str) -> str:
    """The 64 digits in groups of eight, so that a line can break between them."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _reference(digest: str) -> str:
    """Eight digits that people can read to each other."""
    return f"{digest[:4]} {digest[4:8]}".upper()


def _inline(svg: bytes) -> str | None:
    if len(svg) > MAX_INLINE_ARTWORK:
        return None
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
