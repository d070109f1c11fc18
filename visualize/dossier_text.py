"""All that is known of one record, as text for a person: one screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from rich.console import Console

from kg.asking import proofs
from kg.lookup import Named
from kg.provenance import ClaimRead, Statement
from kg.sentences import Said, brackets_en, brackets_ja, dated, spanned, who_and_what
from kg.show.dossier import Dossier
from kg.show.related import Related
from kg.show.sentences import RELATIONS
from kg.show.tie_sheets import TESTS, TieSheet
from kg.stores.base import Row
from schema.kinds import KINDS
from schema.places import CODES
from schema.words import PROPERTIES, TYPES, WORDS
from visualize.dossier_words import SECTIONS, STATUS, WORDS_OF
from visualize.page import Page

MOST = 10
"""How many entries of a list are shown unless all are asked for."""
_SAID_BY_HEADING = (("PART_OF", "in"), ("ACTIVITY_OF", "in"), ("ABOUT", "in"), ("UNDER", "in"))
_LINKING = ("party", "sender", "host")
_NAMES = ("name", "name_ja", "name_en", "kana", "title", "title_ja", "title_en")
_LISTS = ("sectors", "parties", "participants", "benefits", "strengths", "needs", "proposes", "about")
_SHOWN_ELSEWHERE = ("record", *_NAMES, *_LISTS, *CODES, "part_of", "partnership", "lat", "lon", "country")

_CODES = {"wikidata": "Wikidata", "jis": "JIS", "geonames": "GeoNames"}

T = TypeVar("T")


def write_dossier(dossier: Dossier, console: Console, language: str, everything: bool = False) -> None:
    """Print a dossier; `language` is ja or en; long lists are cut unless `everything` is asked for."""
    _Writer(dossier, Page(console, language), everything).write()


class _Writer:
    """Prints the parts of a dossier one below the other; a part with nothing in it is left out."""

    def __init__(self, dossier: Dossier, page: Page, everything: bool) -> None:
        self.dossier, self.page, self.words = dossier, page, WORDS_OF[page.language]
        self.most = len(dossier.ties) + 10**6 if everything else MOST
        related = (one.named for group in dossier.groups.values() for one in group)
        parties = (Named.of(party) for tie in dossier.ties for party in tie.row["parties"])
        self.names = {one.id: one.in_(page.language) for one in (*parties, *related)}

    def write(self) -> None:
        """Print all parts."""
        self._title()
        self._ties()
        self._sectors()
        for name, labels in SECTIONS.items():
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
        also = self._joined(
            dict.fromkeys(str(name) for name in others if name and name != dossier.named.in_(page.language))
        )
        type = self._said(Said(*TYPES[dossier.type]))
        called = dossier.named.in_(page.language) + self._bracketed(also)
        page.line(f"{called}  {type}  {dossier.named.id}", by=0, style="bold")
        page.line(self.words["as_of"].format(as_of=self._as_of()), by=0, style="dim")
        if not dossier.as_of_said:
            page.line(self.words["newest"], by=0, style="dim")
        page.proofs(dossier.own_evidence, by=4)
        for statement in dossier.statements:
            if statement.name not in _SHOWN_ELSEWHERE and "." not in statement.name:
                self._fact(PROPERTIES.get(statement.name, (statement.name,) * 2), self._value(statement))
                page.proofs(_rows(one for one in statement.claims if one.row and one.row["property"] != "record"), by=4)
        self._codes(names)

    def _codes(self, names: Mapping[str, object]) -> None:
        """Where it is, and the codes by which others know it, in a line each."""
        if "lat" in names and "lon" in names:
            self._fact((self.words["place"],) * 2, f"{names['lat']}, {names['lon']}")
        codes = [f"{_CODES[code]} {names[code]}" for code in CODES if code in names]
        codes += [f"{scheme.upper()} {', '.join(listed)}" for scheme, listed in self.dossier.codes.items()]
        if codes:
            self._fact((self.words["codes"],) * 2, self._joined(codes))

    def _fact(self, label: tuple[str, str], value: str) -> None:
        self.page.line(
            f"{label[0]}：{value}" if self.page.language == "ja" else f"{label[1]}: {value}", by=2, hanging=2
        )

    def _as_of(self) -> str:
        """The date, a fiscal year by its name."""
        first, last = self.dossier.as_of.first, self.dossier.as_of.last
        fiscal = (first.month, first.day, last.month, last.day) == (4, 1, 3, 31) and last.year == first.year + 1
        return self.words["fiscal"].format(year=first.year) if fiscal else str(self.dossier.as_of)

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

    # Ties and sectors

    def _ties(self) -> None:
        directories = [tie for tie in self.dossier.holding if self._is_listed(tie)]
        told = [tie for tie in self.dossier.holding if not self._is_listed(tie)]
        if not self.dossier.holding:
            return
        self.page.heading(self.words["ties"], len(self.dossier.holding))
        for kind, group in groupby(told, key=lambda tie: tie.kind):
            label, ties = KINDS[kind], list(group)
            self.page.line(label.label_ja if self.page.language == "ja" else label.label_en, by=2, style="italic")
            for tie in self._cut(ties):
                self._tie(tie)
            self._rest(ties, by=4)
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
        ja, en, style = STATUS[tie.status]
        contested = self.words["contested"] if tie.contested else ""
        self.page.labelled(ja if self.page.language == "ja" else en, style, self._said(tie.said) + contested)
        if tie.row["id"] != self.dossier.named.id:
            self.page.line(tie.row["id"], by=self.page.label + 4, style="dim")
        for line in self._about(tie):
            self.page.line(line, by=self.page.label + 4, hanging=2)
        told = {(row["document"], row["place"], row["quote"]) for row in tie.ended_by}
        rest = [row for row in tie.evidence if (row["document"], row["place"], row["quote"]) not in told]
        self.page.proofs(tie.ended_by, by=self.page.label + 4)
        self.page.proofs(rest, by=self.page.label + 4)

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
        for tie in self._cut(ties):
            self.page.line(self._said(tie.said), by=2, hanging=2)
            self.page.line(tie.row["id"], by=4, style="dim")
            self.page.proofs(tie.evidence, by=4)
        self._rest(ties)

    def _sectors(self) -> None:
        start, now = ({one.id: one for one in self.dossier.sectors(when)} for when in ("start", "now"))
        past = [one for id, one in start.items() if id not in now]
        if start or now:
            self.page.heading(self.words["sectors"])
        for word, named in (("now", list(now.values())), ("past", past)):
            if named:
                names = self._listed(Said(one.ja, one.en) for one in named)
                self.page.line(self.words[word].format(names=names), by=2, hanging=2)
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
        for one in self._cut(related):
            when = self._said(dated(one.when["date"])) or self._said(spanned(one.when))
            hows = [self._how(*how) for how in one.how]
            status = (
                self._word("status", one.status) if one.status != "asserted" and one.named.id[:9] != "proposal:" else ""
            )
            details = self._joined(part for part in (when, *dict.fromkeys(hows), status) if part)
            self.page.line(self._called(one) + self._bracketed(details), by=2, hanging=2)
            self.page.proofs(one.evidence, by=4, most=1)
        self._rest(related)

    def _called(self, related: Related) -> str:
        """Its name; a measure's with its mark, an activity without one by what it was."""
        properties, name = related.record["properties"], related.named.in_(self.page.language)
        if related.named.ja == related.named.id.partition(":")[2] and properties.get("mode"):
            return self._word("mode", properties["mode"])
        return f"{properties['mark']} {name}" if properties.get("mark") else name

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
        idle = [who_and_what(tie.row, tie.city) for tie in self.dossier.ties if tie.row["id"] in self._together()]
        if self.dossier.unknown:
            self.page.heading(self.words["unknown"], len(self.dossier.unknown))
        for said in self._cut(told):
            self.page.line(self._said(said), by=2, hanging=2)
        self._rest(told)
        if idle:
            names = self._joined(map(self._said, self._cut(idle)))
            self.page.line(self.words["idle"].format(names=names), by=2, hanging=2)
            self._rest(idle, by=4)
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


def _rows(claims: Iterable[ClaimRead]) -> list[Row]:
    """Claims as evidence."""
    return proofs(claim.row for claim in claims if claim.row)
