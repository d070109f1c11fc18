"""Asking a person for what `citykg add` needs, question by question, each answer checked as it comes."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.adding.forms import EVIDENCE, Ask, Form, word_label
from schema.errors import CitykgError, FactsError, QuestionError

if TYPE_CHECKING:
    from kg.adding.drafts import Drafting
    from kg.sentences import Said

_WORDS = {
    "ja": {
        "skip": "Enterで省く",
        "more": "続けて入力、Enterで終わり",
        "such as": "例：{example}",
        "one of": "番号か語：{words}",
        "write": "{folder} に書き込みますか",
        "wrote": "{file} に書き込みました：{id}",
        "stub": "参照のための記録も加えました：{ids}",
        "next": "確かめる：citykg show {id} {kb}",
        "resume": "ここまでの答え：{command}",
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
        "next": "To look at it: citykg show {id} {kb}",
        "resume": "The answers so far: {command}",
        "nothing": "Nothing was written.",
    },
}


@dataclass(frozen=True)
class Task:
    """One call of a command: where to write, what is known beside, in which language to speak."""

    folder: Path
    kb: tuple[str, ...]
    lang: str
    ask: bool
    dry_run: bool

    def words(self, name: str, **values: object) -> str:
        """A text in the language asked for."""
        return _WORDS[self.lang][name].format(**values)

    def said(self, said: Said) -> str:
        """A label in the language asked for."""
        return said.ja if self.lang == "ja" else said.en


@dataclass
class Interview:
    """The questions of one form; `answers` grows as they are answered."""

    task: Task
    drafting: Drafting
    form: Form
    answers: dict[str, Any]
    id: str

    def answered(self) -> dict[str, Any]:
        """The answers with those that are asked for: where something needed is not given, or with --ask, everything."""
        if faults := self.drafting.faults(self.form, self.answers):
            raise FactsError("\n".join(fault.told(self.task.lang) for fault in faults))
        lacking = self._lacking()
        if not lacking and not self.task.ask:
            return self.answers
        try:
            self._ask_all()
        except click.Abort:
            if not sys.stdin.isatty():
                flags = ", ".join(ask.flag for ask in lacking)
                mend = f"`citykg add {self.form.name} --help` shows all options."
                raise QuestionError(f"Not said: {flags}.", mend) from None
            click.echo("\n" + self.task.words("resume", command=self._command()), err=True)
            raise
        return self.answers

    def _lacking(self) -> list[Ask]:
        """What is needed and not given."""
        asks = (*self.form.asks, *(EVIDENCE if self.form.proven else ()))
        named = any(key in self.answers for key in self.form.names)
        return [
            ask for ask in asks if ask.key not in self.answers and self._needed(ask) and (ask.required or not named)
        ]

    def _needed(self, ask: Ask) -> bool:
        """Whether a question must be answered: a needed key, or the first name of what has none yet."""
        if ask in EVIDENCE and not self.form.proven:
            return False
        return ask.required or (
            ask.key in self.form.names[-1:] and not any(key in self.answers for key in self.form.names)
        )

    def _ask_all(self) -> None:
        for ask in (*self.form.asks, *EVIDENCE):
            if ask.key not in self.answers and (answer := self._ask(ask)):
                self.answers[ask.key] = answer
                if not self.id:
                    self.drafting.check_new(self.form, self.answers)

    def _ask(self, ask: Ask) -> Any:
        """Ask for one key; several times where several may be given."""
        if not ask.many:
            return self._once(ask, self._needed(ask))
        found: list[str] = []
        least = (2 if ask.key == "parties" else 1) if ask.required else 0
        while answer := self._once(ask, len(found) < least, bool(found)):
            found.append(answer)
        return found

    def _once(self, ask: Ask, required: bool, further: bool = False) -> str:
        """Ask until the answer can be read."""
        text = self._question(ask, required, further)
        while True:
            answer: str = click.prompt(text, default=None if required else "", show_default=False, err=True)
            if not answer.strip():
                return ""
            try:
                read = self.drafting.read(ask, answer)
                if ask not in EVIDENCE:
                    check(self.form.section, {ask.key: read}, alone=ask.key)
            except CitykgError as error:
                click.echo(error.told(self.task.lang), err=True)
            else:
                return answer

    def _question(self, ask: Ask, required: bool, further: bool) -> str:
        words = [self.task.said(word_label(ask.key, word)) for word in ask.words]
        numbered = ", ".join(f"{number} {word}" for number, word in enumerate(words, start=1))
        hints = [self.task.words("one of", words=numbered)] if words else []
        hints += [self.task.words("such as", example=ask.example)] if ask.example and not further else []
        hints += [] if required else [self.task.words("more" if further else "skip")]
        return self.task.said(ask.label) + (f" [{'; '.join(hints)}]" if hints else "")

    def _command(self) -> str:
        """The command that has the answers given so far as options."""
        words = ["citykg", "add", self.form.name, "--to", str(self.task.folder)]
        for ask in (*self.form.asks, *EVIDENCE):
            given = self.answers.get(ask.key, ())
            for answer in (given,) if isinstance(given, str) else given:
                words += [ask.flag, answer]
        return shlex.join(words)


def check(section: str, record: dict[str, Any], alone: str = "") -> None:
    """FactsError where a record says what its section does not allow; `alone` looks at one of its keys only."""
    from pydantic import ValidationError

    from loaders.wording import faults
    from schema.facts import SECTIONS

    model = SECTIONS[section]
    try:
        model.model_validate(record)
    except ValidationError as error:
        told = [
            f"{what}" + (f"\n  {mend}" if mend else "")
            for path, what, mend in faults(model, error)
            if alone in ("", *path[:1])
        ]
        if told:
            raise FactsError("\n".join(told)) from error
