"""The prompt of `citykg cypher`: one query after another, with history, completion and colours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.cypher import print_answer
from kg.commands.prompt_commands import Asking, Left, command
from kg.cypher.tokens import tokens
from kg.knowledge_base import KnowledgeBase
from schema.errors import CitykgError

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import History
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.output import Output

_BEGIN = {
    "ja": "Cypher（読むだけ）。問い合わせは ; か空行で終わり。Tab で補完、:help で使い方、Ctrl-D で終了。",
    "en": "Cypher, read-only. A query ends with ; or an empty line. Tab completes, :help says more, Ctrl-D leaves.",
}
_CANCELLED = {"ja": "中止しました。", "en": "Cancelled."}


def converse(kb: KnowledgeBase, asking: Asking, session: PromptSession[str]) -> None:
    """Answer what a person writes, until Ctrl-D or :quit; nothing that is wrong ends it."""
    import neo4j  # noqa: F401  # before the first Ctrl-C: what is cut short while it is imported stays broken

    click.echo(_BEGIN[asking.lang], err=True)
    while True:
        try:
            text = session.prompt().strip()
        except KeyboardInterrupt:  # of the line
            continue
        except EOFError:
            return
        try:
            _answer(kb, asking, text)
        except KeyboardInterrupt:
            click.echo(_CANCELLED[asking.lang], err=True)
        except CitykgError as error:
            click.echo(f"Error: {error.told(asking.lang)}", err=True)
        except Left:
            return


def _answer(kb: KnowledgeBase, asking: Asking, text: str) -> None:
    if text.startswith(":"):
        command(kb, asking, text.rstrip(";"))
    elif text:
        answer = kb.cypher(text, asking.parameters, limit=asking.limit, timeout=asking.timeout)
        print_answer(answer, asking.format, asking.lang)


def is_complete(text: str) -> bool:
    """Whether Enter asks rather than begins a new line: after a command, a `;` or an empty line."""
    if text.lstrip().startswith(":") or not text.strip() or text.endswith("\n"):
        return True
    found = tokens(text)
    return bool(found) and found[-1].text == ";"


def history(folder: Path) -> History:
    """What was asked before, in a file that only its owner can read; in memory where none can be written."""
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    file = folder / "cypher_history"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.chmod(0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(file)


def session_of(
    kb: KnowledgeBase, asking: Asking, folder: Path, input: Input | None = None, output: Output | None = None
) -> PromptSession[str]:
    """A prompt that keeps its history in a folder; on the terminal, and on stderr where stdout goes elsewhere."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.lexers import PygmentsLexer
    from prompt_toolkit.output import create_output

    from kg.commands.prompt_completion import NamesCompleter

    return PromptSession(
        "citykg> ",
        multiline=True,
        prompt_continuation=lambda width, line, wraps: "" if wraps else "   ...> ",
        history=history(folder),
        lexer=PygmentsLexer.from_filename("query.cypher"),
        completer=NamesCompleter(kb.store, asking.parameters),
        complete_while_typing=False,
        key_bindings=_keys(),
        input=input,
        output=output or create_output(always_prefer_tty=True),
    )


def _keys() -> KeyBindings:
    """Enter asks what is complete, and begins a new line otherwise."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter")
    def enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if is_complete(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.newline(copy_margin=False)

    return keys
