"""The folder of built databases: many commands at once, a command killed at any moment, and nothing left behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.knowledge_base import open_kb
from kg.stores.cache import KEPT, Cache
from schema.errors import StoreError

ROOT = Path(__file__).parent.parent
SMALL_GRAPH = Path(__file__).parent / "small_graph"
QUESTION = ["ask", "three-city", "--city", "city:k", "--format", "json"]


def run(*arguments: str, cache: Path, driver: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`citykg` in a process of its own; `driver` is Python that runs before it."""
    program = f"{driver}\nfrom kg.cli import main\nmain(prog_name='citykg')"
    settings = {**os.environ, "CITYKG_CACHE": str(cache), **environment}
    settings = {name: value for name, value in settings.items() if value or name not in environment}
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=settings,
        capture_output=True,
        timeout=60,
        check=False,
    )


def ask(cache: Path, kb: Path = SMALL_GRAPH, *more: str, **environment: str) -> bytes:
    """The answer's bytes."""
    told = run(*QUESTION, "--kb", str(kb), *more, cache=cache, **environment)
    assert told.returncode == 0, told.stderr.decode()
    return told.stdout


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The answer about the small graph, from a cache that was empty and is used by this alone."""
    said = ask(tmp_path_factory.mktemp("alone"))
    assert json.loads(said)["found"] == 14
    return said


def stores(cache: Path) -> list[str]:
    return sorted(path.name for path in (cache / "stores").iterdir())


def copies(cache: Path) -> list[str]:
    return sorted(path.name for path in (cache / "copies").iterdir())


def test_eight_commands_at_once_on_an_empty_cache_print_the_same_bytes(tmp_path: Path, answer: bytes) -> None:
    command = [sys.executable, "-m", "kg.cli", *QUESTION, "--kb", str(SMALL_GRAPH)]
    environment = {**os.environ, "CITYKG_CACHE": str(tmp_path)}

    def one(_: int) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False)

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(one, range(8)))
    assert [(process.returncode, process.stderr) for process in told] == [(0, b"")] * 8
    assert {process.stdout for process in told} == {answer}
    assert len(stores(tmp_path)) == 1
    assert copies(tmp_path) == []


# What is patched so that the process kills itself, and what it has left in the cache by then.
KILL = "import os, signal\ndef die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)\n"
PHASES = {
    "after the facts are read": "import kg.graph\nkg.graph.graph_of = die",
    "while the nodes are written": "import kg.stores.writing as e\ne._write_edges = die",
    "after the rows are written, before the database is closed": (
        "import kg.stores.writing as e\nthen = e._write_edges\n"
        "def write(graph, batch, rids):\n    then(graph, batch, rids)\n    batch.__exit__(None, None, None)\n    die()\n"
        "e._write_edges = write"
    ),
    "after the database is closed, before it has its name": (
        "import kg.stores.writing as e, kg.knowledge_base as k\nthen = e.write\n"
        "def write(*arguments):\n    then(*arguments)\n    die()\n"
        "e.write = k.write = write"
    ),
    "after it has its name": "from kg.stores.cache import Cache\nCache._forget = die",
    "while it is copied": (
        "import shutil\nthen = shutil.copytree\n"
        "def copy(source, target, **how):\n    then(source, target, **how)\n    (target / 'schema.json').unlink()\n    die()\n"
        "shutil.copytree = copy"
    ),
    "while the copy to serve is made": (
        "import kg.stores.embedded as e\nthen = e.to_serve\n"
        "def copy(root):\n    (then(root) / 'databases/kg/schema.json').write_text('')\n    die()\n"
        "e.to_serve = copy"
    ),
    "before the copy is served": "import kg.stores.embedded as e\ne.serve = die",
    "while the copy is served": "from kg.stores.embedded import Embedded\nEmbedded.read = die",
    "after the answer, before the copy is cleared away": "from kg.stores.embedded import Embedded\nEmbedded.close = die",
}


@pytest.mark.parametrize("phase", PHASES)
def test_a_command_killed_at_any_moment_leaves_nothing_that_the_next_takes_for_finished(
    phase: str, tmp_path: Path, answer: bytes
) -> None:
    killed = run(*QUESTION, "--kb", str(SMALL_GRAPH), cache=tmp_path, driver=KILL + PHASES[phase])
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert copies(tmp_path), "the dead process left its copy"
    assert ask(tmp_path) == answer
    assert copies(tmp_path) == []
    assert len(stores(tmp_path)) == 1
    assert not stores(tmp_path)[0].startswith("building-")


def test_a_driver_that_patches_nothing_kills_nothing(tmp_path: Path, answer: bytes) -> None:
    told = run(*QUESTION, "--kb", str(SMALL_GRAPH), cache=tmp_path, driver=KILL)
    assert (told.returncode, told.stdout) == (0, answer)


def test_a_process_that_serves_a_copy_keeps_it_while_others_come_and_go(tmp_path: Path) -> None:
    with open_kb(SMALL_GRAPH, cache=Cache(tmp_path)) as kb:
        mine = copies(tmp_path)
        ask(tmp_path)
        assert copies(tmp_path) == mine
        assert kb.read("MATCH (p:Partnership) RETURN count(p) AS n") == [{"n": 12}]
    assert copies(tmp_path) == []


# What is kept


def write_facts(folder: Path, year: int) -> Path:
    """The smallest facts with an option, whose date is the year."""
    folder.mkdir(exist_ok=True)
    proof = "evidence: [{document: document:d, place: p}]"
    ties = [f"{{id: partnership:k{name}, kind: sister_city, parties: [city:k, city:{name}], {proof}}}" for name in "ab"]
    lines = [
        f"documents: [{{id: document:d, kind: register, date: {year}}}]",
        "places: [{id: city:k}, {id: city:a}, {id: city:b}]",
        f"partnerships: [{', '.join(ties)}]",
    ]
    (folder / "facts.yaml").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_the_last_two_databases_used_are_kept(tmp_path: Path) -> None:
    built: list[str] = []
    cache = tmp_path / "cache"
    for year in (2001, 2002, 2003, 2004):
        with open_kb(write_facts(tmp_path / "facts", year), cache=Cache(cache)) as kb:
            assert kb.read("MATCH (d:Document) RETURN d.on AS on") == [{"on": str(year)}]
        built += [store for store in stores(cache) if store not in built]
        assert stores(cache) == sorted(built[-KEPT:])
    assert KEPT == 2
    assert len(built) == 4


def test_what_was_used_last_is_kept_not_what_was_built_last(tmp_path: Path) -> None:
    cache = tmp_path / "cache"

    def use(year: int) -> set[str]:
        before = set(stores(cache)) if cache.exists() else set()
        with open_kb(write_facts(tmp_path / "facts", year), cache=Cache(cache)):
            return set(stores(cache)) - before

    [first], [second] = use(2001), use(2002)
    for age, store in enumerate((first, second), start=1):
        os.utime(cache / "stores" / store, (age, age))
    assert use(2001) == set()
    [third] = use(2003)
    assert stores(cache) == sorted([first, third])


def test_a_changed_fact_changes_the_answer(tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts", 2001)
    before = json.loads(ask(tmp_path / "cache", facts))
    after = json.loads(ask(tmp_path / "cache", write_facts(facts, 2002)))
    assert (before["as_of"], after["as_of"]) == ("2001", "2002")
    assert before["facts_version"] != after["facts_version"]
    assert json.loads(ask(tmp_path / "cache", write_facts(facts, 2001))) == before


def test_a_renamed_file_or_a_folder_elsewhere_gives_the_same_answer(tmp_path: Path) -> None:
    one, other = write_facts(tmp_path / "one", 2001), write_facts(tmp_path / "other", 2001)
    first = ask(tmp_path / "cache", one)
    assert ask(tmp_path / "cache", other) == first
    (other / "facts.yaml").rename(other / "more.yaml")
    renamed, original = (json.loads(text) for text in (ask(tmp_path / "cache", other), first))
    assert {**renamed, "facts_version": ""} == {**original, "facts_version": ""}


# Nothing elsewhere


def test_nothing_is_written_outside_the_cache(tmp_path: Path) -> None:
    home, temporary, facts = tmp_path / "home", tmp_path / "temporary", write_facts(tmp_path / "facts", 2001)
    for folder in (home, temporary):
        folder.mkdir()
    places = {
        name: str(home / name.lower())
        for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    }
    places |= {"HOME": str(home), "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}
    before = everything(ROOT, facts)
    ask(tmp_path / "cache", facts, **places)
    assert everything(home, temporary) == {str(home), str(temporary)}
    assert everything(ROOT, facts) - before == set()


def test_without_a_setting_the_cache_is_the_users(tmp_path: Path) -> None:
    places = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    told = run(*QUESTION, "--kb", str(SMALL_GRAPH), cache=Path(), **places, CITYKG_CACHE="")
    assert told.returncode == 0, told.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["citykg"]


def everything(*folders: Path) -> set[str]:
    """Every path in the folders but what others of the repository write meanwhile."""
    others = {
        ".git",
        ".venv",
        ".hypothesis",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        "__pycache__",
        "tests",
        "docs",
    }
    found = set()
    for folder in folders:
        for root, inner, files in os.walk(folder):
            inner[:] = [name for name in inner if folder != ROOT or name not in others]
            found |= {root, *(os.path.join(root, name) for name in files)}
    return found


def test_the_cache_is_for_its_owner_alone(tmp_path: Path) -> None:
    with open_kb(SMALL_GRAPH, cache=Cache(tmp_path)):
        for folder in ("stores", "copies", "log"):
            assert (tmp_path / folder).stat().st_mode & 0o077 == 0


# Reading only


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (:City {id: 'city:new'})",
        "MATCH (c:City) SET c.name_en = 'gone' RETURN c.id AS id",
        "MATCH (n) DETACH DELETE n",
        "MERGE (c:City {id: 'city:new'}) RETURN c.id AS id",
        "MATCH (a:City), (b:City) CREATE (a)-[:LINKED]->(b)",
        "MATCH (c:City) REMOVE c.name_en",
    ],
)
def test_a_query_that_writes_is_refused_and_changes_nothing(query: str, tmp_path: Path) -> None:
    counted = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS edges, count(n.name_en) AS names"
    with open_kb(SMALL_GRAPH, cache=Cache(tmp_path)) as kb:
        before = kb.read(counted)
        assert before[0]["nodes"] > 40
        with pytest.raises(StoreError) as refused:
            kb.read(query)
        assert "This query writes" in str(refused.value)
        assert "Change the facts files" in str(refused.value)
        assert kb.read(counted) == before
    with open_kb(SMALL_GRAPH, cache=Cache(tmp_path)) as kb:
        assert kb.read(counted) == before


def test_a_new_index_or_label_dies_with_the_copy(tmp_path: Path) -> None:
    with open_kb(SMALL_GRAPH, cache=Cache(tmp_path)) as kb, pytest.raises(StoreError):
        kb.read("CREATE (:Invented {id: 'x'})")
    with open_kb(SMALL_GRAPH, cache=Cache(tmp_path)) as kb:
        labels = {row["label"] for row in kb.read("CALL db.labels() YIELD label RETURN label")}
    assert "City" in labels
    assert "Invented" not in labels


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "file:///etc/passwd", "http://127.0.0.1:9/x.csv", "/etc/hostname"]
)
def test_no_query_reads_files_or_other_hosts(address: str, small: Callable[[str], object]) -> None:
    with pytest.raises(StoreError):
        small(f"LOAD CSV FROM '{address}' AS line RETURN line")


def test_a_query_with_a_fault_is_told(small: Callable[[str], object]) -> None:
    with pytest.raises(StoreError, match="The query failed"):
        small("MATCH (n RETURN n")


@pytest.fixture(name="small")
def read_small(tmp_path: Path) -> Callable[[str], object]:
    def read(query: str) -> object:
        with open_kb(SMALL_GRAPH, cache=Cache(tmp_path)) as kb:
            return kb.read(query)

    return read


def test_a_store_that_is_cleared_away_while_it_is_copied_is_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, copytree = Cache(tmp_path / "cache"), shutil.copytree
    built: list[Path] = []

    def build(target: Path) -> None:
        built.append(target)
        target.mkdir()
        (target / "data").write_text("x", encoding="utf-8")

    def cleared_once(source: Path, target: Path, copy_function: Callable[[str, str], None]) -> None:
        if len(built) == 1:
            shutil.rmtree(source)
        copytree(source, target, copy_function=copy_function)

    monkeypatch.setattr(shutil, "copytree", cleared_once)
    with cache.copy("key", build) as root:
        assert (root / "original" / "data").read_text(encoding="utf-8") == "x"
    assert len(built) == 2


def test_a_knowledge_base_that_is_closed_says_so_by_a_store_error() -> None:
    with open_kb(SMALL_GRAPH) as kb:
        pass
    with pytest.raises(StoreError):
        kb.read("RETURN 1 AS one")
