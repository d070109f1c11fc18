"""The command line: the one door that knows all rooms. What it imports is imported where it is needed, for speed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from schema.errors import CitykgError, QuestionError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kg.answers import ThreeCities

F = TypeVar("F", bound=Callable[..., Any])


class Citykg(click.Group):
    """A group that turns what a person can put right into a sentence on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a CitykgError is told, anything else is a fault of the program and keeps its traceback."""
        try:
            return super().invoke(ctx)
        except CitykgError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(1)


def kb_option(command: F) -> F:
    """`--kb`, which every command that reads has."""
    return click.option(
        "--kb",
        multiple=True,
        metavar="DIR",
        help="A folder of facts; several are one knowledge base. `bundled` is the one that comes with citykg. [default: $CITYKG_KB, or bundled]",
    )(command)


def _complete(what: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Completion with the names of places or sectors of the knowledge base on the command line."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from kg.knowledge_base import open_kb
        from kg.lookup import all_named
        from kg.names import fold

        try:
            with open_kb(*(ctx.params.get("kb") or ())) as kb:
                rows = all_named(kb, what)
        except CitykgError:  # there is no place for a message at a prompt
            return []
        names = {
            name: row["id"] for row in rows for name in (row["name_ja"], row["name_en"], row["name"], row["id"]) if name
        }
        return [CompletionItem(name, help=id) for name, id in names.items() if fold(name).startswith(fold(incomplete))]

    return complete


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


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A function that shows what is being done, on a terminal's stderr; an empty text ends it."""
    shown = ExitStack()

    def tell(step: str) -> None:
        shown.close()
        if step and sys.stderr.isatty():
            from rich.console import Console

            shown.enter_context(Console(stderr=True).status(f"{step} …"))

    with shown:
        yield tell


@click.group(cls=Citykg, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="citykg")
def main() -> None:
    """Ties between cities: who is linked to whom, in what field, since when, who says so, and which three could do
    something together next.
    """
    if not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")


@main.command()
@click.argument("folders", nargs=-1, metavar="[DIR]...")
def check(folders: tuple[str, ...]) -> None:
    """Check folders of facts, together as one knowledge base; every fault is told with file, line and column."""
    from kg.knowledge_base import check_kb

    counts, remarks = check_kb(*folders)
    for remark in remarks:
        click.echo(f"Note: {remark}", err=True)
    said = [f"{number} {section}" for section, number in counts.items() if number]
    click.echo(f"No fault. {', '.join(said) or 'No record'}.")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def init(folder: Path) -> None:
    """Write a commented example of a folder of facts, to change into one's own."""
    from kg.knowledge_base import write_example

    write_example(folder)
    click.echo(f"Wrote an example to {folder}. Next:", err=True)
    click.echo(f"  citykg check {folder}\n  citykg ask three-city --kb {folder} --city 甲市", err=True)


@main.command()
def schema() -> None:
    """Print the JSON Schema of a facts file, for editors that complete and check."""
    from schema.json_schema import facts_schema

    click.echo(facts_schema(), nl=False)


@main.group()
def ask() -> None:
    """Ask a question of a knowledge base."""


@ask.command("three-city")
@kb_option
@click.option(
    "--city",
    required=True,
    shell_complete=_complete("place"),
    help="The city that asks: an id or any name (川崎市, かわさき, Kawasaki).",
)
@click.option("--sector", shell_complete=_complete("sector"), help="The field: an id or any name (環境, environment).")
@click.option(
    "--must",
    multiple=True,
    shell_complete=_complete("place"),
    help="A place that every option must have; may be repeated.",
)
@click.option(
    "--as-of",
    metavar="DATE",
    help="Of when: 2014, 2014-08, 2014-08-26 or 平成26年度. [default: the newest document's date]",
)
@click.option(
    "--evidence",
    type=click.Choice(["stated", "all"]),
    default="all",
    show_default=True,
    help="What counts: stated alone, or implied too.",
)
@click.option(
    "--weights",
    callback=_weights,
    metavar="NAME=N,…",
    help="Change weights of the score: links, sector, programmes, stated, recent, common.",
)
@click.option("--limit", type=click.IntRange(min=0), default=10, show_default=True, help="How many options; 0 for all.")
@click.option(
    "--lang",
    type=click.Choice(["ja", "en"]),
    default="ja",
    show_default=True,
    envvar="CITYKG_LANG",
    show_envvar=True,
    help="Language of the table.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print the answer.",
)
@click.option("--explain", is_flag=True, help="Show the parts of each score in the table.")
def three_city(kb: tuple[str, ...], lang: str, format_: str, explain: bool, **question: Any) -> None:
    """Which two other cities could make a three-city partnership, why, and what proves each reason.

    Two of the three pairs at least are linked. Definitions and the score: docs/questions.md.
    """
    from kg.answers import ask_three_city
    from kg.knowledge_base import open_kb

    with _progress() as tell, open_kb(*kb, tell=tell) as opened:
        tell("")
        answer = ask_three_city(opened, **question)
    _print(answer, format_, lang, explain)


def _print(answer: ThreeCities, format_: str, lang: str, explain: bool) -> None:
    if format_ == "json":
        click.echo(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
        return
    if format_ == "csv":
        from visualize.answer_csv import three_cities_csv

        click.echo(three_cities_csv(answer, lang), nl=False)
        return
    from rich.console import Console

    from visualize.answer_text import write_three_cities

    console = Console(highlight=False, soft_wrap=False, width=None if sys.stdout.isatty() else 100)
    write_three_cities(answer, console, lang, explain)


if __name__ == "__main__":
    main()
