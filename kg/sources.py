"""Q26, sources: every claim about a record, the reading and who disagrees; of a document, all that it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.around import Around
from kg.asking import as_of_asked, evidence_json, proofs, texts_json
from kg.finding import find_record
from kg.knowledge_base import KnowledgeBase
from kg.lookup import Named
from kg.names import natural
from kg.provenance import ClaimRead, Statement, statements_about
from kg.sentences import Said
from kg.show.tie_sheets import TieSheet
from kg.stores.base import Row
from schema.labels import LABELS, type_of
from schema.periods import Period

UNKNOWN_SHOWN = 20


@dataclass(frozen=True)
class Cited:
    """What a document says of a record: a property, its value, and how that stands to the reading."""

    named: Named
    property: str
    entry: str
    claim: ClaimRead

    def as_json(self) -> dict[str, Any]:
        """An answer about a document."""
        entry = {"entry": self.entry} if self.entry else {}
        names = {"ja": self.named.ja, "en": self.named.en}
        told = {"value": self.claim.value, "standing": self.claim.standing}
        return {
            "record": self.named.id,
            "names": names,
            "property": self.property,
            **entry,
            **told,
            "evidence": evidence_json([self.claim.row] if self.claim.row else []),
        }


@dataclass(frozen=True)
class Sources:
    """The answer to Q26: statements about a record, or what a document says, and how many there are in all."""

    named: Named
    as_of: Period
    stated_only: bool
    limit: int
    found: int
    answers: Sequence[Statement] | Sequence[Cited]
    unknown: Sequence[Said]
    titles: dict[str, Row]
    called: dict[str, Named]
    facts_version: str

    def as_json(self) -> dict[str, Any]:
        """What `--format json` prints."""
        asked = {"evidence": "stated" if self.stated_only else "all", "limit": self.limit}
        return {
            "question": "sources",
            "id": "Q26",
            "as_of": str(self.as_of),
            "asked": {"id": self.named.id, "as_of": str(self.as_of), **asked},
            "names": {"ja": self.named.ja, "en": self.named.en},
            "found": self.found,
            "answers": [answer.as_json() for answer in self.answers],
            "called": {id: {"ja": named.ja, "en": named.en} for id, named in self.called.items()},
            "documents": {
                id: {key: row[key] for key in ("title_ja", "title_en", "date", "url")}
                for id, row in self.titles.items()
            },
            "unknown": {
                "count": len(self.unknown),
                "items": [texts_json(said) for said in self.unknown[:UNKNOWN_SHOWN]],
            },
            "facts_version": self.facts_version,
        }


def ask_sources(
    kb: KnowledgeBase, id: str, as_of: str | None = None, evidence: str = "all", limit: int = 50
) -> Sources:
    """Ask Q26 of a record by id or name; limit 0 gives all. NameNotFound for a name that none or several have."""
    day, around = as_of_asked(kb, as_of), Around(kb)
    named = _called(around, find_record(kb, id))
    about = _cited if type_of(named.id) == "document" else _about
    answers: Any = about(around, named, evidence == "stated")
    shown = answers[: limit or None]
    rows = [
        row
        for answer in shown
        for row in (answer.evidence if isinstance(answer, Statement) else proofs([answer.claim.row or {}]))
    ]
    titles = {row["document"]: row for row in sorted(rows, key=lambda row: str(row["document"]))}
    unknown = _unknown(around, named.id, day)
    called = around.names(_ids(shown))
    return Sources(
        named, day, evidence == "stated", limit, len(answers), shown, unknown, titles, called, kb.facts_version
    )


def _ids(answers: Sequence[Statement] | Sequence[Cited]) -> set[str]:
    """Every id that the answers speak of."""
    told: set[str] = set()
    for answer in answers:
        claims = answer.claims if isinstance(answer, Statement) else [answer.claim]
        told |= {answer.entry, *(claim.value for claim in claims)}
        if isinstance(answer, Statement):
            told.update(map(str, answer.reading if isinstance(answer.reading, list) else [answer.reading]))
    return {id for id in told if ":" in id and type_of(id) in LABELS}


def _about(around: Around, named: Named, stated_only: bool) -> list[Statement]:
    """Every claim about a record; with stated evidence alone, what has none is left out."""
    row = around.records([named.id])[named.id]
    if stated_only:
        row = {**row, "claims": [claim for claim in row["claims"] if claim["certainty"] == "stated"]}
    out, into = (edges([named.id]).get(named.id, []) for edges in (around.edges_out, around.edges_in))
    return [one for one in statements_about(row, out, into) if one.claims or not stated_only]


def _cited(around: Around, named: Named, stated_only: bool) -> list[Cited]:
    """All that a document says, in the order of its places; how it stands to what is read, as the record's own claims."""
    rows = [row for row in around.cited(named.id) if row["certainty"] == "stated" or not stated_only]
    rows.sort(key=lambda row: (natural(row["place"]), row["id"], row["property"], row["value"]))
    ids = {row["id"] for row in rows}
    records, out, into = around.records(ids), around.edges_out(ids), around.edges_in(ids)
    names, standings = around.called(Named.of(row) for row in rows), dict[tuple[str, ...], str]()
    for id, record in records.items():
        for one in statements_about(record, out.get(id, []), into.get(id, [])):
            standings.update((_key(id, claim.row), claim.standing) for claim in one.claims if claim.row)
    return [_read(row, names[row["id"]], standings.get(_key(row["id"], row), "reading")) for row in rows]


def _key(id: str, claim: Row) -> tuple[str, ...]:
    return id, *(
        str(claim[name] or "") for name in ("property", "entry", "value", "place", "quote", "certainty", "document")
    )


def _called(around: Around, named: Named) -> Named:
    return around.called([named])[named.id]


def _read(row: Row, named: Named, standing: str) -> Cited:
    return Cited(named, row["property"], row["entry"] or "", ClaimRead(row["value"], standing, row))


def _unknown(around: Around, id: str, as_of: Period) -> list[Said]:
    """What is not known of a tie."""
    if type_of(id) != "partnership":
        return []
    [row], records = around.ties([id]), around.records([id])
    activities = around.activities(around.edges_in([id])).get(id, [])
    return TieSheet(row, records[id], row["parties"][0]["id"], as_of, activities).unknown
