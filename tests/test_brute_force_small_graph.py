"""The brute force gives the worked answers of questions.md, so it may judge the product."""

from pathlib import Path
from typing import Any

import pytest
from brute_force import Facts, days, three_city, unknown_ties
from fact_strategies import read_folder

# How many answers, and the first of them: places, shape, score and, where the text works them out, the components.
WORKED: dict[str | None, tuple[int, list[tuple[str, str, float, tuple[Any, ...] | None]]]] = {
    "sector:environment": (
        12,
        [
            ("city:k city:b city:s", "closed", 4.3333, (3, 2, 4, 1.0, "2014", 0.0)),
            ("city:k city:s city:y", "extension", 3.7953, (2, 2, 2, 1.0, "2014", 1.443)),
            ("city:k city:d city:s", "closed", 3.6667, (3, 2, 2, 0.667, "2014", 0.0)),
            ("city:k city:s region:q", "broker", 3.3858, None),
        ],
    ),
    None: (
        14,
        [
            ("city:k city:b city:s", "closed", 3.0, None),
            ("city:k city:s region:q", "broker", 2.7192, None),
            ("city:k city:b region:q", "broker", 2.6083, None),
            ("city:k city:b city:x", "extension", 2.5086, None),
        ],
    ),
}


@pytest.fixture(scope="module")
def small_graph() -> Facts:
    return read_folder(Path(__file__).parent / "small_graph")


@pytest.mark.parametrize("sector", WORKED)
def test_the_brute_force_gives_the_worked_answers(small_graph: Facts, sector: str | None) -> None:
    count, first = WORKED[sector]
    answers = three_city(small_graph, "city:k", sector)
    assert len(answers) == count
    for rank, (answer, (places, shape, score, components)) in enumerate(zip(answers, first, strict=False), start=1):
        assert (answer["rank"], answer["places"], answer["shape"]) == (rank, places.split(), shape)
        assert answer["score"] == score
        assert components in (None, tuple(answer["components"].values()))


def test_the_middle_is_the_place_linked_to_both_others(small_graph: Facts) -> None:
    answers = three_city(small_graph, "city:k", "sector:environment")
    assert [answer["middle"] for answer in answers[:4]] == [None, "city:s", None, "city:k"]


def test_nothing_is_unknown_in_the_small_graph_in_2014_nor_the_year_a_tie_ends(small_graph: Facts) -> None:
    assert unknown_ties(small_graph, "city:x", "2014") == []
    assert unknown_ties(small_graph, "city:x", "1999") == []


def test_within_the_year_of_its_end_it_is_unknown_whether_a_tie_holds(small_graph: Facts) -> None:
    assert unknown_ties(small_graph, "city:x", "1999-06") == ["partnership:p11"]
    assert unknown_ties(small_graph, "city:k", "1999-06") == []


@pytest.mark.parametrize(
    ("written", "first", "last", "shown"),
    [
        ("1981", "1981-01-01", "1981-12-31", "1981"),
        ("2012-02", "2012-02-01", "2012-02-29", "2012-02"),
        ("1981-08-18", "1981-08-18", "1981-08-18", "1981-08-18"),
        ("昭和63年", "1988-01-01", "1988-12-31", "1988"),
        ("平成6年1月", "1994-01-01", "1994-01-31", "1994-01"),
        ("平成26年度", "2014-04-01", "2015-03-31", "2014-04-01/2015-03-31"),
    ],
)
def test_a_date_is_a_range_of_days(written: str, first: str, last: str, shown: str) -> None:
    known = days(written)
    assert (str(known.first), str(known.last), str(known)) == (first, last, shown)
