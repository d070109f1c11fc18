"""`citykg check | init | schema`: what one does with folders of facts."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import Chosen, asked, console, format_option, kb_option, lang_option, print_json


@click.command()
@click.argument("folders", nargs=-1, metavar="[DIR]...")
def check(folders: tuple[str, ...]) -> None:
    """Check folders of facts, together as one knowledge base; every fault is told with file, line and column."""
    from kg.knowledge_base import check_kb

    counts, remarks = check_kb(*folders)
    for remark in remarks:
        click.echo(f"Note: {remark}", err=True)
    said = [f"{number} {section}" for section, number in counts.items() if number]
    click.echo(f"No fault. {', '.join(said) or 'No record'}.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def init(folder: Path) -> None:
    """Write a commented example of a folder of facts, to change into one's own."""
    from kg.knowledge_base import write_example

    write_example(folder)
    click.echo(f"Wrote an example to {folder}. Next:", err=True)
    click.echo(f"  citykg check {folder}\n  citykg ask three-city --kb {folder} --city 甲市", err=True)


@click.command()
@click.option("--graph", is_flag=True, help="Show what a knowledge base's graph consists of instead.")
@kb_option
@lang_option
@format_option("table", "json")
def schema(graph: bool, kb: Chosen, lang: str, format_: str) -> None:
    """Print the JSON Schema of a facts file, for editors that complete and check.

    With --graph: labels, relationship types and properties of a knowledge base, each with type, count and an example.
    """
    if not graph:
        from schema.json_schema import facts_schema

        click.echo(facts_schema(), nl=False)
        return
    from kg.cypher.graph_schema import graph_schema

    with asked(kb) as opened:
        found = graph_schema(opened.store)
    if format_ == "json":
        print_json(found.as_json())
        return
    from visualize.graph_schema_text import write_graph_schema

    write_graph_schema(found, console(), lang)
