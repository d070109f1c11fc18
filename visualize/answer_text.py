"""The three-city answer as text for a person: options, reasons with their proofs, what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kg.answers import ThreeCities, ThreeCityAnswer
from kg.reasons import Reason, Tag, Unknown
from kg.stores.base import Row
from kg.three_cities import WEIGHTS

PROOFS_SHOWN = 3
_STYLES = {Tag.RECORD: "bold blue", Tag.POLICY: "bold cyan", Tag.DEVELOPMENT: "bold green", Tag.WEAK: "yellow", Tag.UNKNOWN: "yellow"}

_WORDS = {
    "ja": {
        "title": "三都市連携の候補：{city}{sector}",
        "sector": " × {sector}",
        "count": "（{as_of}時点・{found}件中{shown}件）",
        "weights": "重み：{weights}",
        "stated": "資料に明記された根拠のみ",
        "score": "{score} 点",
        "closed": "三都市がすべてつながっている",
        "broker": "{middle}が中心となって2都市をつなぐ",
        "extension": "{middle}を通じて新しい都市へ広げる",
        "unknown": "不明",
        "more": "ほか{n}件",
        "none": "該当する候補はない。分野や条件を変えて試してください（例：--sector を外す、--evidence all）。",
        "city_unknown": "この都市について、続いているかどうか分からないつながり：{n}件",
        "explain": "内訳",
        "all": "すべて見るには --limit 0",
        "no_proof": "（資料に記載なし）",
    },
    "en": {
        "title": "Three-city partnerships open to {city}{sector}",
        "sector": ", in {sector}",
        "count": " (as of {as_of}; {shown} of {found})",
        "weights": "Weights: {weights}",
        "stated": "Stated evidence only",
        "score": "score {score}",
        "closed": "all three are linked",
        "broker": "{middle} is in the middle of the other two",
        "extension": "{middle} leads to a city that is new",
        "unknown": "unknown",
        "more": "{n} more",
        "none": "No option. Ask for less: without --sector, or with --evidence all.",
        "city_unknown": "Ties of this city that may or may not still hold: {n}",
        "explain": "score",
        "all": "--limit 0 shows all",
        "no_proof": "(the documents say nothing)",
    },
}
_TERMS = {
    "links": ("つながり", "links", "links"),
    "sector": ("分野のつながり", "links in the sector", "sector_links"),
    "programmes": ("共通の事業・行事", "shared programmes and events", "shared_programmes"),
    "stated": ("明記された根拠の割合", "share of stated evidence", "stated"),
    "recent": ("最近の活動", "last activity", "last_activity"),
    "common": ("共通の相手", "common partners", "common_partners"),
}


def write_three_cities(answer: ThreeCities, console: Console, language: str, explain: bool = False) -> None:
    """Print the answer; `language` is ja or en, `explain` adds the parts of each score."""
    words = _WORDS[language]
    sector = words["sector"].format(sector=answer.sector.in_(language)) if answer.sector else ""
    title = Text(words["title"].format(city=answer.city.in_(language), sector=sector), style="bold")
    title.append(words["count"].format(as_of=answer.asked.as_of, found=answer.found, shown=len(answer.answers)), style="not bold")
    console.print(title)
    for remark in _remarks(answer, language):
        console.print(Text(remark, style="dim"))
    for option in answer.answers:
        console.print()
        _write_option(option, answer, console, language, explain)
    if not answer.answers:
        console.print(words["none"])
    _write_unknown(answer.unknown, console, language)
    if len(answer.answers) < answer.found:
        console.print(Text(f"\n{words['all']}", style="dim"))


def _remarks(answer: ThreeCities, language: str) -> list[str]:
    """What of the question is not as usual."""
    words, asked = _WORDS[language], answer.asked
    changed = [f"{name}={weight:g}" for name, weight in asked.weights.items() if weight != WEIGHTS[name]]
    remarks = [words["weights"].format(weights=", ".join(changed))] if changed else []
    return [*remarks, words["stated"]] if asked.stated_only else remarks


def _write_option(answer: ThreeCityAnswer, whole: ThreeCities, console: Console, language: str, explain: bool) -> None:
    words, option = _WORDS[language], answer.option
    names = " ― ".join(answer.names[id].in_(language) for id in option.places)
    middle = answer.names[option.middle].in_(language) if option.middle else ""
    head = Text(f"{answer.rank:>2}  ", style="bold").append(names, style="bold")
    head.append(f"   {words['score'].format(score=f'{option.score:.4f}')}", style="bold red")
    console.print(head)
    console.print(_indented(Text(words[option.shape].format(middle=middle), style="italic"), 4))
    if explain:
        _write_parts(answer, whole, console, language)
    for reason in answer.reasons:
        _write_reason(reason, console, language)
    for item in answer.unknown:
        console.print(_labelled(words["unknown"], "yellow", _say(item, language)))


def _write_reason(reason: Reason, console: Console, language: str) -> None:
    label = reason.tag.value[0 if language == "ja" else 1]
    console.print(_labelled(label, _STYLES[reason.tag], reason.text_ja if language == "ja" else reason.text_en))
    shown = sorted(reason.evidence, key=lambda row: not row["quote"])[:PROOFS_SHOWN]
    for row in shown:
        console.print(_indented(Text(_proof(row, language), style="dim"), 13))
    if len(reason.evidence) > len(shown):
        more = _WORDS[language]["more"].format(n=len(reason.evidence) - len(shown))
        console.print(_indented(Text(more, style="dim"), 13))


def _proof(row: Row, language: str) -> str:
    quote = f"「{row['quote']}」" if row["quote"] else ""
    return f"└ {row[f'title_{language}']}, {row['place']}{quote}"


def _write_parts(answer: ThreeCityAnswer, whole: ThreeCities, console: Console, language: str) -> None:
    shown = answer.as_json()["components"]
    label = _WORDS[language]["explain"]
    for name, (ja, en, component) in _TERMS.items():
        term, weight = answer.option.terms[name], whole.asked.weights[name]
        value = shown[component] if shown[component] is not None else _WORDS[language]["unknown"]
        part = f"{ja if language == 'ja' else en} {value}: {term:.4f} × {weight:g} = {term * weight:.4f}"
        console.print(_labelled(label, "magenta", part))
        label = ""


def _write_unknown(unknown: Sequence[Unknown], console: Console, language: str) -> None:
    if unknown:
        console.print(f"\n{_WORDS[language]['city_unknown'].format(n=len(unknown))}")
        for item in unknown:
            console.print(_indented(Text(_say(item, language), style="dim"), 4))


def _say(item: Unknown, language: str) -> str:
    return item.text_ja if language == "ja" else item.text_en


def _labelled(label: str, style: str, text: str) -> Padding:
    """A line with a label before it, wrapped beside the label."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=11 if label.isascii() and label else 8, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(label, style=style), Text(text))
    return Padding(grid, (0, 0, 0, 4), expand=False)


def _indented(text: Text, by: int) -> Padding:
    return Padding(text, (0, 0, 0, by), expand=False)
