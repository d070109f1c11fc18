"""All that is known of one record, as text for a person: one screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console

from kg.dossier import Dossier, Related
from kg.dossier_sentences import RELATIONS
from kg.lookup import Named
from kg.provenance import ClaimRead, Statement
from kg.sentences import Said, brackets_en, brackets_ja, dated, spanned, who_and_what
from kg.tie_sheets import TieSheet
from schema.kinds import KINDS
from schema.words import PROPERTIES, TYPES, WORDS
from visualize.page import Page

_WORDS = {
    "ja": {
        "as_of": "{as_of}時点",
        "newest": "時点の指定がないので、最も新しい資料の日付で示す（--as-of で変えられる）",
        "ties": "つながり",
        "sectors": "分野",
        "start": "当初の分野：{names}",
        "now": "現在の分野：{names}",
        "was": "当初 {start} → 現在 {now}",
        "nothing": "なし",
        "last": "最後の活動 {date}",
        "beside": "ほかに {names}",
        "benefit": "利点：{names}",
        "directories": "種類の分からない提携（{n}件）：{names}",
        "denials": "否定されていること",
        "proposed": "提案されているだけのつながり",
        "conflicts": "資料の食い違い",
        "reading": "採用",
        "disagrees": "異なる",
        "agrees": "同じ（粗い）",
        "denied": "否定",
        "unknown": "分からないこと",
        "idle": "日付のある活動は読み込んだ資料にない：{names}",
        "directories_unknown": "種類の分からない提携（{n}件）について、始まりの日付などは読み込んだ資料にない。",
        "strengths": "強み",
        "needs": "必要とする分野",
        "broader": "上位の分野",
        "narrower": "下位の分野",
        "contested": "（否定する資料もある）",
    },
    "en": {
        "as_of": "as of {as_of}",
        "newest": "As of the newest document's date, since none was asked for (--as-of changes it)",
        "ties": "Ties",
        "sectors": "Sectors",
        "start": "At the start: {names}",
        "now": "Now: {names}",
        "was": "at the start {start} → now {now}",
        "nothing": "none",
        "last": "last activity {date}",
        "beside": "also {names}",
        "benefit": "benefits: {names}",
        "directories": "Twinnings of unknown kind ({n}): {names}",
        "denials": "Denied",
        "proposed": "Ties that are only proposed",
        "conflicts": "Sources disagree",
        "reading": "read",
        "disagrees": "disagrees",
        "agrees": "agrees (coarser)",
        "denied": "denied",
        "unknown": "Not known",
        "idle": "The loaded documents name no dated activity of: {names}",
        "directories_unknown": "Of {n} twinnings of unknown kind the loaded documents do not say since when, nor more.",
        "strengths": "Strengths",
        "needs": "Needs",
        "broader": "Broader sectors",
        "narrower": "Narrower sectors",
        "contested": " (a document denies it)",
    },
}
_STATUS = {
    "holds": ("有効", "holds", "bold blue"),
    "unknown": ("不明", "unknown", "yellow"),
    "ended": ("終了", "ended", "dim"),
    "later": ("将来", "later", "dim"),
    "proposed": ("提案", "proposed", "magenta"),
    "denied": ("否定", "denied", "red"),
}
_SECTIONS = {
    "programmes": ("事業", "Programmes"),
    "events": ("行事", "Events"),
    "activities": ("活動", "Activities"),
    "organisations": ("組織", "Organisations"),
    "facilities": ("施設", "Facilities"),
    "people": ("人物", "People"),
    "groups": ("グループ", "Groups"),
    "places": ("場所", "Places"),
    "policies": ("政策", "Policies"),
    "measures": ("施策", "Measures"),
    "proposals": ("提案", "Proposals"),
    "judgements": ("判断", "Judgements"),
}
_SAID_BY_HEADING = (("PART_OF", "in"), ("ACTIVITY_OF", "in"), ("ABOUT", "in"), ("UNDER", "in"))
_LINKING = ("party", "sender", "host")
_IN_TITLE = (
    "record",
    "name",
    "name_ja",
    "name_en",
    "kana",
    "part_of",
    "sectors",
    "parties",
    "participants",
    "benefits",
)
_SHOWN_ELSEWHERE = (
    *_IN_TITLE,
    "strengths",
    "needs",
    "title",
    "title_ja",
    "title_en",
    "partnership",
    "proposes",
    "about",
)


def write_dossier(dossier: Dossier, console: Console, language: str) -> None:
    """Print a dossier; `language` is ja or en."""
    page = Page(console, language)
    _Writer(dossier, page).write()


class _Writer:
    """Prints the parts of a dossier one below the other; a part with nothing in it is left out."""

    def __init__(self, dossier: Dossier, page: Page) -> None:
        self.dossier, self.page, self.words = dossier, page, _WORDS[page.language]

    def write(self) -> None:
        """Print all parts."""
        self._title()
        self._ties()
        self._sectors()
        for name, labels in _SECTIONS.items():
            self._related(self._said(Said(*labels)), self.dossier.groups.get(name, ()))
        self._tie_lines(self.words["proposed"], self.dossier.proposed)
        self._tie_lines(self.words["denials"], self.dossier.denials)
        self._conflicts()
        self._unknown()
        self.page.documents(self.dossier.documents.values())

    def _said(self, said: Said) -> str:
        return said.ja if self.page.language == "ja" else said.en

    def _word(self, property: str, word: str) -> str:
        pair = WORDS.get(property, {}).get(word)
        return self._said(Said(*pair)) if pair else word

    # The record itself

    def _title(self) -> None:
        dossier, page = self.dossier, self.page
        names = {one.name: one.reading for one in dossier.statements}
        others = [names.get("kana"), dossier.named.en if page.language == "ja" else dossier.named.ja]
        also = "、".join(str(other) for other in others if other and other != dossier.named.in_(page.language))
        type = self._said(Said(*TYPES[dossier.type]))
        title = f"{dossier.named.in_(page.language)}{f'（{also}）' if also else ''}  {type}  {dossier.named.id}"
        page.line(title, by=0, style="bold")
        page.line(self.words["as_of"].format(as_of=dossier.as_of), by=0, style="dim")
        if not dossier.as_of_said:
            page.line(self.words["newest"], by=0, style="dim")
        for statement in dossier.statements:
            if statement.name not in _SHOWN_ELSEWHERE and "." not in statement.name:
                label = self._said(Said(*PROPERTIES.get(statement.name, (statement.name,) * 2)))
                page.line(
                    f"{label}：{self._value(statement)}"
                    if page.language == "ja"
                    else f"{label}: {self._value(statement)}",
                    by=2,
                    hanging=2,
                )
        page.proofs(dossier.own_evidence, by=4)

    def _value(self, statement: Statement) -> str:
        value = statement.reading
        if isinstance(value, list):
            return self._joined(map(str, value))
        property = "ternary" if str(value) in WORDS["ternary"] else statement.name
        if statement.name in ("since", "until", "date"):
            return self._said(dated(str(value)))
        return self._word(property, str(value))

    # Ties and sectors

    def _ties(self) -> None:
        directories = [tie for tie in self.dossier.holding if self._is_listed(tie)]
        told = [tie for tie in self.dossier.holding if not self._is_listed(tie)]
        if not self.dossier.holding:
            return
        self.page.heading(self.words["ties"], len(self.dossier.holding))
        for kind, ties in groupby(told, key=lambda tie: tie.kind):
            label = KINDS[kind]
            self.page.line(label.label_ja if self.page.language == "ja" else label.label_en, by=2, style="italic")
            for tie in ties:
                self._tie(tie)
        if directories:
            names = self._listed(Said(*_others(tie)) for tie in directories)
            text = self.words["directories"].format(n=len(directories), names=names)
            self.page.line(text, by=2, hanging=2)
            self.page.proofs(directories[0].evidence, by=4, most=1)

    def _is_listed(self, tie: TieSheet) -> bool:
        """A twinning of which a directory says no more than that it is: many of them are one line."""
        return tie.kind == "twinning" and "since" in tie.missing and self.dossier.type != "partnership"

    def _listed(self, said: Iterable[Said]) -> str:
        return self._joined(dict.fromkeys(self._said(one) for one in said)) or self.words["nothing"]

    def _joined(self, texts: Iterable[str]) -> str:
        return ("、" if self.page.language == "ja" else ", ").join(texts)

    def _bracketed(self, text: str) -> str:
        return self._said(Said(brackets_ja(text), brackets_en(text)))

    def _tie(self, tie: TieSheet) -> None:
        ja, en, style = _STATUS[tie.status]
        contested = self.words["contested"] if tie.contested else ""
        self.page.labelled(ja if self.page.language == "ja" else en, style, self._said(tie.said) + contested)
        for line in self._about(tie):
            self.page.line(line, by=self.page.label + 4, hanging=2)
        self.page.proofs(tie.evidence, by=self.page.label + 4)

    def _about(self, tie: TieSheet) -> list[str]:
        """How its sectors changed, its last activity, who benefits."""
        start, now = (self._listed(Said(one.ja, one.en) for one in tie.sectors(when)) for when in ("start", "now"))
        lines = [self.words["was"].format(start=start, now=now)] if start != now and tie.status == "holds" else []
        beside = [party for party in tie.row["parties"] if party["role"] not in _LINKING]
        if beside and len(beside) < len(tie.row["parties"]):
            called = (
                Named.of(party).in_(self.page.language) + self._bracketed(self._word("role", party["role"]))
                for party in beside
            )
            lines.append(self.words["beside"].format(names=self._joined(called)))
        if tie.last_activity:
            lines.append(self.words["last"].format(date=tie.last_activity))
        if tie.benefits:
            names = self._listed(
                Said(edge["name_ja"] or edge["name"], edge["name_en"] or edge["name"]) for edge in tie.benefits
            )
            lines.append(self.words["benefit"].format(names=names))
        return lines

    def _tie_lines(self, heading: str, ties: Sequence[TieSheet]) -> None:
        if ties:
            self.page.heading(heading, len(ties))
        for tie in ties:
            self.page.line(self._said(tie.said), by=2, hanging=2)
            self.page.proofs(tie.evidence, by=4)

    def _sectors(self) -> None:
        start, now = self.dossier.sectors("start"), self.dossier.sectors("now")
        if start or now:
            self.page.heading(self.words["sectors"])
            self.page.line(
                self.words["start"].format(names=self._listed(Said(one.ja, one.en) for one in start)), by=2, hanging=2
            )
            self.page.line(
                self.words["now"].format(names=self._listed(Said(one.ja, one.en) for one in now)), by=2, hanging=2
            )
        for heading, edge in (("strengths", "STRONG_IN"), ("needs", "NEEDS")):
            self._entries(heading, edge)
        for heading, way in (("broader", "out"), ("narrower", "in")):
            related = self.dossier.of_sectors("BROADER", way)
            if related:
                names = self._listed(Said(one.named.ja, one.named.en) for one in related)
                self.page.heading(self.words[heading])
                self.page.line(names, by=2, hanging=2)

    def _entries(self, heading: str, edge: str) -> None:
        """Strengths or needs, each with what says so."""
        related = self.dossier.of_sectors(edge, "out")
        told = next((one for one in self.dossier.statements if one.name == heading), None)
        if related and told:
            self.page.heading(self.words[heading], len(related))
        for one in related if told else ():
            self.page.line(one.named.in_(self.page.language), by=2)
            claims = [claim for claim in told.claims if claim.value == one.named.id] if told else []
            self.page.proofs(_rows(claims), by=4)

    # What stands around it

    def _related(self, heading: str, related: Sequence[Related]) -> None:
        if related:
            self.page.heading(heading, len(related))
        for one in related:
            when = self._said(dated(one.when["date"])) or self._said(spanned(one.when))
            hows = [self._how(*how) for how in one.how]
            details = self._joined(part for part in (when, *dict.fromkeys(hows)) if part)
            self.page.line(one.named.in_(self.page.language) + self._bracketed(details), by=2, hanging=2)
            self.page.proofs(one.evidence, by=4, most=1)

    def _how(self, edge: str, way: str, role: str, via: str) -> str:
        if role:
            return self._word("role", role)
        return self._said(RELATIONS.get((edge, way), Said("", ""))) if (edge, way) not in _SAID_BY_HEADING else ""

    # What is not agreed on or not known

    def _conflicts(self) -> None:
        if self.dossier.conflicts:
            self.page.heading(self.words["conflicts"], len(self.dossier.conflicts))
        for conflict in self.dossier.conflicts:
            one = conflict.statement
            label = self._said(Said(*PROPERTIES.get(one.name.rpartition(".")[2], (one.name,) * 2)))
            called = conflict.of.in_(self.page.language)
            self.page.line(f"{called} ― {label}", by=2, hanging=2)
            for claim in one.claims:
                self._claim(one, claim)

    def _claim(self, statement: Statement, claim: ClaimRead) -> None:
        standing = self.words.get(claim.standing, claim.standing)
        property = statement.name.rpartition(".")[2]
        value = self._word(property, claim.value) if claim.value else standing
        self.page.line(
            f"{value}（{standing}）" if self.page.language == "ja" else f"{value} ({standing})", by=4, hanging=2
        )
        self.page.proofs(_rows([claim]), by=6)

    def _unknown(self) -> None:
        listed = {tie.row["id"] for tie in self.dossier.holding if self._is_listed(tie)}
        told = [said for said, id in self.dossier.unknown if id not in listed and id not in self._together()]
        if told or listed:
            self.page.heading(self.words["unknown"], len(self.dossier.unknown))
        for said in told:
            self.page.line(self._said(said), by=2, hanging=2)
        idle = [who_and_what(tie.row, tie.city) for tie in self.dossier.ties if tie.row["id"] in self._together()]
        if idle:
            self.page.line(self.words["idle"].format(names=self._joined(map(self._said, idle))), by=2, hanging=2)
        if listed:
            self.page.line(self.words["directories_unknown"].format(n=len(listed)), by=2, hanging=2)

    def _together(self) -> set[str]:
        """The ties of which all is said but what they did: one line tells them all."""
        return {tie.row["id"] for tie in self.dossier.ties if tie.missing == ["activity"] and len(tie.unknown) == 1}


def _others(tie: TieSheet) -> tuple[str, str]:
    """Those that a tie joins with the one it is seen from."""
    others = [party for party in tie.row["parties"] if party["id"] != tie.city]
    return (
        "・".join(str(party["name_ja"] or party["name"] or party["id"]) for party in others),
        ", ".join(str(party["name_en"] or party["name"] or party["id"]) for party in others),
    )


def _rows(claims: Iterable[ClaimRead]) -> list[dict[str, object]]:
    from kg.asking import proofs

    return proofs(claim.row for claim in claims)
