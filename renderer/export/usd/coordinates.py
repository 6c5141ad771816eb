"""Texture coordinates of USD: v up, and every KHR_texture_transform done to them, a set for each that differs."""

import json

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.container import Json
from renderer.gltf.references import texture_infos, texture_uv

Array = NDArray[np.float64]
TRANSFORM = "KHR_texture_transform"


def coordinate_sets(material: Json) -> dict[str, str]:
    """For each way in which the material's textures are placed, the name of its primvar: `st`, `st1`, …"""
    ways = sorted({way(info) for info in texture_infos(material).values()})
    return {each: "st" if number == 0 else f"st{number}" for number, each in enumerate(ways)}


def way(info: Json) -> str:
    """How a textureInfo places its picture, as a text that is equal for equal ways."""
    transform = info.get("extensions", {}).get(TRANSFORM, {})
    parts = {key: transform[key] for key in ("offset", "rotation", "scale") if key in transform}
    return json.dumps([texture_uv(info), parts], sort_keys=True)


def uv_set(placed: str) -> int:
    """The TEXCOORD set that a way reads."""
    return int(json.loads(placed)[0])


def coordinates(uv: Array, placed: str) -> Array:
    """glTF UVs (n, 2) as USD wants them: scaled, turned, moved, in this order, then v from below.

    https://github.com/KhronosGroup/glTF/tree/main/extensions/2.0/Khronos/KHR_texture_transform
    """
    parts = json.loads(placed)[1]
    angle = float(parts.get("rotation", 0.0))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    moved = uv * parts.get("scale", (1.0, 1.0)) @ turn + parts.get("offset", (0.0, 0.0))
    flipped: Array = moved * (1.0, -1.0) + (0.0, 1.0)
    return flipped
