"""What is refused, in words: which word of the language, why, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator

from kg.cypher.tokens import Token
from schema.errors import CypherError
from schema.nearest import near

PROCEDURES = ("db.labels", "db.relationshipTypes", "db.propertyKeys")
"""The procedures that mean the same on both engines."""
_CLOCKS = ("truncate", "transaction", "statement", "realtime")
_BUILT_IN = {
    **dict.fromkeys(("date", "time", "localtime", "localdatetime"), _CLOCKS),
    "datetime": (*_CLOCKS, "fromepoch", "fromepochmillis"),
    "duration": ("between", "inmonths", "indays", "inseconds"),
    "point": ("distance", "withinbbox"),
    "vector": ("similarity.cosine", "similarity.euclidean"),
}
FUNCTIONS = frozenset(f"{space}.{name}" for space, names in _BUILT_IN.items() for name in names)
"""The functions with a dot in their name that belong to the language itself, in small letters."""

_LONGEST = 80

_READ = (
    "{} writes, and a knowledge base is only read here.",
    "Change the facts files instead.",
    "{} は書き込みです。ここでは読むだけです。変えるときは事実のファイルを直してください。",
)
_ADMINISTERS = (
    "{} is for the administration of a server, not for a question.",
    "`citykg schema --graph` shows what there is to ask about.",
    "{} はサーバーの管理のための語です。何を聞けるかは citykg schema --graph で見られます。",
)
_LOADS = (
    "{} reads files and other hosts, and a query may read the knowledge base alone.",
    "Add the facts to a folder of your own: citykg add, citykg sheet import.",
    "{} はファイルや外部を読みます。問い合わせが読めるのは知識ベースだけです。",
)
_CHOOSES = ("{} chooses a database, and there is one.", "Leave it out.", "{} は要りません。省いてください。")
_PLANS = (
    "{} asks how a query would be run, which each engine answers in its own way.",
    "Leave it out: the query alone is answered.",
    "{} は要りません。省いてください。",
)
_VERSIONS = (
    "{} chooses a version of the language, which one engine alone can.",
    "Leave it out: what both engines read the same way needs no version.",
    "{} は要りません。省いてください。",
)
PREFIXES = {"explain": _PLANS, "profile": _PLANS, "cypher": _VERSIONS}
"""Words that are refused at the beginning alone."""
_IN_PARTS = (
    "{} is for writing in parts, and a knowledge base is only read here.",
    "Leave it out.",
    "{} は要りません。省いてください。",
)
CLAUSES = {
    **dict.fromkeys(("create", "merge", "set", "delete", "remove", "foreach", "insert"), _READ),
    "use": _CHOOSES,
    "in transactions": _IN_PARTS,
}
"""Words that are refused wherever they are more than a name."""
COMMANDS = {
    **dict.fromkeys(("drop", "alter", "grant", "deny", "revoke", "rename", "enable", "reallocate"), _ADMINISTERS),
    **dict.fromkeys(("deallocate", "dryrun", "show", "terminate", "start", "stop"), _ADMINISTERS),
    "load": _LOADS,
}
"""Words that are refused where another bare word comes after them: SHOW INDEXES, LOAD CSV."""


def refusal(token: Token, words: tuple[str, str, str], shown: str = "", beside: str = "") -> CypherError:
    """The error for a word, at its place; `shown` is the word with what belongs to it."""
    shown = shown or token.text.upper()
    shown = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
    what, mend, ja = (text.format(shown) for text in words)
    return CypherError(what, f"{mend}{beside}", ja, line=token.line, column=token.column)


def as_a_name(token: Token) -> str:
    """What to do where the word was meant as a name: it may be, where it is not the first and not in capitals."""
    if token.start == 0 or token.text.isupper():
        return ""
    return f" If {token.text} is a name here, put it in backticks: `{token.text}`."


def unknown_procedure(call: Token, name: str) -> Iterator[CypherError]:
    """The error for a procedure that is not of the short list."""
    if name not in PROCEDURES:
        listed = ", ".join(f"{known}()" for known in PROCEDURES)
        words = ("CALL {} is not possible here.", f"There are {listed}.", f"呼べるのは {listed} だけです。")
        yield refusal(call, words, name, as_a_name(call))


def unknown_function(first: Token, name: str) -> Iterator[CypherError]:
    """The error for a function with a dot in its name that the language itself does not have."""
    if "." in name and name.casefold() not in FUNCTIONS:
        nearest = [f"Did you mean {known}()?" for known in near(name.casefold(), FUNCTIONS)[:1]]
        mend = nearest[0] if nearest else "Functions of a plug-in are not possible here; write it in Cypher itself."
        yield refusal(first, ("{}() is no function of Cypher.", mend, "{}() は使えません。"), name)
