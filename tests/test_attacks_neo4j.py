"""The attacks on a real Neo4j: by what its plans say, without the reading of the text that elsewhere comes before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from attacks import ATTACKS, GREEDY
from canaries import SECRET, Canaries, canaries
from loading import SMALL_GRAPH, elements, load
from neo4j_servers import Server, empty

from kg.knowledge_base import KnowledgeBase, open_kb
from kg.stores.base import Fetched
from kg.stores.limits import overdue
from kg.stores.server.waiting import within
from schema.errors import CypherError, StoreError

SECONDS = 3.0
STATE = {
    "indexes": "SHOW INDEXES YIELD name RETURN name ORDER BY name",
    "constraints": "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name",
    "users": "SHOW USERS YIELD user RETURN user ORDER BY user",
    "databases": "SHOW DATABASES YIELD name, currentStatus, access RETURN name, currentStatus, access ORDER BY name",
}


@pytest.fixture(scope="module", name="kb")
def fixture_kb(neo4j: Server) -> Iterator[KnowledgeBase]:
    """The small graph on a server, open for all attacks."""
    empty(neo4j)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_USERNAME", neo4j.user)
        patch.setenv("NEO4J_PASSWORD", neo4j.password)
        load(neo4j, SMALL_GRAPH)
        with open_kb(store=neo4j.uri) as kb:
            yield kb


@pytest.fixture(scope="module", name="before")
def fixture_before(kb: KnowledgeBase, neo4j: Server) -> dict[str, object]:
    return state(neo4j)


@pytest.fixture(name="alive")
def fixture_alive(tmp_path: Path) -> Iterator[Canaries]:
    with canaries(tmp_path) as both:
        yield both


def state(server: Server) -> dict[str, object]:
    """All that an attack could change."""
    return {"elements": elements(server), **{name: server.run(query) for name, query in STATE.items()}}


def _fetched(
    kb: KnowledgeBase, query: str, parameters: dict[str, object], seconds: float
) -> Fetched | StoreError | CypherError:
    try:
        return kb.store.run(query, parameters, limit=10, timeout=seconds)
    except (CypherError, StoreError) as error:
        return error


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_on_a_server_gets_nowhere(
    name: str, kb: KnowledgeBase, neo4j: Server, before: dict[str, object], alive: Canaries
) -> None:
    attack = ATTACKS[name]
    query = attack.query.replace("{file}", alive.file.as_uri()).replace("{url}", alive.url)
    parameters = {**attack.parameters, **({"file": alive.file.as_uri()} if "$file" in query else {})}
    fetched = _fetched(kb, query, parameters, SECONDS if name in GREEDY else 60)
    if attack.expected == "refused":
        assert isinstance(fetched, CypherError), fetched
    assert alive.touched() == []
    assert SECRET not in str(fetched)
    assert neo4j.password not in str(fetched)
    assert state(neo4j) == before
    assert kb.store.run("RETURN 1 AS one", limit=1, timeout=60).rows == [(1,)]


def test_nobody_waits_for_what_a_server_cannot_stop() -> None:
    with pytest.raises(CypherError, match=r"ran longer than 0\.2 s and was stopped"):
        within(0.2, Event().wait, lambda: overdue(0.2))
