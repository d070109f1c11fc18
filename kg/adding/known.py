"""The records of loaded facts by the names that people write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from kg.lookup import text_of_shell
from kg.names import ambiguous, fold, missing, parties_in
from kg.nodes import names_of
from schema.errors import NameNotFound
from schema.facts import Facts
from schema.kinds import KINDS
from schema.labels import LABELS, type_of
from schema.partnerships import Partnership
from schema.records import Record


class Known:
    """Every record by id and by folded name."""

    def __init__(self, facts: Facts) -> None:
        self.records: dict[str, Record] = {str(record.id): record for record in facts.records()}
        self._called: dict[str, list[str]] = defaultdict(list)
        for id, record in self.records.items():
            for name in dict.fromkeys(map(fold, names_of(record))):
                self._called[name].append(id)

    def find(self, name: str, types: Collection[str]) -> str:
        """The id of the one record of these types with that id or name; NameNotFound says what is near."""
        name = text_of_shell(name).strip()
        if name in self.records and type_of(name) in types:
            return name
        found = [id for id in self._called.get(fold(name), ()) if type_of(id) in types]
        if not found and "partnership" in types:
            found = self._ties_called(name)
        first = [id for id in found if fold(name) in map(fold, self._first_names(id))]  # before an alias
        found = first or found
        if len(found) == 1:
            return found[0]
        what = " or ".join(LABELS[type].lower() for type in types) if len(types) < 4 else "record"
        if found:
            raise ambiguous(name, what, [(id, self.called(id)) for id in found])
        error = self._missing(name, what, types)
        mend = f"{error.mend}\n  If it is new, add it first (`citykg add`)."
        raise NameNotFound(error.what, mend, f"{error.ja}（新しいものなら、先に `citykg add` で加えます）")

    def _ties_called(self, name: str) -> list[str]:
        """The ties between the parties that a name names, as what it says behind the colon, if anything."""
        parties, what = parties_in(name)
        sides = [set(self._called.get(fold(party), ())) for party in parties]
        ties = (record for record in self.records.values() if isinstance(record, Partnership) and len(sides) > 1)
        between = [tie for tie in ties if all(side & {str(party.id) for party in tie.parties} for side in sides)]
        return [str(tie.id) for tie in between if not what or fold(what) in _words_for(tie)]

    def first(self, name: str, types: Collection[str]) -> str | None:
        """The first record of these types with that name as one of its first names; None where there is none."""
        found = (id for id in self._called.get(fold(name), ()) if type_of(id) in types)
        return next((id for id in found if fold(name) in map(fold, self._first_names(id))), None)

    def called(self, id: str) -> str:
        """The first name of a record."""
        return next(iter(self._first_names(id)), id)

    def _first_names(self, id: str) -> Iterable[str]:
        record = self.records[id]
        keys = ("name_ja", "name_en", "name", "title_ja", "title_en", "title")
        return (claim.value for key in keys for claim in getattr(record, key, ())[:1])

    def _missing(self, name: str, what: str, types: Collection[str]) -> NameNotFound:
        ids = [id for id in self.records if type_of(id) in types]
        if ":" in name:
            return missing(name, what, {fold(id): (id, id) for id in ids})
        names = {folded: (id, self.called(id)) for folded, called in self._called.items() for id in called}
        return missing(name, what, {folded: pair for folded, pair in names.items() if type_of(pair[0]) in types})


def _words_for(tie: Partnership) -> set[str]:
    """What a tie is called, folded: its kinds in both languages, its designations."""
    kinds = [word for claim in tie.kind for word in (KINDS[claim.value].label_ja, KINDS[claim.value].label_en)]
    return {fold(word) for word in (*kinds, *(claim.value for claim in tie.designation))}
