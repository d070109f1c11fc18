"""The rows of an answer as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kg.cypher.values import as_json
from schema.errors import CitykgError

if TYPE_CHECKING:
    import pandas

_TYPES = {int: "Int64", bool: "boolean", str: "string"}


def frame_of(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> pandas.DataFrame:
    """A DataFrame of JSON's values; CitykgError where pandas is missing.

    Columns of whole numbers, truths and texts keep their type beside missing values, where pandas would make floats.
    """
    try:
        import pandas
    except ImportError as error:
        mend = "pip install pandas (or citykg[pandas])."
        raise CitykgError("A DataFrame wants pandas, which is not installed.", mend) from error
    shown = [[as_json(value) for value in row] for row in rows]
    series = {}
    for at, column in enumerate(columns):
        values = [row[at] for row in shown]
        types = {type(value) for value in values if value is not None}
        type_ = _TYPES.get(next(iter(types))) if len(types) == 1 else None
        series[column] = pandas.Series(values, dtype=type_ or (None if types == {float} else "object"))
    return pandas.DataFrame(series, columns=list(columns))
