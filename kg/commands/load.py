"""`citykg load`: a knowledge base into a Neo4j."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from kg.commands.options import ask_password, database_option, facts_option, store_option


@click.command()
@facts_option
@store_option
@database_option
def load(kb: tuple[str, ...], store: str | None, database: str | None) -> None:
    """Load the facts into a Neo4j, and keep what is there in step with them.

    Only what differs is written, and only what citykg wrote is ever changed or deleted. A load that was broken off is
    taken up by the next.
    """
    from kg.loading import load_kb

    with _progress() as tell:
        counts = load_kb(*kb, store=store, database=database, ask_password=ask_password(), tell=tell)
    done = (
        f"Wrote {counts.created}, changed {counts.changed}, deleted {counts.deleted}"
        if counts.writes
        else "Nothing to change"
    )
    click.echo(f"{done}. The store has {counts.nodes} nodes and {counts.relationships} relationships.")


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A function that shows a step, how far it is and of how much, on a terminal's stderr."""
    if not sys.stderr.isatty():
        yield lambda step, done, whole: None
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=None)

    def tell(step: str, done: int, whole: int) -> None:
        bar.start()  # not before: a password may be asked for first
        bar.update(task, description=step, completed=done, total=whole or None)

    try:
        yield tell
    finally:
        bar.stop()
