"""A folder of facts → a workbook file."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from loaders.folder import read_folders
from loaders.problems import Problems
from loaders.sheets.writing import workbook_of
from schema.errors import QuestionError


def export(folder: Path, file: Path, beside: Sequence[Path] = (), force: bool = False) -> dict[str, int]:
    """Write a folder's records into a new workbook; gives how many each section has.

    Records of the folders beside it are suggested in the drop-downs. FactsError tells every fault of the folders;
    QuestionError that there is such a file already (unless `force`), or that it cannot be written.
    """
    if file.exists() and not (force and file.is_file()):
        mend = "Name a new file." if file.is_dir() else "Name a new file, or write over it with --force."
        raise QuestionError(f"{file} is there already.", mend)
    problems = Problems()
    *others, records = read_folders([*(other for other in beside if other != folder), folder], problems)
    problems.stop()
    workbook = workbook_of(records, [one for placed in others for one in placed], problems)
    problems.stop()
    _save(workbook, file)
    return dict(Counter(one.section for one in records))


def _save(workbook: Workbook, file: Path) -> None:
    """Written aside, then renamed: whoever has the old file open keeps it whole."""
    aside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with aside.open("xb") as opened:
            workbook.save(opened)
        aside.replace(file)
    except OSError as error:
        raise QuestionError(
            f"{file} cannot be written: {error.strerror}.", "Name a file that you may write."
        ) from error
    finally:
        aside.unlink(missing_ok=True)
