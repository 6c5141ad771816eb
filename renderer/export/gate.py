"""The AR-ready gate: whether phones, shops and viewers will take a GLB. A table of limits, and the Khronos validator.

Limits follow Khronos' 3D Commerce guidelines (https://github.com/KhronosGroup/3DC-Asset-Creation), its glTF Asset
Auditor, and what Scene Viewer, Quick Look and Google Merchant publish.
"""

import io
import struct
import warnings
from collections.abc import Iterator
from typing import Any

from PIL import Image, UnidentifiedImageError
from pydantic import Field

from renderer.errors import ModelError
from renderer.export.khronos import validate_glb
from renderer.gltf.document import Document
from renderer.recipe import Frozen

MATERIAL_EXTENSIONS = {
    *(f"KHR_materials_{name}" for name in ("anisotropy", "clearcoat", "emissive_strength", "ior", "iridescence")),
    *(f"KHR_materials_{name}" for name in ("sheen", "specular", "transmission", "unlit", "variants", "volume")),
    "KHR_texture_transform",
}
EVERYWHERE = {"KHR_materials_unlit", "KHR_texture_transform"}
MIPMAPS = 4 / 3


class Limit(Frozen):
    """A figure that should not pass `warning` and must not pass `error`."""

    figure: str
    warning: float
    error: float
    unit: str
    way_out: str


LIMITS = (
    Limit(figure="megabytes", warning=5, error=15, unit="MB", way_out="Use smaller textures, or JPEG for opaque ones."),
    Limit(figure="triangles", warning=100_000, error=150_000, unit="triangles", way_out="Simplify the mesh."),
    Limit(figure="primitives", warning=20, error=100, unit="draw calls", way_out="Merge meshes that share a material."),
    Limit(figure="materials", warning=10, error=20, unit="materials", way_out="Share materials between parts."),
    Limit(figure="largest_texture", warning=2048, error=4096, unit="pixels", way_out="Scale the texture down."),
    Limit(figure="texture_megabytes", warning=150, error=300, unit="MB decoded", way_out="Scale textures down."),
)


class GateFinding(Frozen):
    """What one check has to say."""

    check: str
    message: str


class Verdict(Frozen):
    """Everything the gate found. Fit where there is no error."""

    errors: tuple[GateFinding, ...] = ()
    warnings: tuple[GateFinding, ...] = ()
    figures: dict[str, float | int | list[str]] = Field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the file may go out."""
        return not self.errors

    def to_json(self) -> dict[str, Any]:
        """As `livery check --json` prints it."""
        return {"ok": self.ok, **self.model_dump(mode="json")}


def check_glb(data: bytes) -> Verdict:
    """Pass a GLB through the gate. What cannot be read at all is an error like any other, never an exception."""
    try:
        document = Document.from_glb(data)
        errors, warned = _split(khronos_findings(data))
    except ModelError as error:
        return Verdict(errors=(GateFinding(check="container", message=error.message),))
    figures = measure(document, len(data))
    beyond, near = limit_findings(figures)
    wrong, degraded = extension_findings(document)
    return Verdict(errors=(*errors, *beyond, *wrong), warnings=(*warned, *near, *degraded), figures=figures)


def khronos_findings(data: bytes) -> list[tuple[str, GateFinding]]:
    """The validator's errors and warnings with their severity."""
    issues = validate_glb(data).of("error", "warning")
    return [(issue.severity, GateFinding(check="khronos", message=str(issue))) for issue in issues]


def measure(document: Document, size: int) -> dict[str, float | int | list[str]]:
    """What the limits are held against."""
    placed = document.visible_primitives()
    images = list(image_sizes(document))
    return {
        "megabytes": round(size / 1e6, 3),
        "triangles": sum(triangle_count(document, item.primitive) for item in placed),
        "primitives": len(placed),
        "materials": len(document.json.get("materials", [])),
        "textures": len(images),
        "largest_texture": max((max(pair) for pair in images), default=0),
        "texture_megabytes": round(sum(w * h * 4 * MIPMAPS for w, h in images) / 1e6, 1),
        "extensions": sorted(document.json.get("extensionsUsed", [])),
    }


def triangle_count(document: Document, primitive: dict[str, Any]) -> int:
    """Triangles of a primitive; strips and fans have one fewer pair of corners to share, points and lines have none."""
    accessor = primitive.get("indices", primitive["attributes"].get("POSITION"))
    count = int(document.json["accessors"][accessor]["count"])
    mode = primitive.get("mode", 4)
    return count // 3 if mode == 4 else max(count - 2, 0) if mode in (5, 6) else 0


def image_sizes(document: Document) -> Iterator[tuple[int, int]]:
    """Width and height of every image, from its header alone; one that cannot be read counts as (0, 0)."""
    for index in range(len(document.json.get("images", []))):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                with Image.open(io.BytesIO(document.image_bytes(index)), formats=("PNG", "JPEG", "WEBP")) as image:
                    yield image.size
        except (UnidentifiedImageError, OSError, ValueError, struct.error, Image.DecompressionBombError):
            yield (0, 0)


def limit_findings(figures: dict[str, Any]) -> tuple[list[GateFinding], list[GateFinding]]:
    """Figures past their limits: errors, warnings."""
    findings = []
    for limit in LIMITS:
        value = figures[limit.figure]
        if value > limit.warning:
            severity, bound = ("error", limit.error) if value > limit.error else ("warning", limit.warning)
            message = f"{value:,} {limit.unit}; at most {bound:,.0f}. {limit.way_out}"
            findings.append((severity, GateFinding(check=limit.figure, message=message)))
    return _split(findings)


def extension_findings(document: Document) -> tuple[list[GateFinding], list[GateFinding]]:
    """Extensions that viewers must know (errors) or will leave out (warnings)."""
    used = set(document.json.get("extensionsUsed", []))
    required = document.json.get("extensionsRequired", [])
    foreign, quiet = sorted(used - MATERIAL_EXTENSIONS), sorted((used & MATERIAL_EXTENSIONS) - EVERYWHERE)
    errors = [f"The file requires {name}; AR viewers load only files that require nothing." for name in required]
    errors += [f"{name} is outside the ratified material set." for name in foreign if name not in required]
    warned = [f"{', '.join(quiet)}: left out by Scene Viewer and Quick Look, which show the rest."] if quiet else []
    return tuple([GateFinding(check="extensions", message=text) for text in texts] for texts in (errors, warned))  # type: ignore[return-value]


def _split(findings: list[tuple[str, GateFinding]]) -> tuple[list[GateFinding], list[GateFinding]]:
    return tuple([finding for severity, finding in findings if severity == kind] for kind in ("error", "warning"))  # type: ignore[return-value]
