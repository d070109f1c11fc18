"""Bad facts: each kind of fault is a sentence with file, line, column and mend, and never a traceback."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.cli import main
from loaders.folder import load
from loaders.problems import Problems
from schema.errors import FactsError

GOOD = """\
documents:
  - {id: document:register, kind: register, title_en: Register, date: 2014-12-31}
  - {id: document:letter, kind: text, title_en: Letter, date: 2010, file: letter.txt}
places:
  - {id: city:north, name_en: North, wikidata: Q1}
  - {id: city:south, name_en: South}
  - {id: city:east, name_en: East}
organisations:
  - {id: organisation:bureau, name_en: Bureau, part_of: city:north}
sectors:
  - {id: sector:water, name_en: Water}
partnerships:
  - id: partnership:north-south
    kind: sister_city
    parties: [city:north, city:south]
    since: 1990
    evidence: [{document: document:register, place: row 1}]
  - id: partnership:east-north
    kind: friendship_city
    parties: [city:east, city:north]
    evidence: [{document: document:letter, place: line 1, quote: friends for ever}]
"""
LETTER = "We are friends\n　for ever. 市⺠ の\n生活"
PROOF = "evidence: [{document: document:register, place: row 2}]"


@dataclass(frozen=True)
class Fault:
    """One fault as `citykg check` tells it; line and column are 0 where the whole file is meant."""

    file: str
    line: int
    column: int
    what: str
    mend: str


def facts_folder(folder: Path, **files: str | bytes) -> Path:
    """A folder of good facts and more files: each name with two underscores is a name with a dot."""
    folder.mkdir(exist_ok=True)
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    for name, content in {"good__yaml": GOOD, **files}.items():
        raw = content.encode("utf-8") if isinstance(content, str) else content
        (folder / name.replace("__", ".")).write_bytes(raw)
    return folder


def check(*folders: Path) -> Result:
    """`citykg check` in this process; what is not told as a sentence is raised."""
    result = CliRunner().invoke(main, ["check", *map(str, folders)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def faults(folder: Path) -> list[Fault]:
    """The faults that `citykg check` tells of a folder, in its order; there must be one, and nothing on stdout."""
    result = check(folder)
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    assert result.stderr.startswith("Error: ")
    return list(read_faults(result.stderr.removeprefix("Error: "), folder))


def read_faults(text: str, folder: Path) -> Iterator[Fault]:
    """The faults of a message, each of its lines being a fault or, indented by two, the mend of the one before."""
    lines = [*text.splitlines(), ""]
    for line, after in pairwise(lines):
        if line.startswith("  "):
            continue
        match = re.fullmatch(rf"{re.escape(str(folder))}/?([^\s:,]*)(?::(\d+):(\d+))?, (.*)", line)
        assert match, f"not a sentence with its place: {line!r} in\n{text}"
        file, number, column, what = match.groups()
        yield Fault(file, int(number or 0), int(column or 0), what, after.strip() if after.startswith("  ") else "")


def tie(*lines: str, kind: str = "sister_city", parties: str = "[city:east, city:south]", proof: str = PROOF) -> str:
    """A file with one tie, which begins in line 2."""
    head = ["partnerships:", "  - id: partnership:more", f"    kind: {kind}", f"    parties: {parties}"]
    return "\n".join([*head, *(f"    {line}" for line in (*lines, proof) if line), ""])


def places(*records: str) -> str:
    return "\n".join(["places:", *(f"  - {{{record}}}" for record in records), ""])


def sectors(*records: str) -> str:
    return places(*records).replace("places:", "sectors:")


def event(evidence: str) -> str:
    return f"events:\n  - {{id: event:e, {evidence}}}\n"


# What is wrong -> the file's text with ▸ where the fault is told, and words of the sentence and of the mend.
ONE_FAULT: dict[str, tuple[str, str, str]] = {
    "a date in words": (
        tie('since: ▸"May 1998"'),
        'since: "May 1998" is not a date',
        "Write 1998, 1998-05 or 1998-05-02",
    ),
    "a day that no month has": (tie("since: ▸1998-02-30"), '"1998-02-30" is no day of the calendar', "Write 1998"),
    "an end before the beginning": (
        tie("since: 1998", "until: ▸1990"),
        "until 1990 is before since 1998",
        "Correct one of the two dates",
    ),
    "a sector's end before its beginning": (
        tie("sectors: [{sector: sector:water, since: 1999, until: ▸1998-12-31}]"),
        "until 1998-12-31 is before since 1999",
        "Correct one of the two dates",
    ),
    "an unknown kind": (tie(kind="▸sistr_city"), '"sistr_city" is no kind of partnership', "Did you mean sister_city?"),
    "no evidence": (
        tie(proof="").replace("- id", "- ▸id"),
        "`evidence` is missing",
        "Say which document says so, and where",
    ),
    "an empty list of evidence": (tie(proof="▸evidence: []"), "`evidence` is missing", "Say which document"),
    "evidence without a place": (
        tie(proof="evidence: [▸{document: document:register}]"),
        "`place` is missing",
        "place: ",
    ),
    "an id that is nowhere": (
        tie(parties="[▸city:nrth, city:south]"),
        "city:nrth is nowhere",
        "Did you mean city:north?",
    ),
    "a document that is nowhere": (
        tie(proof="evidence: [{document: ▸document:registr, place: p}]"),
        "document:registr is nowhere",
        "Did you mean document:register?",
    ),
    "an id that nothing is like": (
        tie("programme: ▸programme:g"),
        "programme:g is nowhere",
        "Write a record `- id: programme:g`",
    ),
    "a party of a type that the kind does not take": (
        tie(parties="[city:east, ▸organisation:bureau]"),
        "organisation:bureau cannot be party to a sister city (姉妹都市)",
        "city, region or district; or choose another kind",
    ),
    "a party that no tie takes": (
        tie(parties="[city:east, ▸sector:water]"),
        '"sector:water" does not fit here',
        "city:name",
    ),
    "one party": (
        tie(parties="[city:east]").replace("- id", "- ▸id"),
        "needs two different parties",
        "Name each in `parties`",
    ),
    "one party twice": (
        tie(parties="[city:east, city:east]").replace("- id", "- ▸id"),
        "needs two different parties",
        "in `parties`",
    ),
    "a role that is none": (
        tie(parties="[{id: city:east, role: ▸hosts}, city:south]"),
        '"hosts"',
        "Did you mean host?",
    ),
    "a certainty that is none": (
        tie(proof="evidence: [{document: document:register, place: p, certainty: ▸implid}]"),
        'certainty: "implid"',
        "Did you mean implied?",
    ),
    "neither yes, no nor unknown": (
        tie("strict_sense: {signed_by_heads: ▸maybe}"),
        '"maybe" is not yes, no or unknown',
        "Write yes",
    ),
    "a place in itself": (
        places("id: city:a, part_of: ▸city:a"),
        "part_of leads back",
        "Take one part_of out of the ring",
    ),
    "a sector below itself": (
        sectors("id: sector:a, broader: ▸sector:a"),
        "broader leads back",
        "Take one broader out",
    ),
    "no quote of a text": (
        event("evidence: [▸{document: document:letter, place: p}]"),
        "`quote` is missing",
        "`quote: …`",
    ),
    "a quote that does not stand in the text": (
        event("evidence: [{document: document:letter, place: p, quote: ▸foes for ever}]"),
        '"foes for ever" does not stand in document:letter',
        "Copy the phrase from letter.txt as it is",
    ),
    "a blank quote": (event('evidence: [▸{document: document:letter, place: p, quote: " "}]'), "quote", "quote"),
    "an unknown key": (places("id: city:a, wikidta: ▸Q5"), "`wikidta` is no key here", "Did you mean wikidata?"),
    "an unknown key of evidence": (
        event("evidence: [{document: document:register, place: p, certanty: ▸stated}]"),
        "`certanty` is no key here",
        "Did you mean certainty?",
    ),
    "an unknown key of a claim": (
        places("id: city:a, name_en: [{value: A, evidence: [], becuase: ▸x}]"),
        "`becuase` is no key here",
        "value, evidence",
    ),
    "an unknown section": ("▸place:\n  - {id: city:a}\n", "`place` is no section", "Did you mean places?"),
    "a tab": ("places:\n▸\t- {id: city:a}\n", "a tab stands in the indentation", "two for each tab"),
    "a key twice": (
        "places:\n  - id: city:a\n    name_en: A\n    ▸name_en: B\n",
        "`name_en` is here twice (first in line 3)",
        "Keep one",
    ),
    "a key that is a list": ("? ▸[a, b]\n: x\n", "this key is not a text", "Write `key: value`"),
    "an alias of what holds it": ("places: &a\n  - ▸*a\n", "*a stands for nothing", "Write the value out"),
    "an alias of nothing": ("places: ▸*a\n", "*a stands for nothing", "Write the value out"),
    "a NUL byte": (places('id: city:a, name_en: "A▸\0B"'), "a NUL byte stands here", "Take it out"),
    "a control character": (places('id: city:a, name_en: "A▸\x1b[31mB"'), "U+001B", "Take it out"),
    "a control character of the upper half": (places('id: city:a, name_en: "A▸\x9bB"'), "U+009B", "Take it out"),
    "an empty file": ("▸", "the file is empty", "Write a section"),
    "a file of remarks": ("▸# nothing yet\n", "the file is empty", "Write a section"),
    "two documents in a file": (
        "places: []\n▸---\nplaces: []\n",
        "a second document starts here",
        "one mapping of sections a file",
    ),
    "a tag of a program": (
        places("id: city:a, name_en: ▸!!python/object:os.system x"),
        "python/object:os.system is not read",
        "Write the value without a tag",
    ),
    "a tag of one's own": ("places: ▸!mine\n  - {id: city:a}\n", "the tag !mine is not read", "without a tag"),
    "a list for a mapping of sections": ("▸- places\n", "the file is no mapping of sections", "Start with a section"),
    "a text for a mapping of sections": ("▸places\n", "the file is no mapping of sections", "Start with a section"),
    "a mapping for a list of records": (
        "places:\n  ▸id: city:a\n",
        "`places` is no list of records",
        "Start each record",
    ),
    "a text for a record": ("places: [▸city:a]\n", "this is no record of `places`", "Write `- id: …`"),
    "a list for a text": (
        places("id: city:a, name_en: [▸A, B]"),
        "name_en: a list does not fit",
        "Write one text here",
    ),
    "a mapping for a text": (
        places("id: city:a, ▸name_en: {ja: A}"),
        "name_en: a mapping does not fit",
        "Write one text here",
    ),
    "a text for a list": (
        tie(proof="evidence: ▸document:register"),
        'evidence: "document:register" does not fit',
        "Write a list",
    ),
    "a list for a mapping": (tie("▸strict_sense: [yes]"), "strict_sense: a list does not fit", "Write a mapping here"),
    "a text for a number": (
        places("id: city:a, lat: ▸north"),
        'lat: "north" does not fit',
        "Write degrees north, from -90 to 90",
    ),
    "a number with separators": (
        places('id: city:a, population: ▸"1,460,000"'),
        'population: "1,460,000"',
        "without separators",
    ),
    "a number that no place has": (places("id: city:a, lat: ▸95"), 'lat: "95" does not fit', "90"),
    "a number beyond all counting": (places("id: city:a, population: ▸99999999999999999999"), 'population: "9999', ""),
    "a country in full": (places("id: city:a, country: ▸Japan"), 'country: "Japan" does not fit', ""),
    "a code that is none": (places("id: city:a, wikidata: ▸164234"), 'wikidata: "164234" does not fit', ""),
    "no id": (places("name_en: A").replace("- ", "- ▸"), "`id` is missing", "`id: type:name`"),
    "an id of another section": (places("id: ▸organisation:a"), '"organisation:a" does not fit here', "city:name"),
    "an id of no type": (places("id: ▸town:a"), '"town:a" does not fit here', "city:name"),
    "an id with a space": (places("id: ▸city:new town"), '"city:new town" is not an id', "without spaces"),
    "an id that means harm": (places('id: ▸"city:x\'; DROP"'), "is not an id", "without spaces"),
    "an id on two lines": (places('id: ▸"city:a\\nb"'), "is not an id", "without spaces"),
    "a colon in a plain text": (
        "places:\n  - id: city:a\n    note: this▸: breaks\n",
        "this is no YAML",
        "wants quotes",
    ),
}


def wrong(name: str) -> tuple[str, int, int]:
    """The text of a fault, and the line and column where it is told."""
    before, mark, after = ONE_FAULT[name][0].partition("▸")
    assert mark, name
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize("name", ONE_FAULT)
def test_one_fault_is_one_sentence_with_its_place_and_its_mend(name: str, tmp_path: Path) -> None:
    text, line, column = wrong(name)
    _, what, mend = ONE_FAULT[name]
    [fault] = faults(facts_folder(tmp_path / "facts", more__yaml=text))
    assert what in fault.what
    assert mend in fault.mend
    assert fault.mend, "a sentence says how to put it right"
    assert (fault.file, fault.line, fault.column) == ("more.yaml", line, column)


@pytest.mark.parametrize("name", ["an unknown kind", "an id that is nowhere", "a tab", "an empty file", "a key twice"])
def test_asking_tells_the_same_faults_as_checking(name: str, tmp_path: Path) -> None:
    folder = facts_folder(tmp_path / "facts", more__yaml=wrong(name)[0])
    told = CliRunner().invoke(main, ["ask", "three-city", "--kb", str(folder), "--city", "North"])
    assert told.stderr == check(folder).stderr
    assert (told.exit_code, told.stdout) == (1, "")


def test_the_good_facts_have_no_fault(tmp_path: Path) -> None:
    result = check(facts_folder(tmp_path / "facts"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2 partnerships" in result.stdout


# Ids, codes and rings over several files


def test_an_id_that_is_there_twice_names_the_first_place(tmp_path: Path) -> None:
    [fault] = faults(
        facts_folder(tmp_path / "facts", later__yaml=places("id: city:west") + sectors("id: sector:water"))
    )
    assert (fault.file, fault.line, fault.column) == ("later.yaml", 4, 10)
    assert f"sector:water is here already ({tmp_path}/facts/good.yaml:11)" in fault.what
    assert "Join the two records" in fault.mend


def test_a_code_that_two_places_have_names_the_first(tmp_path: Path) -> None:
    [fault] = faults(facts_folder(tmp_path / "facts", later__yaml=places("id: city:nord, wikidata: Q1")))
    assert (fault.file, fault.line, fault.column) == ("later.yaml", 2, 31)
    assert f"wikidata Q1 is also the code of city:north ({tmp_path}/facts/good.yaml:5)" in fault.what


def test_one_place_may_have_its_jis_code_with_or_without_check_digit_but_two_may_not(tmp_path: Path) -> None:
    [fault] = faults(
        facts_folder(tmp_path / "facts", later__yaml=places('id: city:a, jis: "14130"', 'id: city:b, jis: "141305"'))
    )
    assert "is also the code of city:a" in fault.what


@pytest.mark.parametrize("size", [2, 3, 5])
def test_a_ring_of_places_is_told_at_every_place_of_it(size: int, tmp_path: Path) -> None:
    ring = [f"id: city:r{number}, part_of: city:r{(number + 1) % size}" for number in range(size)]
    found = faults(facts_folder(tmp_path / "facts", ring__yaml=places(*ring, "id: city:outside, part_of: city:r0")))
    assert [(fault.line, "part_of leads back" in fault.what) for fault in found] == [
        (number + 2, True) for number in range(size)
    ]


def test_a_long_chain_of_places_is_no_ring_and_takes_no_time(tmp_path: Path) -> None:
    chain = [f"id: city:c{number}, part_of: city:c{number + 1}" for number in range(400)]
    started = time.monotonic()
    assert check(facts_folder(tmp_path / "facts", chain__yaml=places(*chain, "id: city:c400"))).exit_code == 0
    assert time.monotonic() - started < 5


def test_what_refers_to_a_faulty_record_is_not_told_as_well(tmp_path: Path) -> None:
    text = places("id: city:bad, lat: x") + tie(parties="[city:bad, city:east]")
    assert [fault.line for fault in faults(facts_folder(tmp_path / "facts", more__yaml=text))] == [2]


# Quotes


@pytest.mark.parametrize(
    "quote", ["friends for ever", "ｆｒｉｅｎｄｓ　ｆｏｒ　ｅｖｅｒ", "friendsforever", "市民の生活", "市⺠の生 活"]
)
def test_a_quote_stands_in_its_document_whatever_printing_did_to_it(quote: str, tmp_path: Path) -> None:
    text = event(f"evidence: [{{document: document:letter, place: p, quote: {quote}}}]")
    result = check(facts_folder(tmp_path / "facts", more__yaml=text))
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("quote", ["Friends for ever", "friends, for ever", "市民と生活", "生活We"])
def test_nothing_but_printing_may_differ_in_a_quote(quote: str, tmp_path: Path) -> None:
    text = event(f'evidence: [{{document: document:letter, place: p, quote: "{quote}"}}]')
    [fault] = faults(facts_folder(tmp_path / "facts", more__yaml=text))
    assert "does not stand in document:letter" in fault.what


def test_a_document_that_is_not_at_hand_is_noted_and_no_fault(tmp_path: Path) -> None:
    folder = facts_folder(tmp_path / "facts")
    (folder / "letter.txt").unlink()
    result = check(folder)
    assert result.exit_code == 0
    assert result.stderr.startswith("Note: ")
    assert "letter.txt is not at hand" in result.stderr


# What a file may be


def test_bytes_of_shift_jis_are_named(tmp_path: Path) -> None:
    raw = "places:\n  - {id: city:a, name_ja: 川崎市}\n".encode("cp932")
    [fault] = faults(facts_folder(tmp_path / "facts", more__yaml=raw))
    assert (fault.line, fault.column) == (2, 27)
    assert "is not UTF-8" in fault.what
    assert "Shift_JIS (CP932)" in fault.mend
    assert "UTF-8" in fault.mend


def test_a_real_shift_jis_file_is_named(shared: Path, tmp_path: Path) -> None:
    raw = (shared / "gazetteers/localgovjp/20200104/localgovjp-sjis.csv").read_bytes()
    [fault] = faults(facts_folder(tmp_path / "facts", more__yaml=raw))
    assert "Shift_JIS (CP932)" in fault.mend
    assert fault.line > 1


def test_bytes_of_utf_16_are_told(tmp_path: Path) -> None:
    [fault] = faults(facts_folder(tmp_path / "facts", more__yaml=places("id: city:a").encode("utf-16")))
    assert "is not UTF-8" in fault.what


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + places("id: city:a").replace("\n", "\r\n").encode()
    assert check(facts_folder(tmp_path / "facts", more__yaml=raw)).exit_code == 0


def test_lines_are_counted_alike_for_every_kind_of_line_end(tmp_path: Path) -> None:
    for end in ("\n", "\r\n", "\r"):
        text = places("id: city:a", "id: city:b, lat: x").replace("\n", end)
        [fault] = faults(facts_folder(tmp_path / "facts", more__yaml=text))
        assert (fault.line, fault.column) == (3, 23)


@pytest.mark.parametrize("nothing", ["", " ~", " null", " # not said"])
def test_a_key_without_a_value_is_not_said(nothing: str, tmp_path: Path) -> None:
    text = tie("since: 1990", f"until:{nothing}", f"designation:{nothing}", f"benefits:{nothing}")
    result = check(facts_folder(tmp_path / "facts", more__yaml=text))
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("nothing", ["", " ~", " []"])
def test_a_section_without_records_is_no_fault(nothing: str, tmp_path: Path) -> None:
    assert (
        check(facts_folder(tmp_path / "facts", more__yaml=f"events:{nothing}\nplaces:\n  - {{id: city:a}}\n")).exit_code
        == 0
    )


BILLION_LAUGHS = "note: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"n{number}: &{'abcdefghijkl'[number + 1]} [{', '.join(['*' + 'abcdefghijkl'[number]] * 10)}]\n"
    for number in range(10)
)
DEEP_CHAIN = (
    "places:\n  - id: city:a\n    note: [x, &a0 [x], " + ", ".join(f"&a{n} [*a{n - 1}]" for n in range(1, 1500)) + "]\n"
)
LARGE: dict[str, tuple[bytes, str]] = {
    "aliases of aliases": (BILLION_LAUGHS.encode(), "unfolds to far more"),
    "a chain of aliases": (DEEP_CHAIN.encode(), ""),
    "brackets in brackets": (b"places: " + b"[" * 100_000, "nested more than 40 deep"),
    "braces in braces": (b"{a: " * 100_000, "nested more than 40 deep"),
    "a line of 50 MB": (b"note: " + b"x" * 50_000_000, "the line has 50,000,006 bytes"),
    "a line of 50 MB after others": (b"places:\n" + b"x" * 50_000_000 + b"\n", "the line has 50,000,000 bytes"),
    "a hundred thousand NUL bytes": (b"places:\n" + b"\0" * 100_000, "a NUL byte stands here"),
    "twenty thousand tabs": (b"places:\n" + b"\t- x\n" * 20_000, "a tab stands in the indentation"),
    "five thousand broken lines": (b"places:\n" + b"  - {id: city:a: b: c\n" * 5_000, "this is no YAML"),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_file_that_would_eat_time_or_memory_is_told_quickly(name: str, tmp_path: Path) -> None:
    raw, what = LARGE[name]
    folder = facts_folder(tmp_path / "facts", more__yaml=raw)
    told = in_a_small_process(folder)
    assert told.returncode == 1, told.stderr[-2000:]
    assert told.stdout == ""
    assert what in told.stderr
    assert "Traceback" not in told.stderr


def in_a_small_process(folder: Path) -> subprocess.CompletedProcess[str]:
    """`citykg check` with at most 10 seconds of processor time and 1.5 GB of memory."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
        resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))

    command = [sys.executable, "-m", "kg.cli", "check", str(folder)]
    root = Path(__file__).parent.parent
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, preexec_fn=small, check=False)


# Folders


def whole(fault: Fault) -> tuple[str, int, int]:
    return fault.file, fault.line, fault.column


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    [fault] = faults(tmp_path / "nowhere")
    assert "there is no such folder" in fault.what
    assert "citykg init" in fault.mend


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(GOOD, encoding="utf-8")
    [fault] = faults(tmp_path / "facts.yaml")
    assert "is a file, not a folder" in fault.what
    assert "Name a folder" in fault.mend


def test_a_pipe_by_the_name_of_facts_is_told_and_not_waited_for(tmp_path: Path) -> None:
    folder = facts_folder(tmp_path / "facts")
    os.mkfifo(folder / "pipe.yaml")
    [fault] = faults(folder)
    assert whole(fault) == ("pipe.yaml", 0, 0)
    assert "no regular file" in fault.what


def test_a_document_that_is_not_at_hand_is_told_and_is_no_fault(tmp_path: Path) -> None:
    text = """
documents: [{id: document:far, kind: text, file: ../far.txt}]
events: [{id: event:e, evidence: [{document: document:far, place: line 1, quote: words}]}]
"""
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert result.exit_code == 0
    assert "../far.txt is not at hand" in result.stderr


def test_a_folder_without_facts_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("places: []", encoding="utf-8")
    (tmp_path / ".hidden.yaml").write_text(GOOD, encoding="utf-8")
    [fault] = faults(tmp_path)
    assert "no .yaml file is in the folder" in fault.what
    assert "citykg init" in fault.mend


def test_files_of_folders_below_are_read_and_hidden_ones_are_not(tmp_path: Path) -> None:
    folder = facts_folder(tmp_path / "facts")
    for name in ("below", ".git"):
        facts_folder(
            folder / name,
            more__yml=places(f"id: city:in-{name.strip('.')}, lat: x"),
            good__yaml=places(f"id: city:{name.strip('.')}"),
        )
    assert [whole(fault) for fault in faults(folder)] == [("below/more.yml", 2, 30)]


def test_a_link_to_a_folder_above_is_told_once(tmp_path: Path) -> None:
    folder = facts_folder(tmp_path / "facts")
    (folder / "again").symlink_to(folder)
    [fault] = faults(folder)
    assert whole(fault) == ("again", 0, 0)
    assert "leads back to a folder that it is in" in fault.what
    assert "Take the link out" in fault.mend


@pytest.mark.parametrize("target", ["self.yaml", "nowhere.yaml"])
@pytest.mark.parametrize("command", ["check", "ask"])
def test_a_link_to_itself_or_to_nothing_is_told(target: str, command: str, tmp_path: Path) -> None:
    folder = facts_folder(tmp_path / "facts")
    (folder / "self.yaml").symlink_to(target)
    arguments = {"check": [str(folder)], "ask": ["three-city", "--kb", str(folder), "--city", "North"]}
    result = CliRunner().invoke(main, [command, *arguments[command]])
    assert isinstance(result.exception, SystemExit), result.exception
    [fault] = read_faults(result.stderr.removeprefix("Error: "), folder)
    assert whole(fault) == ("self.yaml", 0, 0)
    assert "the file cannot be read" in fault.what
    assert "Take it out of the folder" in fault.mend


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    folder = facts_folder(tmp_path / "facts", secret__yaml=places("id: city:a"))
    (folder / "closed").mkdir()
    for name in ("secret.yaml", "closed"):
        (folder / name).chmod(0)
    found = faults(folder)
    (folder / "closed").chmod(0o700)
    assert [whole(fault) for fault in found] == [("closed", 0, 0), ("secret.yaml", 0, 0)]
    assert all("permission denied" in fault.what and "Give yourself the right" in fault.mend for fault in found)


def test_what_cannot_be_read_because_it_is_a_folder_by_that_name_holds_files(tmp_path: Path) -> None:
    folder = facts_folder(tmp_path / "facts")
    facts_folder(folder / "more.yaml", good__yaml=places("id: city:a, lat: x"))
    assert [whole(fault) for fault in faults(folder)] == [("more.yaml/good.yaml", 2, 23)]


# Many at once, and how they are put right


def test_everything_that_is_wrong_is_told_at_once_in_order_and_once_put_right_the_facts_answer(tmp_path: Path) -> None:
    texts = {f"f{number:02}.yaml": _apart(wrong(name)[0], number) for number, name in enumerate(ONE_FAULT)}
    folder = facts_folder(tmp_path / "facts", **{name.replace(".", "__"): text for name, text in texts.items()})
    found = faults(folder)
    lines = [wrong(name)[1] for name in ONE_FAULT]
    assert [(fault.file, fault.line) for fault in found] == list(zip(texts, lines, strict=True))
    assert len(found) > 40
    for file in folder.glob("f*.yaml"):
        file.unlink()
    facts_folder(folder, more__yaml=tie("since: 1998-05-02", "until: 2010"))
    assert check(folder).exit_code == 0
    asked = CliRunner().invoke(main, ["ask", "three-city", "--kb", str(folder), "--city", "North", "--lang", "en"])
    assert asked.exit_code == 0
    assert "East ― North ― South" in asked.stdout


def _apart(text: str, number: int) -> str:
    """The same text with ids that no other file has."""
    return re.sub(r"(partnership:more|event:e|city:a|sector:a)\b", rf"\g<1>{number:02}", text)


def test_of_very_many_faults_the_first_two_hundred_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    folder = facts_folder(
        tmp_path / "facts", more__yaml=places(*(f"id: city:n{number}, lat: x" for number in range(250)))
    )
    lines = check(folder).stderr.splitlines()
    assert lines[-1] == "… and 50 more. Put these right first."
    assert len([line for line in lines if 'lat: "x" does not fit' in line]) == 200


def test_faults_of_several_folders_are_told_at_once(tmp_path: Path) -> None:
    one = facts_folder(tmp_path / "one", more__yaml=places("id: city:a, lat: x"))
    two = facts_folder(tmp_path / "two", good__yaml=places("id: city:b, lon: x"))
    result = check(one, two)
    assert result.exit_code == 1
    assert f"{one}/more.yaml:2:23" in result.stderr
    assert f"{two}/good.yaml:2:23" in result.stderr


# Hostile texts


HOSTILE = [
    "<script>alert(1)</script>",
    "'; MATCH (n) DETACH DELETE n //",
    "${jndi:ldap://x}",
    "two\\nlines",
    "\\u202Eevil\\u202C",
    "[bold red]x[/]",
    "x" * 10_000,
    "=HYPERLINK(1)",
    "\\x1b[31m\\x07",
    "a\\0b",
    "😀" * 50,
    "e" + "\u0301" * 200,
    "\\uFFFE",
    "{{7*7}} %s %(x)s {0}",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("key", ["name_en", "aliases", "note", "id", "url", "part_of", "wikidata"])
def test_a_hostile_text_is_data_or_a_sentence(key: str, text: str, tmp_path: Path) -> None:
    record = f'{key}: "{text}"' if key == "id" else f'id: city:a, {key}: "{text}"'
    result = check(facts_folder(tmp_path / "facts", more__yaml=places(record)))
    assert result.exit_code in (0, 1)
    assert result.stderr.startswith("Error: ") == (result.exit_code == 1)
    assert len(result.stderr) < 2_000, "a sentence does not repeat a text of any length"
    assert "\x1b" not in result.stderr
    if result.exit_code:
        assert {fault.line for fault in faults(tmp_path / "facts")} == {2}


def test_hostile_names_are_answered_as_they_are_written(tmp_path: Path) -> None:
    names = ["<script>alert(1)</script>", "'; MATCH (n) DETACH DELETE n //", "[bold red]x[/]", "\u202eevil", "=1+1"]
    for name in names:
        text = GOOD.replace("name_en: East", f'name_en: "{name}"')
        folder = facts_folder(tmp_path / "facts", good__yaml=text)
        asked = CliRunner().invoke(main, ["ask", "three-city", "--kb", str(folder), "--city", name, "--lang", "en"])
        assert asked.exit_code == 0, asked.output
        assert f"{name} ― North ― South" in asked.stdout


# Any bytes


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_facts_or_a_sentence(tmp_path: Path, raw: bytes) -> None:
    _load(tmp_path, raw)


_SCALARS = st.sampled_from(
    [
        "city:north",
        "document:register",
        "1998",
        "~",
        "",
        "[",
        "x: y",
        "yes",
        "sector:water",
        "'",
        '"',
        "*a",
        "&a",
        "!",
        "- ",
    ]
)
_KEYS = st.sampled_from(
    [
        "id",
        "kind",
        "parties",
        "since",
        "evidence",
        "document",
        "place",
        "value",
        "sectors",
        "name_en",
        "aliases",
        "strict_sense",
    ]
)
_LINES = st.builds(
    lambda indent, dash, key, value: f"{' ' * indent}{dash}{key}: {value}",
    st.integers(0, 8),
    st.sampled_from(["", "- "]),
    _KEYS,
    _SCALARS,
)
_SECTION = st.sampled_from(["places", "partnerships", "documents", "events", "sectors", "judgements"])


@given(_SECTION, st.lists(_LINES, max_size=12))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_like_facts_is_facts_or_a_sentence(tmp_path: Path, section: str, lines: list[str]) -> None:
    _load(tmp_path, "\n".join([f"{section}:", *lines]).encode())


_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), _SCALARS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=4)),
    max_leaves=8,
)


@given(st.dictionaries(_SECTION, st.lists(st.dictionaries(_KEYS, _VALUES, max_size=6), max_size=3), min_size=1))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_tree_is_facts_or_a_sentence(tmp_path: Path, tree: dict[str, object]) -> None:
    import yaml

    _load(tmp_path, yaml.safe_dump(tree, allow_unicode=True).encode())


def _load(folder: Path, raw: bytes) -> None:
    """Load the bytes as the one file of a folder; FactsError is what it may raise."""
    (folder / "any.yaml").write_bytes(raw)
    try:
        load([folder])
    except FactsError as error:
        assert str(error).startswith(str(folder))  # noqa: PT017


def test_problems_stand_in_the_order_of_files_sheets_and_cells() -> None:
    problems = Problems()
    problems.add("b.yaml", 1, 1, "last")
    problems.add("a.xlsx", 12, 3, "third", sheet="places")
    problems.add("a.xlsx", 3, 28, "second", "Mend it.", sheet="places")
    problems.add("a.xlsx", 0, 0, "first", sheet="events")
    with pytest.raises(FactsError) as told:
        problems.stop()
    lines = ["a.xlsx, events: first", "a.xlsx, places!AB3: second", "  Mend it.", "a.xlsx, places!C12: third"]
    assert str(told.value).splitlines() == [*lines, "b.yaml:1:1, last"]
