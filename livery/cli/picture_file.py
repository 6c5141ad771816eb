"""The files that pictures are written to, of the kind that their names end in."""

from pathlib import Path

from renderer.encode.encode import Pixels, encode
from renderer.encode.format import ENDINGS, FileFormat, Kind
from renderer.errors import InputError

KINDS: dict[str, Kind] = {ending: kind for kind, ending in ENDINGS.items()} | {"jpeg": "jpeg", "tiff": "tiff"}


def kind_of(output: Path, more: tuple[str, ...] = ()) -> str:
    """The ending of `output`, which may also be one of `more`; raises `InputError` USAGE for one that no picture has.

    Whoever draws asks before, so that nobody waits for a picture that cannot be written.
    """
    ending = output.suffix.lower().removeprefix(".")
    if ending not in (*KINDS, *more):
        known = ", ".join(f".{each}" for each in (*more, *ENDINGS.values()))
        raise InputError(f"{output.name!r} tells no kind of picture. Let it end in one of: {known}.", code="USAGE")
    return ending


def picture_file(pixels: Pixels, output: Path) -> bytes:
    """`pixels` (H, W, 3 | 4), sRGB, as the kind of file that `output` is named as; raises as `kind_of`."""
    return encode(pixels, FileFormat(kind=KINDS[kind_of(output)]))
