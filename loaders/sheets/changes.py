"""What a workbook changes in a folder of facts: the records that are new, differ, or are missing from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.edits import Edit, Put, Remove
from loaders.files import fact_files
from loaders.folder import read_folder
from loaders.problems import Problems
from loaders.references import check_folder, check_together
from loaders.sections import Placed
from loaders.sheets.reading import FileOf, read_workbook
from loaders.writing import plain


@dataclass(frozen=True)
class Changes:
    """The edits that make a folder say what a workbook says; ids of what is missing from it, taken out or kept."""

    added: tuple[Put, ...]
    changed: tuple[Put, ...]
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All of them; none where the folder says it all."""
        return (*self.added, *self.changed, *(Remove(id) for id in self.removed))


def changes_in(workbook: Path, folder: Path, beside: Sequence[Path] = (), remove: bool = False) -> Changes:
    """What a workbook changes in a folder, checked together with the folders beside it; FactsError tells every fault."""
    problems, unread = Problems(), set[str]()
    there = _placed(folder, problems, unread) if folder.exists() else []
    others = [other for other in beside if other.resolve() != folder.resolve()]
    context = [one for other in others for one in read_folder(other, problems, unread)]
    problems.stop()
    said = read_workbook(workbook, _file_of(there, folder), problems, unread)
    ids = {one.record.id for one in said} | unread
    missing = [one for one in there if one.record.id not in ids]
    _check([*([] if remove else missing), *said], context, unread, problems)
    return _changes(there, said, tuple(str(one.record.id) for one in missing), remove)


def _placed(folder: Path, problems: Problems, unread: set[str]) -> list[Placed]:
    """The records of a folder; none where it holds no facts yet."""
    is_new = folder.is_dir() and not fact_files(folder, Problems())
    return [] if is_new else read_folder(folder, problems, unread)


def _check(placed: Sequence[Placed], context: Sequence[Placed], unread: set[str], problems: Problems) -> None:
    check_folder(placed, problems)
    check_together([*context, *placed], unread, problems)
    problems.stop()


def _changes(there: Sequence[Placed], said: Sequence[Placed], missing: tuple[str, ...], remove: bool) -> Changes:
    before = {str(one.record.id): plain(one.record) for one in there}
    puts = [_put(one, before.get(one.record.id, {})) for one in said]
    added = tuple(put for put in puts if put.id not in before)
    changed = tuple(put for put in puts if put.id in before and put.fields)
    return Changes(added, changed, missing if remove else (), () if remove else missing)


def _put(one: Placed, before: Mapping[str, Any]) -> Put:
    """The keys that differ; None where the workbook does not say one any more."""
    now = plain(one.record)
    differ = [key for key in dict.fromkeys([*now, *before]) if key != "id" and now.get(key) != before.get(key)]
    return Put(one.section, str(one.record.id), {key: now.get(key) for key in differ})


def _file_of(there: Sequence[Placed], folder: Path) -> FileOf:
    """In which file a record stands, or will: as `loaders.editing` puts it, in the last that has its section."""
    by_id = {str(one.record.id): one.file for one in there}
    by_section = {one.section: one.file for one in there}
    return lambda section, id: by_id.get(id) or by_section.get(section) or str(folder / f"{section}.yaml")
