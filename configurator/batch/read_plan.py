"""A plan out of a file: every field that cannot be understood is named, with what is allowed."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from configurator.batch.errors import PlanInvalid
from configurator.batch.plan import Covering, EveryValid, Listed, Plan, Sampled
from configurator.catalog.toml_file import keys_at
from configurator.violation import Violation, pointer
from renderer.closest import closest

KINDS: dict[int | str, type[BaseModel]] = {"all": EveryValid, "sample": Sampled, "cover": Covering, "list": Listed}
TAGS = ("all", "sample", "cover", "list", "text", "logo", "decal")
"""Steps that pydantic adds to a path to say which kind of table it took one for."""
INSIDE = ("function-", "option", "custom")


def read_plan(path: Path) -> Plan:
    """The plan in `path`; a CSV is the plan of one hero picture a row. Raises `PlanInvalid` with all that is wrong."""
    if path.suffix.lower() == ".csv":
        return _of_list(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _refused("PLAN_UNREADABLE", f"{path}: {error.strerror}. Name a plan that can be read.") from None
    except UnicodeDecodeError as error:
        raise _refused("PLAN_UNREADABLE", f"{path} is not UTF-8 at byte {error.start}. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise _refused("PLAN_NOT_TOML", f"{path} is not TOML: {error}. See https://toml.io.") from None
    return _understood(data, path.parent)


def _of_list(path: Path) -> Plan:
    from configurator.batch.read_list import product_of  # noqa: PLC0415 - reads plans' errors itself

    return _understood(
        {"product": product_of(path), "combinations": {"choose": "list", "file": path.name}}, path.parent
    )


def _understood(data: dict[str, object], folder: Path) -> Plan:
    try:
        return Plan.model_validate(data).beside(folder)
    except ValidationError as error:
        raise PlanInvalid(_first_of_each([_explain(each) for each in error.errors()])) from None


def _first_of_each(found: list[Violation]) -> list[Violation]:
    """One violation a place, and none of a table where something in it is wrong already."""
    kept: list[Violation] = []
    for each in found:
        if not any(other.path == each.path or other.path.startswith(f"{each.path}/") for other in kept):
            kept.append(each)
    return kept


def _refused(code: str, message: str) -> PlanInvalid:
    return PlanInvalid([Violation(code=code, path="", message=message)])


def _explain(error: ErrorDetails) -> Violation:
    steps = _steps(error["loc"])
    path, name = pointer(*steps), str(steps[-1])[:60] if steps else "The plan"
    match error["type"]:
        case "missing":
            return Violation(code="FIELD_MISSING", path=path, message=f"{name!r} is missing; add it here.")
        case "extra_forbidden":
            known = [str(key) for key in _known(error["loc"][:-1])]
            message = f"There is no field {name!r} here; there are {', '.join(known)}."
            return Violation(code="FIELD_UNKNOWN", path=path, message=message, suggestions=closest(name, known))
        case "union_tag_invalid" | "union_tag_not_found":
            tags = str(error["ctx"]["expected_tags"]) if "expected_tags" in error.get("ctx", {}) else "all, list"
            message = f"{name!r} says with `{error['ctx'].get('discriminator', 'choose')}` which kind it is: {tags}."
            return Violation(code="KIND_UNKNOWN", path=path, message=message.replace("'choose'", "choose"))
        case _:
            return Violation(code="FIELD_INVALID", path=path, message=f"{name!r}: {_sentence(error)}")


def _known(location: tuple[int | str, ...]) -> list[int | str]:
    """The fields of the table at `location`."""
    if location[:1] == ("combinations",) and len(location) > 1:
        return keys_at(KINDS[location[1]], location[2:])
    return keys_at(Plan, location)


def _sentence(error: ErrorDetails) -> str:
    given = repr(error["input"])
    return f"{error['msg'].removeprefix('Value error, ')}, not {given if len(given) < 60 else given[:57] + '…'}."


def _steps(location: tuple[int | str, ...]) -> list[int | str]:
    """The place in the file, without what pydantic adds about unions."""
    return [
        step
        for number, step in enumerate(location)
        if isinstance(step, int) or not ((number and step in TAGS) or step.startswith(INSIDE))
    ]
