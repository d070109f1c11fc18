"""Statements of a load, which take as long as they need, whatever limit a server has for everybody's."""

from __future__ import annotations

import neo4j

NO_LIMIT = 0.0


def unhurried(statement: str) -> neo4j.Query:
    """A statement that no limit of time of the server's own ends."""
    return neo4j.Query(statement, timeout=NO_LIMIT)
