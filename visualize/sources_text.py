"""Who says what about a record, or what a document says, as text for a person."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from kg.asking import proofs
from kg.provenance import ClaimRead, Statement
from kg.sentences import Said
from kg.sources import Cited, Sources
from schema.labels import type_of
from schema.words import PROPERTIES, TYPES
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
    },
}


def write_sources(answer: Sources, console: Console, language: str) -> None:
    """Print the answer; `language` is ja or en."""
    page, words = Page(console, language), _WORDS[language]
    type = TYPES[type_of(answer.named.id)][language == "en"]
    title = Text(f"{answer.named.in_(language)}  {type}  {answer.named.id}", "bold")
    count = words["count"].format(found=answer.found, shown=len(answer.answers))
    console.print(title.append(count, "not bold"), soft_wrap=True)
    statements = [one for one in answer.answers if isinstance(one, Statement)]
    _write_statements(statements, page)
    _write_cited([one for one in answer.answers if isinstance(one, Cited)], page)
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


def _write_statements(statements: Sequence[Statement], page: Page) -> None:
    """What rests on the evidence of the whole record first, in one block; then what has evidence of its own."""
    words = _WORDS[page.language]
    plain = [one for one in statements if all(claim.row["property"] == "record" for claim in one.claims)]
    rest = [one for one in statements if one not in plain]
    if plain:
        page.heading(words["own"])
    for one in plain:
        if one.name != "record":
            page.line(
                f"{label(one.name, page.language)}{f' {one.entry}' if one.entry else ''}: {_text(one)}", by=2, hanging=2
            )
    if plain and plain[0].name == "record":
        page.proofs(plain[0].evidence, by=4, most=len(plain[0].evidence))
    for one in rest:
        odd = f" ― {words['conflict']}" if one.conflicts else ""
        entry = f" {one.entry}" if one.entry else ""
        page.heading(f"{label(one.name, page.language)}{entry}: {_text(one)}{odd}")
        for value in dict.fromkeys((claim.value, claim.standing) for claim in one.claims):
            _write_value(value, [claim for claim in one.claims if (claim.value, claim.standing) == value], page)


def _text(statement: Statement) -> str:
    reading = statement.reading
    return "; ".join(map(str, reading)) if isinstance(reading, list) else "" if reading is None else str(reading)


def _write_value(value: tuple[str, str], claims: Sequence[ClaimRead], page: Page) -> None:
    page.line(f"{value[0]} [{_WORDS[page.language][value[1]]}]".strip(), by=2, hanging=2)
    evidence = proofs(claim.row for claim in claims)
    page.proofs(evidence, by=4, most=len(evidence))


def _write_cited(cited: Sequence[Cited], page: Page) -> None:
    for one in cited:
        name = f"{one.named.in_(page.language)} ({one.named.id})"
        what = label(one.property, page.language)
        standing = "" if one.claim.standing == "reading" else f" [{_WORDS[page.language][one.claim.standing]}]"
        value = f": {one.claim.value}" if one.claim.value else ""
        page.line(f"{name} ― {what}{f' {one.entry}' if one.entry else ''}{value}{standing}", by=2, hanging=2)
        page.proofs([one.claim.row], by=4)
