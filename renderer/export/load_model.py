"""Anyone's model, read; where it cannot be, with what the Khronos validator says of it."""

from contextlib import suppress
from pathlib import Path

from renderer.errors import EngineUnavailable, ModelError
from renderer.export.gate import files_beside
from renderer.export.khronos import validate_glb, validate_gltf
from renderer.gltf.document import Document

MOST_CODES = 20


def load_model(file: Path) -> Document:
    """The document in a .glb or .gltf; raises `ModelError` whose details name the validator's codes as `khronos`."""
    try:
        return Document.load(file)
    except ModelError as error:
        with suppress(ModelError, EngineUnavailable, OSError):
            error.details["khronos"] = _codes(file.read_bytes(), file)
        raise


def _codes(data: bytes, file: Path) -> list[str]:
    """Its codes for what is wrong, each once, as it comes to them."""
    is_text = data.lstrip()[:1] == b"{"
    report = validate_gltf(data, files_beside(data, file.parent)) if is_text else validate_glb(data)
    return list(dict.fromkeys(issue.code for issue in report.of("error")))[:MOST_CODES]
