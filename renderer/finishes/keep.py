"""Finishes made once and kept on disk: an embroidery takes seconds, and every colour of body wears the same."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from renderer.digest import digest_bytes
from renderer.finishes.apply_finish import apply_finish
from renderer.gltf.container import Json
from renderer.kept import kept, kept_in


@dataclass(frozen=True)
class Finished:
    """An artwork as its finish makes it: PNG files by the name of their field in `Maps`, and the glTF material."""

    material: Json
    png: dict[str, bytes]


def finished(finish: str, svg: bytes, width_mm: float, height_mm: float, cache: Path | None) -> Finished:
    """`apply_finish`, from `cache` where it was made before. Raises what that raises."""
    if cache is None:
        return _make(finish, svg, width_mm, height_mm)
    named = {"finish": finish, "svg": digest_bytes(svg), "mm": [width_mm, height_mm]}
    with kept_in(cache):
        data = kept("finishes", named, __file__, lambda: _packed(_make(finish, svg, width_mm, height_mm)))
    return _unpacked(data)


def _make(finish: str, svg: bytes, width_mm: float, height_mm: float) -> Finished:
    maps = apply_finish(finish, svg, width_mm, height_mm)
    return Finished(maps.material, maps.png)


def _packed(made: Finished) -> bytes:
    buffer = io.BytesIO()
    words = np.frombuffer(json.dumps(made.material, sort_keys=True).encode(), np.uint8)
    pictures: dict[str, Any] = {name: np.frombuffer(data, np.uint8) for name, data in made.png.items()}
    np.savez(buffer, material=words, **pictures)
    return buffer.getvalue()


def _unpacked(data: bytes) -> Finished:
    with np.load(io.BytesIO(data)) as arrays:
        parts = {name: arrays[name].tobytes() for name in arrays.files}
    return Finished(json.loads(parts.pop("material")), parts)
