"""What a knowledge base is made of, as hashes: its facts, and the code that turns them into a graph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def facts_version(folders: Sequence[Path], files: Sequence[Sequence[Path]]) -> str:
    """A short hash of every facts file's name in its folder and content, folder by folder."""
    digest = hashlib.sha256()
    for folder, found in zip(folders, files, strict=True):
        _feed(digest, ((file.relative_to(folder).as_posix(), file) for file in found))
        digest.update(b"\0folder\0")
    return digest.hexdigest()[:16]


@cache
def code_version() -> str:
    """A short hash of the code that reads facts and makes the graph."""
    digest = hashlib.sha256()
    for room in ("schema", "loaders", "kg"):
        _feed(digest, ((str(file.relative_to(ROOT)), file) for file in sorted((ROOT / room).rglob("*.py"))))
    return digest.hexdigest()[:16]


def _feed(digest: hashlib._Hash, files: Iterable[tuple[str, Path]]) -> None:
    for name, file in files:
        content = file.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
