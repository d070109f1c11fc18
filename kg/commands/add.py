"""`citykg add`: facts and corrections into a folder of one's own, by options or by answering what is asked."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.adding.forms import EVIDENCE, FORMS, Ask, Form
from kg.commands.interview import Interview, Task, check
from kg.commands.options import facts_option, lang_option

if TYPE_CHECKING:
    from kg.adding.drafts import Drafting
    from kg.adding.known import Known
    from kg.adding.stubs import Draft


@click.group()
def add() -> None:
    """Add a fact to a folder of one's own: by options, or, where something needed is not given, by answering questions.

    What is named may stand in the folder or in those of --kb, by id or any name. Everything is checked before it is
    written; comments and the order of the files stay.
    """


def _common(command: Any) -> Any:
    """The options that every command of `add` has."""
    options = (
        click.option(
            "--to",
            "folder",
            type=click.Path(path_type=Path, file_okay=False),
            required=True,
            envvar="CITYKG_OWN",
            show_envvar=True,
            metavar="DIR",
            help="The folder of one's own facts; it is made where it is not there.",
        ),
        facts_option,
        lang_option,
        click.option("--ask", is_flag=True, help="Ask for what is not given, also where it may be left out."),
        click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _option(ask: Ask) -> Any:
    """The option of a key."""
    words = f" One of: {', '.join(ask.words)}{', or another word' if ask.open else ''}." if ask.words else ""
    example = f" Such as {ask.example}." if ask.example else ""
    repeated = " May be repeated." if ask.many else ""
    text = f"{ask.label.en.capitalize()} ({ask.label.ja}).{words}{example}{repeated}"
    return click.option(ask.flag, f"answer_{ask.key}", multiple=ask.many, help=text)


def _command(form: Form) -> click.Command:
    def run(
        folder: Path, kb: tuple[str, ...], lang: str, ask: bool, dry_run: bool, id: str | None, **given: Any
    ) -> None:
        task = Task(folder, kb, lang, ask, dry_run)
        drafting, own = _open(task)
        answers = {key.removeprefix("answer_"): value for key, value in given.items() if value}
        answers = Interview(task, drafting, form, answers, id or "").answered()
        _write(task, drafting.known, drafting.record(form, answers, id or ""), own)

    evidence = tuple(_option(ask) for ask in EVIDENCE)
    own_id = click.option(
        "--id", metavar="ID", help=f"An id of one's own: {form.types[0]}:name. [default: made from the answers]"
    )
    command: Any = run
    for option in reversed([*map(_option, form.asks), *evidence, own_id]):
        command = option(command)
    return click.command(form.name, help=f"Add {_article(form.label.en)} ({form.label.ja}).")(_common(command))


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


for _form in FORMS.values():
    add.add_command(_command(_form))


@add.command("claim")
@click.argument("record")
@click.argument("property", required=False, default="")
@click.argument("value", required=False, default="")
def claim(record: str, property: str, value: str, **given: Any) -> None:
    """Add what another document says of a RECORD: a VALUE of a PROPERTY (until 2020-03), or, without one, that it is so.

    The record keeps what was said of it; who disagrees is shown by `citykg ask sources`.
    """
    from kg.lookup import text_of_shell
    from schema.labels import LABELS

    task = Task(**{name: given.pop(name) for name in ("folder", "kb", "lang", "ask", "dry_run")})
    drafting, own = _open(task)
    answers = {key.removeprefix("answer_"): said for key, said in given.items() if said}
    id = drafting.known.find(text_of_shell(record), tuple(LABELS))
    if property and not value:
        raise click.UsageError("A property wants a value: citykg add claim RECORD PROPERTY VALUE.")
    _write(task, drafting.known, drafting.claim(id, property, value, answers, own.get(id)), own)


for _evidence in reversed(EVIDENCE):
    claim = _option(_evidence)(claim)
claim = _common(claim)


def _open(task: Task) -> tuple[Drafting, dict[str, dict[str, Any]]]:
    """What is known in all folders, and the records that the folder to write has."""
    from kg.adding.drafts import Drafting
    from kg.adding.known import Known
    from kg.knowledge_base import folders_of
    from loaders.editing import own_records
    from loaders.folder import load

    beside = [folder for folder in folders_of(task.kb) if folder.resolve() != task.folder.resolve()]
    own = own_records(task.folder, beside)
    return Drafting(Known(load([*beside, *([task.folder] if own else [])]))), own


def _write(task: Task, known: Known, draft: Draft, own: dict[str, dict[str, Any]]) -> None:
    """Check and write a draft with what it refers to, and say what was done."""
    from kg.adding.stubs import stubs
    from kg.knowledge_base import folders_of
    from loaders.editing import edit
    from loaders.edits import Put
    from loaders.writing import dump, ordered

    check(draft.section, {**own.get(draft.id, {}), "id": draft.id, **draft.fields})
    drafts = [*stubs(known, draft, own.keys()), draft]
    shown = {one.section: [ordered({"id": one.id, **one.fields}, one.section)] for one in [draft]}
    if task.dry_run or task.ask:
        click.echo(dump(shown), nl=False)
    if task.dry_run or (
        task.ask and not click.confirm(task.words("write", folder=task.folder), default=True, err=True)
    ):
        click.echo(task.words("nothing"), err=True)
        return
    puts = [Put(one.section, one.id, ordered(dict(one.fields), one.section)) for one in drafts]
    files = edit(task.folder, puts, folders_of(task.kb))
    click.echo(task.words("wrote", file=", ".join(map(str, files)), id=draft.id))
    if len(drafts) > 1:
        click.echo(task.words("stub", ids=", ".join(one.id for one in drafts[:-1])), err=True)
    beside = [name for name in task.kb or ("bundled",) if Path(name) != task.folder]
    kb = " ".join(f"--kb {shlex.quote(str(name))}" for name in (*beside, task.folder))
    click.echo(task.words("next", id=shlex.quote(draft.id), kb=kb), err=True)
