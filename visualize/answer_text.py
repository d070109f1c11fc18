"""The three-city answer as text for a person: options, reasons with their proofs, what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from kg.answers import ThreeCities, ThreeCityAnswer
from kg.options import WEIGHTS
from kg.reasons import Reason, Tag, Unknown
from visualize.page import Page

_STYLES = {
    Tag.RECORD: "bold blue",
    Tag.POLICY: "bold cyan",
    Tag.DEVELOPMENT: "bold green",
    Tag.WEAK: "yellow",
    Tag.UNKNOWN: "yellow",
}

_WORDS = {
    "ja": {
        "title": "三都市連携の候補：{city}{sector}",
        "sector": " × {sector}",
        "count": "（{as_of}時点・{found}件中{shown}件）",
        "weights": "重み：{weights}",
        "stated": "資料に明記された根拠のみ",
        "newest": "時点の指定がないので、最も新しい資料の日付で答える（--as-of で変えられる）",
        "score": "{score} 点",
        "closed": "三都市がすべてつながっている",
        "broker": "{middle}が中心となって2都市をつなぐ",
        "extension": "{middle}を通じて新しい都市へ広げる",
        "unknown": "不明",
        "none": "該当する候補はない。条件をゆるめて試してください（--sector、--must、--evidence stated を外す、--as-of を変える）。",
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
        "newest": "As of the newest document's date, since none was asked for (--as-of changes it)",
        "score": "score {score}",
        "closed": "all three are linked",
        "broker": "{middle} is in the middle of the other two",
        "extension": "{middle} leads to a city that is new",
        "unknown": "unknown",
        "none": "No option. Ask for less: without --sector, --must or --evidence stated, or with another --as-of.",
        "city_unknown": "Ties of this city that may or may not still hold: {n}",
        "explain": "score",
        "all": "--limit 0 shows all",
        "no_proof": "(the documents say nothing)",
    },
}
_TERMS = {
    "links": ("つながり", "links", "links"),
    "sector": ("分野のつながり", "links in the sector", "sector_links"),
    "programmes": (
        "共通の事業・行事（2都市で1、3都市で2）",
        "shared programmes and events (1 for two, 2 for three)",
        "shared_programmes",
    ),
    "stated": ("明記された根拠の割合", "share of stated evidence", "stated"),
    "recent": ("最近の活動", "last activity", "last_activity"),
    "common": ("共通の相手", "common partners", "common_partners"),
}


def write_three_cities(answer: ThreeCities, console: Console, language: str, explain: bool = False) -> None:
    """Print the answer; `language` is ja or en, `explain` adds the parts of each score."""
    words, page = _WORDS[language], Page(console, language)
    sector = words["sector"].format(sector=answer.sector.in_(language)) if answer.sector else ""
    count = words["count"].format(as_of=answer.asked.as_of, found=answer.found, shown=len(answer.answers))
    console.print(
        Text(words["title"].format(city=answer.city.in_(language), sector=sector), "bold").append(count, "not bold")
    )
    for remark in _remarks(answer, language):
        page.line(remark, by=0, style="dim")
    for option in answer.answers:
        console.print()
        _write_option(option, answer, page, explain)
    if not answer.answers:
        page.line(words["none"], by=0)
    _write_unknown(answer.unknown, page)
    page.documents(answer.documents.values())
    if len(answer.answers) < answer.found:
        console.print(Text(f"\n{words['all']}", style="dim"))


def _remarks(answer: ThreeCities, language: str) -> list[str]:
    """What of the question is not as usual."""
    words, asked = _WORDS[language], answer.asked
    changed = [f"{name}={weight:g}" for name, weight in asked.weights.items() if weight != WEIGHTS[name]]
    remarks = [words["weights"].format(weights=", ".join(changed))] if changed else []
    remarks += [words["stated"]] if asked.stated_only else []
    return remarks if answer.as_of_said else [*remarks, words["newest"].format(as_of=asked.as_of)]


def _write_option(answer: ThreeCityAnswer, whole: ThreeCities, page: Page, explain: bool) -> None:
    words, option, language = _WORDS[page.language], answer.option, page.language
    names = " ― ".join(answer.names[id].in_(language) for id in option.path)
    middle = answer.names[option.middle].in_(language) if option.middle else ""
    page.console.print(
        Text(f"{answer.rank:>2}  {names}", style="bold").append(
            f"   {words['score'].format(score=f'{option.score:.4f}')}", "red"
        )
    )
    page.line(words[option.shape].format(middle=middle), by=4, style="italic")
    if explain:
        _write_parts(answer, whole, page)
    for reason in answer.reasons:
        _write_reason(reason, page)
    for item in answer.unknown:
        page.labelled(words["unknown"], "yellow", getattr(item.said, language))


def _write_reason(reason: Reason, page: Page) -> None:
    page.labelled(getattr(reason.tag.value, page.language), _STYLES[reason.tag], getattr(reason.said, page.language))
    page.proofs(reason.evidence, by=page.label + 4)


def _write_parts(answer: ThreeCityAnswer, whole: ThreeCities, page: Page) -> None:
    shown, words = answer.option.components.shown(), _WORDS[page.language]
    label, terms = words["explain"], answer.option.components.terms(whole.asked.as_of)
    for name, (ja, en, component) in _TERMS.items():
        term, weight = terms[name], whole.asked.weights[name]
        value = shown[component] if shown[component] is not None else words["unknown"]
        called = ja if page.language == "ja" else en
        page.labelled(label, "magenta", f"{called} {value}: {term:.4f} × {weight:g} = {term * weight:.4f}")
        label = ""


def _write_unknown(unknown: Sequence[Unknown], page: Page) -> None:
    if unknown:
        page.console.print(f"\n{_WORDS[page.language]['city_unknown'].format(n=len(unknown))}")
        for item in unknown:
            page.line(getattr(item.said, page.language), by=4, style="dim")
