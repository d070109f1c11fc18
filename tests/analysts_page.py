"""docs/analysts.md as it must be: the generated tables and the outputs of its queries. Run it to write the page anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console

from kg.cypher.graph_schema import GraphSchema, graph_schema
from kg.knowledge_base import KnowledgeBase, open_kb
from visualize.cypher_text import write_cypher
from visualize.cypher_values import short

PAGE = Path(__file__).parents[1] / "docs" / "analysts.md"
QUERY = re.compile(r"(```cypher\n)(.*?)(```\n\n<!-- output -->\n```\n)(.*?)(```\n)", re.DOTALL)
_GENERATED = re.compile(r"(<!-- generated: (\w[\w ]*) -->\n)(.*?)(<!-- end -->\n)", re.DOTALL)
_WIDTH = 118
_LONGEST = 32


def queries(page: str) -> list[tuple[str, str]]:
    """Each query of the page that shows an output, with that output."""
    return [(found[2], found[4]) for found in QUERY.finditer(page)]


def generated(page: str) -> dict[str, str]:
    """The tables of the page that are generated, by what they are of."""
    return {found[2]: found[3] for found in _GENERATED.finditer(page)}


def output(kb: KnowledgeBase, query: str) -> str:
    """What a query's answer looks like in English."""
    console = Console(file=StringIO(), width=_WIDTH, highlight=False, soft_wrap=False)
    write_cypher(kb.cypher(query), console, "en")
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]  # it is our StringIO


def rewritten(page: str, kb: KnowledgeBase) -> str:
    """The page with its outputs and tables as they are now."""
    tables = tables_of(kb)
    page = QUERY.sub(lambda found: f"{found[1]}{found[2]}{found[3]}{output(kb, found[2])}{found[5]}", page)
    return _GENERATED.sub(lambda found: f"{found[1]}{tables[found[2]]()}{found[4]}", page)


def tables_of(kb: KnowledgeBase) -> dict[str, Callable[[], str]]:
    """The tables by what they are of, to be made where they are wanted."""
    return {
        "labels": lambda: _labels(graph_schema(kb.store)),
        "relationship types": lambda: _types(graph_schema(kb.store)),
    }


def _labels(schema: GraphSchema) -> str:
    rows = [
        [f"`:{one['label']}`", str(one["count"]), _properties(one["properties"])] for one in schema.as_json()["labels"]
    ]
    return _table(["label", "nodes", "properties: how many have it, an example"], rows)


def _types(schema: GraphSchema) -> str:
    rows = [
        [
            f"`:{one['type']}`",
            str(one["count"]),
            ", ".join(f"{ends['from']} → {ends['to']} {ends['count']}" for ends in one["between"]),
            _properties(one["properties"]),
        ]
        for one in schema.as_json()["relationship_types"]
    ]
    return _table(["type", "how many", "from → to", "properties: how many have it, an example"], rows)


def _properties(listed: list[Mapping[str, Any]]) -> str:
    return ", ".join(f"`{one['name']}` {one['count']} ({_example(one['example'])})" for one in listed)


def _example(value: Any) -> str:
    """A value as code, cut where it is long."""
    told = short(value, "en").replace("|", "\\|").replace("`", "'")
    return f"`{told if len(told) <= _LONGEST else told[: _LONGEST - 1] + '…'}`"


def _table(heading: list[str], rows: list[list[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    with open_kb("bundled") as bundled:
        PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8"), bundled), encoding="utf-8")
