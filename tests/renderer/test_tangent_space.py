import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.tangent_space import tangents_by_corner
from tests.support.tiny_product import tiny_product

Array = NDArray[np.float64]


def patch(turn: float, mirror: bool) -> tuple[Array, Array, Array, NDArray[np.int64]]:
    """A unit square facing +Z whose picture is turned by `turn` and maybe mirrored."""
    square = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    uv = square @ spin * [-1.0 if mirror else 1.0, -1.0]
    position = np.column_stack([square, np.zeros(4)])
    return position, np.tile([0.0, 0.0, 1.0], (4, 1)), uv, np.array([[0, 1, 2], [0, 2, 3]])


@given(st.floats(-3, 3), st.booleans())
def test_the_frame_points_where_the_picture_points(turn: float, mirror: bool) -> None:
    position, normal, uv, triangles = patch(turn, mirror)
    tangents = tangents_by_corner(position, normal, uv, triangles)
    tangent, sign = tangents[0, 0, :3], tangents[0, 0, 3]
    up = np.cross(normal[0], tangent) * sign
    steps = np.linalg.solve((uv[1:3] - uv[0]).T, np.eye(2))
    along_u, along_v = (steps.T @ (position[1:3] - position[0]))[:2]
    assert np.allclose(tangent, along_u / np.linalg.norm(along_u))
    assert np.allclose(up, -along_v / np.linalg.norm(along_v))
    assert sign == (-1 if mirror else 1)


def test_uvs_that_span_nothing_still_give_a_unit_frame() -> None:
    position, normal, uv, triangles = patch(0.0, mirror=False)
    tangents = tangents_by_corner(position, normal, uv * 0.0, triangles)
    assert np.allclose(np.linalg.norm(tangents[..., :3], axis=-1), 1.0)
    assert np.allclose(tangents[..., 2], 0.0)


@pytest.mark.parametrize("part", ["panel", "wheel", "chassis"])
def test_a_curved_part_gets_the_tangents_of_its_formula(part: str) -> None:
    document: Document = tiny_product()
    (primitive,) = next(mesh["primitives"] for mesh in document.json["meshes"] if mesh["name"] == part)
    position, normal, uv, expected = (
        document.accessor(primitive["attributes"][name]).astype(np.float64)
        for name in ("POSITION", "NORMAL", "TEXCOORD_0", "TANGENT")
    )
    triangles = document.accessor(primitive["indices"]).reshape(-1, 3).astype(np.int64)
    tangents = tangents_by_corner(position, normal, uv, triangles)
    assert np.array_equal(tangents[..., 3], expected[triangles][..., 3])
    assert np.sum(tangents[..., :3] * expected[triangles][..., :3], axis=-1).min() > 0.99


def test_the_order_of_triangles_does_not_matter() -> None:
    position, normal, uv, triangles = patch(0.3, mirror=False)
    forth = tangents_by_corner(position, normal, uv, triangles)
    back = tangents_by_corner(position, normal, uv, triangles[::-1])
    assert np.allclose(forth, back[::-1])
