"""The words and signs of a Cypher text, each with its place; comments and spaces are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What a token is; `UNCLOSED` is a text, quoted name or comment without an end."""

    NAME = "name"
    QUOTED = "quoted name"
    STRING = "text"
    NUMBER = "number"
    PARAMETER = "parameter"
    SYMBOL = "symbol"
    UNCLOSED = "unclosed"


class Token(NamedTuple):
    """A word or sign as written; `start` counts characters from 0, `line` and `column` from 1."""

    kind: Kind
    text: str
    start: int
    line: int
    column: int

    @property
    def end(self) -> int:
        """Where the next character stands."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """A bare name in small letters, or a sign; nothing for what can be no word of the language."""
        return self.text.casefold() if self.kind in (Kind.NAME, Kind.SYMBOL) else ""

    @property
    def name(self) -> str:
        """What a name or parameter is called: without the dollar sign and the backticks."""
        bare = self.text.removeprefix("$") if self.kind is Kind.PARAMETER else self.text
        return bare[1:-1].replace("``", "`") if bare.startswith("`") else bare

    @property
    def is_name(self) -> bool:
        """Whether it is a name, bare or in backticks."""
        return self.kind in (Kind.NAME, Kind.QUOTED)


# A letter is anything but space, signs and ASCII's control characters: macOS writes が as two characters, and a space
# that only one engine knows may never hide a word.
_LETTER = r"(?:[^\W\d]|[\u0300-\u036f\u3099\u309a])"
_NAME = rf"{_LETTER}(?:\w|[\u0300-\u036f\u3099\u309a])*"
_QUOTED = r"`(?:[^`]|``)*+`"
_PATTERNS = {
    "space": r"[^\S\r\n]+",
    "newline": r"\r\n?|\n",
    "comment": r"//[^\r\n]*|/\*(?!\*\*/)[\s\S]*?\*/",  # for one engine /***/ is closed, for another it is not
    Kind.STRING.name: r"""'(?:[^'\\]|\\[\s\S])*+'|"(?:[^"\\]|\\[\s\S])*+\"""",
    Kind.QUOTED.name: _QUOTED,
    Kind.PARAMETER.name: rf"\$(?:{_NAME}|\d+|{_QUOTED})",
    Kind.NUMBER.name: r"0[xX][0-9a-fA-F]+|(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?",
    Kind.NAME.name: _NAME,
    Kind.UNCLOSED.name: r"""['"`][\s\S]*|/\*[\s\S]*""",
    Kind.SYMBOL.name: r"\.\.|::|<>|<=|>=|=~|\+=|\|\||[\s\S]",
}
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))
_KINDS = dict(Kind.__members__)
_NEWLINE = re.compile(r"\r\n?|\n")


def tokens(text: str) -> list[Token]:
    """The tokens of any text whatever, in its order."""
    return list(_tokens(text))


def place(text: str, start: int) -> tuple[int, int]:
    """Line and column, from 1, of a character counted from 0."""
    breaks = [newline.end() for newline in _NEWLINE.finditer(text, 0, start)]
    return len(breaks) + 1, start - (breaks[-1] if breaks else 0) + 1


def _tokens(text: str) -> Iterator[Token]:
    line, begins = 1, 0
    for match in _TOKEN.finditer(text):
        written = match[0]
        kind = _KINDS.get(match.lastgroup or "")
        if kind:
            yield Token(kind, written, match.start(), line, match.start() - begins + 1)
        if "\n" in written or "\r" in written:
            for newline in _NEWLINE.finditer(written):
                line, begins = line + 1, match.start() + newline.end()
