"""The document that assembly, drawing and export pass on: glTF JSON kept whole, and its binary data by buffer view."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
import pygltflib  # type: ignore[import-untyped]
from numpy.typing import NDArray

from renderer.digest import digest_bytes
from renderer.errors import ModelError
from renderer.gltf.accessors import Array, View, look_up, pack_accessor, read_accessor
from renderer.gltf.container import MAX_FILE_BYTES, Json, copy_json, parse_json, read_glb, serialize_json, write_glb
from renderer.gltf.embed import embed, pack
from renderer.gltf.placement import PlacedPrimitive, check_tree, place_primitives, world_matrices
from renderer.gltf.references import check_references
from renderer.gltf.schema import extensions_in

GENERATOR = "Livery"


def _empty() -> Json:
    asset = {"version": "2.0", "generator": GENERATOR}
    return {"asset": asset, "scene": 0, "scenes": [{"nodes": []}], "nodes": []}


@dataclass
class Document:
    """A glTF 2.0 document. `Document()` is an empty one with one scene.

    `json` is the document as the file has it, every key of it, so that nothing is lost between reading and writing;
    it may be changed in place. `views[i]` holds the bytes of `json["bufferViews"][i]`, images included; buffers and
    offsets come into being when the document is written. pygltflib's types are there for reading (`gltf`): as the
    carrier they would drop keys they do not know (`node.weights`, `buffer.name`, empty extension objects) and take
    15 s for 4,500 accessors.
    """

    json: Json = field(default_factory=_empty)
    views: list[View] = field(default_factory=list)
    _digests: dict[int, tuple[View, str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Of images by their view, and the bytes they are of: another view in its place has another digest."""

    # ---- in and out ----

    @classmethod
    def from_glb(cls, data: bytes) -> Self:
        """Read a GLB whose data is all inside it; raises `ModelError` where it is not fit to work on."""
        return cls._checked(*read_glb(data), None)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a .glb, or a .gltf with the files beside it (never outside its folder); raises `ModelError`."""
        try:
            if path.stat().st_size > MAX_FILE_BYTES:
                raise ModelError(f"{path.name} has more than {MAX_FILE_BYTES:,} bytes.", code="MODEL_TOO_LARGE")
            data = path.read_bytes()
        except OSError as error:
            raise ModelError(f"{path.name} cannot be read: {error.strerror}.", code="MODEL_NOT_FOUND") from error
        parts = read_glb(data) if data[:4] == b"glTF" else (parse_json(data), memoryview(b""))
        return cls._checked(*parts, path.parent)

    @classmethod
    def _checked(cls, json: Json, binary: memoryview, folder: Path | None) -> Self:
        check_version(json)
        check_references(json)
        check_tree(json.get("nodes", []))
        return cls(*embed(json, binary, folder))

    def to_glb(self) -> bytes:
        """The document as a GLB with one BIN chunk; the same document always gives the same bytes."""
        try:
            return write_glb(*pack(self.json, self.views))
        except ValueError as error:
            raise ModelError(f"The document cannot be written as JSON: {error}.", code="JSON_INVALID") from error

    def digest(self) -> str:
        """SHA-256 of `to_glb()`."""
        return digest_bytes(self.to_glb())

    def copy(self) -> Self:
        """A document that can be changed without changing this one; the bytes of the views are shared."""
        return type(self)(copy_json(self.json), list(self.views))

    # ---- looking ----

    @property
    def gltf(self) -> pygltflib.GLTF2:
        """A fresh snapshot in pygltflib's types, for typed reading. Changes to it do not come back: change `json`."""
        return pygltflib.GLTF2.from_json(serialize_json(self.json).decode())

    def items(self, collection: str) -> list[Json]:
        """`json[collection]`, created where it is absent: nodes, meshes, materials …"""
        return self.json.setdefault(collection, [])  # type: ignore[no-any-return]

    def accessor(self, index: int, *, stored: bool = False) -> Array:
        """Accessor `index` as (count, components), maybe read-only; see `renderer.gltf.accessors.read_accessor`."""
        return read_accessor(self.json, self.views, index, stored=stored)

    def image_bytes(self, index: int) -> bytes:
        """The encoded bytes (PNG, JPEG, WebP) of image `index`; raises `ModelError`."""
        image = look_up(self.json, "images", index)
        if "bufferView" not in image:
            raise ModelError(f"Image {index} has no data.", code="IMAGE_MISSING")
        return bytes(self.views[image["bufferView"]])

    def image_digest(self, index: int) -> str:
        """SHA-256 of the encoded bytes of image `index`, found once; raises `ModelError`."""
        number = look_up(self.json, "images", index).get("bufferView", -1)
        view, digest = self._digests.get(number, (None, ""))
        if view is None or view is not self.views[number]:
            digest = digest_bytes(self.image_bytes(index))
            self._digests[number] = (self.views[number], digest)
        return digest

    def texture_image(self, texture: int) -> int:
        """The number of the image that texture number `texture` shows; raises `ModelError`."""
        entry = look_up(self.json, "textures", texture)
        webp = entry.get("extensions", {}).get("EXT_texture_webp", {})
        source = entry.get("source", webp.get("source"))
        if source is None:
            raise ModelError(f"Texture {texture} has no image that can be read.", code="IMAGE_MISSING")
        return int(source)

    def world_matrices(self) -> NDArray[np.float64]:
        """World transforms of all nodes (n, 4, 4), for column vectors, metres."""
        return world_matrices(self.json.get("nodes", []))

    def visible_primitives(self) -> list[PlacedPrimitive]:
        """What the default scene shows, in the order of the file, instances unfolded."""
        return place_primitives(self)

    # ---- adding: each returns the number of what was added ----

    def add_view(self, data: View, *, target: int | None = None, stride: int | None = None) -> int:
        """Add a buffer view with `data`."""
        entry: Json = {"buffer": 0, "byteLength": len(data)}
        if stride is not None:
            entry["byteStride"] = stride
        if target is not None:
            entry["target"] = target
        self.views.append(data)
        return self._add("bufferViews", entry)

    def add_accessor(
        self, array: Array, target: int | None = None, *, normalized: bool = False, name: str | None = None
    ) -> int:
        """Add `array` (n,) or (n, components); `target` is pygltflib.ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER or None.

        Floats are stored in single precision, indices in 16 bits where they fit; raises `ModelError` for other types.
        """
        accessor, data, stride = pack_accessor(array, target, normalized)
        named = {"name": name} if name else {}
        return self._add(
            "accessors", {"bufferView": self.add_view(data, target=target, stride=stride), **accessor, **named}
        )

    def add_image(self, data: bytes, mime: str, name: str | None = None) -> int:
        """Add an encoded image, or find the one with the same bytes; `mime` is `image/png` or `image/jpeg`."""
        for index, image in enumerate(self.items("images")):
            if image.get("mimeType") == mime and self.views[image["bufferView"]] == data:
                return index
        named = {"name": name} if name else {}
        return self._add("images", {"bufferView": self.add_view(data), "mimeType": mime, **named})

    def add_texture(self, image: int, sampler: Json | None = None, name: str | None = None) -> int:
        """Add a texture on image number `image`, or find an equal one; `sampler` is a glTF sampler object."""
        entry: Json = {"source": image, **({"name": name} if name else {})}
        if sampler is not None:
            entry["sampler"] = self._intern("samplers", sampler)
        return self._intern("textures", entry)

    def add_material(self, material: Json) -> int:
        """Add a glTF material object; the extensions in it are declared as used."""
        self.use_extensions(extensions_in(material))
        return self._add("materials", material)

    def add_mesh(self, primitives: list[Json], name: str | None = None) -> int:
        """Add a mesh of glTF primitive objects."""
        return self._add("meshes", {**({"name": name} if name else {}), "primitives": primitives})

    def add_node(self, node: Json, parent: int | None = None) -> int:
        """Add a glTF node object under node number `parent`, or at the root of the default scene."""
        index = self._add("nodes", node)
        if parent is None:
            scenes = self.json.setdefault("scenes", [{}])
            siblings = scenes[self.json.setdefault("scene", 0)].setdefault("nodes", [])
        else:
            siblings = look_up(self.json, "nodes", parent).setdefault("children", [])
        siblings.append(index)
        return index

    def use_extensions(self, names: Iterable[str]) -> None:
        """Declare extensions as used."""
        self.json["extensionsUsed"] = sorted({*self.json.get("extensionsUsed", []), *names})
        if not self.json["extensionsUsed"]:
            del self.json["extensionsUsed"]

    def _add(self, collection: str, entry: Json) -> int:
        self.items(collection).append(copy_json(entry))
        return len(self.items(collection)) - 1

    def _intern(self, collection: str, entry: Json) -> int:
        items = self.items(collection)
        return items.index(entry) if entry in items else self._add(collection, entry)


def check_version(json: Json) -> None:
    """Raise `ModelError` unless the document says that it is glTF 2.0."""
    asset = json.get("asset")
    version = asset.get("version") if isinstance(asset, dict) else None
    least = asset.get("minVersion", "2.0") if isinstance(asset, dict) else None
    if not isinstance(version, str) or not version.startswith("2.") or least != "2.0":
        raise ModelError(
            f"The model says it is glTF {version or 'of no version'}; glTF 2.0 is read.", code="MODEL_VERSION"
        )
