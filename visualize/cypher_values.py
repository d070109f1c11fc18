"""Values of a query's answer as short texts: `(:City 川崎市 city:kawasaki)`, `[:SISTER_CITY since 1981-08-18]`, `[1, 2]`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from kg.cypher.excerpt import printable
from kg.cypher.values import as_json
from kg.stores.base import Node, Path, Relationship

MOST_PARTS = 100
MOST_LETTERS = 2000
_TITLE_LETTERS = 40
_CALLED = ("name_{}", "name", "title_{}", "title", "designation", "quote", "kind")
_TOLD = ("since", "until", "role")
_AMBIGUOUS = re.compile(r"""null|true|false|-?[\d.]+(e[+-]?\d+)?|NaN|-?Infinity|\s.*|.*\s|["'(\[{].*|""", re.DOTALL)


def short(value: Any, language: str) -> str:
    """A value on one line; a text stands in quotes where it could be taken for another value."""
    if isinstance(value, str) and not _AMBIGUOUS.fullmatch(value[:MOST_LETTERS]):
        return printable(value[:MOST_LETTERS])
    return _inner(value, language)


def _inner(value: Any, language: str) -> str:
    """A value as it is written within another."""
    if isinstance(value, Node):
        return node(value, language)
    if isinstance(value, Relationship):
        return relationship(value)
    if isinstance(value, Path):
        return path(value, language)
    if hasattr(value, "iso_format"):
        return str(as_json(value))
    value = as_json(value) if hasattr(value, "srid") else value
    if isinstance(value, Mapping):
        return (
            f"{{{_parts((f'{printable(key)}: {_inner(part, language)}' for key, part in value.items()), len(value))}}}"
        )
    if isinstance(value, (list, tuple)):
        return f"[{_parts((_inner(part, language) for part in value), len(value))}]"
    if isinstance(value, str):
        return printable(json.dumps(value[:MOST_LETTERS], ensure_ascii=False))
    return printable(json.dumps(as_json(value)).strip('"'))


def _parts(shown: Any, number: int) -> str:
    return ", ".join(islice(shown, MOST_PARTS)) + (", …" if number > MOST_PARTS else "")


def node(value: Node, language: str, by_id: bool = True) -> str:
    """A node by its label, what it is called, and its id; a place by what kind of place it is."""
    labels = [label for label in value.labels if label != "Place"] or value.labels
    titles = (value.properties.get(key.format(language)) for key in _CALLED)
    title = next((str(title) for title in titles if title), "")
    id = str(value.properties.get("id", "")) if by_id or not title else ""
    head = "".join(f":{label}" for label in labels)
    shown = title if len(title) <= _TITLE_LETTERS else f"{title[: _TITLE_LETTERS - 1]}…"
    return printable(f"({' '.join(part for part in (head, shown, id) if part)})")


def relationship(value: Relationship) -> str:
    """A relationship by its type, since when and until when."""
    told = [f"{key} {value.properties[key]}" for key in _TOLD if value.properties.get(key) not in (None, "")]
    return printable(f"[{' '.join([f':{value.type}', *told])}]")


def path(value: Path, language: str) -> str:
    """A path as a chain: `(:City 甲市)-[:SISTER_CITY since 1981]->(:City 乙市)`."""
    chain = [node(value.nodes[0], language, by_id=False)]
    for step, before, after in zip(value.relationships, value.nodes, value.nodes[1:], strict=False):
        along = step.start == before
        chain.append(f"{'-' if along else '<-'}{relationship(step)}{'->' if along else '-'}")
        chain.append(node(after, language, by_id=False))
    return "".join(chain)
