"""A customer's own logo on a zone."""

import re
from pathlib import Path

from configurator.configuration import LogoPersonalization
from configurator.resolve.artwork.drawn_once import draw_graphic
from configurator.resolve.artwork.sharp import is_sharp
from configurator.resolve.artwork.spot import Drawing, Spot
from configurator.resolve.read_beside import FileRefused, read_beside
from renderer.artwork.draw_logo import Wishes
from renderer.digest import digest_bytes
from renderer.errors import ArtworkError

HANDED_IN = re.compile(r"[0-9a-f]{64}")
"""How files are called that came over HTTP: by their SHA-256."""


def draw_own_logo(wanted: LogoPersonalization, spot: Spot, folder: Path | None) -> Drawing | None:
    """The file as an artwork, or None with the reason why not."""
    said = {"remove_background": wanted.remove_background, "max_colors": wanted.max_colors, "mirrored": wanted.mirrored}
    graphic_wishes = Wishes(wanted.remove_background, wanted.max_colors, wanted.mirrored)
    try:
        data = read_beside(folder, wanted.file)
        artwork = spot.take(draw_graphic(data, spot.box_mm, graphic_wishes))
    except FileRefused as refused:
        spot.violate(refused.code, "file", refused.message, refused.suggestions)
        return None
    except ArtworkError as error:
        spot.refuse("file", error)
        return None
    if not is_sharp(artwork, spot):
        return None
    return Drawing(
        artwork,
        {
            "title": title_of(wanted.file),
            "source": wanted.file,
            "source_digest": digest_bytes(data),
            "wishes": {name: value for name, value in said.items() if value},
        },
    )


def title_of(file: str) -> str:
    """What people call it: by its file's name, unless that was given to it when it was handed in."""
    stem = Path(file).stem
    if HANDED_IN.fullmatch(stem):
        return "Logo"
    title = stem.replace("-", " ").replace("_", " ").strip() or file
    return f"{title[:1].upper()}{title[1:]}"
