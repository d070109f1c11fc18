"""What completes a word at the prompt: labels, types, properties, parameters, words of the language, commands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from kg.commands.prompt_commands import COMMANDS
from kg.cypher.brackets import Holds, brackets
from kg.cypher.known import Known
from kg.cypher.mentions import What, mentions
from kg.cypher.tokens import Kind, Token, tokens
from kg.cypher.words import FUNCTIONS, KEYWORDS
from schema.errors import CitykgError

if TYPE_CHECKING:
    from kg.stores.base import Store

_ANYTHING = "x"
"""Stands for the word that is still to be written."""


class NamesCompleter(Completer):
    """Completes by what can stand at the cursor; names are those of the knowledge base."""

    def __init__(self, store: Store, parameters: Collection[str]) -> None:
        self._known = Known(store)
        self._parameters = parameters

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Everything that begins with what is written before the cursor, whatever its case."""
        before = document.text_before_cursor
        if before.startswith(":"):
            written = before.removeprefix(":")
            yield from _beginning(written, COMMANDS)
            return
        found = tokens(before + _ANYTHING)
        if not found:
            return
        last = found[-1]
        written = last.name.removesuffix(_ANYTHING)
        if last.end == len(before) + 1 and last.kind in (Kind.NAME, Kind.PARAMETER, Kind.UNCLOSED):
            yield from _beginning(written, self._possible(found, last))
        elif before.endswith("$"):
            yield from _beginning("", self._parameters)

    def _possible(self, found: list[Token], last: Token) -> Iterable[str]:
        """What may stand where the last token stands."""
        if last.kind is Kind.PARAMETER:
            return self._parameters
        if last.kind is Kind.UNCLOSED or (
            len(found) > 1 and found[-2].kind is Kind.NUMBER and found[-2].end == last.start
        ):
            return ()
        before = found[-2].text if len(found) > 1 else ""
        if before == ".":
            return self._names(What.PROPERTY)
        labelled = [mention.what for mention in mentions(found) if mention.token == last]
        if labelled:
            return self._names(labelled[0])
        if brackets(found)[-1].holds is Holds.PROPERTIES and before in ("{", ","):
            return self._names(What.PROPERTY)
        variables = {
            token.name for token in found[:-1] if token.kind is Kind.NAME and token.text.upper() not in KEYWORDS
        }
        return [*sorted(variables), *KEYWORDS, *(f"{name}(" for name in FUNCTIONS)]

    def _names(self, what: What) -> list[str]:
        kinds = (What.LABEL, What.TYPE) if what is What.EITHER else (what,)
        try:
            return sorted({name for kind in kinds for name in self._known.of_store(kind)})
        except CitykgError:  # there is no place for a message while one writes
            return []


def _beginning(written: str, names: Iterable[Any]) -> Iterator[Completion]:
    for name in names:
        if name.casefold().startswith(written.casefold()):
            yield Completion(name, start_position=-len(written))
