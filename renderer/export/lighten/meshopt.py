"""The simplifier of meshoptimizer, its own WebAssembly run in this process by V8.

Source: https://github.com/zeux/meshoptimizer, npm package `meshoptimizer`; after Garland and Heckbert, "Simplifying
Surfaces with Color and Texture using Quadric Error Metrics" (1998).
"""

import re

import numpy as np
from numpy.typing import NDArray

from renderer.digest import digest_bytes
from renderer.export.v8 import Context, Script, npm_file
from renderer.kept import kept

SIMPLIFY = """
var result = MeshoptSimplifier.simplifyWithAttributes(
    new Uint32Array(self.corners.buffer), new Float32Array(self.positions.buffer), 3,
    new Float32Array(self.attributes.buffer), {width}, {weights}, self.locks, 0, {error},
    ["ErrorAbsolute", "Permissive", "Prune"])[0];
"""


def simplified(
    triangles: NDArray[np.int64],
    positions: NDArray[np.float32],
    attributes: NDArray[np.float32],
    weights: list[float],
    locked: NDArray[np.bool_],
    error: float,
) -> NDArray[np.int64]:
    """As few `triangles` (m, 3) on the same vertices as will do, the surface moved by about `error` at most.

    `positions` (n, 3) and `error` in one unit; a change of 1 / weight in an attribute (n, width) counts like as large a
    move as the way it happens on. Vertices `locked` (n,) stay. What was found is kept, see
    `renderer.kept`. Raises `EngineUnavailable` without the npm package.
    """
    if not len(triangles):
        return triangles
    data = {
        "corners": triangles.astype("<u4").tobytes(),
        "positions": positions.astype("<f4").tobytes(),
        "attributes": attributes.astype("<f4").tobytes(),
        "locks": locked.astype(np.uint8).tobytes(),
    }
    words = SIMPLIFY.format(width=attributes.shape[1], weights=weights, error=error)

    def work(context: Context) -> bytes:
        for name, each in data.items():
            context.put(name, each)
        context.value(words)
        return context.take("new Uint8Array(result.slice().buffer)")

    made_from = [words, *map(digest_bytes, data.values())]
    corners = kept("simplified", made_from, __file__, lambda: _simplifier.run(work))
    return np.frombuffer(corners, "<u4").astype(np.int64).reshape(-1, 3)


def _sources() -> list[str]:
    module = npm_file("meshoptimizer", "meshopt_simplifier.js").read_text(encoding="utf-8")
    return [re.sub(r"export \{[^}]*\};?", "", module), "MeshoptSimplifier.ready"]


_simplifier = Script(_sources)
