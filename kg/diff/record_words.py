"""A record as a whole in words, for telling that it came or went: what it is, when, who, and what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.diff.names import Called, in_quotes
from kg.sentences import Said, brackets_en, brackets_ja, dated, spanned
from schema.activities import Activity, Gathering, Judgement, Proposal
from schema.documents import Document
from schema.evidence import is_asserted
from schema.labels import type_of
from schema.partnerships import Partnership
from schema.records import Record, SectorEntry
from schema.words import TYPES

MOST_NAMED = 8
NOTHING = Said("", "")


def record_said(record: Record, called: Called) -> Said:
    """A record with its dates and what is told of it in brackets."""
    details = _listed(_details(record, called))
    if isinstance(record, Partnership):
        tie = called.tie_said(record)
        return Said(tie.ja + brackets_ja(details.ja), tie.en + brackets_en(details.en))
    (ja, en), title = TYPES[type_of(record.id)], called.title(record)
    type_and_details = f"{en}; {details.en}" if details.en else en
    return Said(f"{ja}{in_quotes(title.ja)}{brackets_ja(details.ja)}", title.en + brackets_en(type_and_details))


def entry_said(entry: SectorEntry, record: Record, called: Called) -> Said:
    """A sector with its dates."""
    name, when = called.named(entry.sector), spanned(called.dates(record, entry))
    return Said(f"{name.ja}{brackets_ja(when.ja)}", f"{name.en}{brackets_en(when.en)}")


def _sectors(record: Record, called: Called) -> Said:
    """The sectors that a record is said to be in, each with dates that are not the record's own."""
    entries: Sequence[SectorEntry] = getattr(record, "sectors", ())
    own, said = spanned(called.dates(record)), []
    for entry in (entry for entry in entries if is_asserted(entry.evidence)):
        alike = spanned(called.dates(record, entry)) == own
        said.append(called.word("sectors", entry.sector) if alike else entry_said(entry, record, called))
    return Said("・".join(one.ja for one in said), ", ".join(one.en for one in said))


def _listed(details: Iterable[Said]) -> Said:
    told = [detail for detail in details if detail.ja]
    return Said("、".join(detail.ja for detail in told), "; ".join(detail.en for detail in told))


def _when(dates: Mapping[str, str | None]) -> Said:
    """A date, or from when to when."""
    return dated(dates["date"]) if dates["date"] else spanned(dates)


def _details(record: Record, called: Called) -> list[Said]:
    """What is told of a record beside its name and type; nothing of most."""
    when, sectors = _when(called.dates(record)), _sectors(record, called)
    match record:
        case Partnership():
            return [when, sectors]
        case Gathering():
            return [when, _who_takes_part(record, called), sectors]
        case Activity():
            mode = called.word("mode", called.read(record, "mode")) if record.mode else NOTHING
            return [when, mode, called.word("partnership", record.partnership)]
        case Proposal():
            return [_labelled("対象：", "about ", _some(record.proposes, called)), sectors]
        case Document():
            return [called.word("kind", record.kind), when]
        case Judgement():
            reason = _labelled("理由：", "reason: ", called.word("reason", record.reason))
            return [called.word("verdict", record.verdict), reason]
    return []


def _who_takes_part(record: Gathering, called: Called) -> Said:
    taking = [participant.id for participant in record.participants if is_asserted(participant.evidence)]
    return _labelled("参加者：", "with ", _some(list(dict.fromkeys(taking)), called))


def _labelled(ja: str, en: str, said: Said) -> Said:
    return Said(ja + said.ja, en + said.en) if said.ja else said


def _some(ids: Sequence[str], called: Called) -> Said:
    """Several records by name, the first few where there are many."""
    if len(ids) <= MOST_NAMED:
        return called.all_of(ids)
    shown, more = called.all_of(ids[:MOST_NAMED]), len(ids) - MOST_NAMED
    return Said(f"{shown.ja}ほか{more}件", f"{shown.en}, and {more} more")
