"""Loading facts into a real Neo4j, and reading back what it holds, for tests."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from neo4j_servers import Server

from kg.cli import main
from kg.loading import load_kb
from kg.stores.server.loading import Counts

SMALL_GRAPH = Path(__file__).parent / "small_graph"
_ELEMENTS = """
MATCH (n) RETURN ['', labels(n), properties(n), ''] AS element
UNION ALL
MATCH (a)-[r]->(b) RETURN [type(r), [coalesce(a.id, '')], properties(r), coalesce(b.id, '')] AS element
"""


@pytest.fixture
def password(neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The server's user and password in the environment."""
    monkeypatch.setenv("NEO4J_USERNAME", neo4j.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j.password)
    return neo4j.password


def load(server: Server, *folders: Path | str) -> Counts:
    """Load folders of facts."""
    return load_kb(*folders, store=server.uri)


def citykg(*arguments: str | Path) -> Result:
    """The command line in this process; what is not told as a sentence is raised."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def elements(server: Server) -> list[str]:
    """Every node and relationship of the database as text, in an order of their own."""
    found: list[Any] = [row["element"] for row in server.run(_ELEMENTS)]
    for element in found:
        element[1].sort()
    return sorted(json.dumps(element, ensure_ascii=False, sort_keys=True, default=str) for element in found)


def changed_copy(target: Path, *changes: tuple[str, str]) -> Path:
    """A copy of the small graph with texts exchanged; each must be there."""
    shutil.copytree(SMALL_GRAPH, target)
    for wanted, instead in changes:
        found = 0
        for file in target.glob("*.yaml"):
            text, number = re.subn(wanted, instead, file.read_text(encoding="utf-8"))
            file.write_text(text, encoding="utf-8")
            found += number
        assert found, wanted
    return target
