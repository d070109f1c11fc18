"""A network of twinned places that does not exist, as large as asked, with as many links a place as Wikidata's have."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from schema.facts import Facts

SECTORS = 20
DATED, IN_SECTORS = 0.4, 0.3
"""Which share of the ties has a date, and which a sector."""


def synthetic_facts(network: Path, places: int, ties: int) -> Facts:
    """A network of so many places and ties, always the same: validated as facts of a folder are."""
    chance = random.Random(62)
    pairs = list(islice(_pairs(chance, _degrees(network), places, ties), ties))
    return Facts.model_validate(
        {
            "documents": [{"id": "document:made-up", "kind": "table", "date": "2016-09"}],
            "sectors": [{"id": f"sector:s{number}"} for number in range(SECTORS)],
            "places": [{"id": f"city:c{number}", "name": f"C{number}", "country": "JP"} for number in range(places)],
            "partnerships": [_tie(chance, number, a, b) for number, (a, b) in enumerate(pairs)],
        }
    )


def largest_hub(facts: Facts) -> str:
    """The place with the most ties; of several the first by id."""
    counted = Counter(str(party.id) for tie in facts.partnerships for party in tie.parties)
    most = max(counted.values())
    return min(id for id, number in counted.items() if number == most)


def _degrees(network: Path) -> list[int]:
    """How many places each place of the network is linked to."""
    with (network / "edges_directed.csv").open(encoding="utf-8", newline="") as file:
        pairs = {(min(a, b), max(a, b)) for a, b, _ in list(csv.reader(file))[1:] if a != b}
    return sorted(Counter(place for pair in pairs for place in pair).values())


def _pairs(chance: random.Random, degrees: list[int], places: int, ties: int) -> Iterator[tuple[int, int]]:
    """Pairs of places, each place drawn as often as a place of the network has links, times the same factor."""
    weights = chance.choices(degrees, k=places)
    while True:
        ends = chance.choices(range(places), weights, k=2 * ties)
        yield from ((min(a, b), max(a, b)) for a, b in zip(ends[::2], ends[1::2], strict=True) if a != b)


def _tie(chance: random.Random, number: int, a: int, b: int) -> dict[str, Any]:
    dated = {"since": str(chance.randint(1950, 2015))} if chance.random() < DATED else {}
    sectors = {"sectors": [f"sector:s{chance.randrange(SECTORS)}"]} if chance.random() < IN_SECTORS else {}
    evidence = [{"document": "document:made-up", "place": f"row {number}"}]
    parties = [f"city:c{a}", f"city:c{b}"]
    return {
        "id": f"partnership:t{number}",
        "kind": "twinning",
        "parties": parties,
        **dated,
        **sectors,
        "evidence": evidence,
    }
