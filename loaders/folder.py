"""Folders of YAML facts → the records of one knowledge base; nothing of it where a fault is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from loaders.files import fact_files
from loaders.merge import merge
from loaders.problems import Problems
from loaders.references import check_folder, check_together
from loaders.sections import Placed, read_sections
from loaders.texts import read
from loaders.yaml_tree import parse
from schema.facts import Facts


def load(folders: Sequence[Path], problems: Problems | None = None, without: Sequence[Path] = ()) -> Facts:
    """The records of all folders as one knowledge base, `without` some files; FactsError tells every fault."""
    problems = problems or Problems()
    loaded, unread = [], set[str]()
    for folder in folders:
        placed: list[Placed] = []
        for file in (file for file in fact_files(folder, problems) if file not in without):
            placed += _load_file(file, problems, unread)
        check_folder(placed, problems)
        loaded.append(placed)
    check_together([one for placed in loaded for one in placed], unread, problems)
    problems.stop()
    return merge([[(one.section, one.record) for one in placed] for placed in loaded])


def _load_file(path: Path, problems: Problems, unread: set[str]) -> list[Placed]:
    """A file's records; the ids of those that a fault keeps from being read are added to `unread`."""
    name, before = str(path), len(problems.found)
    text = read(path, name, problems)
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
