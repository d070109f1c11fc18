"""Dates that are known to the year, month or day, Japanese eras and fiscal years, spans of time."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from schema.errors import quoted

NEVER = "9999-12-31"
ALWAYS = "0001-01-01"

ERA_YEAR_ZERO = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}

_ISO = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{2})(?:-(?P<d>\d{2})(?:/(?P<end>\d{4}-\d{2}-\d{2}))?)?)?")
_JAPANESE = re.compile(
    r"(?:(?P<era>明治|大正|昭和|平成|令和)\s*(?P<ey>元|\d{1,2})|(?P<y>\d{4}))\s*年"
    r"(?:(?P<fiscal>度)|\s*(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*日)?)?"
)
_DATES = "Write 1998, 1998-05 or 1998-05-02; 平成10年, 平成10年5月2日 and 平成10年度 are read too."


class Ternary(StrEnum):
    """Yes, no, or not known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Period:
    """A range of whole days, first and last included, and the words it was written in.

    A range that is no year, month or day is written first/last, as ISO 8601 has it.

    >>> Period.parse("1981-08").last
    datetime.date(1981, 8, 31)
    >>> str(Period.parse("平成26年度"))
    '2014-04-01/2015-03-31'
    """

    first: date
    last: date
    written: str = field(default="", compare=False)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a date as a person writes it; ValueError says how to write it."""
        folded = unicodedata.normalize("NFKC", text).strip()
        match = _ISO.fullmatch(folded) or _JAPANESE.fullmatch(folded)
        if match is None:
            raise ValueError(f"{quoted(text)} is not a date\n{_DATES}")
        parts = match.groupdict()
        try:
            first, last = _days(_year(parts), parts)
            if parts.get("end"):
                last = date.fromisoformat(str(parts["end"]))
        except (ValueError, IndexError):
            raise ValueError(f"{quoted(text)} is no day of the calendar\n{_DATES}") from None
        if last < first:
            raise ValueError(f"{quoted(text)} ends before it begins\n{_DATES}")
        return cls(first, last, text)

    @classmethod
    def between(cls, first: str, last: str) -> Period:
        """The range of two ISO days."""
        return cls(date.fromisoformat(first), date.fromisoformat(last))

    @property
    def days(self) -> int:
        """How many days the range has: fewer is more precise."""
        return (self.last - self.first).days + 1

    def covers(self, other: Period) -> bool:
        """True when every day of the other lies in this range."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        """ISO 8601: a year, month or day where the range is one, otherwise first/last."""
        first, last = self.first.isoformat(), self.last.isoformat()
        if self.first == self.last:
            return first
        if (first[5:], last) == ("01-01", f"{first[:4]}-12-31"):
            return first[:4]
        if first[8:] == "01" and self.last == _month_end(self.first):
            return first[:7]
        return f"{first}/{last}"


def _year(parts: dict[str, str | None]) -> int:
    if parts.get("era"):
        written = parts["ey"]
        return ERA_YEAR_ZERO[str(parts["era"])] + (1 if written == "元" else int(str(written)))
    return int(str(parts["y"]))


def _days(year: int, parts: dict[str, str | None]) -> tuple[date, date]:
    if parts.get("fiscal"):
        return date(year, 4, 1), date(year + 1, 3, 31)
    if not parts["m"]:
        return date(year, 1, 1), date(year, 12, 31)
    month = date(year, int(parts["m"]), 1)
    if not parts["d"]:
        return month, _month_end(month)
    day = month.replace(day=int(parts["d"]))
    return day, day


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


class Bounds(NamedTuple):
    """What is certain of a span, as ISO days, which compare as texts.

    It began no earlier than `since_from` and no later than `since_to`, ended no earlier than `until_from`
    and no later than `until_to`; `ALWAYS` and `NEVER` stand for "nothing says so".
    """

    since_from: str
    since_to: str
    until_from: str
    until_to: str

    def holds_on(self, as_of: Period) -> Ternary:
        """Whether the span holds at some day of as_of: yes and no only where it is certain."""
        first, last = as_of.first.isoformat(), as_of.last.isoformat()
        if self.since_from > last or self.until_to < first:
            return Ternary.NO
        if self.since_to <= last and self.until_from >= first:
            return Ternary.YES
        return Ternary.UNKNOWN


@dataclass(frozen=True, slots=True)
class Span:
    """From `since` to `until`; an absent `until` means that nothing says it ended.

    Without `since` it began at an unknown day, by the end of `asserted` (the earliest document that says so) if
    that is known.
    """

    since: Period | None = None
    until: Period | None = None
    asserted: Period | None = None

    @property
    def bounds(self) -> Bounds:
        """The span as ISO days."""
        began = self.since or self.asserted
        return Bounds(
            self.since.first.isoformat() if self.since else ALWAYS,
            began.last.isoformat() if began else NEVER,
            self.until.first.isoformat() if self.until else NEVER,
            self.until.last.isoformat() if self.until else NEVER,
        )

    def holds_on(self, as_of: Period) -> Ternary:
        """Whether it holds at as_of.

        >>> Span(Period.parse("1992"), Period.parse("2010")).holds_on(Period.parse("2010-06"))
        <Ternary.UNKNOWN: 'unknown'>
        """
        return self.bounds.holds_on(as_of)
