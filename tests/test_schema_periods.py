"""Dates as people write them, and spans of time that hold, do not hold, or may hold."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schema.errors import quoted
from schema.periods import ALWAYS, NEVER, Bounds, Period, Span, Ternary


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("1981", "1981-01-01", "1981-12-31"),
        ("1981-08", "1981-08-01", "1981-08-31"),
        ("1981-08-18", "1981-08-18", "1981-08-18"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("2014-04-01/2015-03-31", "2014-04-01", "2015-03-31"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
        ("昭和63年", "1988-01-01", "1988-12-31"),
        ("平成元年", "1989-01-01", "1989-12-31"),
        ("平成1年", "1989-01-01", "1989-12-31"),
        ("令和元年5月", "2019-05-01", "2019-05-31"),
        ("平成6年1月24日", "1994-01-24", "1994-01-24"),
        ("明治45年7月30日", "1912-07-30", "1912-07-30"),
        ("大正元年7月30日", "1912-07-30", "1912-07-30"),
        ("昭和 63 年 5 月 18 日", "1988-05-18", "1988-05-18"),
        ("１９８１－０８－１８", "1981-08-18", "1981-08-18"),
        ("平成２６年８月２６日", "2014-08-26", "2014-08-26"),
        ("平成26年度", "2014-04-01", "2015-03-31"),
        ("平成２６年度", "2014-04-01", "2015-03-31"),
        ("平成37年度", "2025-04-01", "2026-03-31"),
        ("平成31年度", "2019-04-01", "2020-03-31"),
        ("令和元年度", "2019-04-01", "2020-03-31"),
        ("2014年度", "2014-04-01", "2015-03-31"),
        ("2014年", "2014-01-01", "2014-12-31"),
        ("2014年8月", "2014-08-01", "2014-08-31"),
        ("2014年8月26日", "2014-08-26", "2014-08-26"),
        (" 1981 ", "1981-01-01", "1981-12-31"),
    ],
)
def test_a_date_is_read_as_a_range_of_days_and_kept_as_written(written: str, first: str, last: str) -> None:
    period = Period.parse(written)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert period.written == written
    assert period == Period.between(first, last)


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "May 1998",
        "1998/05/02",
        "1998-5",
        "1998-05-2",
        "98",
        "19981",
        "-1998",
        "1998-05-",
        "1998 05",
        "05-1998",
        "1998-05-02T00:00",
        "約1998年",
        "昭和",
        "昭和年",
        "昭和63",
        "昭和63年5月度",
        "平成元",
        "慶応3年",
        "平成100年",
        "1998年8",
        "1998年8日",
        "平成26年度8月",
        "1998\n1999",
        "1998–1999",
    ],
)
def test_what_is_no_date_is_refused_with_how_to_write_one(written: str) -> None:
    with pytest.raises(ValueError) as refused:
        Period.parse(written)
    assert str(refused.value).startswith(f"{quoted(written)} is not a date\nWrite 1998, 1998-05 or 1998-05-02")


@pytest.mark.parametrize(
    "written",
    [
        "0000",
        "1998-00",
        "1998-05-02/1998-02-30",
        "1998-13",
        "1998-02-29",
        "1998-04-31",
        "1998-01-00",
        "平成0年13月",
        "1998年13月",
        "1998年2月30日",
        "9999年度",
    ],
)
def test_a_day_that_no_calendar_has_is_refused(written: str) -> None:
    with pytest.raises(ValueError) as refused:
        Period.parse(written)
    assert str(refused.value).startswith(f'"{written}" is no day of the calendar\nWrite 1998')


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Period.parse("1998-05-02/1998-05-01")


@given(st.text(max_size=12) | st.from_regex(r"[0-9０-９昭平令和元年月日度 \-]{1,12}", fullmatch=True))
def test_any_text_is_a_date_or_is_refused_by_value_error(text: str) -> None:
    try:
        period = Period.parse(text)
    except ValueError as refused:
        assert quoted(text) in str(refused)  # noqa: PT017
    else:
        assert period.first <= period.last


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
ISO = st.one_of(
    DAYS.map(lambda day: day.isoformat()),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
)


@given(ISO)
def test_a_period_is_written_as_it_is_read(written: str) -> None:
    period = Period.parse(written)
    assert str(period) == written
    assert Period.parse(str(period)) == period


@given(DAYS.filter(lambda day: day.year < 9999))
def test_a_fiscal_year_begins_in_april_and_ends_in_march(day: date) -> None:
    period = Period.parse(f"{day.year:04}年度")
    assert (period.first, period.last) == (date(day.year, 4, 1), date(day.year + 1, 3, 31))
    assert str(period) == f"{period.first}/{period.last}"
    assert period.days == (366 if calendar.isleap(day.year + 1) else 365)


@given(
    st.sampled_from([("明治", 1868), ("大正", 1912), ("昭和", 1926), ("平成", 1989), ("令和", 2019)]),
    st.integers(1, 99),
)
def test_the_first_year_of_an_era_is_its_year_one(era: tuple[str, int], year: int) -> None:
    name, begins = era
    assert Period.parse(f"{name}{year}年") == Period.parse(str(begins + year - 1))


@given(ISO, ISO)
def test_one_period_covers_another_when_it_has_all_its_days(one: str, other: str) -> None:
    a, b = Period.parse(one), Period.parse(other)
    assert a.covers(b) == (b.first in days_between(a) and b.last in days_between(a))
    assert a.days == len(days_between(a))


def days_between(period: Period) -> _Days:
    """The ordinal numbers of its days, in which a date stands by its own number."""
    return _Days(period)


class _Days:
    """Days counted one by one: what `Period` is compared with."""

    def __init__(self, period: Period) -> None:
        self.ordinals = range(period.first.toordinal(), period.last.toordinal() + 1)

    def __contains__(self, day: date) -> bool:
        return day.toordinal() in self.ordinals

    def __len__(self) -> int:
        return len(self.ordinals)


# Whether a span holds, against every possible beginning and end


NEAR = st.integers(0, 900).map(lambda number: date(2003, 6, 1) + timedelta(number))
SMALL = st.one_of(
    NEAR.map(lambda day: day.isoformat()),
    NEAR.map(lambda day: day.isoformat()[:7]),
    NEAR.map(lambda day: day.isoformat()[:4]),
    NEAR.map(lambda day: f"{day.year}年度"),
).map(Period.parse)
MAYBE = st.none() | SMALL
FIRST_DAY, LAST_DAY = date.fromisoformat(ALWAYS), date.fromisoformat(NEVER)


def each_day(period: Period) -> list[date]:
    return [period.first + timedelta(number) for number in range(period.days)]


def by_hand(begins: list[date], ends: list[date], as_of: Period) -> Ternary:
    """The definition of design.md, over all days that the span may begin and end on."""
    if all(day <= as_of.last for day in begins) and all(day >= as_of.first for day in ends):
        return Ternary.YES
    if all(day > as_of.last for day in begins) or all(day < as_of.first for day in ends):
        return Ternary.NO
    return Ternary.UNKNOWN


@given(SMALL, SMALL, SMALL)
@example(Period.parse("2004"), Period.parse("2004"), Period.parse("2004"))
@example(Period.parse("2004-06-30"), Period.parse("2004-07"), Period.parse("2004-07-31"))
@example(Period.parse("2003"), Period.parse("2004-05"), Period.parse("2004-06-01"))
def test_bounds_hold_as_all_their_possible_days_say(since: Period, until: Period, as_of: Period) -> None:
    bounds = Bounds(*(day.isoformat() for day in (since.first, since.last, until.first, until.last)))
    assert bounds.holds_on(as_of) is by_hand(each_day(since), each_day(until), as_of)


@given(MAYBE, MAYBE, MAYBE, SMALL)
def test_a_span_holds_as_all_its_possible_days_say(
    since: Period | None, until: Period | None, asserted: Period | None, as_of: Period
) -> None:
    if since:
        begins = each_day(since)
    elif asserted:
        begins = [FIRST_DAY, *each_day(asserted)]
    else:
        begins = [FIRST_DAY, LAST_DAY]
    ends = each_day(until) if until else [LAST_DAY]
    assert Span(since, until, asserted).holds_on(as_of) is by_hand(begins, ends, as_of)


@pytest.mark.parametrize(
    ("span", "as_of", "holds"),
    [
        (Span(Period.parse("1992"), Period.parse("2010")), "2010-06", Ternary.UNKNOWN),
        (Span(Period.parse("1992"), Period.parse("2010")), "2010", Ternary.YES),
        (Span(Period.parse("1992"), Period.parse("2010")), "2009", Ternary.YES),
        (Span(Period.parse("1992"), Period.parse("2010")), "2011", Ternary.NO),
        (Span(Period.parse("1992"), Period.parse("2010")), "1992", Ternary.YES),
        (Span(Period.parse("1992"), Period.parse("2010")), "1992-06", Ternary.UNKNOWN),
        (Span(Period.parse("1992"), Period.parse("2010")), "1991-12-31", Ternary.NO),
        (Span(), "2014", Ternary.UNKNOWN),
        (Span(asserted=Period.parse("2014-08-26")), "2014-08-26", Ternary.YES),
        (Span(asserted=Period.parse("2014-08-26")), "2014-08-25", Ternary.UNKNOWN),
        (Span(Period.parse("2015"), asserted=Period.parse("2014")), "2014", Ternary.NO),
        (Span(Period.parse("平成26年度")), "2014", Ternary.UNKNOWN),
        (Span(Period.parse("平成26年度")), "2015-03-31", Ternary.YES),
    ],
)
def test_a_span_holds_only_where_that_is_certain(span: Span, as_of: str, holds: Ternary) -> None:
    assert span.holds_on(Period.parse(as_of)) is holds


@given(MAYBE, MAYBE, SMALL, SMALL)
def test_what_holds_at_a_day_of_a_range_may_hold_at_the_range(
    since: Period | None, until: Period | None, wide: Period, narrow: Period
) -> None:
    span = Span(since, until)
    if wide.covers(narrow) and span.holds_on(narrow) is Ternary.YES:
        assert span.holds_on(wide) is not Ternary.NO


@given(MAYBE, MAYBE, MAYBE)
def test_bounds_are_iso_days_that_compare_as_texts(
    since: Period | None, until: Period | None, asserted: Period | None
) -> None:
    bounds = Span(since, until, asserted).bounds
    assert all(len(day) == 10 and date.fromisoformat(day).isoformat() == day for day in bounds)
    assert bounds.since_from <= bounds.since_to
    assert bounds.until_from <= bounds.until_to
