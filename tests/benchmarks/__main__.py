"""`make bench`: every figure is a ratio against a named peer, measured in one run, side by side."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from engines import engine_rows
from finder import finder_rows
from large import large_rows
from loads import load_rows
from processes import process_rows
from rich.console import Console
from rich.table import Table

NETWORK = (
    Path(os.environ.get("CITYKG_SHARED", Path(__file__).parents[3] / "shared")) / "networks" / "wikidata-twinned-2016"
)


def main() -> None:
    """Run all benchmarks and print one table."""
    table = Table(title="citykg, measured against its peers (medians of one run)")
    for heading in ("what", "peer", "ours, s", "peer, s", "ratio", "at most"):
        table.add_column(heading)
    with tempfile.TemporaryDirectory(prefix="citykg-bench-") as folder:
        for row in process_rows(Path(folder)):
            table.add_row(*row)
        for rows in (finder_rows, engine_rows, load_rows, large_rows):
            for row in rows(Path(folder) / rows.__name__, NETWORK):
                table.add_row(*row)
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
