"""Everything for the workshop, as assets in one folder."""

from collections.abc import Mapping

from configurator.production.artworks import artwork_files
from configurator.production.build_sheet import build_sheet
from configurator.production.tables import checkpoints, cut_list, work_instructions
from configurator.resolve import ResolvedConfiguration
from configurator.spec_sheet.assets import PRODUCTION
from renderer.artwork.find_color import NamedColor
from renderer.asset import Asset

MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "dxf": "image/vnd.dxf",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
"""By file ending; stitch files have no registered one."""


def production_package(resolved: ResolvedConfiguration, rack: Mapping[str, NamedColor]) -> list[Asset]:
    """`production/…`: a folder an artwork, cut list, instructions, checkpoints, build sheet. Same inputs, same bytes.

    `rack` are the colours that the workshop has by name. Raises `ArtworkError` STITCH_LIMIT.
    """
    files = {
        "cut_list.csv": cut_list(resolved),
        "work_instructions.csv": work_instructions(resolved),
        "checkpoints.csv": checkpoints(resolved),
        "build_sheet.pdf": build_sheet(resolved),
    }
    for folder, made in artwork_files(resolved, rack).items():
        files |= {f"{folder}/{name}": data for name, data in made.items()}
    return [_asset(name, data) for name, data in sorted(files.items())]


def _asset(name: str, data: bytes) -> Asset:
    media_type = MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return Asset(f"{PRODUCTION}{name}", media_type, data)
