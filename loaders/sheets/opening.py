"""A file → an open workbook; a sentence where it is none, is locked, or unpacks to more than an honest one does."""

from __future__ import annotations

import os
import warnings
import zipfile
from pathlib import Path

from openpyxl import Workbook, load_workbook

from schema.errors import FactsError

LARGEST = 128 * 1024 * 1024
"""Bytes that a workbook may unpack to; one of 10,000 ties has some 30 MB."""
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SAVE = "Save it as an Excel workbook (.xlsx) in Excel or LibreOffice."


def open_workbook(file: Path) -> Workbook:
    """The workbook in a file; FactsError where it cannot be read as one."""
    try:
        if file.is_dir():
            raise FactsError(f"{file} is a folder, not a workbook.", "Name the file (.xlsx), then the folder.")
        _check(file)
        with file.open("rb") as opened, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about colours, extensions and the like, which are not read
            return load_workbook(opened)
    except OSError as error:
        raise FactsError(
            f"{file} cannot be read: {os.strerror(error.errno or 0).lower()}.", "Name a workbook."
        ) from error
    except FactsError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise FactsError(f"{file} is a broken workbook: {error}.", f"Open it and save it again. {_SAVE}") from error


def _check(file: Path) -> None:
    """FactsError unless the file is a workbook by its parts, and small enough to read."""
    if not file.is_file() and file.exists():
        raise FactsError(f"{file} is no regular file.", "Name a workbook (.xlsx).")
    with file.open("rb") as opened:
        start = opened.read(8)
        old = start == _OLE and _LOCKED in opened.read(LARGEST)
    if old:
        raise FactsError(f"{file} is locked with a password.", "Save it without the password.")
    if start == _OLE:
        raise FactsError(f"{file} is a workbook of the old kind (.xls).", _SAVE)
    if not zipfile.is_zipfile(file):
        raise FactsError(f"{file} is no Excel workbook.", _SAVE)
    with zipfile.ZipFile(file) as parts:
        if "xl/workbook.xml" not in parts.namelist():
            raise FactsError(f"{file} is no Excel workbook.", _SAVE)
        if (size := sum(part.file_size for part in parts.infolist())) > LARGEST:
            what = f"{file} unpacks to {size // 2**20:,} MB; the most that is read is {LARGEST // 2**20} MB."
            raise FactsError(what, "Keep only the records that change: those that are missing stay as they are.")
