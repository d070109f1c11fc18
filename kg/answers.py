"""Questions and their answers, as a program reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.asking import as_of_asked, evidence_json, texts_json
from kg.knowledge_base import KnowledgeBase
from kg.lookup import Named, find_place, find_sector
from kg.options import WEIGHTS, Option
from kg.reasons import Proofs, Reason, Unknown, unknown_ties
from kg.stores.base import Row
from kg.three_cities import Asked, Finder
from schema.errors import QuestionError

UNKNOWN_SHOWN = 20
_ABOUT_DOCUMENTS = ("title_ja", "title_en", "date", "url")


@dataclass(frozen=True)
class ThreeCityAnswer:
    """One option with its names, its reasons, and what is not known of it."""

    rank: int
    option: Option
    names: Mapping[str, Named]
    reasons: Sequence[Reason]
    unknown: Sequence[Unknown]

    def as_json(self) -> dict[str, Any]:
        """The keys of Q00's answers, and the names in both languages."""
        option = self.option
        return {
            "rank": self.rank,
            "places": list(option.places),
            "names": {id: {"ja": self.names[id].ja, "en": self.names[id].en} for id in option.places},
            "shape": option.shape,
            "middle": option.middle,
            "score": option.score,
            "components": option.components.shown(),
            "reasons": [_reason(reason) for reason in self.reasons],
            "unknown": [_unknown(item) for item in self.unknown],
        }


@dataclass(frozen=True)
class ThreeCities:
    """The answer to Q00: the options asked for, how many there are in all, and what is not known about the city."""

    kb_version: str
    asked: Asked
    city: Named
    sector: Named | None
    limit: int
    found: int
    answers: Sequence[ThreeCityAnswer]
    unknown: Sequence[Unknown]
    as_of_said: bool

    @property
    def documents(self) -> dict[str, Row]:
        """The documents that the reasons rest on, each with title_ja, title_en, date and url, by id."""
        rows = [row for answer in self.answers for reason in answer.reasons for row in reason.evidence]
        return {row["document"]: row for row in sorted(rows, key=lambda row: str(row["document"]))}

    def as_json(self) -> dict[str, Any]:
        """What `--format json` prints."""
        asked = self.asked
        options = {
            "city": asked.city,
            "sector": asked.sector,
            "must": list(asked.must),
            "as_of": str(asked.as_of),
            "evidence": "stated" if asked.stated_only else "all",
            "limit": self.limit,
            "weights": dict(asked.weights),
        }
        return {
            "question": "three-city",
            "id": "Q00",
            "as_of": str(asked.as_of),
            "asked": options,
            "found": self.found,
            "answers": [answer.as_json() for answer in self.answers],
            "documents": {id: {key: row[key] for key in _ABOUT_DOCUMENTS} for id, row in self.documents.items()},
            "unknown": {"count": len(self.unknown), "items": [_unknown(item) for item in self.unknown[:UNKNOWN_SHOWN]]},
            "facts_version": self.kb_version,
        }


def ask_three_city(
    kb: KnowledgeBase,
    city: str,
    sector: str | None = None,
    must: Sequence[str] = (),
    as_of: str | None = None,
    evidence: str = "all",
    weights: Mapping[str, float] | None = None,
    limit: int = 10,
) -> ThreeCities:
    """Ask Q00 with names or ids; limit 0 gives every option.

    NameNotFound for a name that nothing or more than one thing has, QuestionError for what cannot be asked.
    """
    place = find_place(kb, city)
    field = find_sector(kb, sector) if sector is not None else None
    others = tuple(find_place(kb, name).id for name in must)
    every = {**WEIGHTS, **_checked(weights or {})}
    asked = Asked(place.id, as_of_asked(kb, as_of), field.id if field else None, others, evidence == "stated", every)
    finder = Finder(kb, asked)
    options = finder.options()
    shown = options[: limit or None]
    proofs = Proofs(finder, shown)
    answers = [
        ThreeCityAnswer(
            rank,
            option,
            {id: proofs.name(id) for id in option.places},
            proofs.reasons(option, field),
            proofs.unknown(option),
        )
        for rank, option in enumerate(shown, start=1)
    ]
    unknown = list(unknown_ties(finder))
    said = as_of is not None
    return ThreeCities(kb.facts_version, asked, place, field, limit, len(options), answers, unknown, said)


def _checked(weights: Mapping[str, float]) -> Mapping[str, float]:
    for name, value in weights.items():
        if name not in WEIGHTS:
            raise QuestionError(f'"{name}" is no weight.', f"Weights are {', '.join(WEIGHTS)}.")
        if not 0 <= value <= 1000:
            raise QuestionError(f"The weight of {name} is {value}.", "Write a number from 0 to 1000.")
    return weights


def _reason(reason: Reason) -> dict[str, Any]:
    tag, said = reason.tag.value, reason.said
    return {"tag": tag.ja, "tag_en": tag.en, **texts_json(said), "evidence": evidence_json(reason.evidence)}


def _unknown(item: Unknown) -> dict[str, Any]:
    return {**({"partnership": item.partnership} if item.partnership else {}), **texts_json(item.said)}
