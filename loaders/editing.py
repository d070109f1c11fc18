"""Changing a folder of facts: checked before a byte is written, comments and order kept."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock

from loaders.edits import Edit, Put
from loaders.files import fact_files
from loaders.folder import load, read_folders
from loaders.problems import Problems
from loaders.rewriting import rewritten
from loaders.sections import Placed
from loaders.texts import text_of
from loaders.writing import plain
from schema.errors import FactsError

_BOM = "\ufeff"


def edit(folder: Path, edits: Sequence[Edit], beside: Sequence[Path] = ()) -> list[Path]:
    """Write edits into a folder's files; gives the files that changed.

    The folder as it will be is checked first, together with the folders beside it: FactsError tells every fault, and
    then nothing is written. A folder that is not there yet is made.
    """
    beside = [other for other in beside if other.resolve() != folder.resolve()]
    with FileLock(_lock(folder)):
        placed = _placed([*beside, folder])[-1] if fact_files(folder, Problems()) else []
        texts = _texts(folder, placed, edits)
        load([*beside, folder], instead=texts)
        _write(texts)
    return list(texts)


def own_records(folder: Path, beside: Sequence[Path] = ()) -> dict[str, dict[str, Any]]:
    """The records of a folder as its files have them, by id; none where it is not there yet. FactsError tells faults."""
    beside = [other for other in beside if other.resolve() != folder.resolve()]
    if not fact_files(folder, Problems()):
        return {}
    return {str(one.record.id): plain(one.record) for one in _placed([*beside, folder])[-1]}


def _lock(folder: Path) -> Path:
    """One for each folder and user, outside of the folder, which may be a repository."""
    name = f"{os.path.realpath(folder)}\0{os.environ.get('USER', '')}"
    return (
        Path(tempfile.gettempdir()) / f"citykg-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:16]}.lock"
    )


def _placed(folders: Sequence[Path]) -> list[list[Placed]]:
    problems = Problems()
    placed = read_folders(folders, problems)
    problems.stop()
    return placed


def _texts(folder: Path, placed: Sequence[Placed], edits: Sequence[Edit]) -> dict[Path, str]:
    """Each file that changes with its new text."""
    files = {str(one.record.id): Path(one.file) for one in placed}
    sections = {one.section: Path(one.file) for one in placed}
    by_file: dict[Path, list[Edit]] = {}
    for one in edits:
        file = files.get(one.id)
        if file is None and isinstance(one, Put):
            file = sections.get(one.section, folder / f"{one.section}.yaml")
        if file is not None:
            by_file.setdefault(file, []).append(one)
    return {file: _text(file, edits) for file, edits in by_file.items()}


def _text(file: Path, edits: Sequence[Edit]) -> str:
    """A file's text with the edits, with the line ends and the byte order mark that it had."""
    raw = file.read_bytes() if file.exists() else b""
    new = rewritten(text_of(raw, str(file), Problems()) or "", edits)
    if new is None:
        what = f"{file}: the way in which this file is written cannot be changed by a program."
        raise FactsError(what, "Write each record on lines of its own that begin with `- id:`.")
    mark = _BOM if raw.startswith(_BOM.encode()) else ""
    return mark + (new.replace("\n", "\r\n") if b"\r\n" in raw else new)


def _write(texts: Mapping[Path, str]) -> None:
    """All files or none, but for a machine that stops in between: each is written aside first, then renamed."""
    aside: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            file = Path(os.path.realpath(path))
            file.parent.mkdir(parents=True, exist_ok=True)
            aside[file] = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
            aside[file].write_bytes(text.encode("utf-8"))
            if file.exists():
                shutil.copymode(file, aside[file])
        for file, new in aside.items():
            new.replace(file)
    except OSError as error:
        raise FactsError(f"{error.filename} cannot be written: {error.strerror}.", "Nothing was changed.") from error
    finally:
        for new in aside.values():
            new.unlink(missing_ok=True)
