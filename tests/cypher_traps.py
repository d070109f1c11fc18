"""The traps of Cypher that are seen by its clauses."""

from __future__ import annotations

import re
from collections.abc import Callable

from cypher_parts import bound_before, clauses, items, optional_names, patterns_with

Rule = Callable[[str], bool]

_ELEMENT = re.compile(r"\w\s*\[(?!\s*:)|\breduce\s*\(|\}\s*\.")


def _where_on_a_shortest_path(text: str) -> bool:
    parts = list(clauses(text))
    return any(
        word == "WHERE" and at and "shortestpath" in parts[at - 1][1].lower() and _names_a_path(parts[at - 1][1], body)
        for at, (word, body) in enumerate(parts)
    )


def _names_a_path(pattern: str, body: str) -> bool:
    return any(re.search(rf"\b{name}\b", body) for name in re.findall(r"(\w+)\s*=\s*\w*shortest", pattern, re.I))


def _shortest_path_to_itself(text: str) -> bool:
    return bool(re.search(r"shortestPaths?\s*\(\s*\(\s*(\w+)[^()]*\)[^()]*\(\s*\1\s*\)", text, re.IGNORECASE))


def _element_in_where(text: str) -> bool:
    """In the WHERE of a MATCH that is not the first clause: a name of before, and an element, reduce() or a map's value."""
    parts = list(clauses(text))
    return any(
        word == "WHERE" and at > 1 and "MATCH" in parts[at - 1][0] and _mixes(body, bound_before(parts, at - 1))
        for at, (word, body) in enumerate(parts)
    )


def _mixes(body: str, before: set[str]) -> bool:
    plain = re.sub(
        r"\b(any|all|none|single)\s*\((?:[^()]|\([^()]*\))*\)|\[\s*\w+\s+IN\b.*?\]", "", body, flags=re.I | re.S
    )
    return bool(_ELEMENT.search(plain)) and any(re.search(rf"\b{name}\b", plain) for name in before)


def _relationship_known(text: str) -> bool:
    """A relationship without a type in a comprehension that a pattern before has named."""
    named = re.findall(r"\[\s*\([^()]*\)\s*<?-\[\s*(\w+)\s*\]-", text)
    return any(re.search(rf"-\[\s*{name}\s*[:\]]", text[: text.index("[(")]) for name in named if "[(" in text)


def _optional_reused(text: str) -> bool:
    """A name of an OPTIONAL MATCH in a later pattern, and nowhere a test of whether it is null."""
    return any(
        patterns_with(name, rest) and not re.search(rf"\b{name}\s+IS\s+(NOT\s+)?NULL\b", rest, re.IGNORECASE)
        for name, rest in optional_names(text)
    )


def _with_but_no_name(text: str) -> bool:
    """An item of WITH that is no variable and has no AS."""
    bodies = (body for word, body in clauses(text) if word == "WITH")
    return any(not re.search(r"\bAS\s+\S+$|^\w+$|^\*$", item, re.I) for body in bodies for item in items(body))


def _union_in_another_order(text: str) -> bool:
    parts = [
        (word, [_called(item) for item in items(body)])
        for word, body in clauses(text)
        if word[:5] in ("RETUR", "UNION")
    ]
    around = zip(parts, parts[1:], parts[2:], strict=False)
    return any(word.startswith("UNION") and one != other for (_, one), (word, _), (_, other) in around)


def _called(item: str) -> str:
    return re.split(r"\bAS\s+", item.strip(), flags=re.IGNORECASE)[-1].strip()


def _limit_without_order(text: str) -> bool:
    parts = [word for word, _ in clauses(text)]
    return any(
        word in ("LIMIT", "SKIP") and "ORDER BY" not in parts[max(0, at - 2) : at] for at, word in enumerate(parts)
    )


def _keys_as_they_come(text: str) -> bool:
    return any(re.search(r"(?<!size\()\bkeys\s*\(", body) for word, body in clauses(text) if word == "RETURN")


RULES: dict[str, Rule] = {
    "where_on_a_shortest_path": _where_on_a_shortest_path,
    "shortest_path_to_itself": _shortest_path_to_itself,
    "element_of_a_list_in_where": _element_in_where,
    "relationship_known_in_a_comprehension": _relationship_known,
    "optional_then_pattern": _optional_reused,
    "with_but_no_name": _with_but_no_name,
    "union_in_another_order": _union_in_another_order,
    "limit_without_an_order": _limit_without_order,
    "order_of_keys": _keys_as_they_come,
}
"""What can be seen in the clauses."""
