"""Small but rich knowledge bases for hypothesis, and facts as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import yaml
from brute_force import PLACE_TYPES, Facts, Record, days, kind_of_id

YEARS = (1990, 2000, 2001, 2002, 2003, 2009, 2012)  # near enough to overlap, far enough for each term of `recent`
CIVIC_KINDS = ("sister_city", "friendship_city", "twinning")
PORT_KINDS = ("friendship_port", "port_exchange")
COOPERATION_KINDS = ("water_partnership", "staff_exchange", "sector_cooperation", "memorandum")
SIDE_ROLES = ("implementer", "observer", "supporter")
CERTAINTIES = ("stated", "stated", "stated", "implied", "implied", "proposed", "negated")
PARTICIPANT_ROLES = ("host", "participant", "implementer", "observer")

_iso_years = st.sampled_from(YEARS).map(str)
_iso_months = st.builds("{}-{:02}".format, st.sampled_from(YEARS), st.sampled_from((1, 4, 8, 12)))
_iso_days = st.builds("{}-{:02}".format, _iso_months, st.sampled_from((1, 1, 28)))
_heisei = st.sampled_from(YEARS).map(lambda year: f"平成{year - 1988}年")
_eras = st.one_of(
    st.sampled_from(("昭和63年", "平成6年1月")),
    _heisei,
    _heisei.map(lambda year: f"{year}度"),
    st.builds("{}{}月".format, _heisei, st.sampled_from((1, 4, 12))),
)


def iso_dates() -> st.SearchStrategy[str]:
    """Dates to the year, month or day."""
    return st.one_of(_iso_years, _iso_months, _iso_days)


def written_dates() -> st.SearchStrategy[str]:
    """The same, some by era, as Japanese documents write them."""
    return st.one_of(_iso_years, _iso_months, _iso_days, _eras)


@st.composite
def spans(draw: st.DrawFn, may_only_end: bool = True) -> Record:
    """since, until, both or neither (until alone only where asked); until is never certainly before since."""
    choices: list[tuple[str, ...]] = [(), ("since",), ("since",), ("since", "until"), ("since", "until"), ("until",)]
    fields = draw(st.sampled_from(choices if may_only_end else choices[:-1]))
    span = {field: draw(written_dates()) for field in fields}
    if len(span) == 2 and days(span["until"]).last < days(span["since"]).first:
        span = {"since": span["until"], "until": span["since"]}
    return span


@st.composite
def evidence(draw: st.DrawFn, documents: Sequence[str], row: str) -> list[Record]:
    """One to three rows of documents that state, imply, propose or deny."""
    certainties = draw(st.lists(st.sampled_from(CERTAINTIES), min_size=1, max_size=3))
    return [
        {
            "document": draw(st.sampled_from(documents)),
            "place": f"row {row}.{number}",
            **({} if certainty == "stated" and draw(st.booleans()) else {"certainty": certainty}),
        }
        for number, certainty in enumerate(certainties, start=1)
    ]


@st.composite
def document_records(draw: st.DrawFn) -> list[Record]:
    """One to three registers and tables, the first of them dated."""
    count = draw(st.integers(1, 3))
    return [
        {
            "id": f"document:d{number}",
            "kind": draw(st.sampled_from(("register", "table"))),
            "title_en": f"Document {number}",
            **({"date": draw(iso_dates())} if number == 0 or draw(st.sampled_from((True, True, False))) else {}),
        }
        for number in range(count)
    ]


@st.composite
def place_records(draw: st.DrawFn) -> list[Record]:
    """A country; four to eight cities, regions and districts, each part of something or not; up to two ports."""
    types = ["city", "city", *draw(st.lists(st.sampled_from(("city", "city", *PLACE_TYPES)), min_size=2, max_size=6))]
    ids = [f"{kind}:p{number}" for number, kind in enumerate(types)]
    wholes = {"city": _of_type(ids, "region"), "district": _of_type(ids, "city"), "region": ["country:jp"]}
    places = [_named(identifier, country="JP", **draw(_part_of(wholes[kind_of_id(identifier)]))) for identifier in ids]
    ports = [
        _named(f"port:h{number}", country="JP", part_of=draw(st.sampled_from(ids)))
        for number in range(draw(st.integers(0, 2)))
    ]
    return [_named("country:jp"), *places, *ports]


@st.composite
def organisation_records(draw: st.DrawFn, places: Sequence[str]) -> list[Record]:
    """Up to four bodies of a place, of a port, of a country, of one another or of nothing."""
    bodies: list[Record] = []
    for number in range(draw(st.integers(0, 4))):
        wholes = [*places, *(body["id"] for body in bodies)]
        bodies.append(_named(f"organisation:o{number}", **draw(_part_of(wholes))))
    return bodies


@st.composite
def sector_records(draw: st.DrawFn) -> list[Record]:
    """One to five sectors, each below an earlier one, below the last more often than others, or on top."""
    sectors: list[Record] = []
    for number in range(draw(st.sampled_from((1, 3, 4, 5)))):
        earlier = [sector["id"] for sector in sectors]
        broader = draw(st.sampled_from([None, *earlier, *earlier[-1:] * 3]))
        sectors.append(_named(f"sector:s{number}", **({"broader": broader} if broader else {})))
    return sectors


@st.composite
def sector_entries(draw: st.DrawFn, sectors: Sequence[str]) -> list[str | Record]:
    """Up to three entries of a tie for sectors, the same one twice perhaps; each with dates or not."""
    entries: list[str | Record] = []
    for sector in draw(st.lists(st.sampled_from([*sectors, *sectors[2:]]), max_size=3)):
        span: Record = draw(spans())
        as_mapping = bool(span) or draw(st.booleans())
        entries.append({"sector": sector, **span} if as_mapping else sector)
    return entries


@st.composite
def civic_ties(draw: st.DrawFn, parties: dict[str, list[str]]) -> Record:
    """Two cities, regions or districts that are sisters, friends or twins."""
    pair = draw(st.lists(st.sampled_from(parties["places"]), min_size=2, max_size=2, unique=True))
    return {"kind": draw(st.sampled_from(CIVIC_KINDS)), "parties": draw(_as_parties(pair))}


@st.composite
def port_ties(draw: st.DrawFn, parties: dict[str, list[str]]) -> Record:
    """Two ports, or places that have one."""
    seats = [*parties["ports"], *parties["places"]]
    pair = draw(st.lists(st.sampled_from(seats), min_size=2, max_size=2, unique=True))
    return {"kind": draw(st.sampled_from(PORT_KINDS)), "parties": draw(_as_parties(pair))}


@st.composite
def trainee_ties(draw: st.DrawFn, parties: dict[str, list[str]]) -> Record:
    """Senders and hosts of trainees, at least one of each, and others beside them."""
    seats = [*parties["places"], *parties["organisations"]]
    chosen = draw(st.lists(st.sampled_from(seats), min_size=2, max_size=4, unique=True))
    more = [draw(st.sampled_from(("sender", "host", "party", *SIDE_ROLES))) for _ in chosen[2:]]
    ends = draw(st.permutations(["sender", "host"]))
    roles = zip(chosen, [*ends, *more], strict=True)
    return {
        "kind": "environmental_technology_trainee",
        "parties": [{"id": identifier, "role": role} for identifier, role in roles],
    }


@st.composite
def cooperation_ties(draw: st.DrawFn, parties: dict[str, list[str]]) -> Record:
    """Two to four places, countries and bodies, at least two of them parties."""
    seats = [*parties["places"], *parties["organisations"], "country:jp"]
    chosen = draw(st.lists(st.sampled_from(seats), min_size=2, max_size=4, unique=True))
    kind = draw(st.sampled_from(COOPERATION_KINDS))
    return {"kind": kind, "parties": draw(_as_parties(chosen[:2])) + draw(_as_others(chosen[2:]))}


@st.composite
def agreements(draw: st.DrawFn, parties: dict[str, list[str]]) -> Record:
    """A joint agreement of three places or bodies, and a fourth in any role."""
    seats = [*parties["places"], *parties["organisations"]]
    chosen = draw(st.lists(st.sampled_from(seats), min_size=3, max_size=4, unique=True))
    return {"kind": "joint_agreement", "parties": draw(_as_parties(chosen[:3])) + draw(_as_others(chosen[3:]))}


@st.composite
def partnership_records(draw: st.DrawFn, known: Facts) -> list[Record]:
    """Three to twelve ties of all kinds, directed or not, of two or more, begun, ended, proposed or denied."""
    parties = {
        "places": _of_type(_ids(known, "places"), *PLACE_TYPES),
        "ports": _of_type(_ids(known, "places"), "port"),
        "organisations": _ids(known, "organisations"),
    }
    shapes: tuple[Callable[[dict[str, list[str]]], st.SearchStrategy[Record]], ...]
    shapes = (civic_ties, civic_ties, port_ties, trainee_ties, cooperation_ties, agreements)
    ties: list[Record] = []
    for number in range(draw(st.integers(3, 12))):
        tie = {
            "id": f"partnership:t{number}",
            **draw(st.sampled_from(shapes).flatmap(lambda shape: shape(parties))),
            **draw(spans()),
            **_unless_empty(sectors=draw(sector_entries(_ids(known, "sectors")))),
            "evidence": draw(evidence(_ids(known, "documents"), f"t{number}")),
        }
        if not _is_a_twinning_beside(tie, ties):
            ties.append(tie)
    return ties


def _is_a_twinning_beside(tie: Record, others: Iterable[Record]) -> bool:
    """Whether one of two civic ties of the same pair is a mere twinning: the product takes the two for one tie."""
    return any(
        _pair(tie) == _pair(other) and "twinning" in (tie["kind"], other["kind"])
        for other in others
        if {tie["kind"], other["kind"]} <= set(CIVIC_KINDS)
    )


def _pair(tie: Record) -> set[str]:
    return {party if isinstance(party, str) else party["id"] for party in tie["parties"]}


@st.composite
def gathering_records(draw: st.DrawFn, known: Facts, kind: str) -> list[Record]:
    """Up to three events or programmes, dated or not, with themes and participants of all types."""
    seats = [*_ids(known, "places"), *_ids(known, "organisations")]
    return [
        {
            **_named(f"{kind}:g{number}"),
            **draw(st.one_of(written_dates().map(lambda date: {"date": date}), spans(may_only_end=False))),
            **_unless_empty(
                sectors=draw(st.lists(st.sampled_from(_ids(known, "sectors")), max_size=2, unique=True)),
                participants=[
                    {"id": identifier, "role": draw(st.sampled_from(PARTICIPANT_ROLES))}
                    for identifier in draw(st.lists(st.sampled_from(seats), max_size=6, unique=True))
                ],
            ),
            "evidence": draw(evidence(_ids(known, "documents"), f"{kind} {number}")),
        }
        for number in range(draw(st.integers(0, 3)))
    ]


@st.composite
def activity_records(draw: st.DrawFn, known: Facts) -> list[Record]:
    """Up to eight activities of the ties."""
    return [
        {
            "id": f"activity:a{number}",
            "partnership": draw(st.sampled_from(_ids(known, "partnerships"))),
            "date": draw(written_dates()),
            "mode": draw(st.sampled_from(("visit", "exhibition", "meeting", "dispatch"))),
            "level": draw(st.sampled_from(("government", "private", "economic"))),
            "evidence": draw(evidence(_ids(known, "documents"), f"a{number}")),
        }
        for number in range(draw(st.integers(0, 8)))
    ]


@st.composite
def knowledge_bases(draw: st.DrawFn) -> Facts:
    """Facts as a valid folder says them: section -> records, all scalars as text."""
    known: Facts = {"documents": draw(document_records()), "places": draw(place_records())}
    known["organisations"] = draw(organisation_records(_ids(known, "places")))
    known["sectors"] = draw(sector_records())
    known["partnerships"] = draw(partnership_records(known))
    known["programmes"] = draw(gathering_records(known, "programme"))
    known["events"] = draw(gathering_records(known, "event"))
    known["activities"] = draw(activity_records(known))
    return {section: records for section, records in known.items() if records}


def cities_of(facts: Facts) -> list[str]:
    """The places that a question may ask about."""
    return _of_type(_ids(facts, "places"), *PLACE_TYPES)


def sectors_of(facts: Facts) -> list[str]:
    return _ids(facts, "sectors")


def _ids(facts: Facts, section: str) -> list[str]:
    return [record["id"] for record in facts.get(section, [])]


def _of_type(ids: Iterable[str], *types: str) -> list[str]:
    return [identifier for identifier in ids if kind_of_id(identifier) in types]


def _named(identifier: str, **values: str) -> Record:
    return {"id": identifier, "name_en": identifier.partition(":")[2].upper(), **values}


def _unless_empty(**values: list[Any]) -> Record:
    return {field: value for field, value in values.items() if value}


def _part_of(wholes: Sequence[str]) -> st.SearchStrategy[dict[str, str]]:
    """Part of one of these, or of nothing."""
    none: list[dict[str, str]] = [{}]
    return st.sampled_from(none + [{"part_of": whole} for whole in wholes]).map(dict)


def _as_parties(ids: Sequence[str]) -> st.SearchStrategy[list[str | Record]]:
    """Parties of role party, which may be said or not."""
    return st.tuples(*(st.booleans() for _ in ids)).map(
        lambda said: [{"id": each, "role": "party"} if one else each for each, one in zip(ids, said, strict=True)]
    )


def _as_others(ids: Sequence[str]) -> st.SearchStrategy[list[str | Record]]:
    """Parties in any role of a tie without direction."""
    return st.tuples(*(st.sampled_from(("party", *SIDE_ROLES)) for _ in ids)).map(
        lambda roles: [{"id": each, "role": role} for each, role in zip(ids, roles, strict=True)]
    )


# Facts as files


def write_folder(facts: Facts, folder: Path) -> None:
    """Make the folder say these facts and no others."""
    write_files([facts], folder)


def write_files(parts: Iterable[Facts], folder: Path) -> None:
    """The same, with one file for each part of the facts."""
    for old in folder.glob("*.yaml"):
        old.unlink()
    for number, part in enumerate(parts):
        text = yaml.safe_dump(part, allow_unicode=True, sort_keys=False)
        (folder / f"facts-{number}.yaml").write_text(text, encoding="utf-8")


def read_folder(folder: Path) -> Facts:
    """What all files of a folder say, all scalars as text."""
    facts: Facts = {}
    for file in sorted(folder.glob("*.yaml")):
        for section, records in yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader).items():
            facts.setdefault(section, []).extend(records)
    return facts


def without_partnership(facts: Facts, partnership: str) -> Facts:
    """The facts but for one partnership and what it did."""
    return {
        section: [each for each in records if partnership not in (each["id"], each.get("partnership"))]
        for section, records in facts.items()
    }


def place_ids(facts: Facts) -> list[str]:
    """All ids that a renaming of places renames, countries and ports too."""
    return _ids(facts, "places")


def renamed(said: Any, names: dict[str, str]) -> Any:
    """The same facts, or part of an answer, with other ids in place of some, wherever they stand."""
    if isinstance(said, dict):
        return {key: renamed(value, names) for key, value in said.items()}
    if isinstance(said, list):
        return [renamed(value, names) for value in said]
    return names.get(said, said) if isinstance(said, str) else said


def other_names(ids: Sequence[str], order: Sequence[int]) -> dict[str, str]:
    """New ids of the same types for these, sorted in the order given."""
    return {old: f"{kind_of_id(old)}:n{number:02}" for old, number in zip(ids, order, strict=True)}


def all_records(facts: Facts) -> list[tuple[str, Record]]:
    """Every record with its section."""
    return list(chain.from_iterable([(section, record) for record in records] for section, records in facts.items()))
