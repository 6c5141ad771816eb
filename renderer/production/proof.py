"""Is what is made what was shown? The artwork read back from the files, and held against the drawing in millimetres."""

import io
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.artwork.drawing import svg_document
from renderer.artwork.rasterize import rasterize
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.production.cut_dxf import CONTOUR
from renderer.production.stitch_file import Format, read_stitches

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

PER_MM, MOST_PX = 8.0, 2400
THREAD_MM = 0.4
STITCH = 0
FLAT_MM, CURVED = 0.5, 0.01
"""A decal on a model is true to 0.5 mm, or to 1 % where its surface curves."""
ALLOWED = {"cut.dxf": 0.2, "stitches.dst": 0.8, "stitches.pes": 0.8}
"""Millimetres by which the outermost ink may lie elsewhere in a file: thread is planned beyond edges, for its pull."""


LEAST_COMMON = {"cut": 0.97, "sti": 0.75}
"""Ink in common over all ink, by the kind of file: thread is 0.4 mm thick and hairlines are sewn broader."""


@dataclass(frozen=True)
class Finding:
    """One comparison: the greatest difference of an edge or length in mm, the share of ink in common, the verdict."""

    subject: str
    off_mm: float
    common: float
    ok: bool


@dataclass(frozen=True, eq=False)
class Drawing:
    """An artwork to hold files against."""

    svg: bytes
    width_mm: float
    height_mm: float

    @property
    def density(self) -> float:
        """Pixels a millimetre."""
        return min(PER_MM, MOST_PX / max(self.width_mm, self.height_mm))

    @property
    def size(self) -> tuple[int, int]:
        """Pixels across and down."""
        return math.ceil(self.width_mm * self.density), math.ceil(self.height_mm * self.density)

    @property
    def ink(self) -> Mask:
        """Where there is ink (h, w)."""
        return np.asarray(rasterize(self.svg, *self.size)[..., 3] > 127)


def prove_files(drawing: Drawing, files: dict[str, bytes]) -> list[Finding]:
    """The cut path and the stitch files, each read back and compared."""
    found = []
    for name, allowed in ALLOWED.items():
        if name in files:
            seen = _cut(files[name], drawing) if name == "cut.dxf" else _sewn(files[name], name[-3:], drawing)
            found.append(_compared(name, drawing, seen, allowed))
    return found


def prove_model(drawing: Drawing, model: Document, zone: str, subject: str = "model.glb") -> Finding:
    """The decal on `zone` of an exported model: its size on the surface, and where its texture has ink."""
    nodes = model.json.get("nodes", [])
    number = next(
        (n for n, node in enumerate(nodes) if node.get("extras", {}).get("decal", {}).get("zone") == zone), None
    )
    if number is None:
        return Finding(subject, math.inf, 0.0, ok=False)
    primitive = model.json["meshes"][nodes[number]["mesh"]]["primitives"][0]
    width, height = _measured(model, primitive, model.world_matrices()[number])
    off = max(abs(width - drawing.width_mm), abs(height - drawing.height_mm))
    seen = _texture_ink(model, primitive, drawing)
    common = _common(drawing.ink, seen)
    allowed = max(FLAT_MM, CURVED * max(drawing.width_mm, drawing.height_mm))
    return Finding(subject, round(off, 3), round(common, 4), ok=off <= allowed and common > 0.9)


def _compared(name: str, drawing: Drawing, seen: Mask, allowed: float) -> Finding:
    ink = drawing.ink
    if not seen.any():
        return Finding(name, math.inf, 0.0, ok=False)
    edges = [np.array(_edges(mask)) / drawing.density for mask in (ink, seen)]
    off = float(np.abs(edges[0] - edges[1]).max())
    common = _common(ink, seen)
    return Finding(name, round(off, 3), round(common, 4), ok=bool(off <= allowed and common > LEAST_COMMON[name[:3]]))


def _edges(mask: Mask) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _common(one: Mask, other: Mask) -> float:
    """Intersection over union."""
    union = np.count_nonzero(one | other)
    return float(np.count_nonzero(one & other) / union) if union else 0.0


def _cut(data: bytes, drawing: Drawing) -> Mask:
    """What lies inside the contour, even-odd."""
    rings = [ring * (1, -1) + (0, drawing.height_mm) for ring in _rings(data)]
    lines = "".join("M" + "L".join(f"{x:.4f} {y:.4f}" for x, y in ring) + "Z" for ring in rings)
    return _drawn(f'<path fill-rule="evenodd" d="{lines}"/>', drawing)


def _drawn(body: str, drawing: Drawing) -> Mask:
    svg = svg_document(drawing.width_mm, drawing.height_mm, body.encode())
    return np.asarray(rasterize(svg, *drawing.size)[..., 3] > 127)


def _rings(data: bytes) -> list[Floats]:
    """The polylines on the contour's layer (n, 2) of a DXF."""
    lines = [line.strip() for line in data.decode("ascii").splitlines()]
    pairs = list(zip(lines[::2], lines[1::2], strict=False))
    rings: list[list[tuple[float, float]]] = []
    layer, x = "", 0.0
    entity = ""
    for code, value in pairs:
        if code == "0":
            entity = value
            if entity == "SEQEND":
                layer = ""
        elif code == "8":
            layer = value
            if entity == "POLYLINE" and layer == CONTOUR:
                rings.append([])
        elif entity == "VERTEX" and layer == CONTOUR and code == "10":
            x = float(value)
        elif entity == "VERTEX" and layer == CONTOUR and code == "20":
            rings[-1].append((x, float(value)))
    return [np.array(ring) for ring in rings if len(ring) > 2]


def _sewn(data: bytes, kind: str, drawing: Drawing) -> Mask:
    """Where thread lies, as the machine sews it."""
    formats: dict[str, Format] = {"dst": "dst", "pes": "pes"}
    right, down = drawing.width_mm / 2, drawing.height_mm / 2
    steps = [
        f"{'L' if command == STITCH else 'M'}{x + right:.2f} {y + down:.2f}"
        for x, y, command in read_stitches(data, formats[kind])
    ]
    line = "".join(steps)
    stroke = f'stroke="#000" stroke-width="{THREAD_MM}" stroke-linecap="round" stroke-linejoin="round"'
    return _drawn(f'<path fill="none" {stroke} d="M0 0{line}"/>', drawing)


def _measured(model: Document, primitive: Json, world: Floats) -> tuple[float, float]:
    """Width and height in millimetres on the surface: how far one gets over all of u and all of v, area by area."""
    attributes = primitive["attributes"]
    points = model.accessor(attributes["POSITION"]) @ world[:3, :3].T * 1000
    uv = model.accessor(attributes["TEXCOORD_0"]).astype(np.float64)
    corners = model.accessor(primitive["indices"]).reshape(-1, 3).astype(np.int64)
    p, t = points[corners], uv[corners]
    edges, turns = (
        np.stack([p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]], 2),
        np.stack([t[:, 1] - t[:, 0], t[:, 2] - t[:, 0]], 2),
    )
    area = np.abs(np.linalg.det(turns))
    real = area > 1e-10
    per_uv = edges[real] @ np.linalg.inv(turns[real])
    lengths = np.linalg.norm(per_uv, axis=1)
    width, height = np.average(lengths, axis=0, weights=area[real])
    return float(width), float(height)


def _texture_ink(model: Document, primitive: Json, drawing: Drawing) -> Mask:
    """Where the decal's base colour texture is opaque, at the drawing's size."""
    info = model.json["materials"][primitive["material"]]["pbrMetallicRoughness"]["baseColorTexture"]
    with Image.open(io.BytesIO(model.image_bytes(model.texture_image(info["index"])))) as image:
        alpha = image.convert("RGBA").getchannel("A").resize(drawing.size, Image.Resampling.LANCZOS)
    return np.asarray(alpha) > 160
