"""A Cypher text taken apart by its words, roughly: enough to look for traps, not to run it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Clause = tuple[str, str]

_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_WORDS = "OPTIONAL MATCH|MATCH|WHERE|WITH|UNWIND|RETURN|ORDER BY|SKIP|LIMIT|UNION ALL|UNION|CALL"
_CLAUSE = re.compile(rf"\b({_WORDS.replace(' ', chr(92) + 's+')})\b", re.IGNORECASE)
_STARTS_OR_ENDS = re.compile(r"(STARTS|ENDS)\s+$", re.IGNORECASE)
_NAME = re.compile(r"[(\[]\s*([A-Za-z_]\w*)\s*[:)\]{*]|([A-Za-z_]\w*)\s*=\s*[(\w]")


def bare(text: str) -> str:
    """The text without comments, and with nothing in its quotes."""
    return _COMMENT.sub(" ", _QUOTED.sub("''", text)).strip()


def clauses(text: str) -> Iterator[Clause]:
    """The clauses that stand in no brackets, each as its word and what follows it; those of subqueries come after."""
    inner, outer = _apart(text)
    found = [match for match in _CLAUSE.finditer(outer) if not _STARTS_OR_ENDS.search(outer, 0, match.start())]
    ends = [match.start() for match in found[1:]] + [len(outer)]
    for match, end in zip(found, ends, strict=True):
        yield re.sub(r"\s+", " ", match[1].upper()), text[match.end() : end].strip()
    for part in inner:
        yield from clauses(part)


def _apart(text: str) -> tuple[list[str], str]:
    """The insides of subqueries, and the text with all that stands in brackets blotted out."""
    inner, outer, depth, opened = [], "", 0, [0]
    for at, letter in enumerate(text):
        if letter in "([{":
            depth += 1
            opened.append(at + 1)
        outer += "." if depth and letter not in "\n" else letter
        if letter in ")]}" and depth:
            depth -= 1
            start = opened.pop()
            if letter == "}" and depth == 0 and re.search(r"\b(MATCH|RETURN)\b", text[start:at], re.IGNORECASE):
                inner.append(text[start:at])
    return inner, outer


def items(body: str) -> list[str]:
    """The items of a WITH or RETURN."""
    parts, depth = [""], 0
    for letter in re.sub(r"^\s*DISTINCT\b", "", body, flags=re.IGNORECASE):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]


def names_in(pattern: str) -> set[str]:
    """The names that a pattern gives to nodes, relationships and ways."""
    return {name for pair in _NAME.findall(pattern) for name in pair if name}


def bound_before(parts: Sequence[Clause], at: int) -> set[str]:
    """The names that there are before a clause."""
    names: set[str] = set()
    for word, body in parts[:at]:
        if "MATCH" in word:
            names |= names_in(body)
        elif word in ("WITH", "UNWIND"):
            names |= {re.split(r"\bAS\s+|\s", item, flags=re.IGNORECASE)[-1] for item in items(body)}
    return names


def optional_names(text: str) -> Iterator[tuple[str, str]]:
    """Each name that an OPTIONAL MATCH brings in, with the text after it."""
    parts = list(clauses(text))
    for at, (word, body) in enumerate(parts):
        if word == "OPTIONAL MATCH":
            for name in sorted(names_in(body) - bound_before(parts, at)):
                yield name, "\n".join(f"{later} {rest}" for later, rest in parts[at + 1 :])


def patterns_with(name: str, text: str) -> bool:
    """Whether a node or relationship of that name stands in a pattern."""
    return bool(re.search(rf"\(\s*{name}\s*\)\s*<?-|->?\s*\(\s*{name}\s*\)|-\[\s*{name}\s*\]-", text))
