"""Answers of a person, read: names become ids, words and dates what a facts file has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from kg.adding.forms import EVIDENCE, Ask, Form, word_label, word_of
from kg.adding.known import Known
from schema.errors import CitykgError, NameNotFound, QuestionError, quoted
from schema.kinds import Role
from schema.nearest import nearest
from schema.periods import Period
from schema.words import WORDS

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})(?:/(\d{1,2}))?")

Answers = Mapping[str, Any]
"""What was answered, by key: a text, or a list of texts where several may be given."""


class Reader:
    """Reads answers against the records that are known."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def faults(self, form: Form, answers: Answers) -> list[CitykgError]:
        """What is wrong with each answer by itself."""
        found = []
        for ask in (ask for ask in (*form.asks, *EVIDENCE) if answers.get(ask.key)):
            try:
                self.read(ask, answers[ask.key])
            except CitykgError as error:
                found.append(error)
        return found

    def evidence(self, answers: Answers, wanted: bool = True) -> list[dict[str, str]]:
        """The piece of evidence that the answers name; QuestionError where one is wanted and lacks a part."""
        given = {ask.key: self.read(ask, answers[ask.key]) for ask in EVIDENCE if answers.get(ask.key)}
        if not given and not wanted:
            return []
        for ask in EVIDENCE:
            if ask.required and ask.key not in given:
                raise QuestionError(
                    f"{ask.flag} is missing: every fact says which document says so, and where.",
                    ja=f"{ask.flag} が要ります：どの資料のどこに書かれているか。",
                )
        document = self.known.records[given["document"]]
        if getattr(document, "kind", "") == "text" and "quote" not in given:
            raise QuestionError(
                f"--quote is missing: {document.id} is a text.", "Quote the shortest phrase that says it."
            )
        if given.get("certainty") == "stated":
            del given["certainty"]
        return [given]

    def read(self, ask: Ask, answer: Any) -> Any:
        """An answer as a facts file has it: names become ids, `a=b` becomes an entry of a list."""
        if ask.many:
            return [self._one(ask, item) for item in ([answer] if isinstance(answer, str) else answer)]
        return self._one(ask, answer)

    def _one(self, ask: Ask, text: str) -> Any:
        text = text.strip()
        if odd := _CONTROL.search(text):
            raise QuestionError(
                f"{ask.flag}: the text holds the control character U+{ord(odd[0]):04X}.", "Leave it out."
            )
        if ask.words:
            return _word(ask, text)
        if ask.key in ("since", "until", "date"):
            return _date(ask, text)
        if ask.key in ("country", "population", "lat", "lon"):
            return self._country(text) if ask.key == "country" else _number(text)
        if not ask.types:
            return text
        if not ask.entry or text in self.known.records:
            return self.known.find(text, ask.types)
        name, _, rest = text.partition("=")
        id = self.known.find(name, ask.types)
        return self._entry(ask, id, rest.strip()) if rest.strip() else id

    def _country(self, text: str) -> str:
        """The two letters of a country that is known by name."""
        if re.fullmatch("[A-Za-z]{2}", folded := unicodedata.normalize("NFKC", text)):
            return folded.upper()
        try:
            country = self.known.records[self.known.find(text, ("country",))]
        except NameNotFound:
            return text
        return next((str(claim.value) for claim in getattr(country, "country", ())), text)

    def _entry(self, ask: Ask, id: str, rest: str) -> Any:
        if ask.entry == "role":
            rest = next((word for word, labels in WORDS["role"].items() if rest in labels), rest)
            if ask.key == "parties" and rest not in list(Role):
                raise QuestionError(
                    f"{ask.flag}: {quoted(rest)} is no role.", nearest(rest, [role.value for role in Role])
                )
            return {"id": id, "role": rest}
        if ask.entry == "sector":
            return {"to": id, "sector": self.known.find(rest, ("sector",))}
        dates = dict(zip(("since", "until"), (part.strip() for part in rest.split("..")), strict=False))
        return {"sector": id, **{name: _date(ask, date) for name, date in dates.items() if date}}


def _word(ask: Ask, text: str) -> str:
    if (word := word_of(ask, text)) in ask.words or ask.open:
        return word
    raise QuestionError(
        f"{ask.flag}: {quoted(text)} is none of the words for it.",
        nearest(text, ask.words),
        f"「{text}」は選べません：{'、'.join(word_label(ask.key, word).ja for word in ask.words)}",
    )


def _date(ask: Ask, text: str) -> str:
    """A date as a facts file has it: 2024/5/1 is 2024-05-01, full-width digits are ordinary ones."""
    folded = unicodedata.normalize("NFKC", text)
    if slashed := _SLASHED.fullmatch(folded):
        folded = "-".join(part.zfill(2) for part in slashed.groups() if part)
    try:
        Period.parse(folded)
    except ValueError as error:
        what, _, mend = str(error).partition("\n")
        raise QuestionError(
            f"{ask.flag}: {what}.",
            mend,
            f"「{text}」は日付として読めません。例：1998、1998-05、平成10年5月2日、平成10年度",
        ) from None
    return folded


def _number(text: str) -> str:
    """A number without separators, in ordinary digits."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", text))
