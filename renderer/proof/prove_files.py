"""Production files held against the artwork that they were made from."""

from collections.abc import Iterator, Mapping

from renderer.production.stitch_file import Format
from renderer.production.warp import Warp
from renderer.proof.compare import Allowed, Finding, compared
from renderer.proof.drawing import Drawing, Mask
from renderer.proof.read_cut import read_cut
from renderer.proof.read_print import read_print
from renderer.proof.read_stitches import sewn

OUTLINE = Allowed(0.2, 0.97)
THREAD = Allowed(0.9, 0.75)
"""Thread is 0.4 mm thick and sewn beyond edges for its pull; hairlines are sewn broader, notches of two shut."""
STITCHED: tuple[Format, ...] = ("dst", "pes")


def prove_files(drawing: Drawing, files: Mapping[str, bytes], warp: Warp | None = None) -> Iterator[Finding]:
    """The findings on those of `files` that hold outlines or stitches; outlines are unbent by `warp` first."""
    for name in ("print.pdf", "cut.dxf"):
        if name in files:
            yield compared(name, drawing, _outlined(files[name], drawing, warp), OUTLINE)
    for kind in STITCHED:
        if (name := f"stitches.{kind}") in files:
            yield compared(name, drawing, sewn(files[name], kind, drawing), THREAD)


def _outlined(data: bytes, drawing: Drawing, warp: Warp | None) -> Mask:
    height = warp.sheet_mm[1] if warp else drawing.height_mm
    rings = read_print(data) if data.startswith(b"%PDF") else read_cut(data, height)
    return drawing.filled([warp.back(ring) for ring in rings] if warp else rings)
