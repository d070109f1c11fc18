"""Anybody's Cypher, asked of a knowledge base: rows, columns, warnings, and the graph that the rows hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.cypher.columns import columns_of
from kg.cypher.complaints import doubts_if_any, explained
from kg.cypher.gate import admit
from kg.cypher.known import Known
from kg.cypher.limits import LONGEST, ROWS, SECONDS
from kg.cypher.parameters import check_parameters
from kg.cypher.subgraph import graph_json
from kg.cypher.tokens import Token
from kg.cypher.values import as_json
from schema.errors import CypherError, QuestionError

if TYPE_CHECKING:
    import pandas

    from kg.knowledge_base import KnowledgeBase


@dataclass(frozen=True)
class CypherAnswer:
    """What a query gave: rows of values as `kg.stores.base.Fetched` has them; `truncated` where there were more."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    truncated: bool
    warnings: tuple[CypherError, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What `--format json` prints."""
        rows = [dict(zip(self.columns, map(as_json, row), strict=True)) for row in self.rows]
        return {"columns": list(self.columns), "rows": rows, "truncated": self.truncated}

    def as_graph(self) -> dict[str, Any]:
        """What `--format graph` prints: every node and relationship in the rows once, with the ends of relationships."""
        return graph_json(self.rows)

    def to_df(self) -> pandas.DataFrame:
        """The rows as a pandas DataFrame, nodes and the like as `as_json` has them; CitykgError where pandas is missing."""
        from kg.cypher.frame import frame_of

        return frame_of(self.columns, self.rows)


def ask_cypher(
    kb: KnowledgeBase,
    text: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    limit: int | None = ROWS,
    timeout: float = SECONDS,
) -> CypherAnswer:
    """The first rows of a query's answer; a limit of None or 0 gives all.

    CypherError says what is wrong or refused and where, QuestionError what is asked for in a way that cannot be,
    StoreError that the engine failed or took longer than `timeout` seconds.
    """
    _check(limit, timeout)
    found: list[Token] = []
    try:
        found = admit(text)
        written = columns_of(text, found)
        _check_columns(written)
        given = check_parameters(found, parameters or {})
        fetched = kb.store.run(text, given, limit=limit or None, timeout=timeout)
        _check_columns(fetched.columns)
    except CypherError as error:
        raise explained(error, text, found) from error.__cause__
    columns = fetched.columns if fetched.columns or fetched.rows else written
    return CypherAnswer(columns, fetched.rows, fetched.truncated, doubts_if_any(text, found, Known(kb.store)))


def _check(limit: int | None, timeout: float) -> None:
    if limit is not None and limit < 0:
        raise QuestionError(f"A limit of {limit} rows cannot be.", "Write a number of rows, or 0 for all.")
    if not 0 < timeout <= LONGEST:
        raise QuestionError(f"A timeout of {timeout} seconds cannot be.", "Write seconds: more than 0, at most a day.")


def _check_columns(columns: Sequence[str]) -> None:
    """No value is lost because two columns have one name."""
    twice = [name for name, count in Counter(columns).items() if count > 1]
    if twice:
        another = re.sub(r"\W+", "_", twice[0])
        what = f"Several columns are called {', '.join(twice)}."
        raise CypherError(
            what,
            f"Give each a name of its own: … AS {another}_2.",
            "列には AS で別々の名前をつけてください。",
        )
