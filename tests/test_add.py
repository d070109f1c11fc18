"""Adding facts to a folder of one's own: by options, by answering, and never a folder that does not check."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from fact_strategies import knowledge_bases, write_folder
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.adding.forms import EVIDENCE, FORMS
from kg.cli import main
from kg.knowledge_base import bundled_folder
from loaders.folder import load
from schema.facts import SECTIONS

EXAMPLE = bundled_folder().parent / "example"
SOURCE = ("--document", "甲市の姉妹都市一覧", "--where", "row 9")
KB = ("--kb", str(EXAMPLE))
odd_texts = st.sampled_from(
    ["2001", "1999-05", "平成10年度", "x", "=1", "- a: b", "#", "'", '"', "~", "a\nb", "1.5", "JP", "null", "{}", "一"]
)


def run(*words: str, answers: str | None = None) -> Result:
    result = CliRunner().invoke(main, list(words), input=answers)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def add(folder: Path, *words: str, answers: str | None = None) -> Result:
    return run("add", *words, "--to", str(folder), *KB, answers=answers)


def said(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """What the folder's files say, all scalars as texts."""
    found: dict[str, list[dict[str, Any]]] = {}
    for file in sorted(folder.glob("*.yaml")):
        for section, records in yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader).items():
            found.setdefault(section, []).extend(records)
    return found


def record(folder: Path, id: str) -> dict[str, Any]:
    return next(one for records in said(folder).values() for one in records if one["id"] == id)


def checks(folder: Path) -> None:
    """The folder checks by itself, and together with what it was added beside."""
    assert run("check", str(folder)).exit_code == 0
    assert run("check", str(EXAMPLE), str(folder)).exit_code == 0


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


def test_a_tie_is_added_by_names_and_the_folder_stands_by_itself(own: Path) -> None:
    options = (
        "--kind",
        "memorandum",
        "--party",
        "乙市",
        "--party",
        "へいし",
        "--since",
        "令和2年5月",
        "--sector",
        "資源循環=2020..2023",
    )
    result = add(own, "tie", *options, *SOURCE)
    assert result.exit_code == 0, result.stderr
    assert record(own, "partnership:otsu-example-hei-memorandum") == {
        "id": "partnership:otsu-example-hei-memorandum",
        "kind": "memorandum",
        "parties": ["city:otsu-example", "city:hei"],
        "since": "令和2年5月",
        "sectors": [{"sector": "sector:recycling", "since": "2020", "until": "2023"}],
        "evidence": [{"document": "document:list", "place": "row 9"}],
    }
    assert record(own, "city:hei") == {"id": "city:hei", "name_ja": "丙市", "name_en": "Hei"}
    checks(own)


def test_what_stands_in_the_folder_already_is_not_added_again(own: Path) -> None:
    for kind in ("memorandum", "staff_exchange"):
        add(own, "tie", "--kind", kind, "--party", "乙市", "--party", "丙市", *SOURCE)
    assert [one["id"] for one in said(own)["places"]] == ["city:hei", "city:otsu-example"]
    checks(own)


def test_an_activity_of_a_tie_that_stands_elsewhere_is_added(own: Path) -> None:
    words = ("--tie", "partnership:ko-otsu", "--date", "2024-05-01", "--mode", "visit", "--level", "行政")
    assert add(own, "activity", *words, *SOURCE).exit_code == 0
    [activity] = said(own)["activities"]
    assert (activity["id"], activity["level"]) == ("activity:ko-otsu-visit-2024-05-01", "government")
    checks(own)
    shown = run("show", "partnership:ko-otsu", *KB, "--kb", str(own), "--as-of", "2025", "--format", "json")
    assert '"last_activity": "2024-05-01"' in shown.stdout


def test_a_tie_is_named_by_its_parties(own: Path) -> None:
    assert add(own, "activity", "--tie", "甲市・乙市：姉妹都市", "--date", "2020", *SOURCE).exit_code == 0
    assert said(own)["activities"][0]["partnership"] == "partnership:ko-otsu"


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        (("--since", "2024/5/1"), "since", "2024-05-01"),
        (("--since", "２０２５－０３"), "since", "2025-03"),
        (("--kind", "覚書"), "kind", "memorandum"),
    ],
)
def test_words_and_dates_are_read_as_offices_write_them(
    own: Path, words: tuple[str, ...], key: str, value: str
) -> None:
    kind = () if "--kind" in words else ("--kind", "memorandum")
    assert add(own, "tie", *kind, *words, "--party", "乙市", "--party", "丙市", *SOURCE).exit_code == 0
    assert said(own)["partnerships"][0][key] == value


def test_the_same_claim_is_not_written_twice(own: Path) -> None:
    for exit_code in (0, 1):
        assert add(own, "claim", "partnership:ko-otsu", "until", "2023", *SOURCE).exit_code == exit_code
    assert len(record(own, "partnership:ko-otsu")["until"]) == 1


def test_further_evidence_for_a_record_says_none_of_its_values(own: Path) -> None:
    add(own, "tie", "--kind", "memorandum", "--party", "乙市", "--party", "丙市", "--since", "2020", *SOURCE)
    id = "partnership:otsu-example-hei-memorandum"
    add(own, "claim", id, "--document", "document:list", "--where", "row 12")
    assert [item["place"] for item in record(own, id)["since"][0]["evidence"]] == ["row 9"]
    assert len(record(own, id)["evidence"]) == 2


def test_an_event_with_roles_is_added(own: Path) -> None:
    words = (
        "--name-ja",
        "港まつり",
        "--date",
        "2024-08",
        "--participant",
        "甲市=host",
        "--participant",
        "丙港",
        "--sector",
        "港湾",
    )
    assert add(own, "event", *words, *SOURCE).exit_code == 0
    [event] = said(own)["events"]
    assert event["id"] == "event:港まつり"
    assert event["participants"] == [{"id": "city:ko", "role": "host"}, "port:hei"]
    checks(own)


def test_a_place_and_a_document_need_no_evidence(own: Path) -> None:
    assert add(own, "city", "--id", "city:tei", "--name-ja", "丁市", "--country", "JP").exit_code == 0
    assert add(own, "document", "--kind", "table", "--title-ja", "新しい一覧", "--date", "令和6年度").exit_code == 0
    words = (
        "--kind",
        "memorandum",
        "--party",
        "丁市",
        "--party",
        "甲市",
        "--document",
        "新しい一覧",
        "--where",
        "1行目",
    )
    assert add(own, "tie", *words).exit_code == 0
    checks(own)


def test_a_correction_is_a_further_claim_and_sources_shows_who_disagrees(own: Path) -> None:
    assert add(own, "claim", "partnership:ko-otsu", "終わり", "2023", *SOURCE).exit_code == 0
    assert record(own, "partnership:ko-otsu")["until"] == [
        {"value": "2023", "evidence": [{"document": "document:list", "place": "row 9"}]}
    ]
    assert add(own, "claim", "partnership:ko-otsu", "until", "2024", *SOURCE, "--certainty", "implied").exit_code == 0
    assert len(record(own, "partnership:ko-otsu")["until"]) == 2
    checks(own)
    told = run("ask", "sources", "partnership:ko-otsu", *KB, "--kb", str(own), "--format", "json").stdout
    assert '"standing": "disagrees"' in told


def test_a_plain_value_of_the_own_folder_becomes_a_claim_of_its_own_evidence(own: Path) -> None:
    add(own, "tie", "--kind", "memorandum", "--party", "乙市", "--party", "丙市", "--since", "2020", *SOURCE)
    add(
        own,
        "claim",
        "partnership:otsu-example-hei-memorandum",
        "since",
        "2021",
        "--document",
        "document:list",
        "--where",
        "row 10",
    )
    assert [claim["value"] for claim in record(own, "partnership:otsu-example-hei-memorandum")["since"]] == [
        "2020",
        "2021",
    ]
    checks(own)


def test_evidence_alone_and_entries_of_lists_are_added_to_a_record(own: Path) -> None:
    assert add(own, "claim", "資源循環フェア", *SOURCE).exit_code == 0
    assert add(own, "claim", "資源循環フェア", "participants", "丙港=observer", *SOURCE).exit_code == 0
    fair = record(own, "event:recycling-fair")
    assert len(fair["evidence"]) == 2
    assert fair["participants"][-1]["role"] == "observer"
    checks(own)


def test_comments_of_the_folder_stay(own: Path) -> None:
    own.mkdir()
    text = "# mine\nplaces:   # all of them\n  - id: city:tei   # the fourth\n    name_ja: 丁市\n"
    (own / "a.yaml").write_text(text, encoding="utf-8")
    add(own, "city", "--name-ja", "戊市", "--id", "city:bo")
    assert (own / "a.yaml").read_text(encoding="utf-8") == text + "  - {id: city:bo, name_ja: 戊市}\n"


def test_what_is_needed_and_not_given_is_asked_for_until_it_can_be_read(own: Path) -> None:
    answers = ["みっつめ", "10", "乙市", "どこか", "丙市", *[""] * 9, "document:list", "row 3", "", ""]
    result = add(own, "tie", answers="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.stderr
    assert "is none of the words" in result.stderr
    assert 'No record is called "どこか"' in result.stderr
    assert said(own)["partnerships"][0]["kind"] == "memorandum"
    checks(own)


def test_asking_asks_for_everything_and_writes_only_after_a_yes(own: Path) -> None:
    answers = "\n" * 9 + "n\n"
    result = add(own, "sector", "--name-ja", "新分野", "--ask", answers=answers)
    assert result.exit_code == 0, result.stderr
    assert "書き込みませんでした" in result.stderr
    assert not own.exists()


def test_a_dry_run_shows_the_record_and_writes_nothing(own: Path) -> None:
    result = add(own, "tie", "--kind", "memorandum", "--party", "乙市", "--party", "丙市", *SOURCE, "--dry-run")
    assert yaml.safe_load(result.stdout)["partnerships"][0]["parties"] == ["city:otsu-example", "city:hei"]
    assert not own.exists()


def test_all_faults_of_the_options_are_told_at_once_and_nothing_is_written(own: Path) -> None:
    words = ("--kind", "memo", "--party", "甲市", "--party", "こうし港", "--since", "2020-13", *SOURCE)
    result = add(own, "tie", *words)
    assert result.exit_code == 1
    for told in ('--kind: "memo"', '"こうし港"', '--since: "2020-13" is no day'):
        assert told in result.stderr
    assert not own.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("tie", "--kind", "sister_city", "--party", "甲市", "--party", "乙市", *SOURCE),
            "here already: partnership:ko-otsu",
        ),
        (("tie", "--kind", "sister_city", "--party", "甲市", "--party", "甲港", *SOURCE), "cannot be party"),
        (("tie", "--kind", "memorandum", "--party", "甲市", "--party", "甲市", *SOURCE), "two different parties"),
        (("tie", "--kind", "memorandum", "--party", "甲市", "--party", "乙市"), "Not said: --document, --where"),
        (("city", "--name-ja", "甲市"), "here already: city:ko"),
        (("city", "--name-ja", "新市", "--country", "France"), "two letters of ISO 3166-1"),
        (("city", "--id", "event:x", "--name-ja", "新市"), "does not fit here"),
        (("city", "--country", "JP"), "Not said: --name-en"),
        (("city", "--id", "city:a b", "--name-ja", "新市"), "is not an id"),
        (("activity", "--tie", "partnership:ko-otsu", "--document", "report", "--where", "p. 1"), "--quote is missing"),
        (("activity", "--tie", "partnership:nowhere", *SOURCE), "No partnership is called"),
        (("claim", "甲市", "populaton", "5", *SOURCE), "Did you mean population?"),
        (("claim", "甲市", "population", "five", *SOURCE), "Write a whole number"),
        (("claim", "無い市", "population", "5", *SOURCE), "No record is called"),
    ],
)
def test_what_cannot_be_added_is_told_and_nothing_is_written(own: Path, words: tuple[str, ...], told: str) -> None:
    result = add(own, *words, answers="")
    assert result.exit_code == 1, result.output
    assert told in result.stderr
    assert not own.exists()


def test_a_section_that_may_be_written_has_a_command() -> None:
    assert {form.section for form in FORMS.values()} == set(SECTIONS)
    for form in FORMS.values():
        keys = set(SECTIONS[form.section].model_fields) - {"id", "name", "title", "evidence"}
        assert {ask.key for ask in form.asks} <= keys


@given(knowledge_bases(), st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_is_added_leaves_a_folder_that_checks(facts: Any, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        beside, own = Path(place) / "beside", Path(place) / "own"
        beside.mkdir()
        write_folder(facts, beside)
        ids = [str(one.id) for one in load([beside]).records()]
        for _ in range(data.draw(st.integers(1, 3))):
            form = FORMS[data.draw(st.sampled_from(sorted(FORMS)))]
            words = [form.name]
            for ask in (*form.asks, *EVIDENCE):
                values = st.sampled_from(ask.words) if ask.words else st.sampled_from(ids) if ask.types else odd_texts
                for value in data.draw(st.lists(values, max_size=3 if ask.many else 1)):
                    words += [ask.flag, value]
            before = {file: file.read_bytes() for file in own.glob("*")} if own.is_dir() else {}
            result = run("add", *words, "--to", str(own), "--kb", str(beside), answers="")
            if result.exit_code == 0:
                load([own])
                load([beside, own])
            else:
                assert result.stderr.strip(), words
                assert ({file: file.read_bytes() for file in own.glob("*")} if own.is_dir() else {}) == before
