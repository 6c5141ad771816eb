"""Just enough of PDF 1.6 (ISO 32000): pages with boxes, spot colours, filled and stroked outlines.

Objects are numbered in the order in which they are added, and nothing in the file depends on the day it is written.
"""

import zlib
from collections.abc import Sequence

import pathops  # type: ignore[import-untyped]

from renderer.color import hex_to_linear, linear_to_srgb

POINTS_PER_MM = 72 / 25.4


class Pdf:
    """A document under construction."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def add(self, body: bytes) -> int:
        """Another object; its number."""
        self._objects.append(body)
        return len(self._objects)

    def add_stream(self, data: bytes, extra: bytes = b"") -> int:
        """A stream, deflated."""
        packed = zlib.compress(data, 9)
        head = b"<< /Length %d /Filter /FlateDecode %s>>" % (len(packed), extra)
        return self.add(head + b"\nstream\n" + packed + b"\nendstream")

    def data(self, root: int) -> bytes:
        """The file, with the catalog in object `root`."""
        out, places = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"), list[int]()
        for number, body in enumerate(self._objects, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        size, start = len(places) + 1, len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size + table
        out += b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
        return bytes(out)


def spot(pdf: Pdf, name: str, color: str) -> int:
    """A Separation colour space called `name` that a screen shows as sRGB `color`; its object."""
    red, green, blue = linear_to_srgb(hex_to_linear(color))
    tint = f"<< /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [{red:.4f} {green:.4f} {blue:.4f}] /N 1 >>"
    return pdf.add(f"[/Separation /{escaped(name)} /DeviceRGB {tint}]".encode())


def escaped(name: str) -> str:
    """`name` as a PDF name: what is not a plain letter, digit or sign in two hex digits."""
    plain = b"-_.+"
    return "".join(
        chr(byte) if (chr(byte).isalnum() and byte < 128) or byte in plain else f"#{byte:02X}" for byte in name.encode()
    )


def box(name: str, left: float, bottom: float, right: float, top: float) -> str:
    """A page box from millimetres."""
    return f"/{name} [{' '.join(f'{value * POINTS_PER_MM:.4f}' for value in (left, bottom, right, top))}]"


def operators(path: pathops.Path) -> str:
    """`path`, millimetres with y up, as PDF path construction; quadratic curves become cubic."""
    lines, here = list[str](), (0.0, 0.0)
    for verb, points in path:
        match verb:
            case pathops.PathVerb.MOVE:
                lines.append(f"{_pair(points[0])} m")
            case pathops.PathVerb.LINE:
                lines.append(f"{_pair(points[0])} l")
            case pathops.PathVerb.QUAD:
                lines.append(_cubic(here, points[0], points[1]))
            case pathops.PathVerb.CUBIC:
                lines.append(f"{' '.join(map(_pair, points))} c")
            case pathops.PathVerb.CLOSE:
                lines.append("h")
        here = points[-1] if points else here
    return "\n".join(lines)


def _cubic(start: Sequence[float], control: Sequence[float], end: Sequence[float]) -> str:
    first = [s + 2 / 3 * (c - s) for s, c in zip(start, control, strict=True)]
    second = [e + 2 / 3 * (c - e) for e, c in zip(end, control, strict=True)]
    return f"{_pair(first)} {_pair(second)} {_pair(end)} c"


def _pair(point: Sequence[float]) -> str:
    return " ".join(f"{value * POINTS_PER_MM:.4f}" for value in point)
