import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configurator.configuration import Configuration, CustomColor, read_configuration
from configurator.errors import ConfigurationInvalid
from tests.configurator.personalizations import words

TEXT = {"kind": "text", "zone": "panel", "text": "Ann", "font": "great-vibes", "color": "#ffffff"}


def read(value: object) -> Configuration:
    return read_configuration(json.dumps(value).encode())


def findings(data: bytes) -> set[tuple[str, str]]:
    with pytest.raises(ConfigurationInvalid) as caught:
        read_configuration(data)
    return {(violation.code, violation.path) for violation in caught.value.violations}


def test_the_shortest_configuration_names_a_product() -> None:
    configuration = read({"product": "tiny"})
    assert (configuration.quantity, configuration.market) == (1, "US")
    assert configuration.selections == {}
    assert configuration.folder is None


def test_selections_are_codes_or_custom_colours() -> None:
    configuration = read({"product": "tiny", "selections": {"a": "paint.red", "b": {"custom": "#5b2a86", "name": "P"}}})
    assert configuration.selections == {"a": "paint.red", "b": CustomColor(custom="#5b2a86", name="P")}


def test_a_configuration_survives_being_written_and_read() -> None:
    configuration = read({"product": "tiny", "personalizations": [TEXT], "quantity": 3, "market": "DE"})
    assert read_configuration(configuration.model_dump_json().encode()) == configuration


def test_the_folder_is_no_part_of_what_was_chosen(tmp_path: Path) -> None:
    configuration = read_configuration(b'{"product": "tiny"}', tmp_path)
    assert configuration.folder == tmp_path
    assert "folder" not in configuration.model_dump()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "JSON_INVALID"),
        (b"{", "JSON_INVALID"),
        (b"\xff\xfe{}", "JSON_INVALID"),
        (b'{"product": NaN}', "JSON_INVALID"),
        (b"[" * 100_000, "JSON_INVALID"),
        (b'{"quantity": 1' + b"0" * 5000 + b"}", "JSON_INVALID"),
        (b'{"product": "a", "product": "b"}', "JSON_DUPLICATE_KEY"),
        (b"{" + b",".join(b'"%d":0' % number for number in range(80_000)) + b',"0":0}', "JSON_DUPLICATE_KEY"),
        (b" " * 1_000_001, "JSON_TOO_LARGE"),
        (b"[]", "FIELD_TYPE"),
        (b"7", "FIELD_TYPE"),
    ],
)
def test_what_is_no_configuration_is_refused_as_a_whole(data: bytes, code: str) -> None:
    assert findings(data) == {(code, "")}


def test_everything_that_cannot_be_understood_is_said_at_once_with_its_place() -> None:
    data = {
        "product": 7,
        "Market": "US",
        "selections": {"a/b": 5, "c": {"custom": "#fff", "nam": "x"}, "d": {"name": "x"}},
        "personalizations": [
            {"kind": "txt", "zone": "a"},
            {"zone": "a"},
            {**TEXT, "zone": 1, "file": "x"},
            7,
            {"kind": "logo", "zone": "a"},
        ],
        "quantity": "two",
    }
    assert findings(json.dumps(data).encode()) == {
        ("FIELD_TYPE", "/product"),
        ("FIELD_UNKNOWN", "/Market"),
        ("FIELD_TYPE", "/selections/a~1b"),
        ("FIELD_UNKNOWN", "/selections/c/nam"),
        ("FIELD_MISSING", "/selections/d/custom"),
        ("KIND_UNKNOWN", "/personalizations/0/kind"),
        ("FIELD_MISSING", "/personalizations/1/kind"),
        ("FIELD_TYPE", "/personalizations/2/zone"),
        ("FIELD_UNKNOWN", "/personalizations/2/file"),
        ("FIELD_TYPE", "/personalizations/3"),
        ("FIELD_MISSING", "/personalizations/4/file"),
        ("FIELD_TYPE", "/quantity"),
    }


@pytest.mark.parametrize("quantity", [True, 1.0, 1.5, "1", None])
def test_a_quantity_is_a_whole_number(quantity: object) -> None:
    assert findings(json.dumps({"product": "tiny", "quantity": quantity}).encode()) == {("FIELD_TYPE", "/quantity")}


@pytest.mark.parametrize("number", [False, "0.1", None])
def test_what_is_measured_is_a_number(number: object) -> None:
    shadowed = {**TEXT, "shadow": {"color": "#111111", "down": number}}
    found = findings(json.dumps({"product": "tiny", "personalizations": [shadowed]}).encode())
    assert {code for code, _ in found} == {"FIELD_TYPE"}


def test_broken_characters_and_endless_text_are_refused() -> None:
    assert findings(b'{"product": "\\ud800"}') == {("FIELD_TYPE", "/product")}
    text = {"product": "tiny", "personalizations": [{**TEXT, "text": "a\ud800b"}]}
    assert findings(json.dumps(text).encode()) == {("TEXT_ENCODING", "/personalizations/0/text")}
    assert findings(json.dumps({"product": "a" * 201}).encode()) == {("FIELD_TOO_LONG", "/product")}
    many = {"product": "tiny", "personalizations": [TEXT] * 41}
    assert findings(json.dumps(many).encode()) == {("FIELD_TOO_LONG", "/personalizations")}


def test_an_unknown_field_leads_to_the_one_that_was_meant() -> None:
    with pytest.raises(ConfigurationInvalid) as caught:
        read({"product": "tiny", "selection": {}})
    assert caught.value.violations[0].suggestions[0] == "selections"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(["product", "selections", "personalizations", "quantity", "market", "kind", "zone", "x"])


@given(st.dictionaries(FIELDS, VALUES | st.lists(st.dictionaries(FIELDS, VALUES, max_size=4), max_size=3), max_size=5))
def test_any_json_is_read_or_refused_in_sentences(value: dict[str, object]) -> None:
    try:
        read(value)
    except ConfigurationInvalid as error:
        assert all(violation.message.endswith(".") for violation in error.violations)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_sentences(data: bytes) -> None:
    with pytest.raises(ConfigurationInvalid):
        read_configuration(data)


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "2026-11-22T10:00:00", 0, True, ["2026-11-22"]])
def test_a_day_is_written_as_a_day(day: object) -> None:
    with pytest.raises(ConfigurationInvalid) as caught:
        read_configuration(json.dumps({"product": "tiny", "ordered_on": day}).encode())
    (violation,) = caught.value.violations
    assert (violation.code, violation.path) == ("FIELD_TYPE", "/ordered_on")
    assert "2026-11-22" in violation.message


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"at_mm": [1e6, 0]}, "'at_mm', number 1, has to be at most 20000."),
        ({"within_mm": [50, -5]}, "'within_mm', number 2, has to be at least 1."),
        ({"within_mm": [50, "5"]}, "'within_mm', number 2, has to be a number."),
        ({"tracking": 9.0}, "'tracking' has to be at most 1."),
    ],
)
def test_a_number_out_of_bounds_is_said_in_a_sentence(fields: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigurationInvalid) as caught:
        read_configuration(json.dumps({"product": "tiny", "personalizations": [words() | fields]}).encode())
    assert [violation.message for violation in caught.value.violations] == [said]
