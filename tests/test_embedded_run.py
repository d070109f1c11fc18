"""Anybody's queries on the embedded store: what stops them, and that the next one is answered whatever happened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from kg.knowledge_base import KnowledgeBase, open_kb
from kg.stores.base import Fetched
from kg.stores.cache import Cache
from kg.stores.embedded import Embedded
from schema.errors import CypherError, FactsError, StoreError

ROOT = Path(__file__).parent.parent
SMALL_GRAPH = Path(__file__).parent / "small_graph"
ENDLESS = "RETURN size([x IN range(1, 1000000) | size([y IN range(1, 1000000) | y])]) AS n"
"""Nothing but the end of its process ends this."""


@pytest.fixture(scope="module", name="kb")
def fixture_kb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CITYKG_MEMORY", "256")
        with open_kb(SMALL_GRAPH, cache=Cache(tmp_path_factory.mktemp("cache"))) as kb:
            yield kb


def run(kb: KnowledgeBase, query: str, limit: int | None = 100, seconds: float = 300, **parameters: object) -> Fetched:
    return kb.store.run(query, parameters, limit=limit, timeout=seconds)


def is_answered(kb: KnowledgeBase) -> bool:
    return run(kb, "MATCH (c:City) RETURN count(c) AS n").rows == [(7,)]


def serving(kb: KnowledgeBase) -> subprocess.Popen[str]:
    """The process that answers queries."""
    assert isinstance(kb.store, Embedded)
    child = kb.store._confined._child
    assert child
    return child._process


def lives(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return (
            "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text() if Path("/proc/self/status").exists() else True
        )
    return False


def within(seconds: float, is_so: Callable[[], bool]) -> bool:
    """Whether something becomes so before the seconds are over."""
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.1)
    return is_so()


# What stops a query


def test_a_query_that_does_not_end_is_stopped_and_the_next_is_answered(kb: KnowledgeBase) -> None:
    with pytest.raises(CypherError) as stopped:
        run(kb, ENDLESS, seconds=1.5)
    assert stopped.value.what == "The query ran longer than 1.5 s and was stopped."
    assert stopped.value.mend == "--timeout 6 allows more; a narrower pattern needs less."
    assert is_answered(kb)


@pytest.mark.parametrize(
    "query",
    [
        "RETURN reduce(t = 'abcdefgh', i IN range(1, 60) | t + t) AS t",
        "MATCH (a), (b), (c), (d), (e), (f) RETURN collect([a, b, c, d, e, f]) AS all",
    ],
)
def test_a_query_that_needs_too_much_memory_is_stopped_and_the_next_is_answered(query: str, kb: KnowledgeBase) -> None:
    with pytest.raises(CypherError) as stopped:
        run(kb, query)
    assert stopped.value.what == "The query needed more than 256 MB of memory and was stopped."
    assert stopped.value.mend.startswith("CITYKG_MEMORY=512 allows more")
    assert is_answered(kb)


def test_ctrl_c_stops_a_query_and_the_next_is_answered(kb: KnowledgeBase) -> None:
    assert is_answered(kb)
    process = serving(kb)
    clock = Timer(1, os.kill, [os.getpid(), signal.SIGINT])
    clock.start()
    with pytest.raises(KeyboardInterrupt):
        run(kb, ENDLESS)
    assert process.returncode is not None
    assert is_answered(kb)


def test_a_result_that_is_cut_is_not_computed_to_its_end(kb: KnowledgeBase) -> None:
    rows = "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN x, y"
    assert is_answered(kb)
    process = serving(kb)
    found = run(kb, rows, limit=3, seconds=60)
    assert (found.rows, found.truncated) == ([(1, 1), (1, 2), (1, 3)], True)
    assert is_answered(kb)
    assert serving(kb) is process


def test_a_process_killed_between_two_queries_is_not_missed(kb: KnowledgeBase) -> None:
    assert is_answered(kb)
    serving(kb).kill()
    serving(kb).wait()
    assert is_answered(kb)


def test_a_process_killed_during_a_query_is_told_and_the_next_is_answered(kb: KnowledgeBase) -> None:
    assert is_answered(kb)
    Timer(1, serving(kb).kill).start()
    with pytest.raises(StoreError, match="ended from outside"):
        run(kb, ENDLESS)
    assert is_answered(kb)


def test_a_query_that_wrote_is_refused_and_nothing_of_it_is_left(kb: KnowledgeBase) -> None:
    labels = run(kb, "CALL db.labels() YIELD label RETURN label ORDER BY label").rows
    for query in ("MATCH (c:City) SET c.seen = 1 RETURN c", "CREATE (:Invented)", "MATCH (c:City) DETACH DELETE c"):
        with pytest.raises(CypherError, match="This query writes"):
            run(kb, query)
    assert run(kb, "MATCH (c:City) RETURN count(c) AS n, count(c.seen) AS seen").rows == [(7, 0)]
    assert run(kb, "CALL db.labels() YIELD label RETURN label ORDER BY label").rows == labels


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (2**63, "whole number of more than 64 bits"),
        ([{"deep": -(2**63) - 1}], "whole number of more than 64 bits"),
        ({1, 2}, "is or holds a set"),
        (object(), "is or holds a object"),
        ("\ud800", "half a character"),
        ({1: 2}, 'the key "1", which is no text'),
    ],
)
def test_a_parameter_that_cannot_be_sent_is_named(value: object, what: str, kb: KnowledgeBase) -> None:
    with pytest.raises(CypherError, match='parameter "wrong"') as refused:
        run(kb, "RETURN $wrong AS wrong", right=1, wrong=value)
    assert what in refused.value.what


def test_a_value_that_python_has_none_for_is_told(kb: KnowledgeBase) -> None:
    with pytest.raises(CypherError, match="beyond the years 1 to 9999"):
        run(kb, "RETURN date('+10000-01-01') AS day")


# Processes


def test_several_threads_take_turns(kb: KnowledgeBase) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: run(kb, "RETURN $n AS n", n=n).rows, range(12)))
    assert found == [[(n,)] for n in range(12)]


def test_each_engine_is_started_by_the_first_query_for_it(tmp_path: Path) -> None:
    with open_kb(SMALL_GRAPH, cache=Cache(tmp_path)) as kb:
        [copy] = [path for path in (tmp_path / "copies").iterdir() if path.is_dir()]

        def served() -> int:
            return sum(path.name != "original" for path in copy.iterdir())

        assert served() == 0
        assert is_answered(kb)
        assert served() == 1
        assert kb.read("RETURN 1 AS one") == [{"one": 1}]
        assert served() == 2
    assert list((tmp_path / "copies").iterdir()) == []


def test_faults_are_told_when_a_knowledge_base_is_opened(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("places: [{id: nowhere}]", encoding="utf-8")
    with pytest.raises(FactsError), open_kb(tmp_path, cache=Cache(tmp_path / "cache")):
        pass


def test_what_is_served_stays_when_the_cache_forgets_its_database(tmp_path: Path) -> None:
    with open_kb(SMALL_GRAPH, cache=Cache(tmp_path)) as kb:
        for store in (tmp_path / "stores").iterdir():
            store.rename(tmp_path / "forgotten")
        assert is_answered(kb)
        assert kb.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_closed_knowledge_base_says_so(tmp_path: Path) -> None:
    with open_kb(SMALL_GRAPH, cache=Cache(tmp_path)) as kb:
        assert is_answered(kb)
        process = serving(kb)
    assert process.returncode is not None
    with pytest.raises(StoreError, match="is closed"):
        is_answered(kb)


@pytest.mark.parametrize("wrong", ["much", "63", "-5", "2 GB"])
def test_a_memory_that_is_no_number_of_megabytes_is_a_sentence(
    wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITYKG_MEMORY", wrong)
    with (
        open_kb(SMALL_GRAPH, cache=Cache(tmp_path)) as kb,
        pytest.raises(StoreError, match=f"CITYKG_MEMORY is {wrong}"),
    ):
        is_answered(kb)


def test_the_password_is_no_argument_of_the_process(kb: KnowledgeBase) -> None:
    assert is_answered(kb)
    assert serving(kb).args == [sys.executable, "-P", "-m", "kg.stores.serving"]


PROGRAM = """
import sys
from pathlib import Path
from kg.knowledge_base import open_kb
with open_kb(sys.argv[1]) as kb:
    kb.store.run("RETURN 1 AS one", limit=1, timeout=60)
    print(kb.store._confined._child._process.pid, flush=True)
    print(kb.store.run(sys.argv[2], limit=1, timeout=300).rows, flush=True)
"""


def start(query: str, cache: Path, **settings: Any) -> subprocess.Popen[str]:
    """A process that says which process answers it, and then the answer to a query."""
    return subprocess.Popen(
        [sys.executable, "-P", "-c", PROGRAM, str(SMALL_GRAPH), query],
        env={**os.environ, "CITYKG_CACHE": str(cache), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **settings,
    )


def first_line(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def test_a_process_killed_takes_the_other_with_it_and_the_next_clears_its_copy(tmp_path: Path) -> None:
    with start(ENDLESS, tmp_path) as process:
        child = first_line(process)
        process.kill()
    assert within(20, lambda: not lives(child))
    assert list((tmp_path / "copies").iterdir())
    with start("RETURN 1 AS one", tmp_path) as process:
        assert process.wait(60) == 0
    assert list((tmp_path / "copies").iterdir()) == []


def test_ctrl_c_at_a_terminal_ends_both_processes_and_leaves_nothing(tmp_path: Path) -> None:
    with start(ENDLESS, tmp_path, start_new_session=True) as process:
        child = first_line(process)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert said.endswith("KeyboardInterrupt\n")
    assert not lives(child)
    assert list((tmp_path / "copies").iterdir()) == []


def test_two_processes_at_once_answer_each_its_own(tmp_path: Path) -> None:
    with start("RETURN 'one' AS n", tmp_path) as one, start("RETURN 'two' AS n", tmp_path) as two:
        said = [process.communicate(timeout=60) for process in (one, two)]
    assert [told.splitlines()[1] for told, _ in said] == ["[('one',)]", "[('two',)]"]
    assert [noise for _, noise in said] == ["", ""]


def test_a_folder_that_shadows_our_own_names_is_not_looked_at(tmp_path: Path) -> None:
    for name in ("kg", "schema", "arcadedb"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('imported from the folder')", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('imported from the folder')", encoding="utf-8")
    with start("RETURN 1 AS one", tmp_path / "cache", cwd=tmp_path) as process:
        told, noise = process.communicate(timeout=60)
    assert (told.splitlines()[1:], noise) == (["[(1,)]"], "")
