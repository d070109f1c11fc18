"""Facts → a Neo4j: over Bolt, in step with what is there."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.knowledge_base import facts_of, store_of
from schema.errors import QuestionError

if TYPE_CHECKING:
    from kg.stores.server.loading import Counts, Tell


def load_kb(
    *names: str | os.PathLike[str],
    store: str | None = None,
    database: str | None = None,
    tell: Tell = lambda step, done, whole: None,
    ask_password: Callable[[str], str] | None = None,
) -> Counts:
    """Make the Neo4j at `store` (or CITYKG_STORE) hold the facts of these folders; `tell` hears each step.

    FactsError tells every fault of the folders; StoreError that no server answers, that another load runs, or what data
    of others is in the way. In all these cases nothing is written.
    """
    from kg.graph import graph_of
    from kg.stores.server.address import Address, credentials
    from kg.stores.server.connecting import connected, sentences
    from kg.stores.server.content import content_of
    from kg.stores.server.loading import load

    url = store or store_of((), None)
    if not url:
        raise QuestionError("No store is named.", "Name a Neo4j: --store bolt://127.0.0.1:7687, or CITYKG_STORE.")
    address = Address.parse(url, database)
    with connected(address, *credentials(ask_password)) as driver:
        tell("Reading the facts", 0, 0)
        loaded = facts_of(*names)
        content = content_of(graph_of(loaded.facts))
        with sentences(address):
            return load(driver, address.database, content, loaded.facts_version, tell)
