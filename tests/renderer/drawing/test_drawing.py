"""A drawing is true to the model: its size, its outline, what hides what; and the same each time."""

import io
import re

import ezdxf
import numpy as np
import pytest
from ezdxf.entities.dimension import Dimension as EzdxfDimension
from ezdxf.entities.dxfentity import DXFEntity
from numpy.typing import NDArray

from renderer.drawing import FORMATS, drawing
from renderer.drawing.direction import FRONT, SIDE, TOP
from renderer.drawing.shells import shells
from renderer.drawing.view import LineView, line_view
from renderer.facts import ProductFacts
from renderer.gltf.document import Document
from renderer.studio.scene import Scene, read_scene
from tests.renderer.drawing.boxes import boxes

CELLS = 500
FACTS = ProductFacts(name="Two boxes")


@pytest.fixture(scope="module")
def document() -> Document:
    """A box of 400 × 300 × 1000 mm, and a smaller one before its front that stands on the floor."""
    return boxes(((0, 0.15, 0), (0.4, 0.3, 1.0)), ((0.05, 0.05, 0.6), (0.1, 0.1, 0.1)))


@pytest.fixture(scope="module")
def scene(document: Document) -> Scene:
    return read_scene(document)


def length(lines: tuple[NDArray[np.float64], ...]) -> float:
    return sum(float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum()) for line in lines)


def measured_by(dimension: DXFEntity) -> float:
    assert isinstance(dimension, EzdxfDimension)
    return float(dimension.get_measurement())


def view(scene: Scene, name: str) -> LineView:
    direction = next(each for each in (SIDE, FRONT, TOP) if each.name == name)
    return line_view(scene, shells(scene), direction, CELLS)


@pytest.mark.parametrize(("name", "width", "height"), [("side", 1150, 300), ("front", 400, 300), ("top", 1150, 400)])
def test_views_are_as_large_as_the_model(scene: Scene, name: str, width: float, height: float) -> None:
    assert np.ptp(view(scene, name).box, axis=0) == pytest.approx([width, height])


def test_the_outline_goes_around_once(scene: Scene) -> None:
    front = view(scene, "front")
    assert len(front.outline) == 1
    assert length(front.outline) == pytest.approx(2 * (400 + 300), rel=0.03)


def test_what_stands_before_something_is_drawn_and_what_stands_behind_is_not(scene: Scene) -> None:
    assert length(view(scene, "front").edges) == pytest.approx(3 * 100, abs=40)
    beside = view(scene, "side")
    assert length(beside.outline) == pytest.approx(2 * (1000 + 300) + 4 * 100, rel=0.05)


def test_a_step_in_what_faces_the_eye_is_drawn_though_it_is_one_piece() -> None:
    """Two boxes that share an edge; the side of one lies 30 mm behind that of the other."""
    stepped = boxes(((0, 0.15, -0.25), (0.4, 0.3, 0.5)), ((-0.015, 0.15, 0.25), (0.37, 0.3, 0.5)))
    scene = read_scene(stepped)
    assert len(set(shells(scene).tolist())) == 1
    assert length(view(scene, "side").edges) == pytest.approx(300, abs=20)


def test_a_box_has_few_points(scene: Scene) -> None:
    assert sum(len(line) for line in view(scene, "front").outline) < 20


def test_flat_shading_leaves_no_triangles(scene: Scene) -> None:
    """The diagonals of the boxes' faces are no lines."""
    assert all(np.ptp(line, axis=0).min() < 8 for line in view(scene, "top").edges), (
        "every inner line of two boxes runs along an axis"
    )


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_model_is_the_same_bytes(document: Document, kind: str) -> None:
    one, other = (drawing(document, FACTS, kind, CELLS) for _ in range(2))
    assert one.data == other.data
    assert (one.name, one.media_type) == (f"drawings/drawing.{kind}", FORMATS[kind][0])


def test_the_svg_says_scale_and_stays_on_the_sheet(document: Document) -> None:
    svg = drawing(document, FACTS, "svg", CELLS).data.decode()
    numbers = np.array(re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", svg), np.float64)
    assert (numbers >= 0).all()
    assert (numbers <= (297, 210)).all()
    assert 'width="297mm" height="210mm"' in svg


def test_the_dxf_is_real_size_in_millimetres(document: Document) -> None:
    read = ezdxf.read(io.StringIO(drawing(document, FACTS, "dxf", CELLS).data.decode()))  # type: ignore[attr-defined]
    assert read.header["$INSUNITS"] == 4
    space = read.modelspace()
    measured = sorted(round(measured_by(each)) for each in space.query("DIMENSION"))
    assert measured == [300, 400, 400, 1150]
    outlines = space.query('LWPOLYLINE[layer=="OUTLINE"]')
    assert len(outlines) == 1 + 2 + 2
    assert all(each.dxf.flags & 1 for each in outlines)
