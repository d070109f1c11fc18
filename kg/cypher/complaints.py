"""What is wrong with a query or doubtful in it, with the place and the nearest right word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.cypher.excerpt import pointed
from kg.cypher.known import Known
from kg.cypher.mentions import What, mentions
from kg.cypher.tokens import Kind, Token
from kg.cypher.words import FUNCTIONS, KEYWORDS
from schema.errors import CitykgError, CypherError
from schema.nearest import near

_FUNCTION = re.compile(r"Unknown function:? '?([\w.]+)'?")
_CLASS = re.compile(r"^[A-Z][A-Za-z]+: (?=[A-Z])")
_VARIABLE = re.compile(r"Variable [`'](.+?)[`'] not defined")
_JA = {
    What.LABEL: "「{}」というラベルはこの知識ベースにありません。",
    What.TYPE: "「{}」という関係の種類はこの知識ベースにありません。",
    What.EITHER: "「{}」というラベルも関係の種類もこの知識ベースにありません。",
    What.PROPERTY: "「{}」というプロパティはこの知識ベースにありません。",
}


def explained(error: CypherError, text: str, found: Sequence[Token]) -> CypherError:
    """An engine's error with the place in the query, and what was probably meant."""
    error.what = _CLASS.sub("", error.what)
    for pattern, words, ending in ((_FUNCTION, FUNCTIONS, "()"), (_VARIABLE, _variables(found), "")):
        if match := pattern.search(error.what):
            token = next((one for one in found if one.is_name and one.name.casefold() == match[1].casefold()), None)
            _place(error, token)
            _suggest(error, match[1], [word for word in words if word != match[1]], ending)
    token = next((one for one in found if (one.line, one.column) == (error.line, error.column)), None)
    if token and not error.mend:
        _misspelt(error, found, found.index(token))
    return pointed(error, text)


def _place(error: CypherError, token: Token | None) -> None:
    if token and not error.line:
        error.line, error.column = token.line, token.column


def _suggest(error: CypherError, word: str, words: Sequence[str], ending: str = "") -> None:
    folded = {one.casefold(): one for one in words}
    nearest = near(word.casefold(), folded)
    if nearest and not error.mend:
        error.mend = _did_you_mean([f"{folded[one]}{ending}" for one in nearest[:2]])


def _did_you_mean(words: Sequence[str]) -> str:
    *others, last = words
    return f"Did you mean {', '.join(others)} or {last}?" if others else f"Did you mean {last}?"


def _variables(found: Sequence[Token]) -> list[str]:
    """The names that may be variables: those before which no dot or colon stands, and after which no bracket opens."""
    before = [None, *found]
    after = [*found[1:], None]
    return [
        token.name
        for left, token, right in zip(before, found, after, strict=False)
        if token.is_name
        and token.text.upper() not in KEYWORDS
        and not (left and left.text in (".", ":"))
        and not (right and right.text == "(")
    ]


def _misspelt(error: CypherError, found: Sequence[Token], at: int) -> None:
    """Say which word of the language was probably meant at an engine's place, or just before it."""
    token = found[at]
    if token.kind is Kind.STRING and at and found[at - 1].word == "as":
        error.mend = f"A name stands in backticks: AS `{token.text[1:-1]}`"
    if token.text == "=" and at and found[at - 1].text == "=":
        error.mend = "Equality is a single =."
    for one in found[max(at - 1, 0) : at + 1][::-1]:
        if one.kind is Kind.NAME and one.text.upper() not in KEYWORDS:
            _suggest(error, one.text, KEYWORDS)


def doubts(text: str, found: Sequence[Token], known: Known) -> tuple[CypherError, ...]:
    """A warning for each label, type and property that a knowledge base has not: asking for it gives nothing, silently."""
    told: dict[tuple[What, str], CypherError] = {}
    for mention in mentions(found):
        key = (mention.what, mention.token.name)
        if key not in told and not known.has(*key):
            told[key] = pointed(_unknown(*key, mention.token, known), text)
    return tuple(told.values())


def _unknown(what: What, name: str, token: Token, known: Known) -> CypherError:
    nearest = known.near(what, name)
    mend = _did_you_mean(nearest) if nearest else "`citykg schema --graph` lists them."
    ja = _JA[what].format(name) + (f"近い名前：{'、'.join(nearest)}" if nearest else "")
    return CypherError(
        f"This knowledge base has no {what.value} {name}.", mend, ja, line=token.line, column=token.column
    )


def doubts_if_any(text: str, found: Sequence[Token], known: Known) -> tuple[CypherError, ...]:
    """The warnings; none where the store does not answer, since the answer itself is there."""
    try:
        return doubts(text, found, known)
    except CitykgError:
        return ()
