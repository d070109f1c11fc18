"""`citykg export neo4j`: what it writes becomes, by Neo4j's own importer, what `citykg load` would have made."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis.strategies as st
import pytest
from click.testing import CliRunner, Result
from exporting import copied, finished, imported
from hypothesis import HealthCheck, Phase, given, settings
from neo4j_processes import JavaServer

from kg.cli import main
from kg.exporting.neo4j_csv import Tables, export
from kg.graph import Graph, build, graph_of
from kg.knowledge_base import facts_of
from kg.stores.server.content import content_of
from kg.stores.server.loading import load
from kg.stores.server.state import State, read_state
from schema.errors import QuestionError

SMALL = Path(__file__).parent / "small_graph"


def citykg(*arguments: str) -> Result:
    """The command line in this process; what is not told as a sentence is raised."""
    result = CliRunner().invoke(main, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@contextmanager
def as_exported(server: JavaServer, folder: Path) -> Iterator[None]:
    """The server, started on what was exported."""
    imported(server, folder)
    with server:
        finished(server, folder)
        yield


def test_what_was_imported_needs_no_load_and_answers_as_the_folder_does(
    stopped_neo4j: JavaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert citykg("export", "neo4j", str(tmp_path / "out")).exit_code == 0
    monkeypatch.setenv("NEO4J_PASSWORD", stopped_neo4j.password)
    ask = ["ask", "three-city", "--city", "川崎市", "--sector", "環境", "--limit", "0", "--format", "json"]
    with as_exported(stopped_neo4j, tmp_path / "out"):
        assert citykg(*ask, "--store", stopped_neo4j.uri).stdout == citykg(*ask, "--kb", "bundled").stdout
        told = citykg("load", "--store", stopped_neo4j.uri, "--kb", "bundled").stdout
        assert told.startswith("Nothing to change."), told


TEXTS = st.one_of(
    st.text(alphabet=st.sampled_from("\"'\\,;|~ \t\n\r[]{}=#aé川😀\u3000\u0085\u2028\ue000\x00\x1f"), max_size=12),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(["", " ", '""', "\\", '\\"', "null", "true", "~empty", "|", "\r\n", "1", "-0.0"]),
)
NUMBERS = st.integers(-(2**63), 2**63 - 1)
PROPERTIES = st.fixed_dictionaries(
    {"name": TEXTS},
    optional={
        "note": TEXTS,
        "aliases": st.lists(TEXTS, max_size=3),
        'code_a, `b"c:d': st.lists(TEXTS, max_size=1),
        "asserted": st.lists(NUMBERS, min_size=1, max_size=3),
        "lat": st.floats(allow_nan=False, allow_infinity=False),
        "population": NUMBERS,
        "contested": st.booleans(),
    },
)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Nodes and edges with texts that a CSV file or a command line could spoil."""
    graph = Graph()
    for number, properties in enumerate(draw(st.lists(PROPERTIES, min_size=40, max_size=80))):
        id = f"city:{number}" + draw(st.sampled_from(["", ";", "|", "川", "~\\"]))
        graph.add_node(id, labels=draw(st.sampled_from([("City", "Place"), ("Sector",)])), id=id, **properties)
    ids = list(graph)
    for properties in draw(st.lists(PROPERTIES, min_size=40, max_size=80)):
        start, end = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
        graph.add_edge(start, end, type=draw(st.sampled_from(["LINKED", "ABOUT"])), **properties)
    return graph


@settings(
    max_examples=2,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(graph=graphs())
def test_every_text_list_and_number_survives(
    stopped_neo4j: JavaServer, tmp_path_factory: pytest.TempPathFactory, graph: Graph
) -> None:
    folder = tmp_path_factory.mktemp("export") / "out"
    export(copied(graph), "f00d", folder)
    server = JavaServer(stopped_neo4j.line, tmp_path_factory.mktemp("neo4j"))
    with as_exported(server, folder), server.driver() as driver:
        with driver.session() as session:
            assert read_state(session) == State("f00d", content_of(graph).digest())
        counts = load(driver, None, content_of(graph), "f00d", lambda step, done, whole: None)
    assert not counts.writes, counts


def test_a_text_of_many_megabytes_survives(stopped_neo4j: JavaServer, tmp_path: Path) -> None:
    graph = Graph()
    graph.add_node("document:d", labels=("Document",), id="document:d", note="川" * 3_000_000)
    assert "--read-buffer-size=" in export(copied(graph), "f00d", tmp_path / "out").command
    with as_exported(stopped_neo4j, tmp_path / "out"):
        [row] = stopped_neo4j.run("MATCH (d:Document) RETURN size(d.note) AS size")
    assert row == {"size": 3_000_000}


def test_a_break_of_line_is_told_to_the_importer_and_only_then(tmp_path: Path) -> None:
    graph = Graph()
    graph.add_node("city:a", labels=("City", "Place"), id="city:a", note="one")
    assert "--multiline-fields" not in export(copied(graph), "f00d", tmp_path / "one").command
    graph.nodes["city:a"]["note"] = "one\ntwo"
    assert "--multiline-fields=true" in export(copied(graph), "f00d", tmp_path / "two").command


def test_a_property_of_two_types_is_a_fault_of_the_program(tmp_path: Path) -> None:
    graph = Graph()
    graph.add_node("city:a", labels=("City", "Place"), id="city:a", population=1)
    graph.add_node("city:b", labels=("City", "Place"), id="city:b", population=1.5)
    with pytest.raises(TypeError, match="population"):
        export(copied(graph), "f00d", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["code_a(b)", "code_{a}", "code_a\nb"])
def test_a_name_of_a_property_that_the_importer_would_cut_is_a_sentence(tmp_path: Path, name: str) -> None:
    graph = Graph()
    graph.add_node("sector:a", labels=("Sector",), id="sector:a", **{name: ["1"]})
    with pytest.raises(QuestionError, match="does not read a property called"):
        export(copied(graph), "f00d", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_graph_that_is_exported_as_it_is_built_has_the_digest_of_the_whole_one(tmp_path: Path) -> None:
    facts, tables = facts_of(SMALL).facts, Tables(tmp_path)
    build(facts, tables)
    graph = graph_of(facts)
    assert str(tables.digest) == content_of(graph).digest()
    assert (len(tables), tables.relationships) == (graph.number_of_nodes(), graph.number_of_edges())


# The folder


def test_the_command_is_printed_and_what_comes_after_it_is_told(tmp_path: Path) -> None:
    result = citykg("export", "neo4j", str(tmp_path / "out"), "--kb", str(SMALL))
    assert result.stdout.startswith("neo4j-admin database import full neo4j \\\n")
    assert result.stdout.rstrip() == export(copied(graph_of(facts_of(SMALL).facts)), "f00d", tmp_path / "again").command
    assert "cypher-shell -f schema.cypher" in result.stderr


def test_the_script_gives_its_arguments_to_the_importer(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/neo4j-admin"
    program.write_text('#!/bin/sh\npwd\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    citykg("export", "neo4j", str(tmp_path / "out"), "--kb", str(SMALL))
    environment = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}
    script = ["sh", str(tmp_path / "out/import.sh")]
    plain, more = (
        subprocess.run([*script, *given], env=environment, capture_output=True, text=True, check=True).stdout.split(
            "\n"
        )
        for given in ([], ["other one", "--overwrite-destination"])
    )
    assert plain[:5] == [str(tmp_path / "out"), "database", "import", "full", "neo4j"]
    assert more[4:6] == ["other one", "--overwrite-destination"]
    files = {word.partition("=./")[2] for word in plain if "=./" in word}
    assert files == {file.name for file in (tmp_path / "out").glob("*.csv")}


def test_an_empty_folder_is_taken_and_any_other_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert citykg("export", "neo4j", str(tmp_path / "empty"), "--kb", str(SMALL)).exit_code == 0
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine", encoding="utf-8")
    for taken in (tmp_path / "full", tmp_path / "full/mine.txt"):
        result = citykg("export", "neo4j", str(taken), "--kb", str(SMALL))
        assert (result.exit_code, result.stdout) == (1, "")
        assert "is there already and not an empty folder" in result.stderr
    assert [file.name for file in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = citykg("export", "neo4j", str(tmp_path / "file/inside"), "--kb", str(SMALL))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")


def test_facts_with_faults_write_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/facts.yaml").write_text("places: [{id: city:k, lat: x}]", encoding="utf-8")
    result = citykg("export", "neo4j", str(tmp_path / "out"), "--kb", str(tmp_path / "bad"))
    assert result.exit_code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad"]


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_killed_export_leaves_nothing_under_its_name(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("citykg")
    process = subprocess.Popen([program, "export", "neo4j", tmp_path / "out"], stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while process.poll() is None and not list(tmp_path.iterdir()) and time.monotonic() < end:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "out/schema.cypher").exists() or process.returncode == 0
    assert all(path.name.startswith("out.part-") for path in tmp_path.iterdir() if path.name != "out")
