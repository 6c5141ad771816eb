"""Public models, good and bad, through a document: what is good loses nothing, what is bad ends in a `ModelError`."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

from renderer.errors import ModelError
from renderer.gltf.document import Document
from renderer.gltf.pose import posed

MOST_BYTES = 4_000_000
"""What reading one of the bad files, of 3 kB at most, may hold at once, whatever counts and lengths it claims."""
FATAL = {"NODE_LOOP", "NODE_PARENT_OVERRIDE", "GLB_INVALID_MAGIC", "GLB_CHUNK_TOO_BIG", "INVALID_JSON", "TYPE_MISMATCH"}
"""Findings of the Khronos validator after which nothing can be built on a file."""
OUTSIDE = {"buffers", "bufferViews", "images"}
PLACE = {"buffer", "byteOffset", "byteLength", "uri", "mimeType", "bufferView"}


def read_everything(path: Path) -> Document:
    document = Document.load(path)
    for number in range(len(document.json.get("accessors", []))):
        document.accessor(number)
    for placed in document.visible_primitives():
        for name in placed.primitive.get("attributes", {}):
            posed(document, placed, name)
    return Document.from_glb(document.to_glb())


def test_bad_files_are_read_or_refused_without_great_efforts(shared: Path) -> None:
    expected = json.loads((shared / "data/bad_gltf/expected.json").read_text())
    outcomes = {}
    tracemalloc.start()
    for entry in expected:
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        try:
            read_everything(shared / "data/bad_gltf" / entry["file"])
            outcomes[entry["file"]] = "read"
        except ModelError as refusal:
            assert refusal.message and refusal.code != "MODEL_INVALID"
            outcomes[entry["file"]] = refusal.code
        _, peak = tracemalloc.get_traced_memory()
        assert peak - before < MOST_BYTES, entry["file"]
    tracemalloc.stop()
    assert len(outcomes) == 186
    unusable = [entry["file"] for entry in expected if FATAL.intersection(entry["codes"])]
    assert unusable
    assert [name for name in unusable if outcomes[name] == "read"] == []


def models(shared: Path) -> list[Path]:
    return sorted((shared / "data/models").glob("*/*/*.gl*"))


def stripped(json: dict[str, Any]) -> dict[str, Any]:
    """The document without what embedding has to change: where bytes lie."""
    kept = {key: value for key, value in json.items() if key not in OUTSIDE}
    for name in OUTSIDE - {"buffers"}:
        entries = json.get(name, [])
        kept[name] = [{key: value for key, value in entry.items() if key not in PLACE} for entry in entries]
    return kept


def test_good_models_lose_nothing(shared: Path) -> None:
    read = 0
    for path in models(shared):
        try:
            document = Document.load(path)
        except ModelError as refusal:
            assert refusal.code == "EXTENSION_UNSUPPORTED", path
            continue
        if path.suffix == ".gltf":
            original = stripped(json.loads(path.read_text()))
            written = stripped(Document.from_glb(document.to_glb()).json)
            # Images that were files become buffer views, after those that there were.
            views = original["bufferViews"]
            written["bufferViews"] = written["bufferViews"][: len(views)]
            assert written == original, path
        assert Document.from_glb(document.to_glb()).to_glb() == document.to_glb(), path
        read += 1
    assert read >= 25
