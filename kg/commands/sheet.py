"""`citykg sheet export | import`: facts as a workbook for Excel or LibreOffice, and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import progress
from kg.knowledge_base import BUNDLED, folders_of
from schema.errors import QuestionError

if TYPE_CHECKING:
    from loaders.sheets.changes import Changes

NAMED = 5


@click.group()
def sheet() -> None:
    """Correct and add facts in a workbook (.xlsx), without YAML."""


beside_option = click.option(
    "--kb",
    multiple=True,
    metavar="DIR",
    help="A folder that DIR's records refer to: its ids are known and suggested, its records stay out.",
)


@sheet.command("export")
@click.argument("folder", metavar="DIR")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@beside_option
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def export_(folder: str, file: Path, kb: tuple[str, ...], force: bool) -> None:
    """Write the facts of a folder into a workbook, a sheet for each section; DIR may be `bundled`."""
    from loaders.sheets.exporting import export

    with progress() as tell:
        tell("Writing the workbook")
        counts = export(folders_of([folder])[0], file, _beside(kb), force)
    said = ", ".join(f"{number} {section}" for section, number in counts.items())
    click.echo(f"Wrote {file}: {said}. Next:", err=True)
    click.echo(f"  citykg sheet import {file} DIR --dry-run")


@sheet.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@beside_option
@click.option("--remove", is_flag=True, help="Take out the records that the workbook has not.")
@click.option("--dry-run", is_flag=True, help="Tell what would change, and write nothing.")
def import_(file: Path, folder: Path, kb: tuple[str, ...], remove: bool, dry_run: bool) -> None:
    """Write what a workbook changes into a folder of facts; all faults are told first, and then nothing is written."""
    from loaders.editing import edit
    from loaders.sheets.changes import changes_in

    if str(folder) == BUNDLED:
        raise QuestionError("The facts that come with citykg are not written to.", "Name a folder of your own.")
    with progress() as tell:
        tell("Reading the workbook")
        changes = changes_in(file, folder, _beside(kb), remove)
        files = edit(folder, changes.edits, _beside(kb)) if changes.edits and not dry_run else []
    _tell(changes, dry_run)
    for path in files:
        click.echo(f"Wrote {path}.", err=True)


def _beside(kb: Sequence[str]) -> list[Path]:
    return folders_of(kb) if kb else []


def _tell(changes: Changes, dry_run: bool) -> None:
    changed = [f"{put.id} ({', '.join(put.fields)})" for put in changes.changed]
    done = {"added": [put.id for put in changes.added], "changed": changed, "removed": list(changes.removed)}
    for word, ids in done.items():
        if ids:
            click.echo(f"{len(ids)} {'would be ' if dry_run else ''}{word}: {_some(ids)}")
    if not changes.edits:
        click.echo("Nothing changed.")
    if changes.kept:
        what = "not in the workbook, kept (--remove takes them out)"
        click.echo(f"Note: {len(changes.kept)} {what}: {_some(changes.kept)}", err=True)


def _some(ids: Sequence[str]) -> str:
    more = len(ids) - NAMED
    return ", ".join(ids[:NAMED]) + (f" and {more} more" if more > 0 else "")
