"""A word out of what a job's asset was made from, read by the database, so that thousands of rows need not leave it."""

from typing import Any

from sqlalchemy import Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class engine_of(GenericFunction[str]):  # noqa: N801 - it is written as an SQL function is
    """Of an asset's record, as JSON text: the engine that drew it; NULL for what no engine draws."""

    type = Text()
    inherit_cache = True


@compiles(engine_of, "sqlite")
def _sqlite(element: engine_of, compiler: Any, **words: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    return f"json_extract({compiler.process(element.clauses, **words)}, '$.made_from.engine')"


@compiles(engine_of, "postgresql")
def _postgresql(element: engine_of, compiler: Any, **words: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    return f"({compiler.process(element.clauses, **words)})::json #>> '{{made_from,engine}}'"
