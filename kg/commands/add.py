"""`citykg add`: facts and corrections into a folder of one's own, by options or by answering what is asked."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import kb_option, lang_option
from kg.forms import EVIDENCE, FORMS, Ask, Form, word_label
from schema.errors import CitykgError, FactsError, QuestionError

if TYPE_CHECKING:
    from kg.drafts import Drafting
    from kg.known import Known
    from kg.sentences import Said
    from kg.stubs import Draft

_WORDS = {
    "ja": {
        "skip": "Enterで省く",
        "more": "続けて入力、Enterで終わり",
        "such as": "例：{example}",
        "one of": "番号か語：{words}",
        "write": "{folder} に書き込みますか",
        "wrote": "{file} に書き込みました：{id}",
        "stub": "参照のための記録も加えました：{ids}",
        "next": "確かめる：citykg show {id} --kb {kb} --kb {folder}",
        "nothing": "書き込みませんでした。",
    },
    "en": {
        "skip": "Enter: leave out",
        "more": "one more, Enter: done",
        "such as": "such as {example}",
        "one of": "number or word: {words}",
        "write": "Write this to {folder}",
        "wrote": "Wrote to {file}: {id}",
        "stub": "Also added, since it refers to them: {ids}",
        "next": "To look at it: citykg show {id} --kb {kb} --kb {folder}",
        "nothing": "Nothing was written.",
    },
}


@click.group()
def add() -> None:
    """Add a fact to a folder of one's own: by options, or, where something needed is not given, by answering questions.

    What is named may stand in the folder or in those of --kb, by id or any name. Everything is checked before it is
    written; comments and the order of the files stay.
    """


@dataclass(frozen=True)
class _Task:
    """One call of a command: where to write, what is known beside, in which language to speak."""

    folder: Path
    kb: tuple[str, ...]
    lang: str
    ask: bool
    dry_run: bool

    def words(self, name: str, **values: object) -> str:
        return _WORDS[self.lang][name].format(**values)

    def said(self, said: Said) -> str:
        return said.ja if self.lang == "ja" else said.en


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
        kb_option,
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
        task = _Task(folder, kb, lang, ask, dry_run)
        drafting, own = _open(task)
        answers = {key.removeprefix("answer_"): value for key, value in given.items() if value}
        answers = _answered(task, drafting, form, answers)
        _write(task, drafting.known, drafting.record(form, answers, id or ""), own)

    evidence = tuple(_option(ask) for ask in EVIDENCE)
    own_id = click.option(
        "--id", metavar="ID", help=f"An id of one's own: {form.types[0]}:name. [default: made from the answers]"
    )
    command: Any = run
    for option in reversed([*map(_option, form.asks), *evidence, own_id]):
        command = option(command)
    return click.command(form.name, help=f"Add a {form.label.en} ({form.label.ja}).")(_common(command))


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

    task = _Task(**{name: given.pop(name) for name in ("folder", "kb", "lang", "ask", "dry_run")})
    drafting, own = _open(task)
    answers = {key.removeprefix("answer_"): said for key, said in given.items() if said}
    id = drafting.known.find(text_of_shell(record), tuple(LABELS))
    if property and not value:
        raise click.UsageError("A property wants a value: citykg add claim RECORD PROPERTY VALUE.")
    _write(task, drafting.known, drafting.claim(id, property, value, answers, own.get(id)), own)


for _evidence in reversed(EVIDENCE):
    claim = _option(_evidence)(claim)
claim = _common(claim)


def _open(task: _Task) -> tuple[Drafting, dict[str, dict[str, Any]]]:
    """What is known in all folders, and the records that the folder to write has."""
    from kg.drafts import Drafting
    from kg.knowledge_base import folders_of
    from kg.known import Known
    from loaders.editing import own_records
    from loaders.folder import load

    beside = [folder for folder in folders_of(task.kb) if folder.resolve() != task.folder.resolve()]
    own = own_records(task.folder, beside)
    return Drafting(Known(load([*beside, *([task.folder] if own else [])]))), own


def _write(task: _Task, known: Known, draft: Draft, own: dict[str, dict[str, Any]]) -> None:
    """Check and write a draft with what it refers to, and say what was done."""
    from kg.knowledge_base import folders_of
    from kg.stubs import stubs
    from loaders.editing import edit
    from loaders.edits import Put
    from loaders.writing import dump, ordered

    _check(draft, own.get(draft.id, {}))
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
    kb = " --kb ".join(task.kb or ("bundled",))
    click.echo(task.words("next", id=draft.id, kb=kb, folder=task.folder), err=True)


def _check(draft: Draft, own: dict[str, Any]) -> None:
    """FactsError where the record as it will be says what its section does not allow."""
    from pydantic import ValidationError

    from loaders.wording import faults
    from schema.facts import SECTIONS

    model = SECTIONS[draft.section]
    try:
        model.model_validate({**own, "id": draft.id, **draft.fields})
    except ValidationError as error:
        told = [f"{what}" + (f"\n  {mend}" if mend else "") for _, what, mend in faults(model, error)]
        raise FactsError("\n".join(told)) from error


# Asking


def _answered(task: _Task, drafting: Drafting, form: Form, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers with those that are asked for: what is needed and not given, and with --ask the rest too."""
    if faults := drafting.faults(form, answers):
        raise FactsError("\n".join(map(str, faults)))
    evidence = EVIDENCE if form.proven else ()
    lacking = [ask for ask in (*form.asks, *evidence) if ask.required and ask.key not in answers]
    if not lacking and not task.ask:
        return answers
    try:
        return _all_asked(task, drafting, form, answers)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        missing = ", ".join(ask.flag for ask in lacking)
        raise QuestionError(f"Not said: {missing}.", f"`citykg add {form.name} --help` shows all options.") from None


def _all_asked(task: _Task, drafting: Drafting, form: Form, answers: dict[str, Any]) -> dict[str, Any]:
    for ask in (*form.asks, *EVIDENCE):
        if ask.key not in answers and (
            answer := _ask(task, drafting, ask, ask.required and (ask in form.asks or form.proven))
        ):
            answers[ask.key] = answer
    return answers


def _ask(task: _Task, drafting: Drafting, ask: Ask, required: bool) -> Any:
    """Ask for one key until the answer can be read; several where several may be given."""
    if not ask.many:
        return _ask_once(task, drafting, ask, required)
    found: list[str] = []
    while answer := _ask_once(
        task, drafting, ask, required and len(found) < (2 if ask.key == "parties" else 1), bool(found)
    ):
        found.append(answer)
    return found


def _ask_once(task: _Task, drafting: Drafting, ask: Ask, required: bool, further: bool = False) -> str:
    hints = [task.words("one of", words=_numbered(task, ask))] if ask.words else []
    hints += [task.words("such as", example=ask.example)] if ask.example and not further else []
    hints += [] if required else [task.words("more" if further else "skip")]
    text = task.said(ask.label) + (f" [{'; '.join(hints)}]" if hints else "")
    while True:
        answer: str = click.prompt(text, default=None if required else "", show_default=False, err=True)
        if not answer.strip():
            return ""
        try:
            drafting.read(ask, answer)
        except CitykgError as error:
            click.echo(str(error), err=True)
        else:
            return answer


def _numbered(task: _Task, ask: Ask) -> str:
    return ", ".join(
        f"{number} {task.said(word_label(ask.key, word))}" for number, word in enumerate(ask.words, start=1)
    )
