"""What differs between two knowledge bases, as sentences in Japanese and in English at once."""

from __future__ import annotations

from kg.diff.change_words import InWords
from kg.diff.changes import Change, Kind
from kg.diff.differences import Difference, Heading
from kg.diff.names import Called
from kg.diff.record_words import record_said
from kg.sentences import Said, denied
from kg.ties import status_of
from schema.kinds import KINDS
from schema.partnerships import Partnership

_CAME = {True: Said("加わった", "was added"), False: Said("除かれた", "was removed")}
_STANDING = {
    "asserted": Said("", "tie"),
    "contested": Said("（否定する資料もある）", "contested tie"),
    "proposed": Said("（提案のみ）", "proposed tie"),
}


def said_of(difference: Difference, called: Called) -> Said:
    """A difference as a sentence."""
    told = InWords(difference.record, difference.change, called)
    if difference.change.kind is Kind.RECORD:
        return _record(told, came=difference.heading is Heading.ADDED)
    if difference.heading is Heading.ENDED and difference.change.kind is Kind.READING:
        return _ended(told)
    return _SENTENCES[difference.change.kind](told)


def _record(told: InWords, came: bool) -> Said:
    record, what, verb = told.record, record_said(told.record, told.called), _CAME[came]
    if not isinstance(record, Partnership):
        return Said(f"{what.ja}が{verb.ja}。", f"{what.en} {verb.en}.")
    if (status := status_of(record.evidence)) == "denied":
        return _denial(record, told.called, verb)
    tie = _STANDING[status]
    return Said(f"{what.ja}{tie.ja}が{verb.ja}。", f"A {tie.en} {verb.en}: {what.en}.")


def _denial(record: Partnership, called: Called, verb: Said) -> Said:
    tie, kind = called.tie(record), KINDS[called.read(record, "kind")]
    parties = [called.named(row["id"]) for row in tie["parties"]]
    if len(parties) == 2 and not kind.directed:
        said = denied(kind, *parties)
        return Said(f"「{said.ja.removesuffix('。')}」とする資料が{verb.ja}。", f"A denial {verb.en}: {said.en}")
    what = record_said(record, called)
    return Said(f"「{what.ja}」を否定する資料が{verb.ja}。", f"A denial {verb.en}: {what.en}.")


def _status(told: InWords) -> Said:
    what, change = record_said(told.record, told.called), told.change
    if change.new == "denied":
        return Said(
            f"{what.ja}は、否定する資料だけになり、つながりと数えなくなった。",
            f"This tie is now only denied, and no longer counts: {what.en}.",
        )
    if change.new == "contested" and change.old != "denied":
        return Said(
            f"{what.ja}を否定する資料が加わった（認める資料もある）。",
            f"A source that denies this tie was added (others assert it): {what.en}.",
        )
    old, new = (told.called.word("status", status) for status in (change.old, change.new))
    return Said(f"{what.ja}の位置づけ：{old.ja} → {new.ja}。", f"{what.en}, standing: {old.en} → {new.en}.")


def _ended(told: InWords) -> Said:
    """That a record or an entry of a list, told by what it is part of, has an end."""
    end, path = told.value(told.change.new), told.change.path[:-1]
    open_ended = told.record.model_copy(update={"until": ()})
    within = InWords(told.record, Change(Kind.ENTRY, path), told.called)
    what = within.where if path else record_said(open_ended, told.called)
    ja = f"{what.ja}は、{end.ja}までとなった。"
    if isinstance(told.record, Partnership) and not path:
        return Said(ja, f"This tie now has an end, {end.en}: {what.en}.")
    return Said(ja, f"{what.en} now has an end: {end.en}.")


def _reading(told: InWords) -> Said:
    where, old, new = told.where, told.value(told.change.old), told.value(told.change.new)
    return Said(f"{where.ja}：{old.ja} → {new.ja}。", f"{where.en}: {old.en} → {new.en}.")


def _claim(told: InWords) -> Said:
    where, what, word, verb = told.where, told.what, told.whose_word, _CAME[told.came]
    beside, also = (told.beside, "も") if told.came else (Said("", ""), "が")
    return Said(
        f"{where.ja}を{what.ja}{word.ja}{also}{verb.ja}{beside.ja}。",
        f"{where.en}: {word.en} {what.en} {verb.en}{beside.en}.",
    )


def _entry(told: InWords) -> Said:
    if not told.change.asserted:
        return _claim(told)
    where, what, verb = told.where, told.what, _CAME[told.came]
    ja = f"に{what.ja}が加わった" if told.came else f"から{what.ja}が外れた"
    return Said(f"{where.ja}{ja}。", f"{where.en}: {what.en} {verb.en}.")


def _evidence(told: InWords) -> Said:
    where, path, verb = told.where, told.change.path, _CAME[told.came]
    named = not path or ":" in path[-1]  # what the evidence is for is in `where` already
    what = Said("", "") if named else told.what
    ja, en = (f"（{what.ja}）", f" {what.en}") if what.ja else ("", "")
    return Said(f"{where.ja}{ja}の根拠が{verb.ja}。", f"{where.en}{en}: evidence {verb.en}.")


_SENTENCES = {
    Kind.STATUS: _status,
    Kind.READING: _reading,
    Kind.CLAIM: _claim,
    Kind.ENTRY: _entry,
    Kind.EVIDENCE: _evidence,
}
