"""What changed between two folders of facts as text for a person: sentences under headings, each with its proofs."""

from __future__ import annotations

from rich.console import Console

from kg.diff.answer import Differences, Told
from kg.diff.differences import Heading
from schema.evidence import Evidence
from visualize.page import Page

_WORDS = {
    "ja": {
        "title": "{old} から {new} への違い",
        "none": "違いはない。",
        "added": "加わったもの",
        "changed": "変わったもの",
        "ended": "終わったもの・否定されたもの",
        "removed": "除かれたもの",
    },
    "en": {
        "title": "From {old} to {new}",
        "none": "No difference.",
        "added": "Added",
        "changed": "Changed",
        "ended": "Ended or denied",
        "removed": "Removed",
    },
}


def write_differences(answer: Differences, console: Console, language: str) -> None:
    """Print the differences; `language` is ja or en."""
    words, page = _WORDS[language], Page(console, language)
    if not answer.told:
        page.line(words["none"], by=0)
        return
    old, new = answer.names
    page.line(words["title"].format(old=old, new=new), by=0, style="bold")
    for heading in Heading:
        if told := answer.under(heading):
            page.heading(words[heading], len(told))
            for one in told:
                _write(one, answer, page)


def _write(told: Told, answer: Differences, page: Page) -> None:
    page.line(getattr(told.said, page.language), by=2, hanging=2)
    page.proofs((_row(item, answer) for item in told.difference.change.evidence), by=6)


def _row(item: Evidence, answer: Differences) -> dict[str, str]:
    """Evidence with its document's titles."""
    named = answer.documents[item.document]
    said = {"place": item.place, "quote": item.quote, "certainty": item.certainty.value}
    return {**said, "title_ja": named.ja, "title_en": named.en}
