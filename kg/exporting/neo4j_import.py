"""How files of the property graph become a database: the importer's command, and the Cypher to run after it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kg.exporting.columns import Cells
from kg.exporting.tables import Table
from kg.stores.server.loading import constraints
from kg.stores.server.state import State

_BUFFER = 4 * 1024 * 1024
"""Bytes of the longest row that the importer reads without being told how long it is."""
_SCRIPT = """#!/bin/sh
# Imports these files into a Neo4j 5.26 or newer on this machine, while its server is stopped. Names of a database and
# further options may follow: sh import.sh neo4j --overwrite-destination
# When the server has started again: cypher-shell -f schema.cypher
cd "$(dirname "$0")" || exit
exec {command}
"""


def command(tables: Iterable[Table], cells: Cells, database: str = "neo4j") -> str:
    """The shell command that imports the tables from within their folder."""
    tables = list(tables)
    options = [f"--array-delimiter=U+{ord(cells.delimiter):04X}", "--id-type=string", "--bad-tolerance=0"]
    if any(table.multiline for table in tables):
        options.append("--multiline-fields=true")
    longest = max((table.longest for table in tables), default=0)
    if longest >= _BUFFER:
        options.append(f"--read-buffer-size={2 * longest}")
    files = [f"--{table.kind}=./{table.file}" for table in tables]
    return " \\\n  ".join([f"neo4j-admin database import full {database}", *options, *files])


def script(tables: Iterable[Table], cells: Cells) -> str:
    """The same as a file to run, which takes a database's name and further options."""
    return _SCRIPT.format(command=command(tables, cells, '"${@:-neo4j}"'))


def schema(tables: Iterable[Table], cells: Cells, state: State) -> Iterator[str]:
    """The Cypher that makes what was imported a knowledge base: what CSV cannot say, constraints, and which facts."""
    tables = list(tables)
    yield from constraints(sorted({label for table in tables for label in table.labels}))
    yield "CALL db.awaitIndexes(3600)"
    for table in tables:
        for name, unsaid in sorted(table.columns.unsaid):
            property = f"x.`{name.replace('`', '``')}`"
            yield (
                f"MATCH {table.pattern} WHERE {property} = [{_literal(cells.marked(unsaid))}] "
                f"CALL (x) {{ SET {property} = {_literal(unsaid)} }} IN TRANSACTIONS OF 10000 ROWS"
            )
    yield from state.statements


def _literal(value: object) -> str:
    """A text or list of texts in Cypher."""
    return json.dumps(value)
