"""Panels: a form's skin inside an outline on a chart, finer where it bends, with a rolled edge and a flange."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import ArrayLike
from scipy.spatial import Delaunay

from models.golf_cart.author.kit.charts import SlabChart, lifted
from models.golf_cart.author.kit.forms import Form, gradient
from models.golf_cart.author.kit.surfaces import grid
from models.golf_cart.author.piece import Floats, Ints, Piece


@dataclass(frozen=True)
class Make:
    """How a panel is made, in metres: half the shut line, roll of the edge, flange, mesh size and its limits."""

    gap: float = 0.00175
    roll: float = 0.005
    flange: float = 0.018
    size: float = 0.046
    finest: float = 0.014
    bend_deg: float = 12.0
    passes: int = 4

    def finer(self) -> "Make":
        """For paint that mirrors lamps: a highlight shows every triangle whose normals are far apart."""
        return replace(self, size=0.9 * self.size, finest=0.75 * self.finest, bend_deg=0.66 * self.bend_deg, passes=5)


@dataclass(frozen=True)
class Guide:
    """A line on the sheet across which the form steps: mesh rows follow it, over `width` metres."""

    line: Floats
    width: float


def panel(
    slot: str,
    form: Form,
    chart: SlabChart,
    outline: ArrayLike,
    *,
    holes: Sequence[ArrayLike] = (),
    guides: Sequence[Guide] = (),
    make: Make = Make(),
) -> list[Piece]:
    """The skin of `form` inside an outline (counter-clockwise on the sheet), less holes, along shut-line centres."""
    region = shapely.Polygon(np.asarray(outline, float), [np.asarray(hole, float) for hole in holes])
    skin = shapely.make_valid(region).buffer(-make.gap - 2 * make.roll, quad_segs=5).buffer(make.roll, quad_segs=5)
    if not isinstance(skin, shapely.Polygon) or skin.is_empty:
        raise ValueError(f"The outline of a {slot} panel is not one region.")
    rings = [_even(ring, make) for ring in (skin.exterior, *skin.interiors)]
    domain = shapely.Polygon(rings[0], rings[1:])
    points, faces = _mesh(form, chart, domain, np.vstack([*rings, _seeds(domain, guides, make)]), make)
    vertices = lifted(form, chart, points)
    face = Piece(slot, vertices, faces, uv=points * [1.0, -1.0], normals=gradient(form, vertices))
    edges = [_edge(slot, form, lifted(form, chart, ring), make) for ring in _boundary(points, faces)]
    return [face, *edges]


def skin(
    slot: str, form: Form, chart: SlabChart, ring: ArrayLike, *, guides: Sequence[Guide] = (), make: Make = Make()
) -> Piece:
    """The bare skin of `form` inside a ring on the sheet, whose points it keeps, so that a rim can be grown from it."""
    border = np.asarray(ring, float)
    domain = shapely.Polygon(border)
    points, faces = _mesh(form, chart, domain, np.vstack([border, _seeds(domain, guides, make)]), make)
    vertices = lifted(form, chart, points)
    return Piece(slot, vertices, faces, uv=points * [1.0, -1.0], normals=gradient(form, vertices))


def parted(outline: ArrayLike, *cuts: ArrayLike) -> list[tuple[Floats, list[Floats]]]:
    """What is left of an outline when others are cut out of it: (outline, holes), highest region first."""
    region = shapely.make_valid(shapely.Polygon(np.asarray(outline, float)))
    for hole in cuts:
        region = region - shapely.make_valid(shapely.Polygon(np.asarray(hole, float)))
    whole = [part for part in shapely.get_parts(region) if part.geom_type == "Polygon" and part.area > 1e-3]
    whole.sort(key=lambda part: -float(part.centroid.y))
    turned = [shapely.orient_polygons(part) for part in whole]
    return [(_corners(part.exterior), [_corners(ring) for ring in part.interiors]) for part in turned]


def _corners(ring: shapely.LinearRing) -> Floats:
    """The points of a closed ring, its start not repeated."""
    return np.asarray(ring.coords)[:-1]


def _even(ring: shapely.LinearRing, make: Make) -> Floats:
    """A ring's points, with long stretches divided and crowded ones thinned; outer rings turn left, holes right."""
    line = np.asarray(ring.simplify(0.0003).coords)[:, :2]
    return np.asarray(shapely.segmentize(shapely.LinearRing(line), make.size * 0.75).coords)[:-1]


def _mesh(form: Form, chart: SlabChart, region: shapely.Polygon, points: Floats, make: Make) -> tuple[Floats, Ints]:
    """Sheet points and faces, refined where neighbouring normals differ."""
    points, faces = _hemmed(points, region)
    for _ in range(make.passes):
        extra = _bent(points, *_raised(form, chart, points), faces, make)
        if not len(extra):
            break
        points, faces = _hemmed(np.vstack([points, extra]), region)
    used, compact = np.unique(faces, return_inverse=True)
    return points[used], compact.reshape(-1, 3).astype(np.int64)


def _hemmed(points: Floats, region: shapely.Polygon) -> tuple[Floats, Ints]:
    """Points and their triangles with every border edge among them: border edges that are not are divided."""
    for _ in range(8):
        faces = _triangles(points, region)
        known = {(int(a), int(b)) for side in ((0, 1), (1, 2), (2, 0)) for a, b in np.sort(faces[:, side], axis=1)}
        torn = [edge for edge in _hem(points, region) if (min(edge), max(edge)) not in known]
        if not torn:
            return points, faces
        points = np.vstack([points, [0.5 * (points[a] + points[b]) for a, b in torn]])
    raise ValueError("A border too jagged to mesh.")


def _hem(points: Floats, region: shapely.Polygon) -> list[tuple[int, int]]:
    """Pairs of points next to each other along the region's border."""
    places, pairs = np.asarray(shapely.points(points)), []
    for ring in (region.exterior, *region.interiors):
        on = np.flatnonzero(shapely.distance(places, ring) < 1e-9)
        line = on[np.argsort(shapely.line_locate_point(ring, places[on]), kind="stable")]
        pairs += [(int(a), int(b)) for a, b in zip(line, np.roll(line, -1), strict=True)]
    return pairs


def _raised(form: Form, chart: SlabChart, points: Floats) -> tuple[Floats, Floats]:
    """Sheet points on the form, and the form's normals there."""
    vertices = lifted(form, chart, points)
    return vertices, gradient(form, vertices)


def _seeds(region: shapely.Polygon, guides: Sequence[Guide], make: Make) -> Floats:
    """Inner points: rows along the guides, a hexagonal lattice elsewhere."""
    inner = region.buffer(-0.2 * make.size)
    rows = [_inside(inner, row) for guide in guides for row in _rows(guide, make.size)]
    beside = shapely.union_all([shapely.LineString(guide.line).buffer(guide.width) for guide in guides])
    lattice = _lattice(region, make.size)
    apart = ~shapely.contains_xy(beside, lattice[:, 0], lattice[:, 1])
    return np.vstack([*rows, lattice[apart]])


def _rows(guide: Guide, size: float) -> list[Floats]:
    """Points along and beside a guide, closer across than along."""
    line = shapely.LineString(guide.line)
    sides = [line.offset_curve(share * guide.width) for share in (-0.7, -0.42, -0.22, 0.0, 0.22, 0.42, 0.7)]
    return [np.asarray(shapely.segmentize(side.simplify(1e-4), 0.5 * size).coords) for side in sides]


def _inside(region: shapely.Polygon, points: Floats) -> Floats:
    """The points in a region."""
    chosen: Floats = points[shapely.contains_xy(region, points[:, 0], points[:, 1])]
    return chosen


def _lattice(region: shapely.Polygon, size: float) -> Floats:
    """Hexagonal points inside a region, half a cell off its edge."""
    low_u, low_v, high_u, high_v = region.bounds
    rows = np.arange(low_v, high_v, size * np.sqrt(3) / 2)
    columns = np.arange(low_u - size, high_u + size, size)
    u = columns[None, :] + 0.5 * size * (np.arange(len(rows)) % 2)[:, None]
    points = np.column_stack([u.ravel(), np.repeat(rows, len(columns))])
    return _inside(region.buffer(-0.45 * size), points)


def _triangles(points: Floats, region: shapely.Polygon) -> Ints:
    """Delaunay triangles inside a region, counter-clockwise."""
    faces = np.sort(Delaunay(points).simplices, axis=1).astype(np.int64)
    faces = faces[np.lexsort(faces.T[::-1])]
    a, b, c = (points[faces[:, i]] for i in range(3))
    turn = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
    faces[turn < 0] = faces[turn < 0][:, ::-1]
    middle = points[faces].mean(axis=1)
    inner: Ints = faces[shapely.contains_xy(region, middle[:, 0], middle[:, 1]) & (np.abs(turn) > 1e-10)]
    return inner


def _bent(points: Floats, vertices: Floats, normals: Floats, faces: Ints, make: Make) -> Floats:
    """Midpoints of edges across which the normal turns too far, on the sheet."""
    halves = np.sort(np.vstack([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    edges = np.unique(halves, axis=0)
    one, two = edges.T
    turn = np.degrees(np.arccos(np.clip(np.einsum("ij,ij->i", normals[one], normals[two]), -1.0, 1.0)))
    long = np.linalg.norm(vertices[one] - vertices[two], axis=1)
    chosen = (turn > make.bend_deg) & (long > 2 * make.finest)
    return np.asarray(0.5 * (points[one] + points[two])[chosen])


def _boundary(points: Floats, faces: Ints) -> list[Floats]:
    """The open loops of a mesh on the sheet, the mesh to their left."""
    halves = np.vstack([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    known = {(int(a), int(b)) for a, b in halves}
    ahead = {a: b for a, b in sorted(known) if (b, a) not in known}
    loops = []
    while ahead:
        start = min(ahead)
        loop = [start]
        while (after := ahead.pop(loop[-1])) != start:
            loop.append(after)
        loops.append(points[loop])
    return loops


def _edge(slot: str, form: Form, ring: Floats, make: Make) -> Piece:
    """A quarter-round roll and a flange behind a loop of the skin."""
    normal = gradient(form, ring)
    along = np.roll(ring, -1, axis=0) - np.roll(ring, 1, axis=0)
    aside = np.cross(along, normal)
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    angle = np.radians([0.0, 45.0, 90.0])[:, None, None]
    rows = ring + make.roll * (np.sin(angle) * aside - (1 - np.cos(angle)) * normal)
    tilt = np.cos(angle) * normal + np.sin(angle) * aside
    rows = np.concatenate([rows, rows[-1:] - make.flange * normal])[::-1]
    tilt = np.concatenate([tilt, tilt[-1:]])[::-1]
    skin = grid(slot, rows, closed=(False, True))
    closing = np.concatenate([tilt, tilt[:, :1]], axis=1).reshape(-1, 3)
    return Piece(slot, skin.vertices, skin.faces, uv=skin.uv, normals=closing)
