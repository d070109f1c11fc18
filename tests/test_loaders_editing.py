"""Facts files changed by a program: the right record, nothing else, and nothing at all where there is a fault."""

from __future__ import annotations

import shutil
import stat
import threading
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest
from fact_strategies import knowledge_bases, write_folder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.knowledge_base import bundled_folder
from loaders.editing import edit
from loaders.edits import Put, Remove
from loaders.folder import load
from loaders.rewriting import rewritten
from loaders.writing import plain
from schema.errors import FactsError
from schema.facts import Facts

EXAMPLE = bundled_folder().parent / "example"
SOURCE = [{"document": "document:list", "place": "row 9"}]
CITY = Put("places", "city:tei", {"name_ja": "丁市", "jis": "01100"})
TIE = Put(
    "partnerships", "partnership:ko-tei", {"kind": "memorandum", "parties": ["city:ko", "city:tei"], "evidence": SOURCE}
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "facts"))


def records(facts: Facts) -> dict[str, Any]:
    return {str(record.id): plain(record) for record in facts.records()}


def changes(old: str, new: str) -> list[str]:
    return [line for line in ndiff(old.split("\n"), new.split("\n")) if line[0] in "+-"]


def test_a_new_record_is_added_at_the_end_of_its_section_and_no_other_line_changes(folder: Path) -> None:
    old = (folder / "facts.yaml").read_text(encoding="utf-8")
    assert edit(folder, [CITY]) == [folder / "facts.yaml"]
    new = (folder / "facts.yaml").read_text(encoding="utf-8")
    assert changes(old, new) == ["+   - {id: city:tei, name_ja: 丁市, jis: '01100'}"]
    assert new.index("city:tei") < new.index("# 分野")


def test_a_new_section_goes_to_a_file_of_its_own(folder: Path) -> None:
    old = (folder / "facts.yaml").read_bytes()
    hall = Put("facilities", "facility:hall", {"name_ja": "丙会館", "part_of": "city:hei"})
    assert edit(folder, [hall]) == [folder / "facilities.yaml"]
    assert (folder / "facts.yaml").read_bytes() == old
    assert records(load([folder]))["facility:hall"] == {
        "id": "facility:hall",
        "name_ja": "丙会館",
        "part_of": "city:hei",
    }


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    edit(tmp_path / "new" / "facts", [CITY])
    assert records(load([tmp_path / "new" / "facts"])) == {
        "city:tei": {"id": "city:tei", "name_ja": "丁市", "jis": "01100"}
    }


def test_a_changed_record_keeps_its_comments_and_the_order_of_its_keys(folder: Path) -> None:
    old = (folder / "facts.yaml").read_text(encoding="utf-8")
    edit(folder, [Put("partnerships", "partnership:ko-hei-ports", {"until": "2020", "designation": "友好港"})])
    new = (folder / "facts.yaml").read_text(encoding="utf-8")
    assert [line for line in changes(old, new) if line.strip()] == ["+     designation: 友好港", "+     until: 2020"]
    assert "since:                            # two documents, two dates: both are kept" in new


def test_what_stays_of_a_list_keeps_its_comments(tmp_path: Path) -> None:
    text = "places:\n  - id: city:a\n    aliases:\n      - A   # first\n      - B   # second\n      - C\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    edit(tmp_path, [Put("places", "city:a", {"aliases": ["A", "C", "D"]})])
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == text.replace(
        "      - B   # second\n", ""
    ) + "      - D\n"


def test_a_key_is_taken_out(folder: Path) -> None:
    edit(folder, [Put("partnerships", "partnership:ko-otsu", {"since": None})])
    assert "since" not in records(load([folder]))["partnership:ko-otsu"]


def test_a_record_is_taken_out_and_comments_between_records_stay(folder: Path) -> None:
    edit(folder, [Remove("event:recycling-fair")])
    assert "event:recycling-fair" not in records(load([folder]))
    assert "# 行事・事業" in (folder / "facts.yaml").read_text(encoding="utf-8")


def test_several_edits_of_one_file_are_made_together(folder: Path) -> None:
    edit(folder, [CITY, TIE, Remove("activity:visit-2023"), Put("places", "city:ko", {"population": "5"})])
    found = records(load([folder]))
    assert found["city:ko"]["population"] == "5"
    assert {"city:tei", "partnership:ko-tei"} <= found.keys()
    assert "activity:visit-2023" not in found


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_byte_order_mark_and_rights_of_a_file_stay(tmp_path: Path, end: str, mark: str) -> None:
    file = tmp_path / "a.yaml"
    text = f"{mark}places:{end}  - id: city:a   # a{end}  - id: city:b{end}"
    file.write_bytes(text.encode())
    file.chmod(0o640)
    edit(tmp_path, [Put("places", "city:a", {"name": "A"})])
    assert file.read_bytes() == text.replace(f"# a{end}", f"# a{end}    name: A{end}").encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_file_behind_a_link_is_changed_where_it_is(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text("places:\n  - id: city:a\n", encoding="utf-8")
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").symlink_to(real)
    edit(tmp_path / "facts", [CITY])
    assert (tmp_path / "facts" / "a.yaml").is_symlink()
    assert "city:tei" in real.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "places: [{id: city:a, name: A}, {id: city:b}]   # all\n",
        "{places: [{id: city:a}, {id: city:b}]}\n",
        "places:\n- id: city:a\n  name: A\n- id: city:b\n",
        "places:\n  -\n    id: city:a\n  -\n    id: city:b\n",
        "places:\n  - &x {id: city:a, aliases: &y [A]}\n  - {id: city:b, aliases: *y}\n",
        'places:\n    -   {"id": "city:a", "note": "a # b",\n         "name": \'it\'\'s\'}\n    -   id: city:b\n        note: |\n          # no comment\n          text\n\n',
        "---\nplaces:\n  - id: city:a\n  - id: city:b\n...\n",
        "# only comments around\nplaces:\n\n  - id: city:a\n# left of it\n\n  - id: city:b\n  # behind\n",
        "places:\n  - id: city:a\n  - id: city:b",
    ],
)
def test_a_record_is_changed_added_and_taken_out_however_a_file_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    before = records(load([tmp_path]))
    edit(tmp_path, [Put("places", "city:a", {"name": "B", "country": "NO"}), CITY])
    after = records(load([tmp_path]))
    assert after["city:a"] == {**before["city:a"], "name": "B", "country": "NO"}
    assert after["city:b"] == before["city:b"]
    assert list(after) == ["city:a", "city:b", "city:tei"]
    edit(tmp_path, [Remove("city:a")])
    assert list(records(load([tmp_path]))) == ["city:b", "city:tei"]
    for comment in ("# all", "# only comments around", "# left of it", "# behind"):
        assert (comment in text) == (comment in (tmp_path / "a.yaml").read_text(encoding="utf-8"))


def test_a_programme_that_a_tie_calls_part_of_stays_part_of(tmp_path: Path) -> None:
    source = "evidence: [{document: document:d, place: p}]"
    text = f"""documents: [{{id: document:d, kind: table}}]
programmes:
  - {{id: programme:p, {source}}}
  - {{id: programme:q, {source}}}
places: [{{id: city:a}}, {{id: city:b}}]
partnerships:
  - {{id: partnership:ab, kind: twinning, parties: [city:a, city:b], part_of: programme:p, {source}}}
"""
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    edit(tmp_path, [Put("partnerships", "partnership:ab", {"programme": "programme:q"})])
    assert records(load([tmp_path]))["partnership:ab"]["programme"] == "programme:q"


# Faults


def test_nothing_is_written_where_the_folder_would_have_a_fault(folder: Path) -> None:
    before = {file: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(FactsError) as told:
        edit(folder, [TIE, Put("facilities", "facility:hall", {"part_of": "city:nowhere"})])
    assert "city:tei is nowhere" in str(told.value)
    assert "city:nowhere is nowhere" in str(told.value)
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_a_folder_with_a_fault_is_not_changed(folder: Path) -> None:
    (folder / "odd.yaml").write_text("plces: []\n", encoding="utf-8")
    with pytest.raises(FactsError, match="Did you mean places"):
        edit(folder, [CITY])
    assert "city:tei" not in (folder / "facts.yaml").read_text(encoding="utf-8")


def test_what_a_folder_refers_to_may_stand_in_a_folder_beside_it(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    edit(own, [CITY, TIE], beside=[folder])
    assert list(records(load([own], instead={own / "partnerships.yaml": None}))) == ["city:tei"]
    assert "partnership:ko-tei" in records(load([folder, own]))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FactsError, match="cannot be written"):
        edit(tmp_path / "file" / "facts", [CITY])


def test_edits_at_the_same_time_are_all_kept(folder: Path) -> None:
    threads = [
        threading.Thread(target=edit, args=(folder, [Put("places", f"city:n{number}", {"name": "N"})]))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {f"city:n{number}" for number in range(8)} <= records(load([folder])).keys()
    assert [file.name for file in folder.iterdir() if file.name.startswith(".")] == []


# Laws


@given(knowledge_bases(), st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_only_the_records_that_are_edited_change(
    tmp_path_factory: pytest.TempPathFactory, said: Any, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("facts")
    write_folder(said, folder)
    before = records(load([folder]))
    some = data.draw(st.lists(st.sampled_from(sorted(before)), max_size=5, unique=True))
    sections = {record.id: name for name in Facts.model_fields for record in getattr(load([folder]), name)}
    edit(folder, [Put(sections[id], id, {"note": f"changed {id}"}) for id in some])
    assert records(load([folder])) == {
        id: {**old, "note": f"changed {id}"} if id in some else old for id, old in before.items()
    }


@pytest.mark.parametrize("file", sorted(bundled_folder().glob("*.yaml")), ids=lambda file: file.name)
def test_no_line_of_the_bundled_facts_changes_but_the_one_that_is_edited(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    facts = load([bundled_folder()])
    here = [
        (name, record.id)
        for name in Facts.model_fields
        for record in getattr(facts, name)
        if f"id: {record.id}\n" in text
    ]
    section, id = here[len(here) // 2]
    new = rewritten(text, [Put(section, str(id), {"kana": "かな"})])
    assert new is not None
    assert [line.strip("+ ") for line in changes(text, new) if line[0] == "+"] == ["kana: かな"]
    assert all("kana:" in line for line in changes(text, new))
