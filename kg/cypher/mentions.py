"""Which names in a query are labels, relationship types and properties of nodes and relationships.

Where that is not plain the name is left out: a wrong warning is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from kg.cypher.brackets import Bracket, Holds, brackets
from kg.cypher.tokens import Token


class What(Enum):
    """What a name names; `EITHER` is a label or a type: `WHERE x:NAME`."""

    LABEL = "label"
    TYPE = "relationship type"
    EITHER = "label or relationship type"
    PROPERTY = "property"


_WHATS = {Holds.RELATIONSHIP: What.TYPE, Holds.NODE: What.LABEL}
_MAPS = (Holds.PROPERTIES, Holds.PROJECTION, Holds.MAP)


@dataclass(frozen=True)
class Mention:
    """A name in a query, and what it names."""

    what: What
    token: Token


def mentions(found: Sequence[Token]) -> list[Mention]:
    """Every such name, in the order of the text."""
    inside = brackets(found)
    listed = [*_labels(found, inside), *_properties(found, inside, _entities(found, inside))]
    return sorted(dict.fromkeys(listed), key=lambda mention: mention.token.start)


def _labels(found: Sequence[Token], inside: Sequence[Bracket]) -> Iterator[Mention]:
    """The names of every expression of labels or types that a colon begins."""
    for at, token in enumerate(found):
        if token.text == ":" and inside[at].holds not in _MAPS:
            what = _WHATS.get(inside[at].holds, What.EITHER)
            for name in _expression(found, at + 1, bars=inside[at].holds is not Holds.LIST):
                yield Mention(what, name)


def _expression(found: Sequence[Token], at: int, bars: bool) -> Iterator[Token]:
    """The names that `& | !` and brackets join; a bar in a list begins something else."""
    wanted, open_ = True, 0
    for token in (found[place] for place in range(at, len(found))):
        if wanted and token.is_name:
            yield token
            wanted = False
        elif token.text == "&" or (bars and token.text == "|"):
            wanted = True
        elif (wanted and token.text in ("!", "(", ":")) or (open_ and token.text == ")"):
            open_ += (token.text == "(") - (token.text == ")")
        else:
            return


def _entities(found: Sequence[Token], inside: Sequence[Bracket]) -> set[str]:
    """The variables that only patterns bind; one that is bound otherwise as well could be a map."""
    bound, other = set(), set()
    for at in range(1, len(found)):
        token, before = found[at], found[at - 1]
        if token.is_name and before.word in ("as", "yield"):
            other.add(token.name)
        elif token.is_name and before.text in ("(", "["):
            if at + 1 < len(found) and found[at + 1].word == "in":
                other.add(token.name)
            elif inside[at].holds in (Holds.NODE, Holds.RELATIONSHIP):
                bound.add(token.name)
    return bound - other


def _properties(found: Sequence[Token], inside: Sequence[Bracket], entities: set[str]) -> Iterator[Mention]:
    for at in range(2, len(found)):
        token, before, owner = found[at], found[at - 1], found[at - 2]
        after = found[at + 1].text if at + 1 < len(found) else ""
        if not token.is_name:
            continue
        if before.text == ".":
            if owner.text in ("{", ",") and inside[at].holds is Holds.PROJECTION:
                owner = found[inside[at].at - 1]
            elif found[at - 3].text == "." and at > 2:
                continue
            if owner.is_name and owner.name in entities and after != "(":
                yield Mention(What.PROPERTY, token)
        elif inside[at].holds is Holds.PROPERTIES and after == ":" and before.text in ("{", ","):
            yield Mention(What.PROPERTY, token)
