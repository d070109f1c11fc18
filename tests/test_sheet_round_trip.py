"""Facts as a workbook and back: the same records, and no byte of a file where nothing differs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
from brute_force import Facts
from fact_strategies import knowledge_bases, write_folder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from sheet_strategies import ODD, any_folder, any_texts
from sheets import sheet

from kg.knowledge_base import bundled_folder
from loaders.editing import edit
from loaders.folder import read_folder
from loaders.problems import Problems
from loaders.sheets.changes import changes_in
from loaders.sheets.columns import columns_of, headers_of
from loaders.sheets.exporting import export
from loaders.sheets.labels import SECTION_LABELS
from loaders.sheets.texts import read, written
from loaders.writing import plain
from schema.facts import SECTIONS
from schema.labels import type_of

SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))


def said(folder: Path) -> list[Any]:
    """What the records of a folder say, section by section, in the order in which they stand."""
    problems = Problems()
    placed = read_folder(folder, problems, set())
    problems.stop()
    return sorted(((one.section, plain(one.record)) for one in placed), key=lambda one: (one[0], one[1]["id"]))


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def there_and_back(facts: Facts) -> None:
    with tempfile.TemporaryDirectory() as root:
        old, book, new = Path(root) / "old", Path(root) / "facts.xlsx", Path(root) / "new"
        old.mkdir()
        write_folder(facts, old)
        export(old, book)
        assert not changes_in(book, old).edits
        edit(new, changes_in(book, new).edits)
        assert said(new) == said(old)
        assert not changes_in(book, new).edits


@pytest.mark.parametrize("section", SECTIONS)
@given(data=st.data())
@settings(SLOW, max_examples=6)
def test_any_facts_written_to_a_workbook_and_read_into_a_new_folder_are_the_same(
    section: str, data: st.DataObject
) -> None:
    there_and_back(data.draw(any_folder(section)))


@given(knowledge_bases())
@settings(SLOW, max_examples=10)
def test_any_knowledge_base_written_to_a_workbook_and_read_is_the_same(facts: Facts) -> None:
    there_and_back(facts)


@pytest.mark.parametrize("text", ODD)
def test_an_odd_text_stands_in_a_cell_so_that_programs_keep_it(text: str) -> None:
    assert read(written(text)) == text
    assert written(text) == written(text).strip() != ""
    assert not {"\r", "\t", "\u2028"} & set(written(text))
    assert "_x000D_" not in written(text)


@given(any_texts)
def test_any_text_is_read_as_it_was_written_into_a_cell(text: str) -> None:
    assert read(written(text)) == text
    assert read(f" {written(text)}　") == text


def test_the_bundled_facts_come_back_without_a_byte_changed(tmp_path: Path) -> None:
    folder, book = tmp_path / "copy", tmp_path / "facts.xlsx"
    shutil.copytree(bundled_folder(), folder)
    sheet("export", "bundled", book)
    result = sheet("import", book, folder)
    assert result.stdout == "Nothing changed.\n"
    assert files(folder) == files(bundled_folder())


def test_the_bundled_facts_in_a_new_folder_say_the_same(tmp_path: Path) -> None:
    export(bundled_folder(), tmp_path / "facts.xlsx")
    sheet("import", tmp_path / "facts.xlsx", tmp_path / "new")
    assert said(tmp_path / "new") == said(bundled_folder())


@pytest.fixture(name="odd")
def folder_of_odd_texts(tmp_path: Path) -> Path:
    folder = tmp_path / "odd"
    folder.mkdir()
    proof: dict[str, Any] = {"evidence": [{"document": "document:d", "place": " row 1 "}]}
    places = [
        {
            "id": f"city:p{number}",
            "name": text,
            "note": text,
            "lat": repr(number / 7),
            "population": str(10**12 - number),
        }
        for number, text in enumerate(text for text in ODD if text.strip())
    ]
    tie = {
        "id": "partnership:t",
        "kind": "memorandum",
        "parties": ["city:p0", {"id": "city:p1", "role": "observer", **proof}],
        "since": [{"value": "昭和56年", **proof}, {"value": "1981-08-18", "evidence": []}],
        "sectors": [
            {"sector": "sector:s", "since": [{"value": "1981", "evidence": []}, {"value": "1982", **proof}]},
            {"sector": "sector:s", "since": "1990"},
        ],
        "benefits": [{"to": "city:p0", "note": "+81"}],
        **proof,
    }
    sector = {"id": "sector:s", "codes": {"cofog": ["04.10", "=1"], "": [""], "none": []}}
    documents = [{"id": "document:d", "kind": "table", "date": "平成２６年度"}]
    write_folder({"documents": documents, "places": places, "sectors": [sector], "partnerships": [tie]}, folder)
    return folder


def test_odd_texts_and_every_shade_of_a_claim_come_back(odd: Path, tmp_path: Path) -> None:
    export(odd, tmp_path / "facts.xlsx")
    assert not changes_in(tmp_path / "facts.xlsx", odd).edits
    sheet("import", tmp_path / "facts.xlsx", tmp_path / "new")
    assert said(tmp_path / "new") == said(odd)


def test_a_workbook_that_libreoffice_has_saved_again_changes_nothing(odd: Path, tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None and not os.environ.get("CI"):
        pytest.skip("needs LibreOffice (libreoffice-calc-nogui), which is not here")
    assert program, "LibreOffice is missing, and CI wants it"
    for name, folder in (("odd", odd), ("bundled", bundled_folder())):
        book, again = tmp_path / f"{name}.xlsx", tmp_path / "again"
        export(folder, book)
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(again), str(book)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        assert (again / book.name).read_bytes() != book.read_bytes()
        changes = changes_in(again / book.name, folder)
        assert (changes.edits, changes.kept) == ((), ())


# What the workbook looks like


@pytest.fixture(scope="module", name="workbook")
def bundled_workbook(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    book = tmp_path_factory.mktemp("bundled") / "facts.xlsx"
    export(bundled_folder(), book)
    return load_workbook(book)


def test_every_section_has_a_sheet_with_keys_labels_and_text_columns(workbook: Workbook) -> None:
    guide, *sections, lists = workbook.sheetnames
    assert sections == list(SECTIONS)
    assert (guide, lists, workbook[lists].sheet_state) == ("使い方 Guide", "lists", "hidden")
    for section in sections:
        found = workbook[section]
        headers = [str(cell.value) for cell in found[1]]
        assert headers == list(headers_of(section))
        assert found.freeze_panes == "C3"
        for number, header in enumerate(headers, start=1):
            assert re.search("[ぁ-んァ-ヶ一-龠].*\n", str(found.cell(2, number).value)), header
            letter = get_column_letter(number)
            formats = {found.column_dimensions[letter].number_format}
            formats |= {one.number_format for one in found[letter][2:] if one.value is not None}
            numeric = header in ("row", "lat", "lon", "population")
            assert formats == {"General" if numeric else "@"}, (section, header)


def test_every_key_that_the_schema_allows_has_a_column() -> None:
    for section, model in SECTIONS.items():
        keys = {header.split()[0] for header in headers_of(section)} - {"row"}
        assert keys == set(model.model_fields)


@pytest.mark.parametrize(
    ("section", "header", "some", "closed"),
    [
        ("partnerships", "kind", {"sister_city", "joint_agreement"}, True),
        ("partnerships", "parties role", {"party", "sender", "observer"}, True),
        ("partnerships", "strict_sense signed_by_heads", {"yes", "no", "unknown"}, True),
        ("partnerships", "evidence certainty", {"stated", "negated"}, True),
        ("documents", "kind", {"text", "table", "register"}, True),
        ("activities", "level", {"government", "private", "economic"}, True),
        ("judgements", "verdict", {"aside"}, True),
        ("partnerships", "parties", {"city:kawasaki", "port:kawasaki", "organisation:kawasaki-waterworks"}, False),
        ("partnerships", "evidence document", {"document:newsletter-21"}, False),
        ("places", "needs", {"sector:environment"}, False),
        ("activities", "partnership", {"partnership:kawasaki-shenyang"}, False),
        ("activities", "mode", {"visit", "trainees"}, False),
        ("measures", "policy", set(), False),
    ],
)
def test_columns_suggest_what_may_stand_in_them(
    workbook: Workbook, section: str, header: str, some: set[str], closed: bool
) -> None:
    letter = get_column_letter(headers_of(section).index(header) + 1)
    [rule] = [one for one in workbook[section].data_validations.dataValidation if f"{letter}3" in one.sqref]
    assert str(rule.sqref) == f"{letter}3:{letter}1048576"
    assert bool(rule.showErrorMessage) is closed
    suggested = {cell.value for [cell] in workbook["lists"][str(rule.formula1).partition("!")[2].replace("$", "")]}
    assert some <= suggested
    assert {type_of(id) for id in suggested} <= set(columns_of(section)[header].types or suggested)


def test_the_guide_explains_itself_in_both_languages(workbook: Workbook) -> None:
    rows = [[cell.value for cell in row] for row in workbook["使い方 Guide"].iter_rows()]
    assert rows[0] == ["このブックの使い方", "How to fill in this workbook"]
    assert [row[0] for row in rows[-15:]] == list(SECTIONS)


def test_no_section_or_key_of_the_labels_is_unknown() -> None:
    assert list(SECTION_LABELS) == list(SECTIONS)
