"""What in a Cypher text means something else on another engine, as far as it can be seen: the list of docs/analysts.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cypher_parts import bare
from cypher_traps import RULES as RULES

_NUMBERS = "lat|lon|parties|stated|implied|negated|proposed|asserted|conflicts|population"


def lint(text: str) -> list[str]:
    """The names of the traps in a query, in the order of the list."""
    seen = bare(text)
    found = [name for name, pattern in SIGNS.items() if re.search(pattern, seen, re.IGNORECASE | re.DOTALL)]
    found += [name for name, pattern in WRITTEN.items() if re.search(pattern, text)]
    return found + [name for name, rule in RULES.items() if rule(seen)]


SIGNS = {
    "the_word_shortest": r"\bSHORTEST\b",
    "version_before_a_query": r"^\s*CYPHER\b",
    "star_and_more": r"\bRETURN\s+(DISTINCT\s+)?\*",
    "type_as_a_value": r"\[\s*\w*\s*:[^\]]*\$",
    "labels_as_a_value": r"\(\s*\w*\s*:[^){]*\$",
    "first_label": r"\blabels\s*\([^)]*\)\s*\[\s*-?\d",
    "exists_of_a_property": r"\bexists\s*\(\s*\w+\.\w+\s*\)",
    "pattern_negated": r"\bNOT\s*\(\s*\w*\s*[^()]*\)\s*<?-",
    "element_id": r"\b(elementId|id)\s*\(",
    "moment_as_text": r"\btoString\s*\(\s*(local)?(date)?time\s*\(",
    "durations_compared": r"[<>]=?\s*duration\b|(?<![+-] )\bduration[.\w]*\((?:[^()]|\([^()]*\))*\)\s*[<>]",
    "durations_added_up": r"\bsum\s*\(\s*(duration|time\s*\))",
    "point_given": r"\$\w+\.(latitude|longitude)\b|\$\w+\s*=\s*point\b|\bpoint\s*\([^)]*\)\s*=\s*\$",
    "distance_on_the_earth": r"\bpoint\.distance\s*\(.*\blatitude",
    "percentile_of_whole_numbers": r"(?<!toFloat\()(?<!round\()\bpercentileCont\s*\(",
    "number_as_a_condition": rf"\b(WHERE|AND|OR|NOT)\s+\w+\.({_NUMBERS})\s*(?=$|\n|\bRETURN\b|\bWITH\b|\bAND\b|\bOR\b)",
    "what_there_is": r"\bdb\.(labels|propertyKeys|relationshipTypes)\b",
    "files": r"\bLOAD\s+CSV\b",
}
"""What can be seen in the words, with texts in quotes left out."""

WRITTEN = {
    "short_dates": r"\bdate(time)?\s*\(\s*['\"]\d{4}-(\d-|\d['\"]|\d\d-\d['\"])",
    "number_after_a_space": r"\bto(Integer|Float)\s*\(\s*['\"](\s|[^'\"]*\s['\"])",
}
"""What can be seen in texts in quotes."""


def queries_in(page: str) -> Iterator[str]:
    """The Cypher blocks of a page."""
    yield from re.findall(r"```cypher\n(.*?)```", page, re.DOTALL)
