"""The real Neo4j servers that other tests use."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from neo4j.exceptions import AuthError
from neo4j_processes import JavaServer
from neo4j_servers import Server


def test_a_server_of_the_asked_line_answers(neo4j: Server, request: pytest.FixtureRequest) -> None:
    assert neo4j.run("RETURN $said AS said", said="川崎市") == [{"said": "川崎市"}]
    assert neo4j.version.startswith(f"{request.node.callspec.params['neo4j']}.")


def test_data_survive_a_crash_of_the_server(empty_neo4j: Server) -> None:
    if not isinstance(empty_neo4j, JavaServer):
        pytest.skip("only a server of our own is killed")
    empty_neo4j.run("CREATE (:City {id: 'city:k'})")
    empty_neo4j.kill()
    empty_neo4j.start()
    assert empty_neo4j.run("MATCH (c:City) RETURN c.id AS id") == [{"id": "city:k"}]


def test_an_emptied_server_holds_no_data_constraints_or_indexes_left_by_the_test_before(neo4j: Server) -> None:
    neo4j.run("CREATE CONSTRAINT unique_id IF NOT EXISTS FOR (c:City) REQUIRE c.id IS UNIQUE")
    neo4j.run("CREATE INDEX by_name IF NOT EXISTS FOR (c:City) ON (c.name)")
    neo4j.run("UNWIND range(1, 12000) AS i CREATE (:City {id: toString(i)})-[:TWINNED_WITH]->(:Place)")


def test_the_server_is_empty_after_that(empty_neo4j: Server) -> None:
    assert empty_neo4j.run("MATCH (n) RETURN n") == []
    assert empty_neo4j.run("SHOW CONSTRAINTS") == []
    assert {row["type"] for row in empty_neo4j.run("SHOW INDEXES")} == {"LOOKUP"}


ORPHAN = """
import sys
from pathlib import Path
from neo4j_provide import maven_server
server = maven_server(sys.argv[1], Path(sys.argv[2])).start()
print(server.port, flush=True)
sys.stdin.read()
"""


@pytest.mark.xdist_group("neo4j-5.26")
def test_a_server_ends_with_the_process_that_started_it_even_when_that_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ORPHAN, "5.26", str(tmp_path)]
    with subprocess.Popen(
        command, cwd=Path(__file__).parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as starter:
        assert starter.stdout
        assert starter.stderr
        port = starter.stdout.readline()
        starter.kill()
        told = starter.stderr.read().decode()
    if "NoServer" in told:
        pytest.skip(told.splitlines()[-1])
    assert gone(int(port)), "the server still listens"


def gone(port: int) -> bool:
    """Whether nothing listens on the port any more, soon."""
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return True
        time.sleep(0.1)
    return False


def test_a_server_does_not_let_in_its_default_password(neo4j: Server) -> None:
    with pytest.raises(AuthError):
        Server(neo4j.uri, neo4j.user, "neo4j").run("RETURN 1")
