"""Files → text: encodings, sizes and characters that no facts file holds, told by line and column."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from loaders.problems import Problems

LONGEST_LINE = 1_000_000
TOLD = 20
LARGEST_FILE = 256 * 1024 * 1024
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_INDENT_TAB = re.compile(r"^[ -]*\t[ \t]*", re.MULTILINE)


def read(path: Path, name: str, problems: Problems) -> str | None:
    """The text of a file with its faults noted; None where nothing of it can be read on."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            problems.add(name, 0, 0, "the file is larger than 256 MB", "Split it into several files.")
            return None
        raw = path.read_bytes()
    except OSError as error:
        problems.add(name, 0, 0, f"the file cannot be read: {os.strerror(error.errno or 0).lower()}", _mend(error))
        return None
    return text_of(raw, name, problems)


def _mend(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Give yourself the right to read it, or take it out of the folder."
    return "A link that leads nowhere or to itself? Take it out of the folder."


def text_of(raw: bytes, name: str, problems: Problems) -> str | None:
    """UTF-8 bytes as text, without a byte order mark, with tabs and control characters noted and blanked."""
    raw = raw.removeprefix(codecs.BOM_UTF8)
    long = _long_line(raw)
    if long:
        problems.add(
            name,
            long[0],
            1,
            f"the line has {long[1]:,} bytes",
            "Write one fact a line; the longest may have 1,000,000 bytes.",
        )
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place(raw[: error.start].decode("utf-8"))
        problems.add(name, line, column, f"byte 0x{raw[error.start]:02X} is not UTF-8", _encoding_mend(raw))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _without_tabs(_without_control_characters(text, name, problems), name, problems)


def _long_line(raw: bytes) -> tuple[int, int] | None:
    if len(raw) <= LONGEST_LINE:
        return None
    sizes = enumerate((len(line) for line in raw.splitlines()), start=1)
    return next(((number, size) for number, size in sizes if size > LONGEST_LINE), None)


def _encoding_mend(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "It reads as UTF-16: save it as UTF-8."
    for encoding, called in (("cp932", "Shift_JIS (CP932)"), ("euc_jp", "EUC-JP")):
        try:
            raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return f"It reads as {called}: save it as UTF-8."
    return "Save the file as UTF-8."


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _without_control_characters(text: str, name: str, problems: Problems) -> str:
    for line, match in _first_in_lines(CONTROL, text):
        called = "a NUL byte" if match[0] == "\0" else f"the control character U+{ord(match[0]):04X}"
        problems.add(name, line, match.start() + 1, f"{called} stands here", "Take it out.")
    return CONTROL.sub(" ", text)


def _without_tabs(text: str, name: str, problems: Problems) -> str:
    for line, match in _first_in_lines(_INDENT_TAB, text):
        column = match[0].index("\t") + 1
        mend = "YAML wants spaces: write two for each tab."
        problems.add(name, line, column, "a tab stands in the indentation", mend)
    return _INDENT_TAB.sub(lambda match: match[0].replace("\t", "  "), text)


def _first_in_lines(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The first match in each line, for the first lines that have one."""
    if pattern.search(text):
        numbered = enumerate(text.split("\n"), start=1)
        yield from islice(((number, match) for number, line in numbered if (match := pattern.search(line))), TOLD)
