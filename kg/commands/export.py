"""`citykg export`: a knowledge base as files for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import facts_option, progress


@click.group()
def export() -> None:
    """Write a knowledge base as files for another program."""


@export.command("neo4j")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@facts_option
def neo4j(folder: Path, kb: tuple[str, ...]) -> None:
    """Write CSV files for Neo4j's bulk importer into a new folder.

    Prints the command that imports them into a stopped server. When it has started again, DIR/schema.cypher makes of
    them what `citykg load` would have made.
    """
    from kg.exporting.neo4j_csv import export_kb

    with progress() as tell:
        done = export_kb(folder, *kb, tell=tell)
    click.echo(f"Wrote {folder}: {done.nodes} nodes and {done.relationships} relationships.", err=True)
    click.echo("Import them where the Neo4j is, while it is stopped (or: sh import.sh):", err=True)
    click.echo(done.command)
    click.echo("Then start it, run schema.cypher, and see that nothing is amiss:", err=True)
    click.echo("  cypher-shell -f schema.cypher\n  citykg load --store bolt://127.0.0.1:7687", err=True)
