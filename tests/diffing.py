"""Two folders of facts from a base and what differs from it, and what `citykg diff` says about them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from brute_force import Facts, Record
from click.testing import CliRunner, Result
from fact_strategies import write_folder

from kg.cli import main

LIST = {"document": "document:list", "place": "row 1"}
PAPER = {"document": "document:paper", "place": "line 7", "quote": "姉妹都市の甲市"}
DENIAL = {**PAPER, "certainty": "negated"}
PROPOSAL = {**PAPER, "certainty": "proposed"}

BASE: Facts = {
    "documents": [
        {"id": "document:list", "kind": "register", "title_ja": "一覧", "title_en": "The list", "date": "2010"},
        {"id": "document:paper", "kind": "text", "title_ja": "新聞", "title_en": "The paper", "date": "2020"},
    ],
    "places": [
        {"id": "city:a", "name_ja": "甲市", "name_en": "Aton", "aliases": ["かぶと"], "lat": "35.5"},
        {"id": "city:b", "name_ja": "乙市", "name_en": "Beton"},
        {"id": "city:c", "name_ja": "丙市", "name_en": "Ceton"},
    ],
    "organisations": [
        {"id": "organisation:o", "name_ja": "国際課", "name_en": "Office", "part_of": "city:a", "evidence": [LIST]},
    ],
    "sectors": [
        {"id": "sector:s", "name_ja": "芸術", "name_en": "art"},
        {"id": "sector:t", "name_ja": "馬術", "name_en": "riding"},
    ],
    "partnerships": [
        {
            "id": "partnership:ab",
            "kind": "sister_city",
            "parties": ["city:a", "city:b"],
            "designation": "姉妹都市",
            "since": "1992",
            "sectors": [{"sector": "sector:s", "since": "1992"}],
            "evidence": [LIST],
        },
    ],
    "programmes": [
        {
            "id": "programme:g",
            "name_ja": "若者の船",
            "name_en": "Youth ship",
            "since": "2001",
            "participants": [{"id": "city:a", "role": "host"}, "city:b"],
            "evidence": [LIST],
        },
    ],
}


def changed(id: str, **values: Any) -> Facts:
    """The base with some values of a record changed; None takes a value out."""
    facts = copy.deepcopy(BASE)
    for record in (record for records in facts.values() for record in records if record["id"] == id):
        record.update(values)
        for key in [key for key, value in values.items() if value is None]:
            del record[key]
    return facts


def with_record(section: str, **record: Any) -> Facts:
    """The base with one more record."""
    facts = copy.deepcopy(BASE)
    facts.setdefault(section, []).append(record)
    return facts


def citykg_diff(*arguments: str) -> Result:
    """What `citykg diff` does; what is not told as a sentence is raised."""
    result = CliRunner().invoke(main, ["diff", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def diff_of(folder: Path, old: Facts, new: Facts, *options: str) -> Record:
    """The JSON of what differs between two lots of facts."""
    for name, facts in (("old", old), ("new", new)):
        (folder / name).mkdir(exist_ok=True)
        write_folder(facts, folder / name)
    result = citykg_diff(str(folder / "old"), str(folder / "new"), "--format", "json", *options)
    assert result.exit_code == 0, result.stderr
    answer: Record = json.loads(result.stdout)
    return answer


HEADINGS = ("added", "changed", "ended", "removed")


def sentences(answer: Record) -> list[tuple[str, str, str]]:
    """Each difference as its heading and its sentences."""
    return [(heading, one["text_ja"], one["text_en"]) for heading in HEADINGS for one in answer[heading]]


def ids(answer: Record, heading: str) -> list[str]:
    """The ids of the records under a heading."""
    return [one["id"] for one in answer[heading]]
