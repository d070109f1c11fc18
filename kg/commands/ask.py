"""`citykg ask`: the planner's questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import (
    Chosen,
    as_of_option,
    asked,
    complete_names,
    console,
    evidence_option,
    format_option,
    kb_option,
    lang_option,
    limit_option,
    print_json,
)
from schema.errors import QuestionError

if TYPE_CHECKING:
    from kg.answers import ThreeCities


@click.group()
def ask() -> None:
    """Ask a question of a knowledge base."""


def _weights(ctx: click.Context, param: click.Parameter, text: str | None) -> dict[str, float]:
    weights = {}
    for part in (text or "").split(","):
        name, _, value = part.partition("=")
        if not part.strip():
            continue
        try:
            weights[name.strip()] = float(value)
        except ValueError:
            raise QuestionError(
                f'--weights: "{part}" is no weight.', "Write name=number, such as sector=3,recent=0."
            ) from None
    return weights


@ask.command("three-city")
@kb_option
@click.option(
    "--city",
    required=True,
    shell_complete=complete_names("place"),
    help="The city that asks: an id or any name (川崎市, かわさき, Kawasaki).",
)
@click.option(
    "--sector", shell_complete=complete_names("sector"), help="The field: an id or any name (環境, environment)."
)
@click.option(
    "--must",
    multiple=True,
    shell_complete=complete_names("place"),
    help="A place that every option must have; may be repeated.",
)
@as_of_option
@evidence_option
@click.option(
    "--weights",
    callback=_weights,
    metavar="NAME=N,…",
    help="Change weights of the score: links, sector, programmes, stated, recent, common.",
)
@limit_option(10)
@lang_option
@format_option("table", "json", "csv")
@click.option("--explain", is_flag=True, help="Show the parts of each score in the table.")
def three_city(kb: Chosen, lang: str, format_: str, explain: bool, **question: Any) -> None:
    """Which two other cities could make a three-city partnership, why, and what proves each reason.

    Two of the three pairs at least are linked. Definitions and the score: docs/questions.md.
    """
    from kg.answers import ask_three_city

    with asked(kb) as opened:
        answer = ask_three_city(opened, **question)
    _print(answer, format_, lang, explain)


def _print(answer: ThreeCities, format_: str, lang: str, explain: bool) -> None:
    if format_ == "json":
        print_json(answer.as_json())
        return
    if format_ == "csv":
        from visualize.answer_csv import three_cities_csv

        click.echo(three_cities_csv(answer, lang), nl=False)
        return
    from visualize.answer_text import write_three_cities

    write_three_cities(answer, console(), lang, explain)


@ask.command("sources")
@click.argument("id", metavar="ID")
@kb_option
@as_of_option
@evidence_option
@limit_option(50)
@lang_option
@format_option("table", "json", "csv")
def sources(kb: Chosen, lang: str, format_: str, **question: Any) -> None:
    """Every claim about a record (an id or any name): who says so, what is read, who disagrees.

    Of a document: all that it says, in the order of its places.
    """
    from kg.sources import ask_sources

    with asked(kb) as opened:
        answer = ask_sources(opened, **question)
    if format_ == "json":
        print_json(answer.as_json())
    elif format_ == "csv":
        from visualize.answer_csv import sources_csv

        click.echo(sources_csv(answer, lang), nl=False)
    else:
        from visualize.sources_text import write_sources

        write_sources(answer, console(), lang)
