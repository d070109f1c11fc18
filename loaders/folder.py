"""Folders of YAML facts → the records of one knowledge base; nothing of it where a fault is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from loaders.files import fact_files
from loaders.merge import merge
from loaders.problems import Problems
from loaders.references import check_folder, check_together
from loaders.sections import Placed, read_sections
from loaders.texts import read, text_of
from loaders.yaml_tree import parse
from schema.facts import Facts

Instead = Mapping[Path, str | None]
"""Texts to read instead of what files hold, also of files that are not there yet; None leaves a file out."""


def load(folders: Sequence[Path], problems: Problems | None = None, instead: Instead | None = None) -> Facts:
    """The records of all folders as one knowledge base; FactsError tells every fault."""
    problems = problems or Problems()
    folders_placed = read_folders(folders, problems, instead)
    problems.stop()
    return merge([[(one.section, one.record) for one in placed] for placed in folders_placed])


def read_folders(folders: Sequence[Path], problems: Problems, instead: Instead | None = None) -> list[list[Placed]]:
    """The records of each folder with where they stand; every fault is noted, also those that show over all folders."""
    found, unread = [], set[str]()
    for folder in folders:
        placed = read_folder(folder, problems, unread, instead)
        check_folder(placed, problems)
        found.append(placed)
    check_together([one for placed in found for one in placed], unread, problems)
    return found


def read_folder(folder: Path, problems: Problems, unread: set[str], instead: Instead | None = None) -> list[Placed]:
    """The records of a folder with where they stand, each checked by itself; ids of faulty ones go to `unread`."""
    placed: list[Placed] = []
    for file in _files(folder, problems, instead or {}):
        placed += _load_file(file, problems, unread, instead or {})
    return placed


def _files(folder: Path, problems: Problems, instead: Instead) -> list[Path]:
    """The folder's files and those that are only in `instead`; a folder may be all new."""
    new, found = {file for file in instead if folder in file.parents}, Problems()
    there = set(fact_files(folder, found))
    if there or not new:
        problems.found |= found.found
    return sorted(file for file in there | new if instead.get(file, "") is not None)


def _load_file(path: Path, problems: Problems, unread: set[str], instead: Instead) -> list[Placed]:
    """A file's records; the ids of those that a fault keeps from being read are added to `unread`."""
    name, before = str(path), len(problems.found)
    given = instead.get(path)
    text = read(path, name, problems) if given is None else text_of(given.encode(), name, problems)
    placed: list[Placed] = []
    if text is not None:
        root = parse(text, name, problems)
        if root is not None or len(problems.found) == before:
            placed = list(read_sections(root, name, problems))
    if len(problems.found) > before:
        unread.update(_ids_in(text if text is not None else _any_text(path)))
    return placed


def _any_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _ids_in(text: str) -> Iterator[str]:
    """The ids that the lines of a file begin with, whatever is wrong around them."""
    for line in text.splitlines():
        before, found, after = line.partition("id:")
        if found and not before.strip(" -{"):
            yield after.partition(",")[0].strip(" \"'}")
