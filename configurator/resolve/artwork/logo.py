"""A customer's own logo on a zone."""

from pathlib import Path

from configurator.configuration import LogoPersonalization
from configurator.resolve.artwork.drawn_once import draw_graphic
from configurator.resolve.artwork.spot import Drawing, Spot
from configurator.resolve.read_beside import FileRefused, read_beside
from renderer.digest import digest_bytes
from renderer.errors import ArtworkError


def draw_own_logo(wanted: LogoPersonalization, spot: Spot, folder: Path | None) -> Drawing | None:
    """The file as an artwork, or None with the reason why not."""
    try:
        data = read_beside(folder, wanted.file)
        artwork = spot.take(draw_graphic(data, spot.box_mm))
    except FileRefused as refused:
        spot.violate(refused.code, "file", refused.message, refused.suggestions)
        return None
    except ArtworkError as error:
        spot.refuse("file", error)
        return None
    title = Path(wanted.file).stem.replace("-", " ").replace("_", " ").strip() or wanted.file
    return Drawing(
        artwork,
        {"title": f"{title[:1].upper()}{title[1:]}", "source": wanted.file, "source_digest": digest_bytes(data)},
    )
