"""The attacks on the embedded engine itself, without the reading of their text that elsewhere comes before it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from attacks import ATTACKS, GREEDY, OUTSIDE
from canaries import SECRET, Canaries, bytes_of, canaries

from kg.knowledge_base import KnowledgeBase, open_kb
from kg.stores.base import Fetched
from kg.stores.cache import Cache
from schema.errors import CypherError

SMALL_GRAPH = Path(__file__).parent / "small_graph"
SECONDS = 3.0
STATE = {
    "nodes": "MATCH (n) RETURN n ORDER BY n.id",
    "links": "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, properties(r) AS properties, b.id AS b ORDER BY a, type, b",
    "labels": "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "types": "CALL db.relationshipTypes() YIELD relationshipType AS type RETURN type ORDER BY type",
    "keys": "CALL db.propertyKeys() YIELD propertyKey AS key RETURN key ORDER BY key",
    "indexes": "SHOW INDEXES",
    "databases": "SHOW DATABASES",
}


@pytest.fixture(scope="module", name="folder")
def fixture_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("attacked")


@pytest.fixture(scope="module", name="kb")
def fixture_kb(folder: Path) -> Iterator[KnowledgeBase]:
    """One knowledge base for all attacks, within little memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CITYKG_MEMORY", "256")
        with open_kb(SMALL_GRAPH, cache=Cache(folder / "cache")) as kb:
            yield kb


@pytest.fixture(scope="module", name="before")
def fixture_before(kb: KnowledgeBase, folder: Path) -> dict[str, object]:
    return state(kb, folder)


@pytest.fixture(name="alive")
def fixture_alive(tmp_path: Path) -> Iterator[Canaries]:
    with canaries(tmp_path) as both:
        yield both


def state(kb: KnowledgeBase, folder: Path) -> dict[str, object]:
    """All that an attack could change: what the engine says of itself, and the bytes of facts and cache."""
    told: dict[str, object] = {
        name: _lasting(kb.store.run(query, limit=None, timeout=60)) for name, query in STATE.items()
    }
    return {**told, "facts": bytes_of(SMALL_GRAPH), "stores": bytes_of(folder / "cache" / "stores")}


def _lasting(fetched: Fetched) -> list[dict[str, object]]:
    """Rows without what differs from process to process."""
    passing = ("id", "address", "lastRead", "readCount", "trackedSince")
    rows = [dict(zip(fetched.columns, row, strict=True)) for row in fetched.rows]
    return [{key: value for key, value in row.items() if key not in passing} for row in rows]


def _fetched(kb: KnowledgeBase, query: str, parameters: dict[str, object], seconds: float) -> Fetched | CypherError:
    try:
        return kb.store.run(query, parameters, limit=10, timeout=seconds)
    except CypherError as error:
        return error


def test_there_are_attacks_of_every_kind() -> None:
    assert len(ATTACKS) > 80
    assert {attack.expected for attack in ATTACKS.values()} == {"refused", "ended", "harmless"}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gets_nowhere(
    name: str, kb: KnowledgeBase, folder: Path, before: dict[str, object], alive: Canaries
) -> None:
    attack = ATTACKS[name]
    query = attack.query.replace("{file}", alive.file.as_uri()).replace("{url}", alive.url)
    parameters = {**attack.parameters, **({"file": alive.file.as_uri()} if "$file" in query else {})}
    fetched = _fetched(kb, query, parameters, SECONDS if name in GREEDY else 60)
    if attack.expected == "refused":
        assert isinstance(fetched, CypherError), fetched
    if attack.expected == "ended":
        assert str(getattr(fetched, "what", "")).endswith("and was stopped."), fetched
    assert alive.touched() == []
    assert SECRET not in str(fetched)
    assert state(kb, folder) == before


def test_the_canaries_sing(alive: Canaries) -> None:
    alive.file.read_bytes()
    with suppress(OSError), socket.create_connection(alive.port.getsockname(), timeout=1):
        pass
    assert alive.touched() == ["file", "port"]
    assert alive.url.startswith("http://")


def test_every_attack_from_outside_names_what_it_reaches_for() -> None:
    assert sum("{file}" in attack.query or "{url}" in attack.query for attack in OUTSIDE.values()) > 5
