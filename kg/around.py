"""Records as they stand in the graph: their properties, claims, and the edges around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.knowledge_base import KnowledgeBase
from kg.lookup import Named
from kg.questions import statements
from kg.sentences import who_and_what
from kg.stores.base import Row
from schema.labels import LABELS, type_of


class Around:
    """Fetches records with what leads to them and what they lead to."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb, self._cypher = kb, statements("record")

    def records(self, ids: Iterable[str]) -> dict[str, Row]:
        """Records with `properties` and `claims`, by id."""
        return {row["id"]: row for row in self._by_label("records", ids)}

    def names(self, ids: Iterable[str]) -> dict[str, Named]:
        """What records are called, by id."""
        return self.called(Named.of(row) for row in self._by_label("names_of", ids))

    def edges_out(self, ids: Iterable[str]) -> dict[str, list[Row]]:
        """What each of the records leads to: type, id, names, properties."""
        return _by_record(self._by_label("edges_out", ids))

    def edges_in(self, ids: Iterable[str]) -> dict[str, list[Row]]:
        """What leads to each of the records."""
        return _by_record(self._by_label("edges_in", ids))

    def activities(self, edges_in: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
        """What ties did, by tie, given what leads to them: the edges of their activities, with the activities' properties."""
        found = {id: [edge for edge in edges if edge["type"] == "ACTIVITY_OF"] for id, edges in edges_in.items()}
        done = self.records(edge["id"] for edges in found.values() for edge in edges)
        return {
            id: [{**edge, "properties": done[edge["id"]]["properties"]} for edge in edges]
            for id, edges in found.items()
        }

    def bodies(self, id: str) -> list[Named]:
        """What is part of a place or body, and stands for no other place."""
        return [Named.of(row) for row in self._one("bodies", id)]

    def places_in(self, country: str) -> list[Named]:
        """The places of a country."""
        return [Named.of(row) for row in self._one("places_in", country)]

    def below(self, policy: str) -> list[Named]:
        """The measures of a policy and of those that are part of it."""
        return [Named.of(row) for row in self._one("below", policy)]

    def cited(self, document: str) -> list[Row]:
        """All that a document says, each with the record that it is said of."""
        return self._one("cited", document)

    def ties(self, ids: Iterable[str]) -> list[Row]:
        """Partnerships as sentences need them."""
        return self._kb.read(self._cypher["ties"], partnerships=sorted(set(ids)))

    def called(self, named: Iterable[Named]) -> dict[str, Named]:
        """The names by id; a tie without one is called by its parties and what it is."""
        found = {one.id: one for one in named}
        nameless = [id for id, one in found.items() if type_of(id) == "partnership" and one.ja == id.partition(":")[2]]
        for row in self.ties(nameless) if nameless else ():
            found[row["id"]] = Named(row["id"], *who_and_what(row, ""))
        return found

    def ties_of(self, ids: Iterable[str]) -> list[str]:
        """The partnerships to which one of these is party, in any role."""
        return sorted({row["id"] for row in self._by_label("ties_of", ids)})

    def ties_in(self, sector: str) -> list[str]:
        """The partnerships in a sector or a narrower one."""
        return [row["id"] for row in self._one("ties_in", sector)]

    def _one(self, statement: str, id: str) -> list[Row]:
        return self._kb.read(self._cypher[statement].replace("LABEL", LABELS[type_of(id)]), id=id)

    def _by_label(self, statement: str, ids: Iterable[str]) -> list[Row]:
        """The rows of a statement for ids of any types, label by label."""
        grouped: dict[str, set[str]] = defaultdict(set)
        for id in ids:
            grouped[LABELS[type_of(id)]].add(id)
        return [
            row
            for label, group in sorted(grouped.items())
            for row in self._kb.read(self._cypher[statement].replace("LABEL", label), ids=sorted(group))
        ]


def _by_record(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["record"]].append(row)
    return found
