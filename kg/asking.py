"""What every answer has: of when it is, and evidence and sentences as a program reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.knowledge_base import KnowledgeBase
from kg.questions import statements
from kg.sentences import Said
from kg.stores.base import Row
from schema.errors import QuestionError
from schema.periods import Period


def as_of_asked(kb: KnowledgeBase, text: str | None) -> Period:
    """The date asked for, or the newest document's; QuestionError where it is none."""
    if text is not None:
        try:
            return Period.parse(text)
        except ValueError as error:
            what, _, mend = str(error).partition("\n")
            raise QuestionError(f"--as-of: {what}", mend) from None
    rows = kb.read(statements("common")["newest"])
    if not rows:
        raise QuestionError(
            "No document of this knowledge base has a date.", "Say of when the answer is to be: --as-of 2014."
        )
    return Period.between(rows[0]["on_from"], rows[0]["on_to"])


def proof(claim: Row) -> Row:
    """A claim as evidence: document, place, quote, certainty, and the document's titles, date and address."""
    title = claim["title"] or claim["document"]
    titles = {"title_ja": claim["title_ja"] or title, "title_en": claim["title_en"] or title}
    kept = ("document", "place", "quote", "certainty", "date", "url")
    return {**{key: claim[key] for key in kept}, **titles}


def proofs(claims: Iterable[Row]) -> list[Row]:
    """Claims as evidence, by document and place, each piece once."""
    told = sorted(claims, key=lambda c: (c["document"], c["place"], c["quote"], c["certainty"] != "stated"))
    return list({(c["document"], c["place"], c["quote"]): proof(c) for c in reversed(told)}.values())[::-1]


def evidence_json(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Evidence as Q00's answers carry it."""
    return [{key: row[key] for key in ("document", "place", "quote", "certainty")} for row in rows]


def texts_json(said: Said) -> dict[str, str]:
    """A sentence as answers carry it."""
    return {"text_ja": said.ja, "text_en": said.en}
