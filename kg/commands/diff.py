"""`citykg diff`: what changed between two folders of facts."""

from __future__ import annotations

import click

from kg.commands.options import console, format_option, lang_option, print_json, progress


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--kb",
    multiple=True,
    metavar="DIR",
    help="A folder of facts that both refer to, loaded before each of them; may be repeated. `bundled` is the one that comes with citykg. [default: none]",
)
@lang_option
@format_option("table", "json")
def diff(old: str, new: str, kb: tuple[str, ...], lang: str, format_: str) -> None:
    """What was added, changed, ended and removed between two folders of facts, in sentences.

    OLD and NEW are folders, or `bundled`. What is only written otherwise or elsewhere is no change.
    """
    from kg.diff.answer import ask_diff

    with progress() as tell:
        tell("Reading the facts")
        answer = ask_diff(old, new, kb)
    if format_ == "json":
        print_json(answer.as_json())
        return
    from visualize.difference_text import write_differences

    write_differences(answer, console(), lang)
