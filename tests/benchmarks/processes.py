"""Whole processes: `ask three-city` beside a process that only imports the libraries it stands on."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

RUNS = 7
Row = tuple[str, str, str, str, str, str]
ASK = ["-m", "kg.cli", "ask", "three-city", "--city", "川崎市", "--sector", "環境", "--format", "json"]
SHOW = ["-m", "kg.cli", "show", "川崎市", "--format", "json"]
PEER = ["-c", "import neo4j, pydantic, click, networkx"]


def process_rows(folder: Path) -> Iterator[Row]:
    """The warm question, the largest dossier and the first build, each in pairs with the peer."""
    warm = folder / "warm"
    _seconds(ASK, warm)
    pairs = [(_seconds(ASK, warm), _seconds(PEER, warm)) for _ in range(RUNS)]
    yield row("ask three-city, warm, whole process", "python -c 'import neo4j, pydantic, click, networkx'", pairs, 3)
    pairs = [(_seconds(SHOW, warm), _seconds(PEER, warm)) for _ in range(RUNS)]
    yield row("show 川崎市, warm, whole process", "the same", pairs, 3)
    pairs = [(_seconds(ASK, folder / f"cold{run}"), _seconds(PEER, warm)) for run in range(RUNS)]
    yield row("ask three-city, first build, whole process", "the same", pairs, 10)


def row(what: str, peer: str, pairs: list[tuple[float, float]], most: float) -> Row:
    """A row of the table from pairs of seconds; the ratio is the median of the pairs' ratios."""
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    return what, peer, f"{ours:.3f}", f"{theirs:.3f}", f"{ratio:.2f}", f"{most:g}"


def _seconds(arguments: list[str], cache: Path) -> float:
    start = time.perf_counter()
    environment = {**os.environ, "CITYKG_CACHE": str(cache)}
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start
