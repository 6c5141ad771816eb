"""glTF accessors to numpy and back, https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#accessors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pygltflib import (  # type: ignore[import-untyped]
    BYTE,
    ELEMENT_ARRAY_BUFFER,
    FLOAT,
    SHORT,
    UNSIGNED_BYTE,
    UNSIGNED_INT,
    UNSIGNED_SHORT,
)

from renderer.errors import ModelError
from renderer.gltf.container import Json

View = bytes | memoryview
Array = NDArray[Any]

DTYPES: dict[int, np.dtype[Any]] = {
    BYTE: np.dtype("<i1"),
    UNSIGNED_BYTE: np.dtype("<u1"),
    SHORT: np.dtype("<i2"),
    UNSIGNED_SHORT: np.dtype("<u2"),
    UNSIGNED_INT: np.dtype("<u4"),
    FLOAT: np.dtype("<f4"),
}
COMPONENT_TYPES = {dtype: component for component, dtype in DTYPES.items()}
SHAPES = {
    "SCALAR": (1, 1),
    "VEC2": (1, 2),
    "VEC3": (1, 3),
    "VEC4": (1, 4),
    "MAT2": (2, 2),
    "MAT3": (3, 3),
    "MAT4": (4, 4),
}
"""Columns and rows of an element; matrices are stored column by column, each column on a multiple of four bytes."""
TYPES = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4", 9: "MAT3", 16: "MAT4"}
MAX_COMPONENTS = 256 * 1024 * 1024
BYTES_PER_VERTEX_STEP = 4


@dataclass(frozen=True)
class Layout:
    """How an element lies in memory; `where` says whose, in messages."""

    dtype: np.dtype[Any]
    columns: int
    rows: int
    where: str

    @property
    def width(self) -> int:
        """Components of an element."""
        return self.columns * self.rows

    @property
    def column_step(self) -> int:
        """Bytes from one column of a matrix to the next; of a vector, its size."""
        size = self.rows * self.dtype.itemsize
        return size if self.columns == 1 else size + -size % 4

    @property
    def size(self) -> int:
        """Bytes from the first to the last component of an element."""
        return self.column_step * (self.columns - 1) + self.rows * self.dtype.itemsize


def read_accessor(document: Json, views: Sequence[View], index: int, *, stored: bool = False) -> Array:
    """Accessor `index` as (count, components): float32 where float or normalized, else the integers as stored.

    With `stored`, normalized integers stay integers too.

    Sparse values are in place, strides and matrix paddings gone. The array may be read-only. Raises `ModelError`.
    """
    accessor = look_up(document, "accessors", index)
    layout = _layout(accessor, f"Accessor {index}")
    values = _dense(document, views, accessor, layout)
    if "sparse" in accessor:
        values = _with_sparse(values, accessor["sparse"], views, layout)
    return _as_floats(values, accessor.get("normalized", False) and not stored, layout.where)


def look_up(document: Json, collection: str, index: int) -> Json:
    """`document[collection][index]`; raises `ModelError` where there is no such thing."""
    items = document.get(collection, [])
    if not 0 <= index < len(items):
        message = f"There are {len(items)} {collection}, but number {index} is asked for."
        raise ModelError(message, code="MODEL_REFERENCE")
    return items[index]  # type: ignore[no-any-return]


def _layout(accessor: Json, where: str) -> Layout:
    dtype = DTYPES.get(accessor.get("componentType", 0))
    shape = SHAPES.get(accessor.get("type", ""))
    if dtype is None or shape is None or "count" not in accessor:
        raise ModelError(f"{where} lacks a valid componentType, type or count.", code="ACCESSOR_INVALID")
    if accessor["count"] * shape[0] * shape[1] > MAX_COMPONENTS:
        raise ModelError(f"{where} has {accessor['count']:,} elements, more than can be held.", code="MODEL_TOO_LARGE")
    return Layout(dtype, *shape, where)


def _dense(document: Json, views: Sequence[View], accessor: Json, layout: Layout) -> Array:
    if "bufferView" not in accessor:
        return np.zeros((accessor["count"], layout.width), layout.dtype)
    stride = look_up(document, "bufferViews", accessor["bufferView"]).get("byteStride")
    offset = accessor.get("byteOffset", 0)
    return _elements(views[accessor["bufferView"]], layout, accessor["count"], offset, stride)


def _elements(data: View, layout: Layout, count: int, offset: int, stride: int | None = None) -> Array:
    step = stride or layout.column_step * layout.columns
    if step < layout.size:
        message = f"{layout.where} has elements of {layout.size} bytes at a stride of {step}."
        raise ModelError(message, code="ACCESSOR_INVALID")
    if not count:
        return np.zeros((0, layout.width), layout.dtype)
    end = offset + step * (count - 1) + layout.size
    if end > len(data):
        message = f"{layout.where} needs {end:,} bytes of its buffer view, which has {len(data):,}."
        raise ModelError(message, code="ACCESSOR_RANGE")
    strides = (step, layout.column_step, layout.dtype.itemsize)
    array: Array = np.ndarray((count, layout.columns, layout.rows), layout.dtype, data, offset, strides)
    return np.ascontiguousarray(array).reshape(count, layout.width)


def _with_sparse(values: Array, sparse: Json, views: Sequence[View], layout: Layout) -> Array:
    try:
        indices, replacements, count = sparse["indices"], sparse["values"], sparse["count"]
        scalar = Layout(DTYPES[indices["componentType"]], 1, 1, layout.where)
        index_data, value_data = views[indices["bufferView"]], views[replacements["bufferView"]]
    except KeyError as error:
        raise ModelError(f"{layout.where} has sparse data without a valid {error}.", code="ACCESSOR_INVALID") from error
    index = _elements(index_data, scalar, count, indices.get("byteOffset", 0))[:, 0]
    if scalar.dtype.kind != "u" or (count and int(index.max()) >= len(values)):
        message = f"{layout.where} has a sparse index outside of its {len(values)} elements."
        raise ModelError(message, code="ACCESSOR_RANGE")
    result = values.copy()
    result[index] = _elements(value_data, layout, count, replacements.get("byteOffset", 0))
    return result


def _as_floats(values: Array, normalized: bool, where: str) -> Array:
    if values.dtype.kind == "f":
        if not np.isfinite(values).all():
            raise ModelError(f"{where} holds a value that is not a finite number.", code="ACCESSOR_NOT_FINITE")
        return values
    if not normalized:
        return values
    scaled: Array = values.astype(np.float32) / np.float32(np.iinfo(values.dtype).max)
    return np.maximum(scaled, np.float32(-1.0), out=scaled)


def pack_accessor(array: Array, target: int | None, normalized: bool) -> tuple[Json, bytes, int | None]:
    """The accessor, the bytes and the byteStride (None where tight) for `array` of shape (n,) or (n, components).

    Floats become single precision; indices (target ELEMENT_ARRAY_BUFFER) take 16 bits where they fit, else 32; rows of
    other data are padded to 4 bytes. `min` and `max` are always there. Raises `ModelError` for what glTF cannot hold.
    """
    if not array.size:
        raise ModelError("An accessor has to have at least one element.", code="ACCESSOR_INVALID")
    values = _storable(array.reshape(len(array), -1), target)
    components = values.shape[1]
    if components not in TYPES or (TYPES[components] == "MAT3" and values.itemsize < 4):
        message = f"No accessor type has {components} components of {values.itemsize} bytes."
        raise ModelError(message, code="ACCESSOR_INVALID")
    accessor: Json = {"componentType": COMPONENT_TYPES[values.dtype], "count": len(values), "type": TYPES[components]}
    if normalized:
        accessor["normalized"] = True
    accessor |= {"min": values.min(axis=0).tolist(), "max": values.max(axis=0).tolist()}
    padding = 0 if target == ELEMENT_ARRAY_BUFFER else -values.itemsize * components % BYTES_PER_VERTEX_STEP
    rows = values.view(np.uint8).reshape(len(values), -1)
    data = np.pad(rows, ((0, 0), (0, padding))).tobytes() if padding else values.tobytes()
    return accessor, data, rows.shape[1] + padding if padding else None


def _storable(values: Array, target: int | None) -> Array:
    if target == ELEMENT_ARRAY_BUFFER:
        wide = values.size and int(values.max()) >= np.iinfo(np.uint16).max
        return np.ascontiguousarray(values, dtype="<u4" if wide else "<u2")
    if values.dtype.kind == "f":
        return np.ascontiguousarray(values, dtype="<f4")
    little = np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<"))
    if little.dtype not in COMPONENT_TYPES:
        raise ModelError(f"glTF has no component type for {values.dtype}.", code="ACCESSOR_INVALID")
    return little
