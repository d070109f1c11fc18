"""What a query's own last RETURN calls its columns, for an engine that names none where there is no row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.cypher.naming import is_only_a_name
from kg.cypher.tokens import Token

_OPENING, _CLOSING = "([{", ")]}"
_ENDING = ("order", "skip", "limit", "offset", "union", ";")


def columns_of(text: str, found: Sequence[Token]) -> tuple[str, ...]:
    """Names after AS, other items as they are written; nothing where there is a `*`, or no RETURN."""
    items = list(_items(found))
    if any(item[0].text == "*" for item in items if item):
        return ()
    return tuple(_called(text, item) for item in items if item)


def _called(text: str, item: Sequence[Token]) -> str:
    if len(item) > 2 and item[-1].is_name and item[-2].word == "as":
        return item[-1].name
    return text[item[0].start : item[-1].end]


def _items(found: Sequence[Token]) -> Iterator[list[Token]]:
    """The items of the last RETURN that stands in no brackets."""
    depths = _depths(found)
    returns = [
        at
        for at, token in enumerate(found)
        if token.word == "return" and not depths[at] and not is_only_a_name(found, at)
    ]
    if not returns:
        return
    item: list[Token] = []
    for at in range(returns[-1] + 1, len(found)):
        token = found[at]
        if not depths[at] and token.word in _ENDING and (token.text == ";" or not is_only_a_name(found, at)):
            break
        if not depths[at] and token.text == ",":
            yield item
            item = []
        elif item or token.word != "distinct":
            item.append(token)
    yield item


def _depths(found: Sequence[Token]) -> list[int]:
    """How many brackets each token stands in; a bracket itself in one less than what it holds."""
    depths, depth = [], 0
    for token in found:
        depth -= len(token.text) == 1 and token.text in _CLOSING
        depths.append(depth)
        depth += len(token.text) == 1 and token.text in _OPENING
    return depths
