from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from pygltflib import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER, FLOAT, UNSIGNED_BYTE  # type: ignore[import-untyped]

from renderer.errors import ModelError
from renderer.gltf.document import Document

DTYPES = st.sampled_from([np.dtype(name) for name in ("i1", "u1", "i2", "u2", "u4", "f4")])
SHAPES = st.tuples(st.integers(1, 40), st.sampled_from([1, 2, 3, 4, 9, 16]))


@st.composite
def stored_arrays(draw: st.DrawFn) -> NDArray[Any]:
    dtype = draw(DTYPES)
    elements = st.floats(-1e6, 1e6, width=32) if dtype.kind == "f" else None
    shape = draw(SHAPES)
    if dtype.itemsize < 4 and shape[1] == 9:
        shape = (shape[0], 4)
    return draw(arrays.arrays(dtype, shape, elements=elements))


@given(stored_arrays(), st.sampled_from([None, ARRAY_BUFFER]))
def test_what_is_added_is_read_back_through_a_file(array: NDArray[Any], target: int | None) -> None:
    document = Document()
    number = document.add_accessor(array, target)
    read = Document.from_glb(document.to_glb()).accessor(number)
    assert read.dtype == array.dtype
    assert np.array_equal(read, array)


@given(arrays.arrays(np.int8, (8, 4)), arrays.arrays(np.uint16, (8, 2)))
def test_normalized_integers_span_minus_one_to_one(signed: NDArray[Any], unsigned: NDArray[Any]) -> None:
    document = Document()
    first = document.accessor(document.add_accessor(signed, ARRAY_BUFFER, normalized=True))
    second = document.accessor(document.add_accessor(unsigned, ARRAY_BUFFER, normalized=True))
    assert np.allclose(first, np.maximum(signed / 127, -1))
    assert np.allclose(second, unsigned / 65535)
    assert np.array_equal(document.accessor(0, stored=True), signed)


@pytest.mark.parametrize(("largest", "dtype"), [(65534, np.uint16), (65535, np.uint32)])
def test_indices_take_the_smaller_type_and_leave_out_primitive_restart(largest: int, dtype: type) -> None:
    document = Document()
    assert document.accessor(document.add_accessor(np.array([0, largest]), ELEMENT_ARRAY_BUFFER)).dtype == dtype


def test_bounds_are_those_of_the_stored_values() -> None:
    document = Document()
    document.add_accessor(np.array([[0.1, 2.0, -3.0], [1.0, 0.2, 7.0]]), ARRAY_BUFFER)
    accessor = document.json["accessors"][0]
    assert accessor["min"] == [np.float32(0.1), np.float32(0.2), -3.0]
    assert accessor["max"] == [1.0, 2.0, 7.0]


def interleaved(offset: int, stride: int | None, count: int, component: int = FLOAT) -> Document:
    """Three rows of (x, y, z, u, v) in one view, and an accessor on part of them."""
    document = Document()
    view = document.add_view(np.arange(15, dtype="<f4").tobytes(), stride=stride)
    entry = {"bufferView": view, "byteOffset": offset, "componentType": component, "count": count, "type": "VEC2"}
    document.items("accessors").append(entry)
    return document


def test_a_stride_skips_what_lies_between() -> None:
    assert interleaved(12, 20, 3).accessor(0).tolist() == [[3, 4], [8, 9], [13, 14]]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (interleaved(12, 20, 4), "ACCESSOR_RANGE"),
        (interleaved(56, None, 1), "ACCESSOR_RANGE"),
        (interleaved(0, 4, 1), "ACCESSOR_INVALID"),
        (interleaved(0, None, 10**9), "MODEL_TOO_LARGE"),
        (interleaved(0, None, 1, component=5124), "ACCESSOR_INVALID"),
    ],
)
def test_what_lies_outside_is_refused(document: Document, code: str) -> None:
    with pytest.raises(ModelError) as refusal:
        document.accessor(0)
    assert refusal.value.code == code


def test_a_number_that_is_none_is_refused() -> None:
    document = Document()
    document.add_view(np.array([[0.0, np.nan]], "<f4").tobytes())
    document.items("accessors").append({"bufferView": 0, "componentType": FLOAT, "count": 1, "type": "VEC2"})
    with pytest.raises(ModelError, match="not a finite number"):
        document.accessor(0)


def sparse(index: list[int], base: bool) -> Document:
    document = Document()
    number = document.add_accessor(np.arange(6.0).reshape(3, 2)) if base else 0
    if not base:
        document.items("accessors").append({"componentType": FLOAT, "count": 3, "type": "VEC2"})
    places = document.add_view(bytes(index))
    values = document.add_view(np.full((len(index), 2), 9, "<f4").tobytes())
    document.json["accessors"][number]["sparse"] = {
        "count": len(index),
        "indices": {"bufferView": places, "componentType": UNSIGNED_BYTE},
        "values": {"bufferView": values},
    }
    return document


def test_sparse_values_replace_the_dense_ones_or_zeros() -> None:
    assert sparse([1], base=True).accessor(0).tolist() == [[0, 1], [9, 9], [4, 5]]
    assert sparse([0, 2], base=False).accessor(0).tolist() == [[9, 9], [0, 0], [9, 9]]


def test_a_sparse_index_outside_is_refused() -> None:
    with pytest.raises(ModelError, match="sparse index outside of its 3 elements"):
        sparse([3], base=True).accessor(0)


def test_matrices_of_bytes_have_padded_columns() -> None:
    document = Document()
    document.add_view(bytes([1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0]))
    document.items("accessors").append({"bufferView": 0, "componentType": UNSIGNED_BYTE, "count": 1, "type": "MAT3"})
    assert document.accessor(0).tolist() == [list(range(1, 10))]


def test_a_type_that_gltf_lacks_is_refused() -> None:
    with pytest.raises(ModelError, match="no component type for int64"):
        Document().add_accessor(np.array([1, 2]))
    with pytest.raises(ModelError, match="has 5 components"):
        Document().add_accessor(np.zeros((2, 5)))


def test_an_accessor_of_nothing_is_refused() -> None:
    with pytest.raises(ModelError, match="at least one element"):
        Document().add_accessor(np.zeros((0, 3)))
