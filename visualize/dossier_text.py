"""All that is known of one record, as text for a person: one screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console

from kg.asking import proofs
from kg.provenance import ClaimRead, Statement
from kg.sentences import Said, dated, spanned, who_and_what
from kg.show.dossier import Dossier
from kg.show.related import Related
from kg.show.sentences import RELATIONS
from kg.stores.base import Row
from schema.places import CODES
from schema.words import PROPERTIES, TYPES
from visualize.dossier_ties import TiesPart
from visualize.dossier_words import SECTIONS
from visualize.page import Page

_SAID_BY_HEADING = (("PART_OF", "in"), ("ACTIVITY_OF", "in"), ("ABOUT", "in"), ("UNDER", "in"))

_NAMES = ("name", "name_ja", "name_en", "kana", "title", "title_ja", "title_en")
_LISTS = ("sectors", "parties", "participants", "benefits", "strengths", "needs", "proposes", "about")
_SHOWN_ELSEWHERE = ("record", *_NAMES, *_LISTS, *CODES, "part_of", "partnership", "lat", "lon", "country")

_CODES = {"wikidata": "Wikidata", "jis": "JIS", "geonames": "GeoNames"}


def write_dossier(dossier: Dossier, console: Console, language: str, everything: bool = False) -> None:
    """Print a dossier; `language` is ja or en; long lists are cut unless `everything` is asked for."""
    _Writer(dossier, Page(console, language), everything).write()


class _Writer(TiesPart):
    """Prints the parts of a dossier one below the other; a part with nothing in it is left out."""

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
                page.proofs([row for row in _rows(statement.claims) if row not in dossier.own_evidence], by=4)
        self._codes(names)

    def _codes(self, names: Mapping[str, object]) -> None:
        """Where it is, and the codes by which others know it, in a line each."""
        if "lat" in names and "lon" in names:
            self._fact((self.words["place"],) * 2, f"{names['lat']}, {names['lon']}")
        codes = [f"{_CODES[code]} {names[code]}" for code in CODES if code in names]
        codes += [f"{scheme.upper()} {', '.join(listed)}" for scheme, listed in self.dossier.codes.items()]
        if codes:
            self._fact((self.words["codes"],) * 2, self._joined(codes))

    def _as_of(self) -> str:
        """The date, a fiscal year by its name."""
        first, last = self.dossier.as_of.first, self.dossier.as_of.last
        fiscal = (first.month, first.day, last.month, last.day) == (4, 1, 3, 31) and last.year == first.year + 1
        return self.words["fiscal"].format(year=first.year) if fiscal else str(self.dossier.as_of)

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


def _rows(claims: Iterable[ClaimRead]) -> list[Row]:
    """Claims as evidence."""
    return proofs(claim.row for claim in claims if claim.row)
