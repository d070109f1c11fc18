"""The three-city finder on the small graph of questions.md, by the command line, against the brute force."""

import copy
from pathlib import Path
from typing import Any

import pytest
from asking import ask, compared, without_order
from brute_force import Facts, three_city
from fact_strategies import other_names, place_ids, read_folder, renamed, without_partnership, write_folder

SMALL_GRAPH = Path(__file__).parent / "small_graph"
FACTS = read_folder(SMALL_GRAPH)
SECTORS = [None, "sector:environment"]
PARTNERSHIPS = [f"partnership:p{number}" for number in range(1, 13)]


def ask_about(folder: Path, city: str, sector: str | None, *options: str) -> dict[str, Any]:
    return ask(folder, "--city", city, *(["--sector", sector] if sector else []), *options)


@pytest.mark.parametrize("sector", SECTORS)
def test_the_answers_are_those_of_the_brute_force(sector: str | None) -> None:
    answer = ask_about(SMALL_GRAPH, "city:k", sector)
    assert compared(answer["answers"]) == three_city(FACTS, "city:k", sector)
    assert answer["as_of"] == "2014-12-31"
    assert answer["unknown"] == {"count": 0, "items": []}


def test_the_worked_answers_for_the_environment() -> None:
    answers = ask_about(SMALL_GRAPH, "city:k", "sector:environment")["answers"]
    assert len(answers) == 12
    assert [(" ".join(each["places"]), each["shape"], each["score"]) for each in answers[:4]] == [
        ("city:k city:b city:s", "closed", 4.3333),
        ("city:k city:s city:y", "extension", 3.7953),
        ("city:k city:d city:s", "closed", 3.6667),
        ("city:k city:s region:q", "broker", 3.3858),
    ]
    names = ("links", "sector_links", "shared_programmes", "stated", "last_activity", "common_partners")
    assert [each["components"] for each in answers[:3]] == [
        dict(zip(names, (3, 2, 4, 1, "2014", 0), strict=True)),
        dict(zip(names, (2, 2, 2, 1, "2014", 1.443), strict=True)),
        dict(zip(names, (3, 2, 2, 0.667, "2014", 0), strict=True)),
    ]


def test_the_worked_answers_without_a_sector() -> None:
    answers = ask_about(SMALL_GRAPH, "city:k", None)["answers"]
    assert len(answers) == 14
    assert [(" ".join(each["places"]), each["score"]) for each in answers[:4]] == [
        ("city:k city:b city:s", 3.0),
        ("city:k city:s region:q", 2.7192),
        ("city:k city:b region:q", 2.6083),
        ("city:k city:b city:x", 2.5086),
    ]


@pytest.mark.parametrize("order", [(7, 6, 5, 4, 3, 2, 1, 0), (3, 0, 6, 1, 7, 4, 2, 5)])
@pytest.mark.parametrize("sector", SECTORS)
def test_renaming_the_places_renames_the_answers(tmp_path: Path, sector: str | None, order: tuple[int, ...]) -> None:
    names = other_names(place_ids(FACTS), order)
    facts: Facts = renamed(FACTS, names)
    write_folder(facts, tmp_path)
    answers = compared(ask_about(tmp_path, names["city:k"], sector)["answers"])
    assert answers == three_city(facts, names["city:k"], sector)
    assert without_order(answers) == without_order(renamed(three_city(FACTS, "city:k", sector), names))


@pytest.mark.parametrize("partnership", PARTNERSHIPS)
def test_the_answers_follow_when_a_partnership_is_left_out(tmp_path: Path, partnership: str) -> None:
    facts = without_partnership(FACTS, partnership)
    write_folder(facts, tmp_path)
    for sector in SECTORS:
        answers = compared(ask_about(tmp_path, "city:k", sector)["answers"])
        assert answers == three_city(facts, "city:k", sector), sector


@pytest.mark.parametrize("partnership", PARTNERSHIPS)
def test_leaving_out_a_tie_never_adds_a_link(tmp_path: Path, partnership: str) -> None:
    write_folder(without_partnership(FACTS, partnership), tmp_path)
    before = links_by_option(ask_about(SMALL_GRAPH, "city:k", None))
    after = links_by_option(ask_about(tmp_path, "city:k", None))
    assert {places: links for places, links in after.items() if links > before.get(places, 0)} == {}


def links_by_option(answer: dict[str, Any]) -> dict[tuple[str, ...], int]:
    return {tuple(each["places"]): each["components"]["links"] for each in answer["answers"]}


@pytest.mark.parametrize("sector", SECTORS)
def test_stated_evidence_alone_makes_implied_ties_no_links(sector: str | None) -> None:
    answers = compared(ask_about(SMALL_GRAPH, "city:k", sector, "--evidence", "stated")["answers"])
    assert answers == three_city(FACTS, "city:k", sector, evidence="stated")
    assert ["city:k", "city:d", "city:s"] not in [each["places"] for each in answers if each["shape"] == "closed"]


@pytest.mark.parametrize("year", [str(year) for year in range(1990, 2015)])
def test_the_answers_are_those_of_the_year_asked_about(year: str) -> None:
    for sector in SECTORS:
        answer = ask_about(SMALL_GRAPH, "city:k", sector, "--as-of", year)
        assert compared(answer["answers"]) == three_city(FACTS, "city:k", sector, as_of=year), sector
        assert answer["as_of"] == year


def test_a_tie_that_ended_before_as_of_is_no_link() -> None:
    with_x = {year: ask_about(SMALL_GRAPH, "city:y", None, "--as-of", year)["answers"] for year in ("1998", "2000")}
    assert ["city:y", "city:x", "city:z"] in [each["places"] for each in with_x["1998"]]
    assert with_x["2000"] == []


def test_a_tie_that_may_have_ended_is_told_as_unknown_and_makes_no_link() -> None:
    answer = ask_about(SMALL_GRAPH, "city:y", None, "--as-of", "1999-06")
    assert answer["answers"] == []
    assert answer["unknown"]["count"] == 1
    assert "partnership:p11" in str(answer["unknown"]["items"])


@pytest.mark.parametrize(("certainty", "unknown"), [("stated", 0), ("implied", 0), ("proposed", 1), ("negated", 1)])
def test_a_tie_without_since_began_by_the_first_document_that_asserts_it(
    tmp_path: Path, certainty: str, unknown: int
) -> None:
    facts = copy.deepcopy(FACTS)
    facts["documents"].append({"id": "document:older", "kind": "register", "title_en": "Older", "date": "2010"})
    tie = next(each for each in facts["partnerships"] if each["id"] == "partnership:p2")
    del tie["since"]
    tie["evidence"].append({"document": "document:older", "place": "row 2", "certainty": certainty})
    write_folder(facts, tmp_path)
    for as_of in ("2010-06", "2010", "2013", "2014"):
        answer = ask_about(tmp_path, "city:k", None, "--as-of", as_of)
        assert compared(answer["answers"]) == three_city(facts, "city:k", as_of=as_of), as_of
        assert answer["unknown"]["count"] == (1 if as_of == "2010-06" else unknown if as_of != "2014" else 0), as_of


@pytest.mark.parametrize("date", ["2014-01-01", "2014-01", "2014-02", "2014-12-31", "平成26年", "平成26年度"])
def test_the_last_activity_is_the_one_that_starts_last_then_the_more_precise(tmp_path: Path, date: str) -> None:
    evidence = [{"document": "document:register", "place": "row"}]
    more = {"id": "activity:more", "partnership": "partnership:p1", "date": date, "mode": "visit", "level": "private"}
    facts = {**FACTS, "activities": [*FACTS["activities"], {**more, "evidence": evidence}]}
    write_folder(facts, tmp_path)
    answers = compared(ask_about(tmp_path, "city:k", None)["answers"])
    assert answers == three_city(facts, "city:k")
    assert answers[0]["components"]["last_activity"] == ("2014" if date.startswith("平成") else date)


@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize("must", ["city:s", "city:y", "region:q"])
def test_must_leaves_only_options_with_that_place(sector: str | None, must: str) -> None:
    answers = compared(ask_about(SMALL_GRAPH, "city:k", sector, "--must", must)["answers"])
    assert answers == three_city(FACTS, "city:k", sector, must=must)
    assert {must in each["places"] for each in answers} == {True}


@pytest.mark.parametrize("sector", SECTORS)
def test_other_weights_give_other_scores_and_the_answer_says_so(sector: str | None) -> None:
    answer = ask_about(SMALL_GRAPH, "city:k", sector, "--weights", "sector=3,recent=0")
    assert compared(answer["answers"]) == three_city(FACTS, "city:k", sector, weights={"sector": 3, "recent": 0})
    assert "weights" in answer["asked"]
