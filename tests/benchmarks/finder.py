"""The finder for the largest hub of the whole Wikidata network, and of one ten times as large."""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from processes import Row, row

from kg.answers import ask_three_city
from kg.graph import graph_of
from kg.knowledge_base import KnowledgeBase
from kg.stores.base import Fetched, Store
from kg.stores.base import Row as StoreRow
from kg.stores.cache import Cache
from kg.stores.embedded import Embedded
from kg.stores.writing import write
from schema.facts import Facts

RUNS = 9
COPIES = 10


class Timed:
    """A store that adds up how long its queries take."""

    def __init__(self, store: Store) -> None:
        self.store, self.seconds = store, 0.0

    def read(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[StoreRow]:
        """Read, on the clock."""
        start = time.perf_counter()
        try:
            return self.store.read(query, parameters)
        finally:
            self.seconds += time.perf_counter() - start

    def run(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None, timeout: float
    ) -> Fetched:
        """Run, off the clock."""
        return self.store.run(query, parameters, limit=limit, timeout=timeout)

    def close(self) -> None:
        """Close the store."""
        self.store.close()


def finder_rows(folder: Path, network: Path) -> Iterator[Row]:
    """The finder beside its own Cypher, and in ten copies of the network beside one."""
    if not network.is_dir():
        yield ("finder on the Wikidata network", "-", f"needs {network}", "", "", "")
        return
    links = list(links_of(network))
    hub = Counter(place for link in links for place in link).most_common(1)[0][0]
    with served(folder / "one", links, 1) as one, served(folder / "ten", links, COPIES) as ten:
        for store in (one, ten):
            ask(store, hub)
        runs = [(ask(one, hub), ask(ten, hub)) for _ in range(RUNS)]
    what = f"finder, largest hub ({len({link for link in links if hub in link})} partners)"
    yield row(what, "its Cypher alone", [(whole, cypher) for (whole, cypher), _ in runs], 5)
    what = f"finder, the same hub in {COPIES} times the network"
    yield row(what, "in the network itself", [(large, small) for (small, _), (large, _) in runs], 1.5)


def ask(store: Timed, hub: str) -> tuple[float, float]:
    """Seconds of the whole question, and of its Cypher."""
    store.seconds = 0.0
    start = time.perf_counter()
    answer = ask_three_city(KnowledgeBase(store, "benchmark"), f"city:{hub}")
    seconds = time.perf_counter() - start
    assert answer.found > 6000, answer.found
    return seconds, store.seconds


def links_of(network: Path) -> Iterator[tuple[str, str]]:
    """Each pair of places once, by their Wikidata codes in small letters."""
    with (network / "edges_directed.csv").open(encoding="utf-8", newline="") as file:
        yield from sorted({(min(a, b).lower(), max(a, b).lower()) for a, b, _ in list(csv.reader(file))[1:] if a != b})


@contextmanager
def served(folder: Path, links: list[tuple[str, str]], copies: int) -> Iterator[Timed]:
    """A store of the network, copied as often as asked; the copies' ids carry a number."""
    cache = Cache(folder)
    with cache.copy("network", lambda target: write(graph_of(facts_of(links, copies)), target, cache.log)) as root:
        store = Timed(Embedded(root, cache.log))
        try:
            yield store
        finally:
            store.close()


def facts_of(links: list[tuple[str, str]], copies: int) -> Facts:
    """The network as records; each copy is joined to the next by ties between places that lie far from the hub."""
    evidence = [{"document": "document:wikidata", "place": "row"}]
    ends = [""] + [f"-{number}" for number in range(1, copies)]
    places = sorted({place for link in links for place in link})
    ties = [(f"{a}{end}", f"{b}{end}") for end in ends for a, b in links]
    ties += [(f"{places[-1]}{one}", f"{places[-1]}{other}") for one, other in pairwise(ends[1:])]
    return Facts.model_validate(
        {
            "documents": [{"id": "document:wikidata", "kind": "table", "date": "2016-09"}],
            "places": [{"id": f"city:{place}{end}", "name": place} for end in ends for place in places],
            "partnerships": [
                {
                    "id": f"partnership:{a}-{b}",
                    "kind": "twinning",
                    "parties": [f"city:{a}", f"city:{b}"],
                    "evidence": evidence,
                }
                for a, b in ties
            ],
        }
    )
