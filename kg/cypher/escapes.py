r"""Where `\uXXXX` may stand: one engine replaces it before it reads a query, so it could end a text or be a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.cypher.tokens import Kind, Token, place
from schema.errors import CypherError

_ESCAPE = re.compile(r"\\u+[0-9a-fA-F]{4}")
_HARMLESS = " .,;:!?"


def odd_escapes(text: str, found: Sequence[Token]) -> Iterator[CypherError]:
    """Every escape that stands outside a text in quotes, or is no letter, digit or mark that means nothing there."""
    inside = {
        token.start + match.start()
        for token in found
        if token.kind is Kind.STRING
        for match in _ESCAPE.finditer(token.text)
    }
    for match in _ESCAPE.finditer(text):
        means = chr(int(match[0][-4:], 16))
        if match.start() not in inside or not (means.isalnum() or means in _HARMLESS):
            line, column = place(text, match.start())
            what, mend = f"{match[0]} is read in different ways by the engines.", "Write the character itself."
            yield CypherError(what, mend, "文字そのものを書いてください。", line=line, column=column)
