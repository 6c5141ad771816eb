"""A drawing as pixels, made in a process that can open no file and cannot outgrow its limits."""

import subprocess
import sys
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import numpy as np
import resvg_py
from lxml import etree  # type: ignore[import-untyped]
from numpy.typing import NDArray
from PIL import Image

from renderer.errors import ArtworkError

Pixels = NDArray[np.uint8]

MAX_SIDE_PX = 8192
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 12
PROOF_CPU_SECONDS = 3
"""A proof has at most a quarter of a texture's pixels: what passes it in this time can be drawn in the other."""
WALL_FACTOR = 4
"""A busy machine gets this many times the seconds of computing."""
DPI = 96.0
"""CSS pixels an inch: what makes a millimetre a length for resvg."""

CHILD = f"""
import resource, sys
sys.path.insert(0, sys.argv[1])
import resvg_py
svg = sys.stdin.buffer.read().decode()
seconds = int(sys.argv[4])
for limit, value in (("AS", {MEMORY_BYTES}), ("CPU", seconds), ("CORE", 0), ("FSIZE", 0), ("NOFILE", 3)):
    resource.setrlimit(getattr(resource, "RLIMIT_" + limit), (value, value))
png = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, dpi={DPI},
                            width=int(sys.argv[2]), height=int(sys.argv[3]))
sys.stdout.buffer.write(bytes(png))
"""


@lru_cache(maxsize=1)
def kept_pixels(svg: bytes, width_px: int, height_px: int) -> Pixels:
    """`draw_pixels` in the time of a texture, read-only: who judges an artwork and who looks at its inks draw alike."""
    pixels = draw_pixels(svg, width_px, height_px, CPU_SECONDS).view()
    pixels.flags.writeable = False
    return pixels


def draw_pixels(svg: bytes, width_px: int, height_px: int, cpu_seconds: int) -> Pixels:
    """The artwork over its whole rectangle as straight-alpha sRGB (height_px, width_px, 4), in at most `cpu_seconds`.

    Top row first, black where it is transparent. Sides may be scaled differently. Raises `ArtworkError`: SVG_INVALID
    for what is no drawing, SVG_TIMEOUT for one that takes too much time.
    """
    check_size(width_px, height_px)
    png = _draw(_sized(svg, width_px, height_px), width_px, height_px, cpu_seconds)
    with Image.open(BytesIO(png), formats=("PNG",)) as image:
        return np.asarray(image.convert("RGBA"))


def check_size(width_px: int, height_px: int) -> None:
    """Raises `ValueError` for sides that no texture has."""
    if not (0 < width_px <= MAX_SIDE_PX and 0 < height_px <= MAX_SIDE_PX):
        raise ValueError(f"{width_px} × {height_px} px; each side is 1 to {MAX_SIDE_PX:,}.")


def _sized(svg: bytes, width_px: int, height_px: int) -> bytes:
    """The drawing with a root of that many pixels, filled whatever its proportions."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(svg, parser)
    except etree.XMLSyntaxError as error:
        raise ArtworkError(f"The drawing is no valid SVG: {error.msg}.", code="SVG_INVALID") from None
    root.attrib.update({"width": f"{width_px}", "height": f"{height_px}", "preserveAspectRatio": "none"})
    return bytes(etree.tostring(root))


def _draw(svg: bytes, width_px: int, height_px: int, cpu_seconds: int) -> bytes:
    packages = str(Path(resvg_py.__file__).parent.parent)
    command = [sys.executable, "-I", "-S", "-c", CHILD, packages, str(width_px), str(height_px), str(cpu_seconds)]
    limit = WALL_FACTOR * cpu_seconds
    try:
        child = subprocess.run(command, input=svg, capture_output=True, timeout=limit, check=False, env={})
    except subprocess.TimeoutExpired:
        raise _too_slow(cpu_seconds, passing=True) from None
    if child.returncode < 0:
        raise _too_slow(cpu_seconds)
    if child.returncode > 0:
        reason = child.stderr.decode(errors="replace").strip().rpartition("\n")[2][:200]
        raise ArtworkError(f"The drawing cannot be drawn ({reason}). Save it as a plain SVG.", code="SVG_INVALID")
    return child.stdout


def _too_slow(cpu_seconds: int, *, passing: bool = False) -> ArtworkError:
    return ArtworkError(
        f"The drawing takes more than {cpu_seconds} s or {MEMORY_BYTES >> 30} GiB to draw. "
        "Simplify it: fewer paths, no large blurs or nested patterns.",
        code="SVG_TIMEOUT",
        passing=passing,
    )
