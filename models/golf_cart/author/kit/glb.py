"""Writes parts as binary glTF 2.0, https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html."""

import json
import struct
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.golf_cart.author.kit.skin import Skin, skin
from models.golf_cart.author.piece import Floats, Part, Zone

COMPONENT = {"float32": 5126, "uint16": 5123, "uint32": 5125}
ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963


class GlbWriter:
    """Collects parts in order; `bytes()` is the file. The same parts give the same bytes.

    Equal arrays are stored once: a twin that is a mesh of its own, because it carries a zone, costs its names only.
    """

    def __init__(
        self, root: str, materials: Mapping[str, Mapping[str, Any]], asset: Mapping[str, str], smooth: Collection[str]
    ) -> None:
        self._slots = list(materials)
        self._smooth = smooth
        self._known: dict[bytes, int] = {}
        self._blob = bytearray()
        self._json: dict[str, Any] = {
            "asset": {"version": "2.0", **asset},
            "scene": 0,
            "scenes": [{"nodes": [0]}],
            "nodes": [{"name": root, "children": []}],
            "meshes": [],
            "materials": [{"name": slot, **materials[slot]} for slot in self._slots],
            "accessors": [],
            "bufferViews": [],
        }

    def add(self, part: Part) -> None:
        """A part as a node with its mesh (or instances of it) and its zones."""
        mesh = self._mesh(part)
        children = [self._node(_zone_node(zone)) for zone in part.zones]
        node: dict[str, Any] = {"name": part.name}
        if part.placements:
            children += [
                self._node({"name": f"{part.name}.{i}", "mesh": mesh, **_placed(matrix)})
                for i, matrix in enumerate(part.placements)
            ]
        else:
            node["mesh"] = mesh
        if children:
            node["children"] = children
        self._json["nodes"][0]["children"].append(self._node(node))

    def bytes(self) -> bytes:
        """The GLB: header, JSON chunk, binary chunk."""
        used = sorted({name for material in self._json["materials"] for name in material.get("extensions", {})})
        document = {**self._json, "buffers": [{"byteLength": len(self._blob)}], "extensionsUsed": used}
        text = json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
        chunks = _chunk(b"JSON", text, b" ") + _chunk(b"BIN\0", bytes(self._blob), b"\0")
        return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks

    def _mesh(self, part: Part) -> int:
        slots = sorted({piece.slot for piece in part.pieces}, key=self._slots.index)
        primitives = [
            self._primitive(skin([piece for piece in part.pieces if piece.slot == slot]), slot) for slot in slots
        ]
        self._json["meshes"].append({"name": part.name, "primitives": primitives})
        return len(self._json["meshes"]) - 1

    def _primitive(self, data: Skin, slot: str) -> dict[str, Any]:
        """Attributes and indices; a slot that never wears a normal map goes without tangents."""
        small = len(data.position) < 65535
        indices = data.indices.astype(np.uint16 if small else np.uint32)
        vectors = {"POSITION": data.position, "NORMAL": data.normal, "TANGENT": data.tangent, "TEXCOORD_0": data.uv}
        if slot in self._smooth:
            del vectors["TANGENT"]
        return {
            "attributes": {
                name: self._accessor(values, ARRAY_BUFFER, bounds=name == "POSITION")
                for name, values in vectors.items()
            },
            "indices": self._accessor(indices, ELEMENT_ARRAY_BUFFER),
            "material": self._slots.index(slot),
        }

    def _accessor(self, values: NDArray[Any], target: int, bounds: bool = False) -> int:
        """The accessor of an array, the one there is where an equal array is stored already."""
        key = sha256(f"{target} {bounds} {values.dtype} {values.shape} ".encode() + values.tobytes()).digest()
        if key not in self._known:
            self._known[key] = self._stored(values, target, bounds)
        return self._known[key]

    def _stored(self, values: NDArray[Any], target: int, bounds: bool) -> int:
        self._blob.extend(b"\0" * (-len(self._blob) % 4))
        view = {"buffer": 0, "byteOffset": len(self._blob), "byteLength": values.nbytes, "target": target}
        self._blob.extend(np.ascontiguousarray(values).tobytes())
        self._json["bufferViews"].append(view)
        accessor: dict[str, Any] = {
            "bufferView": len(self._json["bufferViews"]) - 1,
            "componentType": COMPONENT[values.dtype.name],
            "count": len(values),
            "type": "SCALAR" if values.ndim == 1 else f"VEC{values.shape[1]}",
        }
        if bounds:
            accessor |= {"min": values.min(axis=0).tolist(), "max": values.max(axis=0).tolist()}
        self._json["accessors"].append(accessor)
        return len(self._json["accessors"]) - 1

    def _node(self, node: dict[str, Any]) -> int:
        self._json["nodes"].append(node)
        return len(self._json["nodes"]) - 1


def write_glb(
    parts: Sequence[Part],
    root: str,
    materials: Mapping[str, Mapping[str, Any]],
    asset: Mapping[str, str],
    smooth: Collection[str] = (),
) -> bytes:
    """Parts under one root node; `materials` names every slot in order, each a glTF material without its name.

    `smooth` names the slots that never wear a normal map.
    """
    writer = GlbWriter(root, materials, asset, smooth)
    for part in parts:
        writer.add(part)
    return writer.bytes()


def _chunk(kind: bytes, data: bytes, padding: bytes) -> bytes:
    padded = data + padding * (-len(data) % 4)
    return struct.pack("<I4s", len(padded), kind) + padded


def _zone_node(zone: Zone) -> dict[str, Any]:
    """`zone:<id>` with its limits in `extras.zone`, as docs/architecture.md has them."""
    limits = {key: value for key, value in asdict(zone).items() if key not in ("id", "frame")}
    return {"name": f"zone:{zone.id}", "extras": {"zone": {"version": 1, **limits}}, **_placed(zone.frame)}


def _placed(matrix: Floats) -> dict[str, Any]:
    """A rigid or scaled matrix as translation, rotation and scale, leaving out what is neutral."""
    axes = matrix[:3, :3]
    scale = np.linalg.norm(axes, axis=0)
    if np.linalg.det(axes) < 0:
        scale[0] = -scale[0]
    turn = _quaternion(axes / scale)
    placed = {"translation": _neat(matrix[:3, 3]), "rotation": _neat(turn), "scale": _neat(scale)}
    neutral = {"translation": [0.0] * 3, "rotation": [0.0, 0.0, 0.0, 1.0], "scale": [1.0] * 3}
    return {key: value for key, value in placed.items() if value != neutral[key]}


def _quaternion(rotation: Floats) -> Floats:
    """(x, y, z, w) of a rotation matrix, by its largest component (Shepperd 1978)."""
    r = rotation
    squares = np.array([r[0, 0], r[1, 1], r[2, 2], np.trace(r)]) @ (2 * np.eye(4)) - np.array([1, 1, 1, 1]) * np.trace(
        r
    )
    squares[3] = np.trace(r)
    pick = int(np.argmax(squares))
    if pick == 3:
        q = np.array([r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1], 1 + np.trace(r)])
    else:
        i, j, k = pick, (pick + 1) % 3, (pick + 2) % 3
        q = np.empty(4)
        q[[i, j, k, 3]] = 1 + r[i, i] - r[j, j] - r[k, k], r[j, i] + r[i, j], r[k, i] + r[i, k], r[k, j] - r[j, k]
    q /= np.linalg.norm(q)
    return np.asarray(-q if q[3] < 0 else q)


def _neat(values: Floats) -> list[float]:
    """Rounded to 1e-9, no negative zero."""
    return [float(v) + 0.0 for v in np.round(values, 9)]
