import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.errors import ModelError
from renderer.gltf.container import parse_json, read_glb, write_glb
from renderer.gltf.document import Document
from tests.support.tiny_product import tiny_glb


@given(st.binary(max_size=64))
def test_a_container_gives_back_what_it_was_given(binary: bytes) -> None:
    data = write_glb({"asset": {"version": "2.0", "copyright": "É. 株"}}, binary)
    json, chunk = read_glb(data)
    assert len(data) % 4 == 0
    assert struct.unpack_from("<I", data, 8) == (len(data),)
    assert json["asset"]["copyright"] == "É. 株"
    assert bytes(chunk[: len(binary)]) == binary
    assert set(bytes(chunk[len(binary) :])) <= {0}


@settings(max_examples=150)
@given(st.integers(0, 10**9), st.binary(min_size=1, max_size=4), st.booleans())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(place: int, damage: bytes, cut: bool) -> None:
    data = bytearray(tiny_glb())
    place %= len(data)
    data[place : place + len(damage)] = damage
    try:
        document = Document.from_glb(bytes(data[:place] if cut else data))
        for placed in document.visible_primitives():
            for accessor in placed.primitive.get("attributes", {}).values():
                document.accessor(accessor)
        document.to_glb()
    except ModelError as refusal:
        assert refusal.code != "MODEL_INVALID"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "cannot be read"),
        (b"[]", "not an object"),
        (b'{"a": NaN}', "NaN is not a JSON number"),
        (b'{"a": 1e999}', "cannot be read"),
        (b'{"a": "\\ud800"}', "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b'{"a":' + b"[" * 100_000, "cannot be read"),
        (b'{"a":' + b"9" * 5000 + b"}", "cannot be read"),
    ],
)
def test_json_that_is_none_is_refused(text: bytes, reason: str) -> None:
    with pytest.raises(ModelError, match=reason) as refusal:
        parse_json(text)
    assert refusal.value.code == "JSON_INVALID"
