"""The checks of the gate, each a function from a file to its findings.

Limits: Khronos 3D Commerce guidelines and Asset Auditor, Google Scene Viewer and Merchant Center, Apple Quick Look.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.errors import ModelError
from renderer.export.ways_out import WAYS_OUT
from renderer.gltf.container import Json
from renderer.gltf.schema import MATERIAL_EXTENSIONS

PORTABLE = {"KHR_materials_unlit", "KHR_texture_transform"}
RATIFIED = {*MATERIAL_EXTENSIONS, *PORTABLE, "KHR_materials_variants"} - {"KHR_materials_pbrSpecularGlossiness"}
LIMITS = {
    "bytes": (5_000_000, 15_000_000),
    "triangles": (100_000, 150_000),
    "draw_calls": (20, 100),
    "materials": (10, 20),
}
"""Above the first a warning, above the second an error."""
SMALL_SIDE, LARGE_SIDE, LARGEST_SIDE = 512, 2048, 4096
MEMORY_MB = (150, 300)
WITH_MIPMAPS = 4 / 3
SIZE_OFF = (0.01, 0.03)
FLOOR_MM = 1.0
CENTERED = 0.01


@dataclass(frozen=True)
class Finding:
    """What a check says; `fatal` stops the file. `code` is stable: `renderer/export/ways_out.py` has what to do."""

    check: str
    code: str
    message: str
    fatal: bool = True

    @property
    def way_out(self) -> str:
        """What to do about it, empty where the message says it all."""
        return WAYS_OUT.get(self.code, "")

    def to_json(self) -> dict[str, str]:
        """`check`, `code`, `message` and, where there is one, `way_out`."""
        told = {"check": self.check, "code": self.code, "message": self.message}
        return {**told, "way_out": self.way_out} if self.way_out else told


@dataclass(frozen=True)
class Form:
    """Who a file is for: the picture formats and the required extensions that they read."""

    pictures: tuple[str, ...] = ("PNG", "JPEG")
    may_require: frozenset[str] = frozenset()


AR = Form()
WEB = Form(("PNG", "JPEG", "WEBP"), frozenset({"EXT_texture_webp", "KHR_mesh_quantization", "EXT_meshopt_compression"}))
"""Viewers of web pages: three.js, model-viewer, Babylon.js."""


@dataclass(frozen=True)
class Subject:
    """A file under examination, with what its product says of its size (mm) and placement, where that is known."""

    figures: dict[str, object]
    bounds_mm: NDArray[np.float64]
    """Lowest and highest corner (2, 3)."""
    image_sizes: list[tuple[int, int]]
    """Pixels of each image."""
    size_mm: Sequence[float] | None = None
    placement: str | None = None
    json: Json = field(default_factory=dict)
    """Of a glTF, the document."""
    form: Form = AR
    palettes: frozenset[int] = frozenset()
    """Images that are read texel by texel, or tiled: their size says nothing of how sharp they look."""


def picture_size(data: bytes, where: str, form: Form = AR) -> tuple[int, int]:
    """Pixels of a picture; raises `ModelError` for a format that `form` does not know."""
    try:
        picture = Image.open(io.BytesIO(data), formats=form.pictures)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ModelError(f"{where} is neither {' nor '.join(form.pictures)}.", code="IMAGE_INVALID") from error
    return picture.size


def check_extensions(subject: Subject) -> Iterator[Finding]:
    """Nothing required but what the form allows, nothing else but ratified material extensions."""
    allowed = subject.form.may_require
    for name in [name for name in subject.json.get("extensionsRequired", []) if name not in allowed]:
        yield Finding("extensions", "EXTENSION_REQUIRED", f"{name} is required; a viewer without it shows nothing.")
    used = subject.json.get("extensionsUsed", [])
    for name in [name for name in used if name not in RATIFIED | allowed]:
        yield Finding("extensions", "EXTENSION_UNKNOWN", f"{name} is no ratified material extension.")
    if plainer := [name for name in used if name in RATIFIED - PORTABLE]:
        message = f"{', '.join(plainer)}: shown plainer in Scene Viewer and Quick Look."
        yield Finding("extensions", "EXTENSION_SHOWN_PLAINER", message, fatal=False)


def check_weight(subject: Subject) -> Iterator[Finding]:
    """Bytes, triangles, draw calls and materials."""
    counted = {name: value for name in LIMITS if isinstance(value := subject.figures[name], int)}
    heavy = [name for name, value in counted.items() if value > LIMITS[name][0]]
    for name in heavy:
        (advised, most), value = LIMITS[name], counted[name]
        # What a phone pays for a material is its draw calls: where those are few, so many looks are no fault.
        if name == "materials" and value <= most and "draw_calls" not in heavy:
            continue
        said = f"{value:,} {name.replace('_', ' ')}; at most {most:,} are accepted, {advised:,} advised."
        yield Finding("weight", f"TOO_MANY_{name.upper()}", said, fatal=value > most)


def check_textures(subject: Subject) -> Iterator[Finding]:
    """Sides and memory of the images."""
    for number, (width, height) in enumerate(subject.image_sizes):
        size = f"Image {number} has {width} × {height} pixels"
        if max(width, height) > LARGE_SIDE:
            fatal = max(width, height) > LARGEST_SIDE
            yield Finding("textures", "TEXTURE_LARGE", f"{size}; at most {LARGE_SIDE} a side are advised.", fatal=fatal)
        if max(width, height) < SMALL_SIDE and number not in subject.palettes:
            yield Finding("textures", "TEXTURE_SMALL", f"{size}; below {SMALL_SIDE} it will look soft.", fatal=False)
        if width & (width - 1) or height & (height - 1):
            yield Finding("textures", "TEXTURE_ODD_SIDES", f"{size}, which are no powers of two.", fatal=False)
    memory = sum(width * height * 4 * WITH_MIPMAPS for width, height in subject.image_sizes) / 1e6
    if memory > MEMORY_MB[0]:
        said = f"The textures take {memory:.0f} MB when shown; {MEMORY_MB[0]} are advised, {MEMORY_MB[1]} the most."
        yield Finding("textures", "TEXTURE_MEMORY", said, fatal=memory > MEMORY_MB[1])


def check_size(subject: Subject) -> Iterator[Finding]:
    """The bounding box against the size that the product states."""
    if subject.size_mm is None:
        return
    extent = np.ptp(subject.bounds_mm, axis=0)
    off = float(np.max(np.abs(extent / np.array(subject.size_mm) - 1.0)))
    if off > SIZE_OFF[0]:
        measured, stated = (" × ".join(f"{side:.0f}" for side in sides) for sides in (extent, subject.size_mm))
        message = f"The model measures {measured} mm, the product {stated} mm: {off:.1%} off."
        yield Finding("size", "SIZE_OFF", message, fatal=off > SIZE_OFF[1])


def check_placement(subject: Subject) -> Iterator[Finding]:
    """A product on floor or table stands centred on y = 0; one on the wall has its back on z = 0."""
    low, high = subject.bounds_mm
    if subject.placement in {"floor", "table"}:
        if abs(low[1]) > FLOOR_MM:
            yield Finding("placement", "FLOOR_OFF", f"The lowest point is {low[1]:.1f} mm from the floor y = 0.")
        aside = np.abs(low + high)[[0, 2]] / 2 / np.maximum(high - low, FLOOR_MM)[[0, 2]]
        if aside.max() > CENTERED:
            yield Finding(
                "placement", "CENTER_OFF", f"The model stands {aside.max():.0%} of its size beside the origin."
            )
    elif subject.placement == "wall" and abs(low[2]) > FLOOR_MM:
        yield Finding("placement", "WALL_OFF", f"The back is {low[2]:.1f} mm from the wall z = 0.")


CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    check_extensions,
    check_weight,
    check_textures,
    check_size,
    check_placement,
)
