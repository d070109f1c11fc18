"""What a reader may do on a Neo4j: a plan of operators that only read the graph.

In READ access Neo4j refuses writes, yet still reads files (LOAD CSV), shows users, settings and other people's
transactions, and ends them. The plan that EXPLAIN gives names all of that before any of it happens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import neo4j
from neo4j.exceptions import Neo4jError

from kg.stores.bolt import wrong
from kg.stores.limits import writes
from schema.errors import CypherError

PROCEDURES = frozenset({"db.labels", "db.relationshipTypes", "db.propertyKeys"})
_SCANS = """
AllNodesScan NodeByLabelScan UnionNodeByLabelsScan IntersectionNodeByLabelsScan SubtractionNodeByLabelsScan
NodeByElementIdSeek NodeByIdSeek NodeIndexScan NodeIndexSeek NodeIndexSeekByRange NodeUniqueIndexSeek
NodeUniqueIndexSeekByRange NodeIndexContainsScan NodeIndexEndsWithScan MultiNodeIndexSeek AssertingMultiNodeIndexSeek
NodeCountFromCountStore RelationshipCountFromCountStore DynamicLabelNodeLookup
DynamicDirectedRelationshipTypeLookup DynamicUndirectedRelationshipTypeLookup
"""
_RELATIONSHIP_SCANS = """
AllRelationshipsScan RelationshipTypeScan UnionRelationshipTypesScan RelationshipByElementIdSeek RelationshipByIdSeek
RelationshipIndexScan RelationshipIndexSeek RelationshipIndexSeekByRange RelationshipUniqueIndexSeek
RelationshipUniqueIndexSeekByRange RelationshipIndexContainsScan RelationshipIndexEndsWithScan
"""
_REST = """
Expand OptionalExpand VarLengthExpand ShortestPath StatefulShortestPath Repeat BidirectionalRepeat PathPropagatingBFS
ProjectEndpoints TriadicBuild TriadicFilter TriadicSelection Apply SemiApply AntiSemiApply LetSemiApply LetAntiSemiApply
SelectOrSemiApply SelectOrAntiSemiApply LetSelectOrSemiApply LetSelectOrAntiSemiApply ConditionalApply AntiConditionalApply
RollUpApply CartesianProduct NodeHashJoin NodeLeftOuterHashJoin NodeRightOuterHashJoin ValueHashJoin ValueMergeJoin Anti
Optional NullifyMetadata AssertSameNode AssertSameRelationship Argument ArgumentTracker Input EmptyRow EmptyResult Eager
EagerAggregation OrderedAggregation Distinct OrderedDistinct Union OrderedUnion Unwind Filter Projection CacheProperties
Sort PartialSort Top PartialTop Skip Limit ExhaustiveLimit ProduceResults PreserveOrder Prober
"""
OPERATORS = frozenset(
    [
        *_SCANS.split(),
        *(f"{way}{scan}" for way in ("Directed", "Undirected") for scan in _RELATIONSHIP_SCANS.split()),
        *_REST.split(),
    ]
)
"""Operators that read the graph and nothing else, without what stands behind them in brackets."""
_WITHIN = re.compile(r"\bLOAD\s+CSV\b|\bResolvedCall\(|\bCALL\s+[\w`]", re.IGNORECASE)
"""Files and procedures in a subquery within an expression: a plan has its text, and no operators of it."""


def check(transaction: neo4j.Transaction, query: str, parameters: dict[str, Any]) -> None:
    """Let the query pass, or raise CypherError: what it is refused for, or what is wrong with it. Nothing is run."""
    try:
        summary = transaction.run(f"EXPLAIN\n{query}", parameters).consume()
    except Neo4jError as error:
        fault = wrong(error)
        fault.line = fault.line - 1 if fault.line and fault.line > 1 else None
        fault.column = fault.column if fault.line else None
        raise fault from error
    kind, plan = summary.query_type, summary.plan
    if kind in ("w", "rw"):
        raise writes()
    if plan is None or summary.profile is not None:
        raise CypherError("This query has no plan that could be checked, so it is not run.", "Begin with MATCH.")
    for operator, details in _operators(plan):
        _check_operator(operator, details)
    if kind != "r":
        raise CypherError("This query asks the server about itself, not the knowledge base.", "Begin with MATCH.")


def _check_operator(operator: str, details: str) -> None:
    if operator == "ProcedureCall":
        name = details.partition("(")[0].strip()
        if name not in PROCEDURES:
            raise CypherError(f"The procedure {name} is not allowed.", f"Allowed are: {', '.join(sorted(PROCEDURES))}.")
    elif operator not in OPERATORS:
        raise CypherError(
            f"This query does more than read the knowledge base ({operator}), so it is not run.",
            "Files, other hosts, the server's settings, users and transactions are out of bounds.",
        )
    elif _WITHIN.search(details):
        raise CypherError(
            "A subquery within an expression of this query loads a file or calls a procedure, so it is not run.",
            "Files and other hosts are out of bounds; procedures stand outside of expressions.",
        )


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The operators of a plan, each with its details: `VarLengthExpand(All)@neo4j` is VarLengthExpand."""
    name = re.split(r"[@(]", str(plan["operatorType"]))[0].removeprefix("Partitioned")
    yield name, str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", ()):
        yield from _operators(child)
