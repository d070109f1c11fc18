"""A page of text for a person: lines, labels, headings, proofs, documents, wrapped for the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from kg.stores.base import Row
from visualize.wrapping import wrap

PROOFS_SHOWN = 2
_LINES = re.compile(r"^line ([\d–]+)")
LABEL = {"ja": 7, "en": 13}
_WORDS = {
    "ja": {
        "count": "（{n}件）",
        "documents": "資料",
        "lines": "{n}行目",
        "implied": "（推定）",
        "proposed": "（提案）",
        "negated": "（否定）",
        "more": "ほか{n}件",
    },
    "en": {
        "count": " ({n})",
        "documents": "Documents",
        "lines": "line {n}",
        "implied": " (implied)",
        "proposed": " (proposed)",
        "negated": " (denied)",
        "more": "{n} more",
    },
}


@dataclass(frozen=True)
class Page:
    """Where to print, in which language, and how wide."""

    console: Console
    language: str

    @property
    def label(self) -> int:
        """The width of the column of labels, in cells."""
        return LABEL[self.language]

    def line(self, text: str, by: int, style: str = "", hanging: int = 0) -> None:
        """A paragraph, indented and wrapped; its further lines are indented by `hanging` more."""
        for number, part in enumerate(wrap(text, max(20, self.console.width - by - hanging))):
            self.console.print(Text(" " * (by + (hanging if number else 0)) + part, style), soft_wrap=True)

    def labelled(self, label: str, style: str, text: str) -> None:
        """A paragraph beside a label."""
        first, *rest = wrap(text, max(20, self.console.width - self.label - 4))
        head = Text("    ").append(label, style).append(" " * (self.label - cell_len(label))).append(first)
        self.console.print(head, soft_wrap=True)
        for part in rest:
            self.console.print(Text(" " * (self.label + 4) + part), soft_wrap=True)

    def heading(self, text: str, count: int | None = None) -> None:
        """The heading of a part of the page, with how many things are in it."""
        number = "" if count is None else _WORDS[self.language]["count"].format(n=count)
        self.console.print(Text(f"\n{text}", "bold").append(number, "not bold"), soft_wrap=True)

    def proofs(self, evidence: Iterable[Row], by: int, most: int = PROOFS_SHOWN) -> None:
        """The first pieces of evidence, those with a quote that state it before others, and how many more there are."""
        best_first = sorted(evidence, key=lambda row: (row["certainty"] == "implied", not row["quote"]))
        for row in best_first[:most]:
            self.line(proof(row, self.language), by=by, style="dim", hanging=2)
        if len(best_first) > most:
            self.line(_WORDS[self.language]["more"].format(n=len(best_first) - most), by=by + 2, style="dim")

    def documents(self, rows: Iterable[Row]) -> None:
        """Where to look up what the page rests on."""
        listed = list(rows)
        if listed:
            self.console.print(f"\n{_WORDS[self.language]['documents']}")
        for row in listed:
            parts = [row[f"title_{self.language}"], *(part for part in (row["date"], row["url"]) if part)]
            self.line("  ".join(parts), by=4, style="dim", hanging=2)


def proof(row: Row, language: str) -> str:
    """Where a document says it, in its words, and how surely."""
    words, quote = (
        _WORDS[language],
        row["quote"] and (row["quote"] if row["quote"][0] == "「" else f"「{row['quote']}」"),
    )
    place = _LINES.sub(lambda match: words["lines"].format(n=match[1]), row["place"])
    surely = "" if row["certainty"] == "stated" else words[row["certainty"]]
    return f"└ {row[f'title_{language}']}, {place}{quote}{surely}"
