"""`citykg diff`: what changed between two folders of facts."""

from __future__ import annotations

import click

from kg.commands.options import console, format_option, lang_option, print_json, progress

_MANY = 50
_BUILDS_ON = {
    "ja": "注意：{old} の{n}件が見当たりません。新しいほうが {old} に書き足すものなら、--kb {old} を付けてください。",
    "en": "Note: {n} records of {old} are missing. If NEW adds to it, say --kb {old}.",
}


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
    from kg.diff.differences import Heading

    with progress() as tell:
        tell("Reading the facts")
        answer = ask_diff(old, new, kb)
    removed = len(answer.under(Heading.REMOVED))
    if not kb and removed > _MANY and removed > 4 * len(answer.under(Heading.ADDED)):
        click.echo(_BUILDS_ON[lang].format(old=old, n=removed), err=True)
    if format_ == "json":
        print_json(answer.as_json())
        return
    from visualize.difference_text import write_differences

    write_differences(answer, console(), lang)
