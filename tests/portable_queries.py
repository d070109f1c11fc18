"""The portable set: questions to the bundled facts that every engine answers alike, in Cypher of every kind.

They stand in portable/*.cypher under headings `//: name`; each takes the parameters that it names from those below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta, timezone
from pathlib import Path
from typing import Any

from neo4j.spatial import CartesianPoint, WGS84Point
from neo4j.time import Date, DateTime, Duration, Time

FOLDER = Path(__file__).parent / "portable"
DIFFERING = Path(__file__).parent / "differing_queries.cypher"
_HEADING = re.compile(r"^//: (\w+)(?: \((.+)\))?\n", re.MULTILINE)
_JAPAN = timezone(timedelta(hours=9))

PARAMETERS: dict[str, Any] = {
    "city": "city:kawasaki",
    "other": "city:shenyang",
    "name": "かわさき",
    "letters": "kawa",
    "pattern": "(?i).*(water|水).*",
    "sector": "sector:environment",
    "sectors": ["sector:environment", "sector:water", "sector:port-logistics"],
    "cities": ["city:kawasaki", "city:shenyang", "city:da-nang", "city:nowhere"],
    "kinds": ["sister_city", "friendship_city"],
    "type": "FRIENDSHIP_CITY",
    "country": "CN",
    "from": "2014-08-26",
    "to": "2014-08-26",
    "day": Date(2014, 8, 26),
    "python_day": date(2014, 8, 26),
    "moment": DateTime(2014, 8, 26, 17, 30, 15, 250_000_000, tzinfo=_JAPAN),
    "local_moment": DateTime(2014, 8, 26, 17, 30, 15),
    "clock": Time(17, 30, 15),
    "span": Duration(years=25, months=1, days=3, hours=4),
    "here": WGS84Point((139.70, 35.53)),
    "on_the_sheet": CartesianPoint((3.0, 4.0)),
    "share": 0.25,
    "least": 2,
    "stated": True,
    "unknown": None,
    "nested": [[1, [2.5, None]], [], [True, "川崎"]],
    "weights": {"sister_city": 3, "friendship_city": 2.5, "memorandum": 1},
    "visits": [
        {"city": "city:shenyang", "year": 1997, "days": 4},
        {"city": "city:da-nang", "year": 2003, "days": 2.5},
        {"city": "city:lubeck", "year": None, "days": 7},
        {"city": "city:nowhere", "year": 2014, "days": 1},
    ],
}
"""What the queries ask about, one of every type that a parameter can have."""


@dataclass(frozen=True)
class Query:
    """A query by its name, with the parameters that it names."""

    name: str
    text: str
    parameters: dict[str, Any] = field(compare=False)
    note: str = ""

    @property
    def instead(self) -> bool:
        """Whether it is the way around a difference."""
        return self.name.endswith("_instead")


def portable_queries() -> list[Query]:
    """The whole set, in the order of the files."""
    return [query for file in sorted(FOLDER.glob("*.cypher")) for query in queries_of(file)]


def differing_queries() -> list[Query]:
    """Those that show where the engines differ, each followed by what to write instead."""
    return queries_of(DIFFERING)


def queries_of(file: Path) -> list[Query]:
    """The queries of one file."""
    parts = _HEADING.split(file.read_text(encoding="utf-8"))[1:]
    return [query(*part) for part in zip(parts[::3], parts[1::3], parts[2::3], strict=True)]


def query(name: str, note: str | None, body: str) -> Query:
    """A query of a text, without comments at the beginnings of lines and the closing semicolon."""
    lines = [line for line in body.splitlines() if not line.startswith("//")]
    text = "\n".join(lines).strip().removesuffix(";")
    named = re.findall(r"\$(\w+)", text)
    return Query(name, text, {key: value for key, value in PARAMETERS.items() if key in named}, note or "")
