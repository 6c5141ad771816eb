import json
from pathlib import Path

import pytest

from renderer.errors import ModelError
from renderer.gltf.document import Document
from renderer.gltf.uri import resolve_uri


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("../secret.bin", "URI_ESCAPES"),
        ("%2e%2e/secret.bin", "URI_ESCAPES"),
        ("/etc/hostname", "URI_ESCAPES"),
        ("link.bin", "URI_ESCAPES"),
        ("..\\secret.bin", "URI_EXTERNAL"),
        ("file:///etc/hostname", "URI_EXTERNAL"),
        ("https://example.com/a.bin", "URI_EXTERNAL"),
        ("a%00.bin", "URI_EXTERNAL"),
        ("absent.bin", "URI_NOT_FOUND"),
        (".", "URI_NOT_FOUND"),
        ("x" * 5000, "URI_NOT_FOUND"),
        ("data:;base64", "URI_INVALID"),
        ("data:;base64,###", "URI_INVALID"),
    ],
)
def test_nothing_outside_of_the_folder_is_read(tmp_path: Path, uri: str, code: str) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (tmp_path / "secret.bin").write_bytes(b"secret")
    (folder / "link.bin").symlink_to(tmp_path / "secret.bin")
    with pytest.raises(ModelError) as refusal:
        resolve_uri(uri, folder)
    assert refusal.value.code == code


def test_files_beside_and_data_uris_are_read(tmp_path: Path) -> None:
    (tmp_path / "my part.bin").write_bytes(b"part")
    assert resolve_uri("my%20part.bin", tmp_path) == b"part"
    assert resolve_uri("data:application/octet-stream;base64,cGFydA==", None) == b"part"
    assert resolve_uri("data:,a%20b", None) == b"a b"


def test_a_glb_may_not_refer_to_files() -> None:
    with pytest.raises(ModelError, match="refers to a file outside itself"):
        resolve_uri("part.bin", None)


def test_loading_embeds_buffers_and_images(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(8))
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xffrest")
    model = {
        "asset": {"version": "2.0"},
        "buffers": [{"name": "first", "uri": "a.bin", "byteLength": 8}],
        "bufferViews": [{"buffer": 0, "byteOffset": 4, "byteLength": 4}],
        "images": [{"uri": "a.jpg", "name": "picture"}],
    }
    (tmp_path / "a.gltf").write_text(json.dumps(model))
    document = Document.from_glb(Document.load(tmp_path / "a.gltf").to_glb())
    assert document.image_bytes(0) == b"\xff\xd8\xffrest"
    assert document.json["images"] == [{"name": "picture", "mimeType": "image/jpeg", "bufferView": 1}]
    assert document.json["buffers"] == [{"name": "first", "byteLength": 12}]
