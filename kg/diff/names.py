"""What the records of two knowledge bases are called, and what their values are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kg.lookup import Named
from kg.readings import Readings
from kg.sentences import Said, dated, joined, what_of, who_and_what, who_of
from kg.stores.base import Row
from schema.activities import Activity, Judgement
from schema.evidence import Claim, is_asserted
from schema.facts import Facts
from schema.ids import Reference
from schema.labels import type_of
from schema.partnerships import Partnership
from schema.periods import Period, Ternary
from schema.records import Record
from schema.words import TYPES, WORDS

_DATES = ("since", "until", "date")
_BARE = ("country", "wikidata", "jis", "geonames", "url")
"""Properties whose texts are codes, which want no quotes."""


class Called:
    """The names of the records of two knowledge bases; the newer one's come first."""

    def __init__(self, old: Facts, new: Facts) -> None:
        self._known: dict[str, tuple[Record, Readings]] = {}
        self._ties = {str(tie.id): tie for facts in (old, new) for tie in facts.partnerships}
        for facts in (old, new):
            readings = Readings(facts)
            self._known.update({str(record.id): (record, readings) for record in facts.records()})

    def named(self, id: str) -> Named:
        """What the record of an id is called; a tie by its parties and kind."""
        record = self._known[id][0]
        if isinstance(record, Partnership):
            return Named(id, *self.tie_said(record))
        name, ja, en = (
            self.read(record, f"title{language}") or self.read(record, f"name{language}")
            for language in ("", "_ja", "_en")
        )
        if isinstance(record, Activity) and not (name or ja or en):
            return Named(id, *self._nameless(record))
        named = Named.of({"id": id, "name": name, "name_ja": ja, "name_en": en})
        return Named(id, one_line(named.ja), one_line(named.en))

    def read(self, record: Record, name: str) -> Any:
        """What a value of a record is read as; its first claim where all of them are only proposed or denied."""
        return self.read_claims(record, getattr(record, name, ()))

    def read_claims(self, record: Record, claims: Sequence[Claim[Any]]) -> Any:
        """The same, of claims that a record or an entry of it makes."""
        read = self._known[record.id][1].value(record, claims)
        return claims[0].value if read is None and claims else read

    def dates(self, record: Record, part: Any = None) -> dict[str, str | None]:
        """When a record, or a part of it, began, ended or was, as written."""
        read = {name: self.read_claims(record, getattr(part or record, name, ())) for name in _DATES}
        return {name: _written(value) for name, value in read.items()}

    def tie(self, record: Partnership) -> Row:
        """A tie as the sentences take it; `first` is the party to name first."""
        parties = [party for party in record.parties if is_asserted(party.evidence)] or record.parties
        rows = [{**self._row(party.id), "role": party.role.value} for party in parties]
        kind, designation = self.read(record, "kind"), one_line(self.read(record, "designation") or "")
        said = {"kind": kind, "designation": designation, **self.dates(record)}
        return {**said, "parties": rows, "first": parties[0].id}

    def tie_said(self, record: Partnership) -> Said:
        """A tie by its parties and kind."""
        tie = self.tie(record)
        return who_and_what(tie, tie["first"])

    def subject(self, record: Record) -> Said:
        """A record as the subject of a sentence: what it is and its name."""
        if isinstance(record, Partnership):
            tie = self.tie(record)
            who, what = who_of(tie, tie["first"]), what_of(tie)
            return Said(f"{what.ja}（{who.ja}）", f"{who.en} ({what.en})")
        ja, en = TYPES[type_of(record.id)]
        called = self.title(record)
        return Said(f"{ja}{in_quotes(called.ja)}", f"{called.en} ({en})")

    def title(self, record: Record) -> Said:
        """A record's name; a judgement's are those that it is about."""
        if isinstance(record, Judgement):
            return self.all_of(record.about)
        named = self.named(record.id)
        return Said(named.ja, named.en)

    def _nameless(self, record: Activity) -> Said:
        """An activity without a name, by its tie's parties and its mode."""
        tie = self.tie(self._ties[record.partnership])
        who = who_of(tie, tie["first"])
        mode = self.word("mode", self.read(record, "mode")) if record.mode else Said(*TYPES["activity"])
        return Said(f"{who.ja}の{mode.ja}", f"{who.en}: {mode.en}")

    def all_of(self, ids: Iterable[str]) -> Said:
        """Several records by name, as one text; nothing where there is none."""
        named = [self.named(id) for id in ids]
        return joined(named) if named else Said("", "")

    def word(self, what: str, value: Any) -> Said:
        """A value of a property in words: a record's name, a date, a word of the format, or the text in quotes."""
        if value is None:
            return Said("記載なし", "not said")
        if isinstance(value, Reference):
            named = self.named(value)
            return Said(named.ja, named.en)
        if isinstance(value, Period):
            return dated(_written(value))
        known = WORDS.get("ternary" if isinstance(value, Ternary) else what, {}).get(str(value))
        if known:
            return Said(*known)
        text = one_line(str(value))
        return Said(f"「{text}」", f"“{text}”") if isinstance(value, str) and what not in _BARE else Said(text, text)

    def _row(self, id: str) -> Row:
        named = self.named(id)
        return {"id": id, "name_ja": named.ja, "name_en": named.en}


def in_quotes(title: str) -> str:
    """A title in Japanese quotes; those within it become double ones."""
    return f"「{title.replace('「', '『').replace('」', '』')}」"


def one_line(text: str) -> str:
    """A text without line breaks, for a sentence."""
    return " ".join(text.split())


def _written(value: Period | None) -> str | None:
    return (value.written or str(value)) if value else None
