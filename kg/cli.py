"""The command line: the one door that knows all rooms. What it imports is imported where it is needed, for speed."""

from __future__ import annotations

import sys
from typing import Any

import click

from kg.commands.add import add
from kg.commands.ask import ask
from kg.commands.bolt import bolt
from kg.commands.cypher import cypher
from kg.commands.diff import diff
from kg.commands.export import export
from kg.commands.facts import check, init, schema
from kg.commands.load import load
from kg.commands.options import LANGUAGE
from kg.commands.sheet import sheet
from kg.commands.show import show
from schema.errors import CitykgError


class Citykg(click.Group):
    """A group that turns what a person can put right into a sentence on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a CitykgError is told, anything else is a fault of the program and keeps its traceback."""
        try:
            return super().invoke(ctx)
        except CitykgError as error:
            click.echo(f"Error: {error.told(ctx.meta.get(LANGUAGE, 'en'))}", err=True)
            ctx.exit(1)


@click.group(cls=Citykg, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="citykg")
def main() -> None:
    """Ties between cities: who is linked to whom, in what field, since when, who says so, and which three could do
    something together next.
    """
    if not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")


for command in (ask, show, cypher, add, sheet, diff, load, export, bolt, check, init, schema):
    main.add_command(command)


if __name__ == "__main__":
    main()
