"""Workbooks as people and programs make them: read right, or told in a sentence with file, sheet and cell."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sheets import sheet

from loaders.folder import load
from schema.facts import Facts

FACTS = """\
documents:
  - {id: document:list, kind: register, title_en: List, date: 2014-12-31}
  - {id: document:letter, kind: text, title_en: Letter}
places:
  - {id: city:north, name_ja: 北市, population: 1000, lat: 35.5, jis: "01100"}
  - {id: city:south, name_ja: 南市}
sectors:
  - {id: sector:water, name_en: Water}
  - {id: sector:waste, name_en: Waste}
partnerships:
  - id: partnership:north-south
    kind: sister_city
    parties: [city:north, city:south]
    since: 1990
    strict_sense: {signed_by_heads: yes}
    sectors: [{sector: sector:water, since: 1995}, sector:waste]
    designation:
      - {value: 姉妹都市, evidence: [{document: document:list, place: row 1}]}
      - {value: 友好都市, evidence: [{document: document:letter, place: p. 1, quote: 友好都市}]}
    evidence: [{document: document:list, place: row 1}]
  - {id: partnership:second, kind: memorandum, parties: [city:north, city:south], evidence: [{document: document:list, place: row 2}]}
"""


@pytest.fixture(name="folder")
def facts_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", name="exported")
def exported_workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    root = tmp_path_factory.mktemp("exported")
    (root / "facts.yaml").write_text(FACTS, encoding="utf-8")
    sheet("export", root, root / "facts.xlsx")
    return (root / "facts.xlsx").read_bytes()


@pytest.fixture(name="book")
def workbook_of_the_folder(exported: bytes, tmp_path: Path) -> Path:
    book = tmp_path / "facts.xlsx"
    book.write_bytes(exported)
    return book


def change(book: Path, *edits: Callable[[Workbook], object]) -> None:
    workbook = load_workbook(book)
    for edit in edits:
        edit(workbook)
    workbook.save(book)


def cell(workbook: Workbook, section: str, header: str, row: int = 3) -> Any:
    """A cell by the header of its column."""
    found = workbook[section]
    [column] = [head.column for head in found[1] if head.value == header]
    return found.cell(row, column)


def put(section: str, header: str, value: object, row: int = 3, **more: Any) -> Callable[[Workbook], None]:
    """An edit that writes a value into a cell, as a person types it; what is text is stored as text."""

    def edit(workbook: Workbook) -> None:
        one = cell(workbook, section, header, row)
        one.value = value
        for name, what in more.items():
            setattr(one, name, what)

    return edit


def told(book: Path, folder: Path) -> str:
    """What an import says that must not be made; nothing is written."""
    before = [(file, file.read_bytes()) for file in folder.iterdir()]
    result = sheet("import", book, folder, ok=False)
    assert [(file, file.read_bytes()) for file in folder.iterdir()] == before
    assert result.stderr.startswith("Error: ")
    assert not result.stdout
    return result.stderr.removeprefix("Error: ").replace(str(book), book.name).rstrip("\n")


def imported(book: Path, folder: Path) -> Facts:
    sheet("import", book, folder)
    return load([folder])


# Cells that are right


@pytest.mark.parametrize(
    ("value", "number_format", "written"),
    [
        (1981, "General", "1981"),
        (1981.0, "General", "1981"),
        ("1981", "@", "1981"),
        ("１９８１", "@", "１９８１"),
        (" 1981-08-18 ", "@", "1981-08-18"),
        ("昭和56年", "@", "昭和56年"),
        (datetime(1981, 8, 18), "yyyy-mm-dd", "1981-08-18"),
        (datetime(1981, 8, 18), '[$-411]ggge"年"m"月"d"日"', "1981-08-18"),
        (datetime(1981, 8, 1), "mmm-yy", "1981-08"),
        (datetime(1981, 8, 1), 'yyyy"年"m"月"', "1981-08"),
    ],
)
def test_a_date_is_read_however_the_cell_holds_it(
    book: Path, folder: Path, value: object, number_format: str, written: str
) -> None:
    change(book, put("partnerships", "since", value, number_format=number_format))
    facts = imported(book, folder)
    assert facts.partnerships[0].since[0].value.written == written


@pytest.mark.parametrize("value", [1460000, 1460000.0, "1460000", "１４６００００", " 1460000　"])
def test_a_number_is_read_however_the_cell_holds_it(book: Path, folder: Path, value: object) -> None:
    change(book, put("places", "population", value), put("places", "lat", "３５．５３", row=4))
    facts = imported(book, folder)
    assert facts.places[0].population[0].value == 1460000
    assert facts.places[1].lat[0].value == 35.53


def test_a_code_that_became_a_number_is_text_again(book: Path, folder: Path) -> None:
    change(book, put("places", "jis", 14130, row=4, number_format="General"))
    assert imported(book, folder).places[1].jis[0].value == "14130"


@pytest.mark.parametrize(("value", "word"), [(True, "yes"), (False, "no"), ("Ｙｅｓ", "yes"), ("UNKNOWN", "unknown")])
def test_true_and_false_are_yes_and_no_where_that_is_asked(book: Path, folder: Path, value: object, word: str) -> None:
    change(book, put("partnerships", "strict_sense signed_by_heads", value))
    assert imported(book, folder).partnerships[0].strict_sense.signed_by_heads[0].value == word


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "#N/A", "#REF!", "TRUE", "1998-05-02", "01100", "'x"])
def test_a_text_that_a_program_takes_for_something_else_stays_a_text(book: Path, folder: Path, text: str) -> None:
    change(book, put("places", "name_en", text, data_type="s"))
    assert imported(book, folder).places[0].name_en[0].value == text
    sheet("export", folder, book, "--force")
    assert (
        cell(load_workbook(book), "places", "name_en").value,
        cell(load_workbook(book), "places", "name_en").data_type,
    ) == (text, "s")


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("  北 市　", "北 市"),
        ("two\nlines\n", "two\nlines"),
        ("a_x000D_\nb", "a\nb"),
        ('" kept "', " kept "),
        ('"Peace"', '"Peace"'),
    ],
)
def test_spaces_around_a_text_go_unless_it_stands_in_quotes(book: Path, folder: Path, stored: str, text: str) -> None:
    change(book, put("places", "name_ja", stored))
    assert imported(book, folder).places[0].name_ja[0].value == text


def test_the_rows_of_a_record_may_stand_apart_and_in_any_order(book: Path, folder: Path) -> None:
    def turn_around(workbook: Workbook) -> None:
        found = workbook["partnerships"]
        rows = [[one.value for one in row] for row in found.iter_rows(min_row=3)]
        for row, values in enumerate(reversed(rows), start=3):
            for column, value in enumerate(values, start=1):
                found.cell(row, column).value = value

    change(book, turn_around)
    assert sheet("import", book, folder).stdout == "Nothing changed.\n"


def test_blank_rows_hidden_rows_and_filters_change_nothing(book: Path, folder: Path) -> None:
    def hide(workbook: Workbook) -> None:
        found = workbook["partnerships"]
        found.insert_rows(5, amount=3)
        found.row_dimensions[3].hidden = True
        found.auto_filter.ref = "A2:D9"
        found.cell(200, 3).value = "   "

    change(book, hide)
    assert sheet("import", book, folder).stdout == "Nothing changed.\n"


def test_headers_in_full_width_letters_and_columns_in_any_order_are_known(book: Path, folder: Path) -> None:
    def rename(workbook: Workbook) -> None:
        cell(workbook, "places", "name_ja", 1).value = "ｎａｍｅ＿ｊａ "
        cell(workbook, "places", "lat", 1).value = "LAT"
        workbook["places"].title = "Ｐｌａｃｅｓ"
        workbook["sectors"].move_range("C1:C9", cols=40)

    change(book, rename)
    assert sheet("import", book, folder).stdout == "Nothing changed.\n"


def test_a_new_row_goes_on_with_the_record_above_it(book: Path, folder: Path) -> None:
    def add(workbook: Workbook) -> None:
        for header, value in (("id", "partnership:second"), ("parties", "city:third"), ("parties role", "observer")):
            cell(workbook, "partnerships", header, 8).value = value
        cell(workbook, "places", "id", 5).value = "city:third"

    change(book, add)
    result = sheet("import", book, folder)
    assert "1 added: city:third\n" in result.stdout
    assert "1 changed: partnership:second (parties)\n" in result.stdout
    assert [party.id for party in load([folder]).partnerships[1].parties][2:] == ["city:third"]


# Cells that are told


def take_out_evidence(workbook: Workbook) -> None:
    """Of the second tie."""
    for header in ("evidence document", "evidence place"):
        cell(workbook, "partnerships", header, 6).value = None


FAULTS: list[tuple[Callable[[Workbook], object], str]] = [
    (
        put("partnerships", "since", "2 Mai"),
        'facts.xlsx, partnerships!K3: since: "2 Mai" is not a date\n  Write 1998, 1998-05',
    ),
    (
        put("partnerships", "since", 29816, number_format="General"),
        'facts.xlsx, partnerships!K3: "29816" is not a date but the number by which the program counts 1981-08-18\n'
        "  Format the cell as text (文字列), then write 1981-08-18.",
    ),
    (
        put("partnerships", "since", 19810818, number_format="General"),
        'partnerships!K3: "19810818" is not a date\n  Write 1998',
    ),
    (
        put("partnerships", "since", datetime(1981, 8, 18, 9, 30)),
        'partnerships!K3: "1981-08-18 09:30:00" is a time of day',
    ),
    (put("partnerships", "since", time(9, 30)), 'partnerships!K3: "09:30:00" is a time of day'),
    (
        put("partnerships", "evidence place", date(2026, 3, 5)),
        "the program made a date of this cell (2026-03-05)\n  Format the cell as text",
    ),
    (put("partnerships", "designation", "=A1"), "a formula stands here\n  Put its result in its place"),
    (put("partnerships", "kind", "#N/A"), '"#N/A" is an error of the spreadsheet program'),
    (put("places", "name_en", True), "TRUE is no text, but true or false"),
    (put("places", "jis", 1100), 'facts.xlsx, places!N3: jis: "1100" does not fit\n  Write the five or six digits'),
    (put("places", "jis", "０１１００"), 'places!N3: jis: "０１１００" does not fit'),
    (put("places", "geonames", 12345678901234567890.0), "places!O3: 12345678901234569216 has lost its last digits"),
    (put("places", "population", "1,000"), 'places!L3: population: "1,000" does not fit\n  Write a whole number'),
    (put("places", "name_en", "a\x85b"), "the text holds the control character U+0085\n  Take it out."),
    (put("partnerships", "kind", "sister_sity"), "Did you mean sister_city?"),
    (put("partnerships", "evidence certainty", "state"), "Did you mean stated?"),
    (
        put("partnerships", "parties", "city:nroth"),
        "partnerships!D3: city:nroth is nowhere\n  Did you mean city:north?",
    ),
    (put("partnerships", "evidence quote", None, row=5), "`quote` is missing: document:letter is a text"),
    (
        put("partnerships", "evidence for", "designation 3", row=5),
        'partnerships!AE5: "designation 3" is no value of this record\n  Write the column and the number of the value, such as designation 2; blank is the record itself.',
    ),
    (put("partnerships", "evidence for", "designation", row=5), '"designation" is no value of this record'),
    (
        put("partnerships", "since", "1991", row=4),
        "partnerships!K3: `since` has 2 values, and no evidence says who gives this one\n  Write since 1 in `evidence for`",
    ),
    (
        put("partnerships", "sectors", None),
        "partnerships!M3: `sectors` is blank\n  Fill it in, or take out `sectors since`.",
    ),
    (put("partnerships", "evidence document", None), "partnerships!AA3: `evidence document` is blank"),
    (put("partnerships", "kind", None), "partnerships!C3: `kind` is missing\n  Fill in `kind`."),
    (
        put("partnerships", "evidence document", "none", row=6),
        "partnerships!AA6: `none` says that there is no document, and evidence follows\n  Write the document's id",
    ),
    (take_out_evidence, "partnerships!AA6: `evidence` is missing\n  Fill in `evidence document` and `evidence place`."),
    (
        put("partnerships", "programme", "programme:p"),
        "programme:p is nowhere\n  Add programme:p to its sheet.",
    ),
    (put("partnerships", "parties", None, row=6), "a partnership needs two different parties"),
    (
        put("partnerships", "id", None),
        "partnerships!A3: the id is blank\n  Write the id of the record in each of its rows.",
    ),
    (
        put("partnerships", "row", 1, row=4),
        "partnerships!B4: row 1 of this record is here already (in row 3)\n  Give a new record an id of its own",
    ),
    (put("partnerships", "row", "x", row=4), "partnerships!B4: x is no number of a row"),
    (put("judgements", "id", "judgement:j"), "`verdict` is missing"),
    (put("places", "id", "city:north", row=4), "places!B4: row 1 of this record is here already (in row 3)"),
    (put("sectors", "id", "city:north"), "does not fit here"),
]


@pytest.mark.parametrize(("edit", "words"), FAULTS)
def test_what_cannot_be_right_is_told_with_its_cell(
    book: Path, folder: Path, edit: Callable[[Workbook], object], words: str
) -> None:
    change(book, edit)
    assert words in told(book, folder)


def test_all_faults_are_told_at_once_and_nothing_is_written(book: Path, folder: Path) -> None:
    change(
        book,
        put("places", "jis", 1100),
        put("partnerships", "since", "2 Mai"),
        put("partnerships", "note", "=A1", row=6),
        put("partnerships", "parties", "city:nroth", row=7),
        put("documents", "date", "soon"),
    )
    words = told(book, folder)
    assert [line.split(": ")[0] for line in words.splitlines() if line.startswith("facts.xlsx")] == [
        "facts.xlsx, documents!L3",
        "facts.xlsx, partnerships!K3",
        "facts.xlsx, partnerships!Z6",
        "facts.xlsx, partnerships!D7",
        "facts.xlsx, places!N3",
    ]


def test_a_record_in_two_sheets_or_with_the_code_of_another_is_told_with_both_cells(book: Path, folder: Path) -> None:
    change(book, put("places", "jis", "01100", row=4))
    assert "places!N4: jis 01100 is also the code of city:north (facts.xlsx, places!A3)" in told(book, folder)


def test_a_fault_with_a_record_that_is_only_in_the_folder_is_told(book: Path, folder: Path) -> None:
    change(book, lambda workbook: workbook["places"].delete_rows(4), put("places", "jis", "01100", row=3))
    (folder / "more.yaml").write_text('places: [{id: city:more, jis: "01100"}]', encoding="utf-8")
    assert "jis 01100 is also the code of" in told(book, folder)


# Sheets and columns


def rename(section: str, header: str, new: str) -> Callable[[Workbook], object]:
    return put(section, header, new, row=1)


def delete_column(section: str, header: str) -> Callable[[Workbook], object]:
    return lambda workbook: workbook[section].delete_cols(cell(workbook, section, header, 1).column)


STRUCTURES: list[tuple[Callable[[Workbook], object], str]] = [
    (
        rename("places", "population", "populaton"),
        'places!L1: "populaton" is no column of `places`\n  Did you mean population?',
    ),
    (
        rename("places", "population", "populaton"),
        "places!A1: the column `population` is missing\n  A blank column says nothing",
    ),
    (delete_column("partnerships", "since"), "partnerships!A1: the column `since` is missing"),
    (rename("places", "lat", "lon"), "places!K1: the column `lon` is here twice (first in J1)\n  Keep one of the two."),
    (put("places", "note", "x", row=1), "is no column of `places`"),
    (lambda book: book["places"].__setitem__("AZ5", "x"), "places!AZ1: this column has no header"),
    (lambda book: book["places"].delete_rows(1), "columns are missing (`id`, `row`,"),
    (lambda book: book["places"].delete_rows(2), "places!A2: a record stands here\n  Put a row between"),
    (lambda book: book.remove(book["places"]), "facts.xlsx, the sheet `places` is missing\n  Take it from a workbook"),
    (
        lambda book: setattr(book["places"], "title", "place"),
        "facts.xlsx, place: this sheet is no section of facts\n  Did you mean places?",
    ),
    (lambda book: book.create_sheet("Memo").append(["x"]), "facts.xlsx, Memo: this sheet is no section of facts"),
    (lambda book: book.create_sheet("ｐｌａｃｅｓ").append(["x"]), "ｐｌａｃｅｓ: this sheet is no section of facts"),
    (
        lambda book: book["partnerships"].merge_cells("C3:C5"),
        "partnerships!C3: the cells C3:C5 are merged\n  Take the merging off",
    ),
    (
        lambda book: book["partnerships"].delete_rows(4),
        "partnerships!B4: rows of this record are missing, and `evidence for` counts values",
    ),
    (put("partnerships", "designation", None), '"designation 1" is not certain: `designation` has a blank cell above'),
]


@pytest.mark.parametrize(("edit", "words"), STRUCTURES)
def test_a_sheet_that_is_not_as_it_was_is_told(
    book: Path, folder: Path, edit: Callable[[Workbook], object], words: str
) -> None:
    change(book, edit)
    assert words in told(book, folder)


def test_a_column_that_is_missing_is_told_alone_not_each_record_that_others_name(book: Path, tmp_path: Path) -> None:
    change(book, delete_column("places", "lat"))
    (tmp_path / "new").mkdir()
    assert len(told(book, tmp_path / "new").splitlines()) == 2


def test_empty_sheets_and_the_sheets_that_explain_may_come_and_go(book: Path, folder: Path) -> None:
    def tidy(workbook: Workbook) -> None:
        del workbook["使い方 Guide"]
        del workbook["lists"]
        workbook.create_sheet("Sheet1")

    change(book, tidy)
    assert sheet("import", book, folder).stdout == "Nothing changed.\n"


def test_a_cell_at_the_far_end_of_a_sheet_takes_no_time(book: Path, folder: Path) -> None:
    change(book, lambda workbook: workbook["places"].__setitem__("A1048576", "city:far"))
    assert sheet("import", book, folder).stdout == "1 added: city:far\n"


# Files


def test_what_is_no_workbook_is_told(book: Path, folder: Path, tmp_path: Path) -> None:
    old, locked = bytes.fromhex("D0CF11E0A1B11AE1"), "EncryptedPackage".encode("utf-16-le")
    broken = book.read_bytes().replace(b"xl/styles.xml", b"xl/stylez.xml")
    files = {
        "facts.csv": (b"id,kind\n", "is no Excel workbook.\n  Save it as an Excel workbook (.xlsx)"),
        "facts.xls": (old + b"Workbook", "is a workbook of the old kind (.xls).\n  Save it as an Excel workbook"),
        "locked.xlsx": (old + b"\0" * 600 + locked, "is locked with a password.\n  Save it without the password."),
        "empty.xlsx": (b"", "is no Excel workbook."),
        "cut.xlsx": (book.read_bytes()[:5000], "is no Excel workbook."),
        "broken.xlsx": (broken, "is a broken workbook: "),
    }
    for name, (raw, words) in files.items():
        (tmp_path / name).write_bytes(raw)
        assert words in told(tmp_path / name, folder), name
    assert "facts is a folder, not a workbook." in told(folder, folder)
    assert "cannot be read: no such file or directory." in told(tmp_path / "nothing.xlsx", folder)


def test_a_zip_that_is_no_workbook_or_unpacks_to_too_much_is_told(book: Path, folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as other:
        other.writestr("content.xml", "x")
    assert "other.xlsx is no Excel workbook." in told(tmp_path / "other.xlsx", folder)
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as bomb, bomb.open("xl/media/image.bin", "w") as part:
        for _ in range(130):
            part.write(bytes(2**20))
    assert book.stat().st_size < 2**20
    assert "facts.xlsx unpacks to 130 MB; the most that is read is 128 MB.\n  Keep only" in told(book, folder)


def test_a_workbook_of_many_entities_is_told(book: Path, folder: Path, tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20 if n else "x" * 1000}">' for n in range(8))
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(tmp_path / "laughs.xlsx", "w") as new:
        for part in old.namelist():
            raw = old.read(part)
            if part == "xl/worksheets/sheet2.xml":
                raw = f"<!DOCTYPE worksheet [{entities}]><worksheet>&e7;</worksheet>".encode()
            new.writestr(part, raw)
    assert "is a broken workbook" in told(tmp_path / "laughs.xlsx", folder)


# Export


def test_a_workbook_that_is_there_is_not_written_over_unless_asked(book: Path, folder: Path, tmp_path: Path) -> None:
    before = book.read_bytes()
    assert (
        "is there already.\n  Name a new file, or write over it with --force."
        in sheet("export", folder, book, ok=False).stderr
    )
    assert book.read_bytes() == before
    sheet("export", folder, book, "--force")
    assert book.read_bytes() != before
    assert "is there already.\n  Name a new file." in sheet("export", folder, tmp_path, "--force", ok=False).stderr
    absent = tmp_path / "absent/facts.xlsx"
    assert "cannot be written: No such file or directory." in sheet("export", folder, absent, ok=False).stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["facts", "facts.xlsx"]


def test_a_text_that_no_cell_can_hold_is_told_and_no_workbook_written(folder: Path, tmp_path: Path) -> None:
    fits, not_fits = "あ" * 32767, "𠮷" * 16384
    (folder / "more.yaml").write_text(
        f"places: [{{id: city:fits, note: {fits}}}, {{id: city:not, note: {not_fits}}}]", encoding="utf-8"
    )
    words = sheet("export", folder, tmp_path / "facts.xlsx", ok=False).stderr
    assert "more.yaml:1:32802, note: " in words
    assert "has 32,768 characters, and a cell holds 32,767\n  Shorten it" in words
    assert "city:fits" not in words
    assert not (tmp_path / "facts.xlsx").exists()
    (folder / "more.yaml").write_text(f"places: [{{id: city:fits, note: {fits}}}]", encoding="utf-8")
    sheet("export", folder, tmp_path / "facts.xlsx")
    assert sheet("import", tmp_path / "facts.xlsx", folder).stdout == "Nothing changed.\n"


def test_a_folder_with_a_fault_is_not_exported(folder: Path, tmp_path: Path) -> None:
    (folder / "more.yaml").write_text("places: [{id: city:more, part_of: region:nowhere}]", encoding="utf-8")
    assert "region:nowhere is nowhere" in sheet("export", folder, tmp_path / "facts.xlsx", ok=False).stderr


# Import


def test_a_new_folder_gets_all_records(book: Path, folder: Path, tmp_path: Path) -> None:
    result = sheet("import", book, tmp_path / "new")
    assert result.stdout == (
        "8 added: document:list, document:letter, city:north, city:south, sector:water and 3 more\n"
    )
    assert load([tmp_path / "new"]) == load([folder])
    (tmp_path / "empty").mkdir()
    sheet("import", book, tmp_path / "empty")
    assert load([tmp_path / "empty"]) == load([folder])


def test_what_is_missing_from_the_workbook_stays_unless_it_is_to_be_removed(book: Path, folder: Path) -> None:
    change(book, lambda workbook: workbook["partnerships"].delete_rows(6, 2))
    kept = sheet("import", book, folder)
    assert kept.stdout == "Nothing changed.\n"
    assert kept.stderr == "Note: 1 not in the workbook, kept (--remove takes them out): partnership:second\n"
    dry = sheet("import", book, folder, "--remove", "--dry-run")
    assert dry.stdout == "1 would be removed: partnership:second\n"
    assert len(load([folder]).partnerships) == 2
    removed = sheet("import", book, folder, "--remove")
    assert removed.stdout == "1 removed: partnership:second\n"
    assert "Note" not in removed.stderr
    assert len(load([folder]).partnerships) == 1


def test_a_record_that_others_need_is_not_removed(book: Path, folder: Path) -> None:
    change(book, lambda workbook: workbook["places"].delete_rows(4))
    assert sheet("import", book, folder).stdout == "Nothing changed.\n"
    result = sheet("import", book, folder, "--remove", ok=False)
    assert "partnerships!D4: city:south is nowhere" in result.stderr


def test_a_dry_run_tells_what_would_change_and_writes_nothing(book: Path, folder: Path) -> None:
    change(book, put("partnerships", "since", "1991"), put("places", "note", "新しい"))
    before = (folder / "facts.yaml").read_bytes()
    assert sheet("import", book, folder, "--dry-run").stdout == (
        "2 would be changed: city:north (note), partnership:north-south (since)\n"
    )
    assert (folder / "facts.yaml").read_bytes() == before
    sheet("import", book, folder)
    after = (folder / "facts.yaml").read_text(encoding="utf-8")
    assert after.count("since: 1991") == 1
    assert "designation:\n      - {value: 姉妹都市, evidence: [{document: document:list, place: row 1}]}" in after


def test_a_value_that_is_blank_now_is_taken_out(book: Path, folder: Path) -> None:
    change(book, put("partnerships", "since", None), put("partnerships", "strict_sense signed_by_heads", None))
    assert sheet("import", book, folder).stdout == "1 changed: partnership:north-south (strict_sense, since)\n"
    assert not load([folder]).partnerships[0].since


def test_the_facts_that_come_with_citykg_are_not_written_to(book: Path) -> None:
    assert "The facts that come with citykg are not written to." in sheet("import", book, "bundled", ok=False).stderr


def test_what_a_folder_beside_it_holds_is_suggested_and_not_exported(folder: Path, tmp_path: Path) -> None:
    own, book = tmp_path / "own", tmp_path / "own.xlsx"
    own.mkdir()
    (own / "facts.yaml").write_text("places: [{id: city:new, part_of: city:north}]", encoding="utf-8")
    assert "city:north is nowhere" in sheet("export", own, book, ok=False).stderr
    sheet("export", own, book, "--kb", folder)
    workbook = load_workbook(book)
    assert [row[0].value for row in workbook["places"].iter_rows(min_row=3)] == ["city:new"]
    listed = {one.value for row in workbook["lists"].iter_rows() for one in row}
    assert {"city:new", "city:north", "sector:water", "document:list"} <= listed
    assert "city:north is nowhere" in sheet("import", book, own, ok=False).stderr
    assert sheet("import", book, own, "--kb", folder, "--kb", own).stdout == "Nothing changed.\n"
