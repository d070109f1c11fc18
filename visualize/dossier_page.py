"""What the parts of a dossier are printed with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from kg.lookup import Named
from kg.provenance import Statement
from kg.sentences import Said, brackets_en, brackets_ja, dated
from kg.show.dossier import Dossier
from kg.show.tie_sheets import TESTS
from schema.words import WORDS
from visualize.dossier_words import WORDS_OF
from visualize.page import Page

MOST = 10
"""How many entries of a list are shown unless all are asked for."""

T = TypeVar("T")


class DossierPage:
    """What the parts of a dossier are printed with: words, values, lists cut short."""

    def __init__(self, dossier: Dossier, page: Page, everything: bool) -> None:
        self.dossier, self.page, self.words = dossier, page, WORDS_OF[page.language]
        self.most = len(dossier.ties) + 10**6 if everything else MOST
        related = (one.named for group in dossier.groups.values() for one in group)
        parties = (Named.of(party) for tie in dossier.ties for party in tie.row["parties"])
        self.names = {one.id: one.in_(page.language) for one in (*parties, *related)}

    def _said(self, said: Said) -> str:
        return said.ja if self.page.language == "ja" else said.en

    def _word(self, property: str, word: str) -> str:
        pair = WORDS.get(property, {}).get(word)
        return self._said(Said(*pair)) if pair else word

    def _fact(self, label: tuple[str, str], value: str) -> None:
        self.page.line(
            f"{label[0]}：{value}" if self.page.language == "ja" else f"{label[1]}: {value}", by=2, hanging=2
        )

    def _value(self, statement: Statement) -> str:
        value = statement.reading
        if isinstance(value, list):
            return self._joined(map(str, value))
        if statement.name in ("since", "until", "date"):
            return self._said(dated(str(value)))
        if str(value) in self.names:
            return self.names[str(value)]
        return self._word("ternary" if statement.name in TESTS else statement.name, str(value))

    def _cut(self, items: Sequence[T]) -> Sequence[T]:
        """The first of a list."""
        return items if len(items) <= self.most + 2 else items[: self.most]

    def _rest(self, items: Sequence[object], by: int = 2) -> None:
        """How many of a list were left out."""
        if left := len(items) - len(self._cut(items)):
            self.page.line(self.words["more"].format(n=left), by=by, style="dim")

    def _listed(self, said: Iterable[Said]) -> str:
        return self._joined(dict.fromkeys(self._said(one) for one in said)) or self.words["nothing"]

    def _joined(self, texts: Iterable[str]) -> str:
        return ("、" if self.page.language == "ja" else ", ").join(texts)

    def _bracketed(self, text: str) -> str:
        return self._said(Said(brackets_ja(text), brackets_en(text)))
