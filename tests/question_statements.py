"""Every statement of the questions, with parameters that find something in the bundled facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.questions import statements
from kg.vocabulary import NODE_LABELS

FILES = ("common", "record", "three_city")
ANY_ORDER = ("parties", "sectors", "claims", "participants", "policies", "others", "places")
"""Columns that come from a pattern or from collect(): they have no order until Python gives them one."""
_ID = {
    "place_by_id": "city:kawasaki",
    "sector_by_id": "sector:environment",
    "stands_for": "port:kawasaki",
    "bodies": "city:kawasaki",
    "ties_in": "sector:environment",
    "places_in": "country:japan",
    "below": "policy:drawing-people",
    "cited": "document:policy-plan",
}
_NAMED = {"sectors_called": "環境", "places_called": "川崎", "called": "川崎"}


@dataclass(frozen=True)
class Statement:
    """A statement with the label put in, where it wants one; its parameters are made when they are wanted."""

    file: str
    name: str
    text: str
    label: str = "Place"

    @property
    def called(self) -> str:
        """What it is called among all."""
        return f"{self.file}-{self.name}-{self.label}"

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters that it names."""
        named = re.findall(r"\$(\w+)", self.text)
        return {key: value for key, value in _parameters(self.name, self.label).items() if key in named}


def question_statements() -> list[Statement]:
    """Each statement once; one with LABEL once for every label."""
    return [
        one
        for file in FILES
        for name, text in statements(file).items()
        if file == "common" or name not in statements("common")
        for one in _statements(file, name, text)
    ]


def _statements(file: str, name: str, text: str) -> list[Statement]:
    if "LABEL" not in text:
        return [Statement(file, name, text)]
    return [Statement(file, name, text.replace("LABEL", label), label) for label in sorted(NODE_LABELS)]


def _parameters(name: str, label: str) -> dict[str, Any]:
    ids = _ids(label)
    return {
        "id": _ID.get(name, ids[0] if ids else f"{label.lower()}:none"),
        "ids": _ids("Event") if name == "events" else _ids("Programme") if name == "programmes" else ids[:40],
        "name": _NAMED.get(name),
        "partnerships": _ids("Partnership"),
        "places": _ids("Place"),
        "city": "city:kawasaki",
        "sector": "sector:environment",
        "sectors": ["sector:environment", "sector:environmental-technology", "sector:water"],
        "from": "2014-01-01",
        "to": "2014-12-31",
        "stated": False,
    }


@cache
def _ids(label: str) -> list[str]:
    """The ids of all nodes with a label, in order."""
    from kg.graph import graph_of
    from kg.knowledge_base import facts_of

    nodes = graph_of(facts_of("bundled").facts).nodes(data=True)
    return sorted(id for id, properties in nodes if label in properties["labels"])
