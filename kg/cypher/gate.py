"""What of a query is refused by its text alone, before any engine sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from kg.cypher.escapes import odd_escapes
from kg.cypher.naming import is_only_a_name
from kg.cypher.refusals import CLAUSES, COMMANDS, PREFIXES, as_a_name, refusal, unknown_function, unknown_procedure
from kg.cypher.tokens import Kind, Token, tokens
from schema.errors import CypherError, quoted

LONGEST = 1_000_000
_WORDS = {*PREFIXES, *CLAUSES, *COMMANDS, "call", "in"}


def admit(text: str) -> list[Token]:
    """The tokens of a query that may be asked; CypherError says what is refused first, and where."""
    _check_size(text)
    found = tokens(text)
    if all(token.text == ";" for token in found):
        raise CypherError(
            "There is no query.", "Write one, such as MATCH (c:City) RETURN c.name", "問い合わせが空です。"
        )
    refused = [
        *islice(odd_escapes(text, found), 1),
        *(error for at in range(len(found)) for error in _refused(found, at)),
    ]
    if refused:
        raise min(refused, key=lambda error: (error.line or 0, error.column or 0))
    return found


def _check_size(text: str) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise CypherError("The query is no UTF-8 text.", "Save it as UTF-8.", "UTF-8 で書いてください。") from None
    if size > LONGEST:
        mend = "Give long lists as parameters instead of writing them into the query."
        raise CypherError(
            f"The query is {size:,} bytes long; {LONGEST:,} is the most.", mend, "問い合わせが長すぎます。"
        )


def _refused(found: Sequence[Token], at: int) -> Iterator[CypherError]:
    """What is wrong with the token at a place."""
    token = found[at]
    if token.kind is Kind.UNCLOSED:
        what, mend = f"{quoted(token.text, 20)} is opened and never closed.", "Write the same sign at its end."
        yield CypherError(what, mend, "閉じる記号がありません。", line=token.line, column=token.column)
    elif token.text == ";" and at + 1 < len(found):
        what, mend = "There are several statements, and one is answered at a time.", "Ask each by itself."
        yield CypherError(what, mend, "問い合わせは一つずつ書いてください。", line=token.line, column=token.column)
    elif token.word in _WORDS and not is_only_a_name(found, at):
        yield from _word(found, at)
    if token.is_name and at + 1 < len(found) and found[at + 1].text == "(":
        yield from _function(found, at)


def _word(found: Sequence[Token], at: int) -> Iterator[CypherError]:
    """What is wrong with a word that may be one of the language."""
    token, after = found[at], found[at + 1]
    if at == 0 and token.word in PREFIXES:
        yield refusal(token, PREFIXES[token.word])
    elif token.word in CLAUSES:
        yield refusal(token, CLAUSES[token.word], beside=as_a_name(token))
    elif token.word in COMMANDS and after.kind is Kind.NAME:
        shown = f"{token.text} {after.text}".upper()
        yield refusal(token, COMMANDS[token.word], shown, as_a_name(token))
    elif token.word == "call" and after.is_name:
        yield from unknown_procedure(token, _dotted(found, at + 1))
    elif token.word == "in" and at and found[at - 1].text == "}" and _transactions(found[at + 1 : at + 4]):
        yield refusal(token, CLAUSES["in transactions"], "IN TRANSACTIONS")


def _transactions(after: Sequence[Token]) -> bool:
    return any(token.word == "transactions" for token in after)


def _function(found: Sequence[Token], at: int) -> Iterator[CypherError]:
    """What is wrong with the function whose name ends here."""
    first = at
    while first > 1 and found[first - 1].text == "." and found[first - 2].is_name:
        first -= 2
    if first and found[first - 1].text == ".":
        name = f".{_dotted(found, first)}"
    elif first and found[first - 1].word == "call":
        return  # a procedure, which is looked at by its CALL
    else:
        name = _dotted(found, first)
    yield from unknown_function(found[first], name)


def _dotted(found: Sequence[Token], first: int) -> str:
    """A name with all that dots join to it."""
    last = first
    while last + 2 < len(found) and found[last + 1].text == "." and found[last + 2].is_name:
        last += 2
    return ".".join(token.name for token in found[first : last + 1 : 2])
