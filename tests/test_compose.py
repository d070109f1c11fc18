"""compose.yaml: a Neo4j that only this machine reaches and that cannot take all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from neo4j_servers import Server

COMPOSE = Path(__file__).parent.parent / "compose.yaml"


@pytest.fixture
def service() -> dict[str, Any]:
    """The one service, as it is written."""
    composed: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    assert set(composed["volumes"]) == {"neo4j-data"}
    [service] = composed["services"].values()
    return dict(service)


def settings(service: dict[str, Any]) -> dict[str, str]:
    """The settings of Neo4j that stand as environment variables, by their own names."""
    names = {name.removeprefix("NEO4J_"): value for name, value in service["environment"].items()}
    return {
        name.replace("__", "%").replace("_", ".").replace("%", "_"): v for name, v in names.items() if name != "AUTH"
    }


def test_only_this_machine_reaches_the_server(service: dict[str, Any]) -> None:
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_a_password_must_be_given(service: dict[str, Any]) -> None:
    assert service["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")


def test_the_container_is_limited_watched_and_keeps_its_data(service: dict[str, Any]) -> None:
    assert {"mem_limit", "cpus", "pids_limit", "healthcheck"} <= set(service)
    assert service["volumes"] == ["neo4j-data:/data"]


def test_heap_and_page_cache_fit_into_the_container(service: dict[str, Any]) -> None:
    given = settings(service)
    used = sum(bytes_of(given[f"server.memory.{name}"]) for name in ("heap.max_size", "pagecache.size"))
    assert used <= 0.8 * bytes_of(service["mem_limit"])


def bytes_of(size: str) -> int:
    return int(size[:-1]) << {"m": 20, "g": 30}[size[-1]]


def test_the_server_knows_every_setting(service: dict[str, Any], neo4j: Server) -> None:
    known = {row["name"] for row in neo4j.run("SHOW SETTINGS YIELD name")}
    assert set(settings(service)) <= known
