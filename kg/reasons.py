"""Why an option is one: sentences in Japanese and English, each with its tag and what proves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from typing import Any

from kg.lookup import Named
from kg.stores.base import Row
from kg.three_cities import Finder, Option
from schema.kinds import KINDS, Kind
from schema.labels import type_of


class Tag(Enum):
    """What a reason speaks for."""

    RECORD = ("実績", "record")
    POLICY = ("方針", "policy")
    DEVELOPMENT = ("発展", "development")
    WEAK = ("弱い", "weak")
    UNKNOWN = ("不明", "unknown")


@dataclass(frozen=True)
class Reason:
    """A sentence in both languages and the evidence for it: rows with document, place, quote, certainty, titles."""

    tag: Tag
    text_ja: str
    text_en: str
    evidence: Sequence[Row] = ()


@dataclass(frozen=True)
class Unknown:
    """Something that the loaded documents leave open, and the tie that it is about, if it is one."""

    text_ja: str
    text_en: str
    partnership: str | None = None


class Proofs:
    """All that the reasons of some options say, fetched at once."""

    def __init__(self, finder: Finder, options: Sequence[Option], also: Iterable[str] = ()) -> None:
        self.asked = finder.asked
        self._links = finder.links
        places = sorted({place for option in options for place in option.places} | set(also))
        ids = sorted({id for option in options for id in option.ties})
        gatherings = sorted({id for option in options for id in option.gatherings})
        self.names = {row["id"]: Named.of(row) for row in finder.fetch("names", places=places)}
        self.ties: dict[str, Row] = {row["id"]: row for row in finder.fetch("ties", partnerships=ids)}
        self.gatherings: dict[str, Row] = {
            row["id"]: row
            for statement, type in (("events", "event"), ("programmes", "programme"))
            for row in finder.fetch(statement, ids=[id for id in gatherings if type_of(id) == type])
        }
        self.denials = finder.fetch("denials", places=places)
        self.in_sector = finder.in_sector

    def name(self, id: str) -> Named:
        """What a place is called; its id where it has no name."""
        return self.names.get(id) or Named.of({"id": id})

    # Reasons

    def reasons(self, option: Option, sector: Named | None) -> list[Reason]:
        """The reasons of an option: what is on record, policy, development, then what is weak or not known."""
        found = [
            *self._records(option),
            *self._gatherings(option),
            *(reason for id in self._ordered(option) if (reason := self._development(self.ties[id]))),
            *self._weak(option, sector),
        ]
        if option.missing:
            a, b = map(self.name, option.missing)
            found.append(
                Reason(
                    Tag.UNKNOWN,
                    f"{a.ja}と{b.ja}の関係は、読み込んだ資料にない。",
                    f"The loaded documents name no tie between {a.en} and {b.en}.",
                )
            )
        return found

    def _ordered(self, option: Option) -> list[str]:
        """The option's ties: those in the sector first, then the older."""
        return sorted(option.ties, key=lambda id: (id not in self.in_sector, str(self.ties[id]["since"] or "9"), id))

    def _records(self, option: Option) -> Iterator[Reason]:
        for id in self._ordered(option):
            tie = self.ties[id]
            ja, en = _tie_sentence(tie, self.asked.stated_only)
            yield Reason(Tag.RECORD, ja, en, self._evidence(tie["claims"]))

    def _gatherings(self, option: Option) -> Iterator[Reason]:
        for id in option.gatherings:
            row = self.gatherings[id]
            taking_part = [self.name(place) for place in option.places if place in row["participants"]]
            called = Named.of(row)
            when = {language: row["date"] or _span(row, language) for language in ("ja", "en")}
            kind = "事業" if type_of(id) == "programme" else "行事"
            ja = f"{_join(taking_part, 'ja')}が{kind}「{called.ja}」{_in_brackets(when['ja'], 'ja')}に参加。"
            en = f"{_join(taking_part, 'en')} take part in {called.en}{_in_brackets(when['en'], 'en')}."
            yield Reason(Tag.POLICY if row["policies"] else Tag.RECORD, ja, en, self._evidence(row["claims"]))

    def _development(self, tie: Row) -> Reason | None:
        """A sector that ended, and the one that began next: how a tie has moved on."""
        last = self.asked.as_of.last.isoformat()
        ended = [entry for entry in tie["sectors"] if entry["until"] and entry["until_to"] <= last]
        if not ended:
            return None
        old = max(ended, key=lambda entry: (entry["until_to"], entry["id"]))
        newer = [
            entry
            for entry in tie["sectors"]
            if entry["since"] and old["since_from"] < entry["since_from"] <= last and entry is not old
        ]
        if not newer:
            return None
        new = min(newer, key=lambda entry: (entry["since_from"], entry["id"]))
        a, b = _two(tie)
        was, now = Named.of(old), Named.of(new)
        ja = f"{a.ja}と{b.ja}の交流は、{was.ja}（{_span(old, 'ja')}）から{now.ja}（{_span(new, 'ja')}）へ発展。"
        en = f"The tie between {a.en} and {b.en} moved from {was.en} ({_span(old, 'en')}) to {now.en} ({_span(new, 'en')})."
        own = [
            claim
            for claim in tie["claims"]
            if claim["property"] == "sectors" and claim["value"] in (old["id"], new["id"])
        ]
        return Reason(Tag.DEVELOPMENT, ja, en, self._evidence(own, "sectors") or self._evidence(tie["claims"]))

    def _weak(self, option: Option, sector: Named | None) -> Iterator[Reason]:
        for place in option.places[1:]:
            if type_of(place) == "region":
                name = self.name(place)
                yield Reason(
                    Tag.WEAK,
                    f"{name.ja}は都市ではなく、州・県などの広域の自治体。",
                    f"{name.en} is no city but a state, province, prefecture or other region.",
                )
        for row in self.denials:
            sides = [place for place in option.places if place in row["parties"]]
            if len(sides) > 1:
                a, b = map(self.name, sides[:2])
                ja, en = _denied(KINDS[row["kind"]])
                negated = [_evidence(claim) for claim in row["claims"] if claim["certainty"] == "negated"]
                yield Reason(Tag.WEAK, f"{a.ja}と{b.ja}は{ja}ではない。", f"{a.en} and {b.en} are no {en}.", negated)
        if sector:
            yield from self._outside(option, sector)

    def _outside(self, option: Option, sector: Named) -> Iterator[Reason]:
        """Linked pairs without a tie in the sector."""
        for a, b in combinations(option.places, 2):
            link = self._links.linked(a, b)
            if link and not any(tie.id in self.in_sector for tie in link.ties):
                one, other = self.name(a), self.name(b)
                ja = f"{one.ja}と{other.ja}のつながりに「{sector.ja}」の記載はない。"
                yield Reason(Tag.WEAK, ja, f"Nothing says that {one.en} and {other.en} work together on {sector.en}.")

    def _evidence(self, claims: Iterable[Row], *properties: str) -> list[Row]:
        """What asserts a record (or these of its properties), by document and place."""
        wanted = properties or ("record",)
        asserting = ("stated",) if self.asked.stated_only else ("stated", "implied")
        found = [
            _evidence(claim) for claim in claims if claim["property"] in wanted and claim["certainty"] in asserting
        ]
        return sorted(found, key=lambda row: (row["document"], row["place"], row["quote"]))

    # What is not known

    def unknown(self, option: Option) -> list[Unknown]:
        """What is open about an option: ties that may hold, and ties without a dated activity."""
        sides = ((a, b, self._links.of(a, b)) for a, b in combinations(option.places, 2))
        found = [self.may_hold(id, a, b) for a, b, link in sides if link for id in link.unknown]
        if option.last_activity is None:
            found.append(
                Unknown(
                    "読み込んだ資料に、日付のある活動の記録がない。", "The loaded documents name no dated activity."
                )
            )
        return found

    def may_hold(self, id: str, place: str, *others: str) -> Unknown:
        """That it is not known whether a tie of a place with others holds at as_of."""
        one, rest, date = self.name(place), [self.name(other) for other in others], str(self.asked.as_of)
        ja = f"{one.ja}と{_join(rest, 'ja')}のつながり（{id}）が{date}の時点で有効かどうかは不明。"
        return Unknown(
            ja, f"Whether {one.en} and {_join(rest, 'en')} are linked by {id} as of {date} is not known.", id
        )


def unknown_ties(finder: Finder) -> dict[str, list[str]]:
    """Every tie of the city that may or may not hold at as_of, with the other places that it would link it to."""
    found: dict[str, list[str]] = {}
    for other in finder.reached:
        link = finder.links.of(finder.asked.city, other)
        for id in link.unknown if link else ():
            found.setdefault(id, []).append(other)
    return dict(sorted(found.items()))


def _tie_sentence(tie: Row, stated_only: bool) -> tuple[str, str]:
    kind = KINDS[tie["kind"]]
    sure_ja, sure_en = ("（資料から推定）", " (implied)") if not stated_only and not tie["stated"] else ("", "")
    fields = {language: _fields(tie, language) for language in ("ja", "en")}
    senders, hosts = _in_role(tie, "sender"), _in_role(tie, "host")
    if kind.directed and senders and hosts:
        ja = f"{_join(senders, 'ja')}から{_join(hosts, 'ja')}へ：{kind.label_ja}"
        en = f"{_join(senders, 'en')} → {_join(hosts, 'en')}: {kind.label_en}"
    else:
        linking = _in_role(tie, "party", "sender", "host") or _in_role(tie)
        ja = f"{_join(linking, 'ja')}：{tie['designation'] or kind.label_ja}"
        en = f"{_join(linking, 'en')}: {kind.label_en}"
    return f"{ja}{fields['ja']}{sure_ja}。", f"{en}{fields['en']}{sure_en}."


def _fields(tie: Row, language: str) -> str:
    """When, and in which sectors, in brackets."""
    sectors = list(dict.fromkeys(Named.of(entry).in_(language) for entry in sorted(tie["sectors"], key=_by_start)))
    span = _span(tie, language)
    between, within = ("、", "・") if language == "ja" else ("; ", ", ")
    return _in_brackets(between.join(part for part in (span, within.join(sectors)) if part), language)


def _denied(kind: Kind) -> tuple[str, str]:
    """What two places are said not to be; sister and friendship cities are denied in one breath."""
    if kind.twin:
        return "姉妹都市・友好都市", "sister or friendship cities (no twins)"
    return f"{kind.label_ja}の関係", f"parties to a {kind.label_en}"


def _in_brackets(text: str, language: str) -> str:
    if not text:
        return ""
    return f"（{text}）" if language == "ja" else f" ({text})"


def _by_start(entry: Row) -> tuple[str, str]:
    return entry["since_from"], entry["id"]


def _span(row: Mapping[str, Any], language: str) -> str:
    since, until = row.get("since") or "", row.get("until") or ""
    if language == "ja":
        return f"{since}～{until}" if until else f"{since}から" if since else ""
    return f"{since}–{until}" if until else f"since {since}" if since else ""


def _in_role(tie: Row, *roles: str) -> list[Named]:
    parties = sorted(tie["parties"], key=lambda party: party["id"])
    return [Named.of(party) for party in parties if not roles or party["role"] in roles]


def _two(tie: Row) -> tuple[Named, Named]:
    parties = _in_role(tie, "party", "sender", "host") or _in_role(tie)
    return parties[0], parties[-1]


def _join(named: Iterable[Named], language: str) -> str:
    words = [one.in_(language) for one in named]
    return "・".join(words) if language == "ja" else _and(words)


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _evidence(claim: Row) -> Row:
    title = claim["title"] or claim["document"]
    titles = {"title_ja": claim["title_ja"] or title, "title_en": claim["title_en"] or title}
    return {**{key: claim[key] for key in ("document", "place", "quote", "certainty")}, **titles}
