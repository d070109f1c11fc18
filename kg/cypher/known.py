"""The labels, relationship types and properties that a knowledge base has: of the format, and where need be of the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from kg.cypher.mentions import What
from kg.vocabulary import NODE_LABELS, PROPERTY_KEYS, RELATIONSHIP_TYPES
from schema.kinds import KINDS
from schema.labels import LABELS
from schema.nearest import near
from schema.words import PROPERTIES, TYPES

if TYPE_CHECKING:
    from kg.stores.base import Store

SECONDS = 10.0
_QUERIES = {
    What.LABEL: ("CALL db.labels() YIELD label RETURN DISTINCT label AS name",),
    What.TYPE: ("CALL db.relationshipTypes() YIELD relationshipType RETURN DISTINCT relationshipType AS name",),
    What.PROPERTY: (
        "MATCH (n) UNWIND keys(n) AS name RETURN DISTINCT name",
        "MATCH ()-[r]->() UNWIND keys(r) AS name RETURN DISTINCT name",
    ),
}
_JAPANESE: Mapping[What, Mapping[str, str]] = {
    What.LABEL: {TYPES[type][0]: label for type, label in LABELS.items()},
    What.TYPE: {kind.label_ja: kind.edge for kind in KINDS.values()},
    What.PROPERTY: {ja: key for key, (ja, _) in PROPERTIES.items() if key in PROPERTY_KEYS},
}
FORMAT: Mapping[What, Collection[str]] = {
    What.LABEL: NODE_LABELS,
    What.TYPE: RELATIONSHIP_TYPES,
    What.PROPERTY: PROPERTY_KEYS,
}
"""The names of the format itself, whether or not a knowledge base uses them."""


class Known:
    """What names a store knows; it is asked only for what the format does not know, and once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[What, frozenset[str]] = {}

    def has(self, what: What, name: str) -> bool:
        """Whether there is a label, type or property of that name; a label in a condition may be a type."""
        kinds = (What.LABEL, What.TYPE) if what in (What.LABEL, What.EITHER) else (what,)
        return any(name in FORMAT[kind] for kind in kinds) or any(name in self.of_store(kind) for kind in kinds)

    def near(self, what: What, name: str) -> list[str]:
        """The names spelt most like it, whatever their case; for a Japanese word the name of what it means."""
        kinds = (What.LABEL, What.TYPE) if what is What.EITHER else (what,)
        words = {word: known for kind in kinds for word, known in _JAPANESE[kind].items()}
        words |= {known.casefold(): known for kind in kinds for known in {*FORMAT[kind], *self.of_store(kind)}}
        return list(dict.fromkeys(words[word] for word in near(name.casefold(), words)))

    def of_store(self, what: What) -> frozenset[str]:
        """The names that are in the data."""
        if what not in self._found:
            rows = [row for query in _QUERIES[what] for row in self._rows(query)]
            self._found[what] = frozenset(str(name) for (name,) in rows)
        return self._found[what]

    def _rows(self, query: str) -> list[tuple[object, ...]]:
        return self._store.run(query, {}, limit=None, timeout=SECONDS).rows
