"""The properties of a record's node: what its claims are read as, its names, its dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.claims import claimed, claims_of, entries, unproven, value_of
from kg.names import fold
from kg.readings import Readings
from kg.ties import Properties, Tie, asserted_by, count
from schema.activities import Activity, Gathering, Judgement
from schema.documents import Document
from schema.evidence import Certainty, is_asserted
from schema.labels import LABELS, PLACES, type_of
from schema.records import Record
from schema.vocabulary import Sector

EDGES = {
    "part_of": "PART_OF",
    "broader": "BROADER",
    "programme": "IN_PROGRAMME",
    "policy": "UNDER",
    "facility": "HELD_AT",
    "publisher": "PUBLISHED_BY",
}
"""Claimed properties that are edges instead, with their types."""
_MUNICIPAL = re.compile(r"(.+)(?:市|町|村|区|(?<=[ぁ-ん])(?:し|ちょう|まち|むら|そん|く))")
_NAMES = ("name", "name_ja", "name_en", "kana")
_TITLES = ("name", "name_ja", "name_en", "title", "title_ja", "title_en")


def labels_of(id: str) -> tuple[str, ...]:
    """The labels of a record's node."""
    label = LABELS[type_of(id)]
    return (label, "Place") if type_of(id) in PLACES else (label,)


def properties_of(record: Record, readings: Readings) -> Properties:
    """All properties of a record's node but those that a tie has of its own."""
    read = _readings(record, readings)
    return {
        "id": str(record.id),
        **read,
        **_named(record, read),
        **_of_type(record),
        **_dates(record, readings),
        **_standing_of_evidence(record, readings),
        **({"unproven": told} if (told := unproven(record)) else {}),
    }


def tie_properties(tie: Tie) -> Properties:
    """What the node of a partnership has beside: how surely it is told, from when to when, whether it is contested."""
    evidence = tie.record.evidence
    counts: Properties = {certainty.value: count(evidence, certainty) for certainty in Certainty}
    contested, parties = tie.status == "contested", len(tie.record.parties)
    dates = {**tie.bounds._asdict(), "begun_by_stated": tie.begun_by_stated}
    return {**counts, **dates, "status": tie.status, "contested": contested, "parties": parties}


def _readings(record: Record, readings: Readings) -> Properties:
    """Each claimed property as it is read, and how many values disagree."""
    found: Properties = {}
    conflicts = 0
    for name, claims in claimed(record):
        reading = readings.read(record, claims)
        if reading is not None and not (name == "note" and claims[0].evidence is None):  # plain notes are our own words
            conflicts += len(reading.others)
        if name in EDGES:
            continue
        if reading is not None:
            found[name] = value_of(reading.value)
        elif name in _TITLES or name == "kind":  # what is only proposed or denied still wants a name
            found[name] = value_of(claims[0].value)
    for _, entry in entries(record):
        own = getattr(entry, "evidence", ()) or record.evidence
        read = (readings.read(record, claims, own) for _, claims in claimed(entry))
        conflicts += sum(len(reading.others) for reading in read if reading)
    return {**found, "conflicts": conflicts} if conflicts else found


def names_of(record: Record) -> list[str]:
    """Every name by which a record is looked up, as written: names, titles, aliases, short forms, its id."""
    names = [claim.value for key in (*_NAMES, *_TITLES) for claim in claims_of(record, key)]
    short = [stem for name in names for stem in _stems(record.id, name)]
    aliases = [alias.value for alias in record.aliases if is_asserted(alias.evidence)]
    return list(dict.fromkeys([*names, *aliases, *short, record.id, record.id.partition(":")[2]]))


def _named(record: Record, read: Properties) -> Properties:
    """The name to show, other names, and every name folded, for looking it up."""
    named: Properties = {"names": list(dict.fromkeys(map(fold, names_of(record))))}
    aliases = [alias.value for alias in record.aliases if is_asserted(alias.evidence)]
    titles = [read[key] for key in _TITLES if key in read]
    if titles:
        named["name"] = titles[0]
    return {**named, "aliases": aliases} if aliases else named


def _stems(id: str, name: str) -> Iterator[str]:
    """A Japanese city's name without 市, 町, 村 or 区, also in kana: people leave it out."""
    if type_of(id) in ("city", "district") and (match := _MUNICIPAL.fullmatch(name)):
        yield match[1]


def _of_type(record: Record) -> Properties:
    """The plain fields of documents, judgements and sectors."""
    if isinstance(record, Document):
        return {"kind": record.kind}
    if isinstance(record, Judgement):
        return {"verdict": record.verdict, "reason": record.reason}
    if isinstance(record, Sector):
        return {f"code_{scheme}": list(codes) for scheme, codes in record.codes.items()}
    return {}


def _dates(record: Record, readings: Readings) -> Properties:
    """`on`: the date of a document or activity, the date or start of an event, the start or date of a programme."""
    if isinstance(record, Gathering):
        dates = (record.since, record.date) if type_of(record.id) == "programme" else (record.date, record.since)
    elif isinstance(record, (Activity, Document)):
        dates = (record.date, ())
    else:
        return {}
    period = next((value for claims in dates if (value := readings.value(record, claims))), None)
    if period is None:
        return {}
    return {"on": str(period), "on_from": period.first.isoformat(), "on_to": period.last.isoformat()}


def _standing_of_evidence(record: Record, readings: Readings) -> Properties:
    """How surely an event, programme or activity is told, and by which day."""
    if not isinstance(record, (Gathering, Activity)):
        return {}
    evidence = record.evidence
    return {
        "asserted": count(evidence, Certainty.STATED, Certainty.IMPLIED),
        "stated": count(evidence, Certainty.STATED),
        "told_by": asserted_by(evidence, Certainty.IMPLIED, readings),
        "told_by_stated": asserted_by(evidence, Certainty.STATED, readings),
    }
