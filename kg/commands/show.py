"""`citykg show`: all that is known of one record."""

from __future__ import annotations

import click

from kg.commands.options import (
    Chosen,
    as_of_option,
    asked,
    complete_names,
    console,
    format_option,
    kb_option,
    lang_option,
    print_json,
)


@click.command()
@click.argument("name", shell_complete=complete_names("place"))
@kb_option
@as_of_option
@lang_option
@format_option("table", "json")
@click.option("--all", "everything", is_flag=True, help="Show every entry of long lists in the table.")
def show(name: str, kb: Chosen, as_of: str | None, lang: str, format_: str, everything: bool) -> None:
    """All that is known of a place, organisation, programme, tie or any other record, by id or any name.

    Ties by kind and year, sectors at the start and now, programmes, events, activities, bodies, proposals and denials,
    what sources disagree on, what is not known, and the documents.
    """
    from kg.show.gathering import show as dossier_of

    with asked(kb) as opened:
        dossier = dossier_of(opened, name, as_of)
    if format_ == "json":
        print_json(dossier.as_json())
        return
    from visualize.dossier_text import write_dossier

    write_dossier(dossier, console(), lang, everything)
