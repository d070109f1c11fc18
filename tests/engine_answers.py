"""Answers of two engines to one query, made comparable."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from kg.stores.base import Fetched, Store

SECONDS = 60.0
_LAST_RETURN = re.compile(r".*\bRETURN\b(.*)", re.DOTALL)


def answer(store: Store, text: str, parameters: Mapping[str, Any], any_order: Collection[str] = ()) -> list[str]:
    """An answer as lines: its columns, then each row with the types of its values; sorted where no row is told to be first.

    The lists in the columns named are taken as if they had no order either.
    """
    fetched = store.run(text, parameters, limit=None, timeout=SECONDS)
    rows = [_line(fetched, row, any_order) for row in fetched.rows]
    columns = [", ".join(fetched.columns)] if rows else []  # the embedded engine names none where there is no row
    return [*columns, *(rows if is_ordered(text) else sorted(rows))]


def is_ordered(text: str) -> bool:
    """Whether a query tells the order of its rows, in its last clause."""
    found = _LAST_RETURN.match(text)
    return bool(found and "ORDER BY" in found[1])


def _line(fetched: Fetched, row: tuple[Any, ...], any_order: Collection[str]) -> str:
    """A row as text: 1 is not 1.0, and not true; nodes, relationships and paths with all that they have."""
    named = zip(fetched.columns, row, strict=True)
    return repr(tuple(sorted(value, key=repr) if column in any_order else value for column, value in named))
