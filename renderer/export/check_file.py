"""The gate for a file that anyone hands in, told by its first bytes, or by its name."""

from collections.abc import Sequence
from pathlib import Path

from renderer.export.checks import Finding
from renderer.export.gate import Verdict, check_glb, check_gltf, check_web

GLB, ZIP = b"glTF", b"PK"
MAX_BYTES = 256_000_000
"""More is no AR file, whatever is in it."""


def check_file(path: Path, *, size_mm: Sequence[float] | None = None, placement: str | None = None) -> Verdict:
    """Whether a .glb, .gltf or .usdz is fit for AR viewers, a .web.glb for web viewers; never raises for what is wrong
    with the file.

    `size_mm` and `placement` as in `check_glb`. Raises `OSError` where `path` cannot be read and `EngineUnavailable`
    where the Khronos validator is not installed.
    """
    if path.stat().st_size > MAX_BYTES:
        return _refused("TOO_MANY_BYTES", f"{path.stat().st_size:,} bytes; files up to {MAX_BYTES:,} are examined.")
    data = path.read_bytes()
    ending = path.suffix.lower()
    if path.name.lower().endswith(".web.glb"):
        return check_web(data, size_mm=size_mm, placement=placement)
    if data.startswith(GLB) or ending == ".glb":
        return check_glb(data, size_mm=size_mm, placement=placement)
    if data.startswith(ZIP) or ending == ".usdz":
        from renderer.export.usd.check_usdz import check_usdz  # noqa: PLC0415 - USD takes a second to load

        return check_usdz(data, size_mm=size_mm, placement=placement)
    if data.lstrip()[:1] == b"{" or ending == ".gltf":
        return check_gltf(path, size_mm=size_mm, placement=placement)
    return _refused("FORMAT_UNKNOWN", "The file is neither a GLB nor a glTF nor a USDZ.")


def _refused(code: str, message: str) -> Verdict:
    return Verdict((Finding("structure", code, message),))
