"""Which of several claims the graph shows, and how many disagree: one published rule.

Among claims that agree the more precise is read. Among those that disagree: the one whose document is a register or
published by a party, then the newer document, then the first document id, then the first place in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.claims import claims_of
from kg.names import natural
from schema.activities import Gathering
from schema.documents import Document
from schema.evidence import Claim, Evidence, is_asserted
from schema.facts import Facts
from schema.partnerships import Partnership
from schema.periods import Period
from schema.records import Record
from schema.standing import Standing

T = TypeVar("T")
Rank = tuple[bool, str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """The value that is shown, and the values that disagree with it."""

    value: T
    others: tuple[T, ...] = ()


class Readings:
    """Reads the claims of a knowledge base's records."""

    def __init__(self, facts: Facts) -> None:
        # Who publishes a document must be known before anything is read: here the first claim of part_of serves.
        parts = ((record.id, claims_of(record, "part_of")) for record in facts.records())
        self._standing = Standing({id: str(claims[0].value) for id, claims in parts if claims})
        self._documents: dict[str, Document] = {document.id: document for document in facts.documents}
        self._dates: dict[str, Period | None] = {
            id: _most_precise(document.date) for id, document in self._documents.items()
        }

    def standing(self, facts: Facts) -> Standing:
        """What each body stands for, by the readings of `part_of`."""
        read = ((record, self.value(record, claims_of(record, "part_of"))) for record in facts.records())
        return Standing({record.id: str(above) for record, above in read if above is not None})

    def date_of(self, document: str) -> Period | None:
        """When a document was published; None where that is not known."""
        return self._dates.get(document)

    def value(
        self, record: Record, claims: Sequence[Claim[T]], evidence: tuple[Evidence, ...] | None = None
    ) -> T | None:
        """The value that the claims are read as; None where nothing is claimed."""
        reading = self.read(record, claims, evidence)
        return reading.value if reading else None

    def read(
        self, record: Record, claims: Sequence[Claim[T]], evidence: tuple[Evidence, ...] | None = None
    ) -> Reading[T] | None:
        """The reading of claims that the record (or a part of it, with evidence of its own) makes.

        A claim that is only proposed or denied is not read; a plain value stands with its record.
        """
        claims = [claim for claim in claims if claim.evidence is None or is_asserted(claim.evidence)]
        if len(claims) <= 1:
            return Reading(claims[0].value) if claims else None
        own = record.evidence if evidence is None else evidence
        told = [(claim.value, own if claim.evidence is None else claim.evidence) for claim in claims]
        backed = [(value, self._rank(record, items)) for value, items in told]
        finest = [value for value, _ in backed if not any(refines(other, value) for other, _ in backed)]

        def support(value: T) -> tuple[Rank, Rank]:
            agreeing = [rank for other, rank in backed if other == value or refines(value, other)]
            return max(agreeing), max(rank for other, rank in backed if other == value)

        most = max(map(support, finest))
        first = {value: min((natural(item.place) for item in items), default=()) for value, items in reversed(told)}
        best = min((value for value in finest if support(value) == most), key=lambda value: (first[value], str(value)))
        others = {value: None for value, _ in backed if not (value == best or refines(best, value))}
        return Reading(best, tuple(others))

    def _rank(self, record: Record, evidence: Iterable[Evidence]) -> Rank:
        """How far a claim is believed: greater is more. A denial lends it nothing, unless it is all there is."""
        items = list(evidence)
        asserting = [item for item in items if item.certainty.asserts] or items
        return max((self._rank_of(record, item.document) for item in asserting), default=(False, "", ()))

    def _rank_of(self, record: Record, id: str) -> Rank:
        document, date = self._documents.get(id), self._dates.get(id)
        trusted = document is not None and (document.kind == "register" or self._by_a_party(record, document))
        # The first id wins among equals, so its letters count downwards.
        return trusted, date.last.isoformat() if date else "", (*(-ord(letter) for letter in id), 1)

    def _by_a_party(self, record: Record, document: Document) -> bool:
        publishers = {part for claim in document.publisher for part in self._standing.chain(claim.value)}
        return not publishers.isdisjoint(_concerned(record))


def _concerned(record: Record) -> set[str]:
    """Those whose own word counts for a record: itself, its parties, its participants."""
    found = {str(record.id)}
    if isinstance(record, Partnership):
        found |= {str(party.id) for party in record.parties}
    if isinstance(record, Gathering):
        found |= {str(participant.id) for participant in record.participants}
    return found


def refines(one: object, other: object) -> bool:
    """True when the first says the same as the second, more precisely."""
    return isinstance(one, Period) and isinstance(other, Period) and one.days < other.days and other.covers(one)


def _most_precise(claims: Sequence[Claim[Period]]) -> Period | None:
    return min((claim.value for claim in claims), key=lambda period: period.days, default=None)
