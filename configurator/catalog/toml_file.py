"""Read a TOML file of the catalog into a model, and say what is wrong with it in the words of its author."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from configurator.errors import CatalogInvalid
from renderer.closest import closest

Model = TypeVar("Model", bound=BaseModel)


def read_toml(file: Path, model: type[Model], *, exact: bool = False) -> Model:
    """`file` as a `model`; raises `CatalogInvalid`. With `exact`, numbers with a point become `Decimal`, not float."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal if exact else float)
    except OSError as error:
        raise CatalogInvalid(file, "", f"cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise CatalogInvalid(file, "", f"is not UTF-8 at byte {error.start}.", "TOML in UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise CatalogInvalid(file, "", f"is not TOML: {error}.", "TOML 1.0, https://toml.io.") from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _explain(file, model, error.errors()[0]) from None


def _explain(file: Path, model: type[BaseModel], error: ErrorDetails) -> CatalogInvalid:
    key = ".".join(f"[{step}]" if isinstance(step, int) else step for step in error["loc"]).replace(".[", "[")
    if error["type"] == "extra_forbidden":
        known = map(str, keys_at(model, error["loc"][:-1]))
        return CatalogInvalid(
            file, key, "is not a key of this table.", ", ".join(closest(str(error["loc"][-1]), known, 4))
        )
    if error["type"] == "missing":
        return CatalogInvalid(file, key, "is missing.", "give it a value.")
    return CatalogInvalid(file, key, f"{error['msg']}, not {str(error['input'])[:60]!r}.")


def keys_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str | int]:
    """Keys of the table at `path` in `model`, found by walking the annotations of its fields."""
    for step in path:
        inner = _model_in(_by_key(model)[step].annotation) if step in _by_key(model) else None
        model = inner or model
    return list(_by_key(model))


def _by_key(model: type[BaseModel]) -> dict[str | int, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(argument) for argument in get_args(annotation))
    return next((found for found in inner if found), None)
