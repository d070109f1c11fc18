"""`citykg cypher`: a query of one's own, from the command line, a file or stdin, or at a prompt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import Chosen, asked, console, format_option, kb_option, lang_option, print_json
from kg.commands.query_text import at_a_terminal, parameters_option, text_of
from kg.cypher.limits import LONGEST, ROWS, SECONDS

if TYPE_CHECKING:
    from kg.cypher.answer import CypherAnswer

_WORDS = {
    "cut": (
        "Only the first {rows} shown; --limit 0 shows all.",
        "最初の{n}行だけを示しています。すべて見るには --limit 0",
    ),
    "none": ("No row.", "該当する行はありません。"),
    "no graph": (
        "No row holds a node or relationship; RETURN them whole to get a graph.",
        "ノードも関係もありません。グラフにするには、ノードや関係をそのまま RETURN してください。",
    ),
}


@click.command()
@click.argument("text", required=False)
@click.option(
    "--file", type=click.Path(path_type=Path), metavar="FILE", help="Read the query from a file; - for stdin."
)
@parameters_option
@kb_option
@click.option("--limit", type=click.IntRange(min=0), default=ROWS, show_default=True, help="How many rows; 0 for all.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, max=LONGEST, min_open=True),
    default=SECONDS,
    show_default=True,
    help="After how many seconds to give up.",
)
@lang_option
@format_option("table", "json", "csv", "graph")
def cypher(text: str | None, file: Path | None, kb: Chosen, lang: str, format_: str, **options: Any) -> None:
    """Ask a query of your own in Cypher (TEXT, - for stdin); a knowledge base is only read.

    Without TEXT at a terminal: a prompt with history and completion. Rows go to stdout; `graph` is every node and
    relationship in them, as JSON.
    """
    if text is None and file is None and at_a_terminal():
        _converse(kb, lang, format_, **options)
        return
    query = text_of(text, file)
    with asked(kb) as opened:
        answer = opened.cypher(query, **options)
    print_answer(answer, format_, lang)


def _converse(kb: Chosen, lang: str, format_: str, **options: Any) -> None:
    """Open the prompt."""
    from platformdirs import user_state_path

    from kg.commands.prompt import converse, session_of
    from kg.commands.prompt_commands import Asking

    asking = Asking(format=format_, lang=lang, **options)
    with asked(kb) as opened:
        converse(opened, asking, session_of(opened, asking, user_state_path("citykg", appauthor=False)))


def print_answer(answer: CypherAnswer, format_: str, lang: str) -> None:
    """Print an answer to stdout, and what is worth knowing about it to stderr."""
    for warning in answer.warnings:
        click.echo(f"Warning: {warning.told(lang)}", err=True)
    if format_ == "json":
        print_json(answer.as_json())
    elif format_ == "graph":
        graph = answer.as_graph()
        print_json(graph)
        if answer.rows and not graph["nodes"]:
            _tell("no graph", lang)
    elif format_ == "csv":
        from visualize.answer_csv import cypher_csv

        click.echo(cypher_csv(answer), nl=False)
    elif answer.rows:
        from visualize.cypher_text import write_cypher

        write_cypher(answer, console(), lang)
    else:
        _tell("none", lang)
    if answer.truncated:
        rows = "row is" if len(answer.rows) == 1 else f"{len(answer.rows)} rows are"
        _tell("cut", lang, n=len(answer.rows), rows=rows)


def _tell(what: str, lang: str, **values: object) -> None:
    """Say something to the person, in Japanese too where that is spoken."""
    english, japanese = _WORDS[what]
    click.echo(english.format(**values), err=True)
    if lang == "ja":
        click.echo(f"  {japanese.format(**values)}", err=True)
