"""The command line: what it says, what it refuses, and that people can write names as they are used to."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from visualize.answer_csv import guarded

ROOT = Path(__file__).parent.parent
SMALL_GRAPH = str(ROOT / "tests/small_graph")
PROGRAM = Path(sys.executable).with_name("citykg")


def citykg(*arguments: str) -> Result:
    """The command line in this process; what is not told as a sentence is raised."""
    result = CliRunner().invoke(main, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def ask(*arguments: str) -> str:
    """What `citykg ask three-city` prints."""
    result = citykg("ask", "three-city", *arguments)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return result.stdout


def refused(*arguments: str) -> str:
    """The sentence of `citykg ask three-city` that cannot be answered; stdout stays empty."""
    result = citykg("ask", "three-city", *arguments)
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    assert result.stderr.startswith("Error: ")
    return result.stderr


# Help and documents


def commands(
    group: click.Group = main, path: tuple[str, ...] = ("citykg",)
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command, with the words to write it."""
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


COMMANDS = [(" ".join(words), command) for words, command in commands()]


def test_there_are_commands() -> None:
    assert {"citykg check", "citykg init", "citykg schema", "citykg ask three-city"} <= {words for words, _ in COMMANDS}


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[words for words, _ in COMMANDS])
def test_every_command_and_option_has_help(words: str, command: click.Command) -> None:
    assert command.help, words
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{words} {option.opts[-1]}"
    shown = citykg(*words.split()[1:], "--help")
    assert shown.exit_code == 0
    assert all(option.opts[-1] in shown.stdout for option in command.params if isinstance(option, click.Option))


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[words for words, _ in COMMANDS])
def test_every_command_and_long_option_stands_in_the_documents(words: str, command: click.Command) -> None:
    documents = "\n".join(
        file.read_text(encoding="utf-8") for file in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    )
    assert words in documents
    for option in command.params:
        for name in option.opts if isinstance(option, click.Option) else ():
            assert not name.startswith("--") or name in documents, f"{words} {name}"


def test_the_version_is_told() -> None:
    assert citykg("--version").stdout.strip().endswith("0.1.0")


# Names


NAMES = [
    "city:kawasaki",
    "川崎市",
    "川崎",
    "かわさき",
    "カワサキ",
    "ｶﾜｻｷ",
    "Kawasaki",
    "KAWASAKI",
    "kawasaki",
    "Ｋａｗａｓａｋｉ",
    "かわさきし",
    "川崎港",
    "port:kawasaki",
]


@pytest.fixture(scope="module", name="by_id")
def answer_by_id() -> str:
    return ask("--city", "city:kawasaki", "--sector", "sector:environment", "--format", "json")


@pytest.mark.parametrize("name", NAMES)
def test_a_city_may_be_named_as_people_name_it(name: str, by_id: str) -> None:
    assert ask("--city", name, "--sector", "環境", "--format", "json") == by_id


@pytest.mark.parametrize("name", ["環境", "environment", "Environment", "ＥＮＶＩＲＯＮＭＥＮＴ", "sector:environment"])
def test_a_sector_may_be_named_as_people_name_it(name: str, by_id: str) -> None:
    assert ask("--city", "川崎市", "--sector", name, "--format", "json") == by_id


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("Kawasakki", "Kawasaki"), ("川碕市", "川崎市"), ("city:kawasak", "city:kawasaki"), ("Shenyangg", "Shenyang")],
)
def test_a_near_miss_gets_a_suggestion(wrong: str, right: str) -> None:
    sentence = refused("--city", wrong)
    assert f'No place is called "{wrong}".' in sentence
    assert "Did you mean" in sentence
    assert right in sentence


def test_what_is_wrong_is_told_in_japanese_too_where_japanese_is_spoken() -> None:
    assert "近い名前：" in refused("--city", "Kawasakki")
    assert "近い名前：" not in refused("--city", "Kawasakki", "--lang", "en")


def test_a_suggestion_names_a_place_once() -> None:
    suggestions = (
        refused("--city", "Kawasakki", "--lang", "en")
        .partition("Did you mean ")[2]
        .strip()
        .rstrip("?")
        .replace(" or ", ", ")
        .split(", ")
    )
    answers = {
        json.loads(ask("--city", name, "--format", "json", "--limit", "1"))["asked"]["city"] for name in suggestions
    }
    assert len(answers) == len(suggestions), suggestions


def test_a_wrong_sector_gets_a_suggestion() -> None:
    sentence = refused("--city", "川崎市", "--sector", "環鏡")
    assert 'No sector is called "環鏡".' in sentence
    assert "Did you mean 環境" in sentence


def test_a_sector_where_there_is_none_says_so(tmp_path: Path) -> None:
    sentence = refused("--kb", str(small_folder(tmp_path)), "--city", "k", "--sector", "water")
    assert 'No sector is called "water".' in sentence
    assert "Known are: ." not in sentence


def test_a_wrong_must_gets_a_suggestion() -> None:
    assert "Did you mean" in refused("--city", "川崎市", "--must", "Salzbug")


def small_folder(folder: Path, *places: str) -> Path:
    """The smallest facts with an option; k is linked to a and b."""
    proof = "evidence: [{document: document:d, place: p}]"
    ties = [f"{{id: partnership:k{name}, kind: sister_city, parties: [city:k, city:{name}], {proof}}}" for name in "ab"]
    known = places or ("{id: city:k}", "{id: city:a}", "{id: city:b}")
    text = f"documents: [{{id: document:d, kind: register, date: 2014}}]\nplaces: [{', '.join(known)}]\npartnerships: [{', '.join(ties)}]\n"
    (folder / "facts.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_name_that_two_cities_have_gets_the_list(tmp_path: Path) -> None:
    folder = small_folder(
        tmp_path, "{id: city:k, name_ja: 府中市}", "{id: city:a, name_ja: 府中市, name_en: Fuchu}", "{id: city:b}"
    )
    sentence = refused("--kb", str(folder), "--city", "府中市")
    assert 'More than one place is called "府中市": city:a (府中市), city:k (府中市).' in sentence
    assert "Write the id of the one you mean." in sentence
    assert ask("--kb", str(folder), "--city", "city:k").startswith("三都市連携の候補：府中市")


def test_a_country_is_no_city_and_a_city_of_its_name_is_meant(tmp_path: Path) -> None:
    folder = small_folder(
        tmp_path,
        "{id: city:k, name_en: Georgia}",
        "{id: city:a}",
        "{id: city:b}",
        "{id: country:ge, name_en: Georgia}",
        "{id: country:x, name_en: Xland}",
    )
    assert json.loads(ask("--kb", str(folder), "--city", "Georgia", "--format", "json"))["asked"]["city"] == "city:k"
    assert '"Xland" is country:x' in refused("--kb", str(folder), "--city", "Xland")


def test_a_name_of_broken_bytes_is_a_sentence() -> None:
    told = subprocess.run(
        [str(PROGRAM), "ask", "three-city", "--city", b"\xff"], capture_output=True, timeout=60, check=False
    )
    assert told.returncode in (1, 2)
    assert b"Traceback" not in told.stderr


# What cannot be asked


@pytest.mark.parametrize(
    ("option", "value", "what", "mend"),
    [
        ("--weights", "sector=x", '"sector=x" is no weight', "Write name=number"),
        ("--weights", "sector", '"sector" is no weight', "Write name=number"),
        ("--weights", "colour=1", '"colour" is no weight', "links, sector, programmes, stated, recent, common"),
        ("--weights", "sector=-1", "-1.0", "0 to 1000"),
        ("--weights", "sector=nan", "nan", "0 to 1000"),
        ("--weights", "sector=inf", "inf", "0 to 1000"),
        ("--weights", "sector=1e9", "1000000000", "0 to 1000"),
        ("--as-of", "May 1998", '--as-of: "May 1998" is not a date', "Write 1998, 1998-05"),
        ("--as-of", "2014-13", "no day of the calendar", "Write 1998"),
        ("--kb", "/nowhere", "there is no such folder", "citykg init"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(option: str, value: str, what: str, mend: str) -> None:
    sentence = refused("--city", "city:kawasaki", option, value)
    first, _, rest = sentence.partition("\n")
    assert what in first
    assert mend in rest


@pytest.mark.parametrize(
    "wrong", [["--limit", "-1"], ["--format", "xml"], ["--evidence", "some"], ["--lang", "fr"], ["--no-such"], []]
)
def test_a_wrong_option_says_how_the_command_is_used(wrong: list[str]) -> None:
    result = citykg("ask", "three-city", *(["--city", "k", *wrong] if wrong else []))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: " in result.stderr


# Answers


def small(*arguments: str) -> str:
    return ask("--kb", SMALL_GRAPH, "--city", "city:k", *arguments)


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_the_same_question_twice_gives_the_same_bytes(form: str) -> None:
    assert small("--format", form, "--explain") == small("--format", form, "--explain")


def test_json_says_what_was_asked_and_answered() -> None:
    answer: dict[str, Any] = json.loads(
        small("--format", "json", "--limit", "2", "--sector", "環境", "--weights", "recent=0", "--as-of", "平成26年度")
    )
    assert answer["question"] == "three-city"
    assert answer["as_of"] == "2014-04-01/2015-03-31"
    assert [option["rank"] for option in answer["answers"]] == [1, 2]
    assert answer["found"] > 2
    assert answer["asked"]["sector"] == "sector:environment"
    assert answer["asked"]["weights"]["recent"] == 0
    assert {"document", "place", "quote", "certainty"} == set(answer["answers"][0]["reasons"][0]["evidence"][0])


def test_csv_and_json_tell_the_same_options_in_the_same_order() -> None:
    rows = list(csv.DictReader(io.StringIO(small("--format", "csv", "--limit", "0"))))
    answers = json.loads(small("--format", "json", "--limit", "0"))["answers"]
    assert [[row["place_1"], row["place_2"], row["place_3"]] for row in rows] == [
        answer["places"] for answer in answers
    ]
    assert [float(row["score"]) for row in rows] == [answer["score"] for answer in answers]
    assert [row["middle"] or None for row in rows] == [answer["middle"] for answer in answers]


def test_limit_zero_gives_all_and_ten_is_the_rule() -> None:
    found = json.loads(small("--format", "json"))
    assert (len(found["answers"]), found["found"]) == (10, 14)
    assert len(json.loads(small("--format", "json", "--limit", "0"))["answers"]) == 14


def test_the_table_is_in_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    japanese, english = small(), small("--lang", "en")
    assert "三都市連携の候補" in japanese
    assert "実績" in japanese
    assert english.startswith("Three-city partnerships open to K (as of 2014-12-31; 10 of 14)")
    assert "三都市" not in english
    monkeypatch.setenv("CITYKG_LANG", "en")
    assert small() == english


def test_the_language_changes_the_reasons_of_csv_and_nothing_of_json() -> None:
    assert small("--format", "json", "--lang", "en") == small("--format", "json")
    assert "sister city" in small("--format", "csv", "--lang", "en")
    assert "姉妹都市" in small("--format", "csv")


def test_explain_shows_the_parts_that_make_the_score() -> None:
    plain, explained = small("--limit", "1", "--lang", "en"), small("--limit", "1", "--lang", "en", "--explain")
    assert len(explained.splitlines()) == len(plain.splitlines()) + 6
    parts = [float(line.rpartition("= ")[2]) for line in explained.splitlines() if " × " in line and " = " in line]
    assert len(parts) == 6
    score = json.loads(small("--limit", "1", "--format", "json"))["answers"][0]["score"]
    assert sum(parts) == pytest.approx(score, abs=0.0005)
    assert f"score {score:.4f}" in explained


def test_changed_weights_are_told_in_the_table() -> None:
    assert "sector=3, recent=0" in small("--weights", "sector=3,recent=0", "--lang", "en")
    assert "Weights" not in small("--lang", "en")


def test_the_table_fits_a_page_of_a_hundred_cells() -> None:
    from rich.cells import cell_len

    assert max(cell_len(line) for line in ask("--city", "川崎市", "--limit", "0").splitlines()) <= 100


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_guards_what_a_spreadsheet_would_run(cell: str) -> None:
    assert guarded([cell, 1.5, -2, None, "plain"]) == [f"'{cell}", 1.5, -2, None, "plain"]


def test_csv_guards_a_name_that_is_a_formula(tmp_path: Path) -> None:
    folder = small_folder(tmp_path, "{id: city:k}", '{id: city:a, name_ja: "=HYPERLINK(1)"}', "{id: city:b}")
    [row] = csv.DictReader(io.StringIO(ask("--kb", str(folder), "--city", "k", "--format", "csv")))
    assert row["name_2"] == "'=HYPERLINK(1)"
    assert not row["reasons"].startswith("=")


def test_terminal_commands_in_a_name_are_not_sent_to_the_terminal(tmp_path: Path) -> None:
    folder = small_folder(tmp_path, "{id: city:k}", '{id: city:a, name_ja: "A\\e[2J\\aB\\rC"}', "{id: city:b}")
    told = citykg("ask", "three-city", "--kb", str(folder), "--city", "k")
    assert told.stdout or told.stderr.startswith("Error: ")
    assert not {"\x1b", "\a", "\r"} & set(told.stdout + told.stderr)


# init, schema and completion


def test_the_example_checks_and_answers(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    written = citykg("init", str(folder))
    assert (written.exit_code, written.stdout) == (0, "")
    assert f"citykg check {folder}" in written.stderr
    assert citykg("check", str(folder)).exit_code == 0
    answer = json.loads(ask("--kb", str(folder), "--city", "甲市", "--sector", "環境", "--format", "json"))
    assert answer["answers"][0]["reasons"]
    assert json.loads((folder / "facts.schema.json").read_text(encoding="utf-8"))["title"]
    [facts] = folder.glob("*.yaml")
    assert facts.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=facts.schema.json")


def test_what_init_says_to_do_next_works(tmp_path: Path) -> None:
    told = citykg("init", str(tmp_path / "mine")).stderr
    next_steps = [line.split()[1:] for line in told.splitlines() if line.startswith("  citykg ")]
    assert len(next_steps) == 2
    for step in next_steps:
        assert citykg(*step).exit_code == 0, step


def test_init_takes_an_empty_folder_and_refuses_any_other(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert citykg("init", str(tmp_path / "empty")).exit_code == 0
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine", encoding="utf-8")
    for taken in (tmp_path / "full", tmp_path / "full/mine.txt"):
        result = citykg("init", str(taken))
        assert (result.exit_code, result.stdout) == (1, "")
        assert "is there already and not an empty folder" in result.stderr
        assert "Name a new folder." in result.stderr
    assert [file.name for file in (tmp_path / "full").iterdir()] == ["mine.txt"]
    assert (tmp_path / "full/mine.txt").read_text(encoding="utf-8") == "mine"


def test_init_says_where_it_may_not_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = citykg("init", str(tmp_path / "file/inside"))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")


def test_the_schema_is_printed_as_json() -> None:
    assert "partnerships" in json.loads(citykg("schema").stdout)["properties"]


def complete(line: str) -> list[str]:
    """What the shell is offered for the last word of a line."""
    words = line.split(" ")
    settings = {"_CITYKG_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    told = subprocess.run(
        [str(PROGRAM)], env={**os.environ, **settings}, capture_output=True, text=True, timeout=60, check=False
    )
    assert told.returncode == 0, told.stderr
    assert told.stderr == ""
    return [offer.partition(",")[2] for offer in told.stdout.split()]


@pytest.mark.parametrize(
    ("line", "offer"),
    [
        ("citykg ask three-city --city Kawa", "Kawasaki"),
        ("citykg ask three-city --city kawa", "Kawasaki"),
        ("citykg ask three-city --city 川", "川崎市"),
        ("citykg ask three-city --city city:kawa", "city:kawasaki"),
        ("citykg ask three-city --city Kawasaki --sector envi", "Environment"),
        ("citykg ask three-city --city Kawasaki --must Salz", "Salzburg"),
        (f"citykg ask three-city --kb {SMALL_GRAPH} --sector Envi", "Environment"),
        ("citykg ask three-city --wei", "--weights"),
        ("citykg che", "check"),
    ],
)
def test_the_shell_completes_names(line: str, offer: str) -> None:
    assert offer in complete(line)


def test_completion_for_facts_with_faults_offers_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("places: [{id: city:kawa, lat: x}]", encoding="utf-8")
    assert complete(f"citykg ask three-city --kb {tmp_path} --city Kawa") == []


def test_a_database_without_a_store_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CITYKG_STORE", raising=False)
    assert "no store" in refused("--city", "k", "--kb", SMALL_GRAPH, "--database", "neo4j")
