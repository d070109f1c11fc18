"""Who says what about a record, or what a document says, as text for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from kg.asking import proofs
from kg.lookup import Named
from kg.provenance import Statement
from kg.sentences import Said
from kg.sources import Cited, Sources
from schema.labels import type_of
from schema.partnerships import StrictSense
from schema.words import PROPERTIES, TYPES, WORDS
from visualize.page import Page

_WORDS = {
    "ja": {
        "count": "（{found}件中{shown}件）",
        "own": "記録全体の根拠によるもの",
        "reading": "採用",
        "agrees": "同じ（粗い）",
        "disagrees": "異なる",
        "proposed": "提案",
        "denied": "否定",
        "conflict": "食い違い",
        "none": "この記録の根拠は読み込んだ資料にない。",
        "unknown": "分からないこと",
        "all": "すべて見るには --limit 0",
        "record": "この記録",
        "note": "注記（資料の言葉ではない）",
    },
    "en": {
        "count": " ({shown} of {found})",
        "own": "By the evidence of the record as a whole",
        "reading": "read",
        "agrees": "agrees (coarser)",
        "disagrees": "disagrees",
        "proposed": "proposed",
        "denied": "denied",
        "conflict": "sources disagree",
        "none": "The loaded documents have no evidence for this record.",
        "unknown": "Not known",
        "all": "--limit 0 shows all",
        "record": "this record",
        "note": "Note, in our own words",
    },
}


def write_sources(answer: Sources, console: Console, language: str) -> None:
    """Print the answer; `language` is ja or en."""
    page, words = Page(console, language), _WORDS[language]
    type = TYPES[type_of(answer.named.id)][language == "en"]
    title = Text(f"{answer.named.in_(language)}  {type}  {answer.named.id}", "bold")
    count = words["count"].format(found=answer.found, shown=len(answer.answers))
    console.print(title.append(count, "not bold"), soft_wrap=True)
    values = _Values(answer.called, language)
    statements = [one for one in answer.answers if isinstance(one, Statement)]
    _write_statements(statements, page, values)
    _write_cited([one for one in answer.answers if isinstance(one, Cited)], page, values)
    if not answer.answers:
        page.line(words["none"], by=2)
    if answer.unknown:
        page.heading(words["unknown"], len(answer.unknown))
    for said in answer.unknown:
        page.line(said.ja if language == "ja" else said.en, by=2, hanging=2)
    page.documents(answer.titles.values())
    if len(answer.answers) < answer.found:
        console.print(Text(f"\n{words['all']}", "dim"))


def label(name: str, language: str) -> str:
    """What a property is called; a property of an entry by the list and the property."""
    if name == "record":
        return _WORDS[language]["record"]
    parts = [PROPERTIES.get(part, (part, part)) for part in name.split(".")]
    joined = Said("の".join(part[0] for part in parts), ", ".join(part[1] for part in parts))
    return joined.ja if language == "ja" else joined.en


@dataclass(frozen=True)
class _Values:
    """Writes values for a person: words of the format by their labels, ids behind what they are called."""

    called: Mapping[str, Named]
    language: str

    def text(self, property: str, value: object) -> str:
        """A value of a property."""
        if isinstance(value, list):
            return ("、" if self.language == "ja" else ", ").join(self.text(property, item) for item in value)
        written = "" if value is None else str(value)
        if written in self.called:
            named = self.called[written].in_(self.language)
            return f"{named} ({written})" if named != written else written
        words = WORDS["ternary"] if property in StrictSense.model_fields else WORDS.get(property.rpartition(".")[2], {})
        return words[written][self.language == "en"] if written in words else written


def _write_statements(statements: Sequence[Statement], page: Page, values: _Values) -> None:
    """What rests on the evidence of the whole record first, in one block; then what has evidence of its own."""
    words = _WORDS[page.language]
    notes = [one for one in statements if one.name == "note" and not one.claims]
    statements = [one for one in statements if one not in notes]
    plain = [one for one in statements if all(claim.row and claim.row["property"] == "record" for claim in one.claims)]
    if plain:
        page.heading(words["own"])
    for one in plain:
        if one.name != "record":
            page.line(f"{_label(one, page, values)}: {values.text(one.name, one.reading)}", by=2, hanging=2)
    if plain and plain[0].name == "record":
        page.proofs(plain[0].evidence, by=4, most=len(plain[0].evidence))
    for one in (one for one in statements if one not in plain):
        odd = f" ― {words['conflict']}" if one.conflicts else ""
        page.heading(f"{_label(one, page, values)}: {values.text(one.name, one.reading)}{odd}")
        for value, standing in dict.fromkeys((claim.value, claim.standing) for claim in one.claims):
            page.line(f"{values.text(one.name, value)} [{words[standing]}]".strip(), by=2, hanging=2)
            told = [claim for claim in one.claims if (claim.value, claim.standing) == (value, standing)]
            evidence = proofs(claim.row for claim in told if claim.row)
            page.proofs(evidence, by=4, most=len(evidence))
    for one in notes:
        page.heading(words["note"])
        page.line(str(one.reading), by=2, hanging=2)


def _label(statement: Statement, page: Page, values: _Values) -> str:
    entry = f" {values.text('', statement.entry)}" if statement.entry else ""
    return label(statement.name, page.language) + entry


def _write_cited(cited: Sequence[Cited], page: Page, values: _Values) -> None:
    for one in cited:
        name = f"{one.named.in_(page.language)} ({one.named.id})"
        what = label(one.property, page.language) + (f" {values.text('', one.entry)}" if one.entry else "")
        standing = "" if one.claim.standing == "reading" else f" [{_WORDS[page.language][one.claim.standing]}]"
        value = f": {values.text(one.property, one.claim.value)}" if one.claim.value else ""
        page.line(f"{name} ― {what}{value}{standing}", by=2, hanging=2)
        page.proofs([one.claim.row] if one.claim.row else [], by=4)
