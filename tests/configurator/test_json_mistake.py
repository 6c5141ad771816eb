"""A mistake in a file written by hand is told where it is, with the way out; what that leads to is JSON."""

import json

import pytest

from configurator.json_mistake import json_mistake


def told(text: str) -> str:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(text)
    return json_mistake(caught.value)


@pytest.mark.parametrize("text", ['{"a": 1,\n "b": [1, 2],\n}', "[1,]", '{"a": {"b": 2, \n\n } }'])
def test_the_comma_that_is_named_is_the_one_to_remove(text: str) -> None:
    said = told(text)
    line, column = (int(said.split(word)[1].split(",")[0]) for word in ("in line ", "column "))
    at = sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1
    assert text[at] == "," and "Remove the comma" in said
    json.loads(text[:at] + text[at + 1 :])


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("{'a': 1}", "double quotes"),
        ('{"a": 1 "b": 2}', "Put a comma"),
        ('{"a": True}', "Write true"),
        ('// mine\n{"a": 1}', "no comments"),
        ('{"a": 1, # mine\n "b": 2}', "no comments"),
        ('{"a": 01}', "Write 7, not 07"),
        ('{"a": "x}', "closing quote"),
        ('{"a": "x\ny"}', "write \\n"),
        ("{a: 1}", "double quotes"),
        ('{"a": 1,, "b": 2}', "column 9. Remove the comma"),
        ("[1,,2]", "Remove the comma"),
        ('{"a": [1', "last } or ]"),
        ("", "last } or ]"),
        ('{"a": 1}}', "line 1, column 9"),
    ],
)
def test_what_people_do_has_its_way_out(text: str, way_out: str) -> None:
    assert way_out in told(text)
