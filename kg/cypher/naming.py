"""Whether a word of the language is only a name where it stands: `n.set`, `{create: 1}`, `(:Show)`, `AS use`.

Two operands never stand side by side in Cypher, so a word after an operator is a name, and so is one before an operator.
What cannot be told from its neighbours counts as a word of the language: backticks make it a name for certain.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.cypher.tokens import Kind, Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# After these comes a name or an operand. Not `>` (`LIST<INTEGER> CREATE`), `!` (`INTEGER! CREATE`), `%` (`n:% CREATE`), `+`
# and `*` (after a quantified path, `WITH * CREATE`), `{` (a subquery). After `|` only FOREACH has a clause, refused itself.
_BEFORE_A_NAME = _words("( [ , : & | = < <= >= <> =~ / ^ - ||")
# Nothing of these can come after a word that begins a clause.
_AFTER_A_NAME = _words(", ) ] } : . .. ; = < > <= >= <> =~ / ^ % & | || +=")
# After these comes an operand, if they are words of the language themselves.
_BEFORE_AN_OPERAND = _words("return with where unwind and or xor in contains by distinct as")
# A bare name before one of those is the end of an operand, unless it is one of these or a word that is refused itself.
_NO_OPERAND = _BEFORE_AN_OPERAND | _words(
    "not when then else case match optional yield call skip limit offset on detach starts ends is union all any none"
    " single using from csv headers filter let for next order exists count collect finish into to"
)
_PAIRS = {("order", "by"), ("starts", "with"), ("ends", "with"), ("return", "distinct"), ("with", "distinct")}
_OPERANDS = (Kind.STRING, Kind.NUMBER, Kind.PARAMETER, Kind.QUOTED)


def is_only_a_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word at this place is certainly a name and no word of the language."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.word in _AFTER_A_NAME or _is_property(tokens, at):
        return True
    if before is None:
        return False
    return before.word in _BEFORE_A_NAME or (before.word in _BEFORE_AN_OPERAND and _is_operator(tokens, at - 1))


def _is_property(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands after a dot that is no number's: `1. CREATE` is none."""
    return at > 0 and tokens[at - 1].word == "." and (at < 2 or tokens[at - 2].kind is not Kind.NUMBER)


def _is_operator(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word such as AS or IN is one of the language, since what stands before it ends an operand or a clause."""
    if at and (tokens[at - 1].word, tokens[at].word) in _PAIRS:
        at -= 1
    if at == 0 or tokens[at - 1].word in ("{", ";") or _ends_an_operand(tokens, at - 1):
        return True
    alias = at > 2 and tokens[at - 1].kind is Kind.NAME and tokens[at - 2].word == "as"
    return alias and _ends_an_operand(tokens, at - 3)


def _ends_an_operand(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands here can be nothing but an operand's end."""
    token = tokens[at]
    if token.kind is Kind.NAME:
        return _is_property(tokens, at) or token.word not in _NO_OPERAND
    return token.kind in _OPERANDS or token.word in (")", "]", "}")
