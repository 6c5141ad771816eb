"""The gate for USDZ: the package as Quick Look wants it, Pixar's own validators, and the checks of every format."""

import io
import struct
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pxr import Tf, Usd, UsdGeom, UsdShade, UsdValidation  # type: ignore[import-untyped]

from renderer.errors import ModelError
from renderer.export.checks import CHECKS, Finding, Subject, picture_size
from renderer.export.gate import Verdict, unreadable
from renderer.export.usd.package import ALIGNMENT

LAYERS, PICTURES, SOUNDS = {".usdc", ".usda", ".usd"}, {".png", ".jpg", ".jpeg"}, {".m4a", ".mp3", ".wav"}
"""What may be in a package for Quick Look: https://openusd.org/release/spec_usdz.html, less what iOS cannot show."""
ENCRYPTED = 1
HEADER = 30


def check_usdz(data: bytes, *, size_mm: Sequence[float] | None = None, placement: str | None = None) -> Verdict:
    """Whether a USDZ is fit for Quick Look; never raises for what is wrong with the file. See `check_glb`."""
    findings: list[Finding] = []
    try:
        findings += _check_package(data)
        told, subject = _examine(data, size_mm, placement)
        findings += told + [finding for check in CHECKS for finding in check(subject)]
    except ModelError as error:
        return Verdict((*findings, unreadable(error)))
    return Verdict(tuple(findings), subject.figures)


def _check_package(data: bytes) -> Iterator[Finding]:
    """Stored, aligned, the layer first, nothing that iOS cannot read."""
    first, *_ = entries = _entries(data)
    if Path(first.filename).suffix.lower() not in LAYERS:
        yield Finding(
            "package", "PACKAGE_ORDER", f"{first.filename} is first; that has to be the .usdc or .usda layer."
        )
    for entry in entries:
        name = entry.filename
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & ENCRYPTED:
            yield Finding("package", "PACKAGE_COMPRESSED", f"{name} is compressed or encrypted.")
        if _begin(data, entry) % ALIGNMENT:
            yield Finding("package", "PACKAGE_UNALIGNED", f"{name} does not begin on a multiple of {ALIGNMENT} bytes.")
        if Path(name).suffix.lower() not in LAYERS | PICTURES | SOUNDS:
            yield Finding("package", "PACKAGE_FILE", f"{name}: Quick Look reads USD layers, PNG and JPEG only.")


def _entries(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error) as error:
        raise ModelError(f"The file is not a USDZ: {error}.", code="USDZ_INVALID") from error
    if not entries:
        raise ModelError("The USDZ is empty.", code="USDZ_INVALID")
    return entries


def _begin(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Where the data of an entry begins."""
    lengths = data[entry.header_offset + 26 : entry.header_offset + HEADER]
    name, extra = struct.unpack("<HH", lengths) if len(lengths) == 4 else (0, 0)
    return int(entry.header_offset + HEADER + name + extra)


def _examine(data: bytes, size_mm: Sequence[float] | None, placement: str | None) -> tuple[list[Finding], Subject]:
    """What Pixar's validators say, and the subject for the checks."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.usdz"
        path.write_bytes(data)
        try:
            stage = Usd.Stage.Open(str(path))
        except Tf.ErrorException as error:
            raise ModelError("The USDZ holds no scene that USD can open.", code="USDZ_INVALID") from error
        return _validated(stage, str(path)), _subject(stage, data, size_mm, placement)


def _validated(stage: Usd.Stage, path: str) -> list[Finding]:
    registry = UsdValidation.ValidationRegistry()
    errors = UsdValidation.ValidationContext(registry.GetOrLoadAllValidators()).Validate(stage)
    worst = UsdValidation.ValidationErrorType.Error
    told = {(str(e.GetName()), e.GetMessage().replace(path, "the package"), e.GetType() == worst) for e in errors}
    return [Finding("validator", name, message, fatal=fatal) for name, message, fatal in sorted(told)]


def _subject(stage: Usd.Stage, data: bytes, size_mm: Sequence[float] | None, placement: str | None) -> Subject:
    archive = zipfile.ZipFile(io.BytesIO(data))
    pictures = [each for each in archive.namelist() if Path(each).suffix.lower() in PICTURES]
    sizes = [picture_size(_read(archive, name), name) for name in pictures]
    bounds = _bounds_mm(stage)
    meshes = [UsdGeom.Mesh(prim) for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)]
    figures: dict[str, object] = {
        "bytes": len(data),
        "triangles": sum(_triangles(mesh) for mesh in meshes),
        "draw_calls": len(meshes),
        "materials": sum(prim.IsA(UsdShade.Material) for prim in stage.Traverse()),
        "textures": len(pictures),
        "size_mm": [round(float(side), 1) for side in np.ptp(bounds, axis=0)],
    }
    return Subject(figures, bounds, sizes, size_mm, placement, palettes=frozenset(range(len(sizes))))


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise ModelError(f"{name} in the package cannot be read: {error}.", code="USDZ_INVALID") from error


def _triangles(mesh: UsdGeom.Mesh) -> int:
    counts = np.array(mesh.GetFaceVertexCountsAttr().Get() or [], np.int64)
    return int(np.maximum(counts - 2, 0).sum())


def _bounds_mm(stage: Usd.Stage) -> NDArray[np.float64]:
    cache = UsdGeom.BBoxCache(Usd.TimeCode.Default(), [UsdGeom.Tokens.default_, UsdGeom.Tokens.render])
    box = cache.ComputeWorldBound(stage.GetPseudoRoot()).ComputeAlignedRange()
    ends = np.zeros((2, 3)) if box.IsEmpty() else np.array([box.GetMin(), box.GetMax()], np.float64)
    millimetres: NDArray[np.float64] = ends * UsdGeom.GetStageMetersPerUnit(stage) * 1000.0
    return millimetres
