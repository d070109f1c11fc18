"""What the commands share: their options, completion of names, progress on a terminal, printing as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from schema.errors import CitykgError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
    from rich.console import Console

LANGUAGE = "citykg.language"
F = TypeVar("F", bound=Callable[..., Any])


def kb_option(command: F) -> F:
    """`--kb`, which every command that reads a knowledge base has."""
    return click.option(
        "--kb",
        multiple=True,
        metavar="DIR",
        help="A folder of facts; several are one knowledge base. `bundled` is the one that comes with citykg. [default: $CITYKG_KB, or bundled]",
    )(command)


def as_of_option(command: F) -> F:
    """`--as-of`, which every command that reads a knowledge base has."""
    return click.option(
        "--as-of",
        metavar="DATE",
        help="Of when: 2014, 2014-08, 2014-08-26 or 平成26年度. [default: the newest document's date]",
    )(command)


def evidence_option(command: F) -> F:
    """`--evidence`, which every question has."""
    return click.option(
        "--evidence",
        type=click.Choice(["stated", "all"]),
        default="all",
        show_default=True,
        help="What counts: stated alone, or implied too.",
    )(command)


def limit_option(default: int) -> Callable[[F], F]:
    """`--limit`, which every question has."""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        default=default,
        show_default=True,
        help="How many answers; 0 for all.",
    )


def lang_option(command: F) -> F:
    """`--lang`: the language of what is printed for a person."""
    return click.option(
        "--lang",
        type=click.Choice(["ja", "en"]),
        default="ja",
        show_default=True,
        envvar="CITYKG_LANG",
        show_envvar=True,
        callback=_speak,
        help="Language of the table.",
    )(command)


def _speak(ctx: click.Context, param: click.Parameter, language: str) -> str:
    """Remember the language for what goes wrong later."""
    ctx.find_root().meta[LANGUAGE] = language
    return language


def format_option(*formats: str) -> Callable[[F], F]:
    """`--format`, with the formats that a command has; the first is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to print the answer.",
    )


def complete_names(what: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
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


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A function that shows what is being done, on a terminal's stderr; an empty text ends it."""
    shown = ExitStack()

    def tell(step: str) -> None:
        shown.close()
        if step and sys.stderr.isatty():
            from rich.console import Console

            shown.enter_context(Console(stderr=True).status(f"{step} …"))

    with shown:
        yield tell


def print_json(answer: Any) -> None:
    """Print an answer for a program."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def console() -> Console:
    """Where a table is printed: as wide as the terminal, 100 cells where there is none."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False, width=None if sys.stdout.isatty() else 100)
