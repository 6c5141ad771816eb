"""The vertex and index codec of meshoptimizer, its own WebAssembly run in this process by V8.

Sources: https://github.com/zeux/meshoptimizer, npm package `meshoptimizer`; the bitstream is that of
https://github.com/KhronosGroup/glTF/tree/main/extensions/2.0/Vendor/EXT_meshopt_compression.
"""

import re

import numpy as np
from numpy.typing import NDArray
from py_mini_racer import JSEvalException

from renderer.errors import ModelError
from renderer.export.v8 import Context, Script, npm_file

MODES = ("ATTRIBUTES", "TRIANGLES", "INDICES")
FILTERS = ("NONE", "OCTAHEDRAL", "QUATERNION", "EXPONENTIAL")
Rows = NDArray[np.float32]


def encoded(data: bytes, count: int, stride: int, mode: str) -> bytes:
    """`count` elements of `stride` bytes as meshopt packs them; `mode` is one of `MODES`."""

    def work(context: Context) -> bytes:
        context.put("source", data)
        return context.take(f'MeshoptEncoder.encodeGltfBuffer(self.source, {count}, {stride}, "{mode}")')

    return _codec.run(work)


def decoded(data: bytes, count: int, stride: int, mode: str, rule: str = "NONE") -> bytes:
    """The reverse of `encoded`, the filter `rule` undone; raises `ModelError` where the data are not as they say."""

    def work(context: Context) -> bytes:
        context.put("source", data)
        context.value(f"self.target = new Uint8Array({count * stride})")
        context.value(f'MeshoptDecoder.decodeGltfBuffer(target, {count}, {stride}, self.source, "{mode}", "{rule}")')
        return context.take("target")

    try:
        return _codec.run(work)
    except JSEvalException as error:
        raise ModelError("Compressed data cannot be unpacked: they are damaged.", code="MESHOPT_INVALID") from error


def octahedral(unit: Rows, bits: int) -> bytes:
    """Unit vectors (n, 4), the fourth component kept, as the OCTAHEDRAL filter wants them: 8 bytes each."""
    return _filtered(unit, f"MeshoptEncoder.encodeFilterOct(rows, {len(unit)}, 8, {bits})")


def exponential(values: Rows, bits: int) -> bytes:
    """Values (n, k), one exponent a column, as the EXPONENTIAL filter wants them: 4k bytes each."""
    width = values.shape[1] * 4
    return _filtered(values, f'MeshoptEncoder.encodeFilterExp(rows, {len(values)}, {width}, {bits}, "SharedComponent")')


def _filtered(values: Rows, call: str) -> bytes:
    def work(context: Context) -> bytes:
        context.put("source", np.ascontiguousarray(values, "<f4").tobytes())
        context.value("self.rows = new Float32Array(self.source.buffer)")
        return context.take(call)

    return _codec.run(work)


def new_order(corners: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """`corners` (3m,) in the order that packs best, and for each new vertex its old number."""

    def work(context: Context) -> tuple[bytes, bytes]:
        context.put("source", corners.astype("<u4").tobytes())
        context.value("self.corners = new Uint32Array(self.source.buffer)")
        context.value("self.remap = MeshoptEncoder.reorderMesh(corners, true, true)[0]")
        return context.take("new Uint8Array(corners.buffer)"), context.take("new Uint8Array(remap.buffer)")

    ordered, remap = (np.frombuffer(data, "<u4") for data in _codec.run(work))
    used = np.flatnonzero(remap != np.iinfo(np.uint32).max)
    return ordered, used[np.argsort(remap[used])].astype(np.uint32)


def _sources() -> list[str]:
    modules = [
        npm_file("meshoptimizer", name).read_text("utf-8") for name in ("meshopt_encoder.js", "meshopt_decoder.mjs")
    ]
    plain = [re.sub(r"export \{[^}]*\};?", "", module) for module in modules]
    return [*plain, "MeshoptEncoder.ready", "MeshoptDecoder.ready"]


_codec = Script(_sources)
