"""JSON from outside: refused in sentences with JSON pointers, never with a traceback."""

import json
from collections import Counter
from collections.abc import Collection, Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from configurator.errors import ConfigurationInvalid
from configurator.json_mistake import json_mistake
from configurator.violation import Violation, pointer
from renderer.closest import closest

MAX_BYTES = 1_000_000

_OBJECT = "an object { … }"
_DAY = 'a day such as "2026-11-22"'
_EXPECTED = {
    "string_type": "text in quotes",
    "string_unicode": "text without broken characters",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "tuple_type": "a list [ … ]",
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "union_tag_not_found": 'a code in quotes, or {"custom": "#rrggbb", "name": "…"}',
}


def parse_json(data: bytes) -> object:
    """The value of a JSON text; raises `ConfigurationInvalid` for what is no JSON, too long, or says a thing twice."""
    if len(data) > MAX_BYTES:
        raise _refused("JSON_TOO_LARGE", f"The file has {len(data):,} bytes; at most {MAX_BYTES:,} are read.")
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise _refused(
            "JSON_INVALID", f"The file is not UTF-8: byte {error.start} cannot be read. Save it as UTF-8."
        ) from None
    except json.JSONDecodeError as error:
        raise _refused("JSON_INVALID", json_mistake(error)) from None
    except RecursionError:
        raise _refused("JSON_INVALID", "The file nests its values too deeply to be a configuration.") from None
    except ValueError as error:
        raise _refused("JSON_INVALID", f"The file is not JSON that can be used: {error}.") from None


def _refused(code: str, message: str) -> ConfigurationInvalid:
    return ConfigurationInvalid([Violation(code=code, path="", message=message)])


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _refused(
            "JSON_DUPLICATE_KEY", f"{_twice(names)!r} is given twice in one object; only one value can count."
        )
    return found


def _twice(names: list[str]) -> str:
    return Counter(names).most_common(1)[0][0]


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number of JSON")


def explain(error: ValidationError, fields: Mapping[str, Collection[str]]) -> list[Violation]:
    """What pydantic found wrong, field by field, in words for the person who wrote it.

    `fields` holds the names a reader may use, by the tag of the union member they belong to; "" is the whole.
    """
    return [_explain(details, fields) for details in error.errors()]


def _explain(error: ErrorDetails, fields: Mapping[str, Collection[str]]) -> Violation:
    tag, steps = _steps(error["loc"])
    path, name = pointer(*steps), str(steps[-1])[:60] if steps else "The file"
    match error["type"]:
        case "missing":
            return Violation(code="FIELD_MISSING", path=path, message=f"{name!r} is missing; add it here.")
        case "extra_forbidden":
            near = closest(name, fields[tag])
            message = f"There is no field {name!r} here; there are {', '.join(fields[tag])}."
            return Violation(code="FIELD_UNKNOWN", path=path, message=message, suggestions=near)
        case "string_unicode" if steps[-1] in ("text", "second_line"):
            message = "The text was damaged on its way here: half a character is in it. Type it again or send UTF-8."
            whole = "".join(each for each in str(error["input"]) if not "\ud800" <= each <= "\udfff")
            return Violation(code="TEXT_ENCODING", path=path, message=message, suggestions=(whole,))
        case "string_too_long" | "too_long":
            limit = error["ctx"]["max_length"]
            return Violation(code="FIELD_TOO_LONG", path=path, message=f"{name!r} is too long; the limit is {limit:,}.")
        case "union_tag_invalid" | "union_tag_not_found" if steps[0] == "personalizations":
            return _unknown_kind(steps, error)
        case kind:
            wanted = _EXPECTED.get(kind) or _bound(error) or error["msg"][:1].lower() + error["msg"][1:]
            code = "SIZE_UNKNOWN" if kind == "size_unknown" else "FIELD_TYPE"
            return Violation(code=code, path=path, message=f"{_called(steps)} has to be {wanted}.")


def _bound(error: ErrorDetails) -> str:
    """`at least 1`; empty for anything but a number out of bounds."""
    bounds = {"ge": "at least", "le": "at most", "gt": "more than", "lt": "less than"}
    limits = error.get("ctx", {})
    return next((f"{words} {limits[name]:g}" for name, words in bounds.items() if name in limits), "")


def _called(steps: list[int | str]) -> str:
    """What a reader calls the field: a place in a list by that list's name."""
    name = next((step for step in reversed(steps) if isinstance(step, str)), "")
    if not steps:
        return repr("The file")
    number = f", number {steps[-1] + 1}," if isinstance(steps[-1], int) else ""
    return f"{name[:60]!r}{number}" if name else repr(str(steps[-1])[:60])


def _steps(location: tuple[int | str, ...]) -> tuple[str, list[int | str]]:
    """The union member and the place in the data: pydantic writes the member's tag as the third step."""
    if location and location[0] in ("selections", "personalizations"):
        return str(location[2]) if len(location) > 2 else "", [*location[:2], *location[3:]]
    return "", list(location)


def _unknown_kind(steps: list[str | int], error: ErrorDetails) -> Violation:
    kinds = ("text", "logo", "decal")
    given = str(error.get("ctx", {}).get("tag", ""))[:60]
    code = "KIND_UNKNOWN" if given else "FIELD_MISSING"
    message = f"There is no kind {given!r}" if given else "'kind' is missing"
    path = pointer(*steps, "kind")
    return Violation(
        code=code, path=path, message=f"{message}; it is text, logo or decal.", suggestions=closest(given, kinds)
    )
