"""What the brackets of a query hold: a node's pattern, a relationship's, a map, a subquery, a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from kg.cypher.tokens import Kind, Token

_BEFORE_A_NODE = frozenset(["match", "optional", "where", "and", "or", "xor", "not", "when", "then", "else"])
_BEFORE_A_SUBQUERY = ("exists", "count", "collect", "call", ")")


class Holds(Enum):
    """What a bracket holds; `PROPERTIES` is the map of a pattern, `PROJECTION` that of `n {.name}`."""

    NOTHING = "nothing"
    NODE = "node"
    RELATIONSHIP = "relationship"
    PROPERTIES = "properties"
    PROJECTION = "projection"
    MAP = "map"
    SUBQUERY = "subquery"
    LIST = "list"
    OTHER = "other"


@dataclass(frozen=True)
class Bracket:
    """An opening bracket: where it stands, and what it holds."""

    at: int
    holds: Holds


OUTSIDE = Bracket(-1, Holds.NOTHING)


def brackets(found: Sequence[Token]) -> list[Bracket]:
    """For each token the innermost bracket that it stands in."""
    inside, open_ = [], [OUTSIDE]
    for at, token in enumerate(found):
        if token.text in (")", "]", "}") and len(open_) > 1:
            open_.pop()
        inside.append(open_[-1])
        if token.text in ("(", "[", "{"):
            open_.append(Bracket(at, _holds(found, at, open_[-1])))
    return inside


def _holds(found: Sequence[Token], at: int, outer: Bracket) -> Holds:
    before = found[at - 1] if at else None
    if found[at].text == "[":
        return Holds.RELATIONSHIP if before and before.text == "-" else Holds.LIST
    if found[at].text == "(":
        return Holds.NODE if _is_a_node(found, at) else Holds.OTHER
    if before is None or before.word in _BEFORE_A_SUBQUERY:
        return Holds.SUBQUERY
    if outer.holds in (Holds.NODE, Holds.RELATIONSHIP):
        whole = before.is_name or before.kind is Kind.NUMBER or before.text in ("(", "[", "*", "..", ")")
        return Holds.PROPERTIES if whole else Holds.MAP
    return Holds.PROJECTION if before.is_name else Holds.MAP


def _is_a_node(found: Sequence[Token], at: int) -> bool:
    """Whether a round bracket could be a node's pattern: no function's, and with a name, label or map at its beginning."""
    if at and found[at - 1].is_name and found[at - 1].word not in _BEFORE_A_NODE:
        return False
    first, second = (found[place].word or found[place].text if place < len(found) else "" for place in (at + 1, at + 2))
    named = at + 1 < len(found) and found[at + 1].is_name
    return first in (")", ":", "{") or (named and second in (")", ":", "{", "where"))
