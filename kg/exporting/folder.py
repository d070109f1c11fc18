"""A folder that is there when it is finished, and not before."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schema.errors import QuestionError


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder aside to write into, renamed in the end to one that is new or empty; QuestionError where it is neither.

    What is killed leaves the folder aside, NAME.part-…, which nothing takes for finished.
    """
    folder = folder.absolute()
    check_new(folder)
    aside = folder.with_name(f"{folder.name}.part-{secrets.token_hex(4)}")
    try:
        aside.mkdir(parents=True)
        yield aside
        if folder.exists():
            folder.rmdir()
        aside.rename(folder)
    except OSError as error:
        raise QuestionError(
            f"{folder} cannot be written: {error.strerror}.", "Name a new folder where you may write."
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def check_new(folder: Path) -> None:
    """QuestionError where a folder is there already, and not empty."""
    try:
        taken = folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir())))
    except OSError as error:
        raise QuestionError(f"{folder} cannot be read: {error.strerror}.", "Name a new folder.") from error
    if taken:
        raise QuestionError(f"{folder} is there already and not an empty folder.", "Name a new folder.")
