"""Which files of a folder hold facts."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from loaders.problems import Problems


def fact_files(folder: Path, problems: Problems) -> list[Path]:
    """The .yaml and .yml files of a folder and the folders in it, in order; hidden ones are left out."""
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.exists() else "there is no such folder"
        problems.add(str(folder), 0, 0, what, "Name a folder of facts; `citykg init DIR` writes an example.")
        return []
    files = sorted(_walk(folder, (), problems))
    if not files and not problems.found:
        problems.add(str(folder), 0, 0, "no .yaml file is in the folder", "`citykg init DIR` writes an example.")
    return files


def _walk(folder: Path, above: tuple[str, ...], problems: Problems) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in above:
        problems.add(str(folder), 0, 0, "the link leads back to a folder that it is in", "Take the link out.")
        return
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        problems.add(
            str(folder),
            0,
            0,
            f"the folder cannot be read: {os.strerror(error.errno or 0).lower()}",
            "Give yourself the right to read it.",
        )
        return
    for entry in found:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _walk(Path(entry.path), (*above, real), problems)
        elif entry.name.endswith((".yaml", ".yml")):
            if _is_special(entry):
                problems.add(entry.path, 0, 0, "this is no regular file", "Take it out of the folder.")
            else:
                yield Path(entry.path)


def _is_special(entry: os.DirEntry[str]) -> bool:
    """A pipe, socket or device: reading it might never end."""
    try:
        return not stat.S_ISREG(entry.stat().st_mode)
    except OSError:  # a link to itself or to nothing: reading it as a file tells so
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself: reading it as a file tells so
        return False
