"""What the commands share: their options, completion of names, progress on a terminal, printing as JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from schema.errors import CitykgError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
    from rich.console import Console

    from kg.knowledge_base import KnowledgeBase

LANGUAGE = "citykg.language"
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Chosen:
    """The knowledge base that the options name: folders, or a Neo4j."""

    folders: tuple[str, ...] = ()
    store: str | None = None
    database: str | None = None

    def open(self, tell: Callable[[str], None] = lambda step: None) -> AbstractContextManager[KnowledgeBase]:
        """Open it."""
        from kg.knowledge_base import open_kb

        return open_kb(*self.folders, store=self.store, database=self.database, tell=tell, ask_password=ask_password())


def kb_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--kb`, `--store` and `--database`, which every command that asks a knowledge base has; it gets a `Chosen`."""

    @wraps(command)
    def chosen(*args: Any, kb: tuple[str, ...], store: str | None, database: str | None, **options: Any) -> Any:
        return command(*args, kb=Chosen(kb, store, database), **options)

    return facts_option(store_option(database_option(chosen)))


@contextmanager
def asked(kb: Chosen) -> Iterator[KnowledgeBase]:
    """The knowledge base, open to be asked, with progress shown until it is."""
    with progress() as tell, kb.open(tell) as opened:
        tell("")
        yield opened


def ask_password() -> Callable[[str], str] | None:
    """How to ask for a password: at the terminal, or not at all where there is none."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()) or "_CITYKG_COMPLETE" in os.environ:
        return None
    return lambda user: str(click.prompt(f"Password of {user}", hide_input=True, err=True))


def store_option(command: F) -> F:
    """`--store`: a Neo4j."""
    return click.option(
        "--store",
        metavar="URL",
        help="A Neo4j, which `citykg load` fills: bolt://…, neo4j://… or neo4j+s://…; user and password in "
        "NEO4J_USERNAME and NEO4J_PASSWORD. [default: $CITYKG_STORE; a question goes there where --kb is not given]",
    )(command)


def database_option(command: F) -> F:
    """`--database`: which of a Neo4j's databases."""
    return click.option("--database", metavar="NAME", help="The database on the Neo4j. [default: the user's own]")(
        command
    )


def facts_option(command: F) -> F:
    """`--kb`: folders of facts."""
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

        from kg.lookup import all_named
        from kg.names import fold

        try:
            given = ctx.params
            with Chosen(given.get("kb") or (), given.get("store"), given.get("database")).open() as kb:
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
