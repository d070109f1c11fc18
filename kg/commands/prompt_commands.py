"""What begins with a colon at the prompt: help, the schema, parameters, how to print, how much, how long."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import click

from kg.commands.options import console
from kg.commands.query_text import parameter
from kg.cypher.excerpt import printable
from kg.cypher.limits import LONGEST
from kg.cypher.values import as_json
from kg.knowledge_base import KnowledgeBase
from schema.errors import QuestionError, quoted
from schema.nearest import nearest

FORMATS = ("table", "json", "csv", "graph")
_HELP = {
    "ja": """問い合わせは ; か空行で終わります。知識ベースは読むだけです。
:schema              ラベル、関係の種類、プロパティの一覧
:param               パラメーターの一覧
:param name => 値    $name の値（Cypher の式）。:param name=JSON でも同じ
:format table        表示の形：table json csv graph
:limit 1000          最大の行数。0 はすべて
:timeout 30          待つ秒数
:quit                終了（Ctrl-D も）。Ctrl-C は行や問い合わせの中止、Tab は補完""",
    "en": """A query ends with ; or an empty line. A knowledge base is only read.
:schema              the labels, relationship types and properties that there are
:param               the parameters that are set
:param name => value set $name to a value, written in Cypher; :param name=JSON does the same
:format table        how answers are printed: table json csv graph
:limit 1000          how many rows at most; 0 for all
:timeout 30          how many seconds to wait
:quit                leave (Ctrl-D too); Ctrl-C cancels a line or a query, Tab completes""",
}


class Left(Exception):
    """The person leaves."""


@dataclass
class Asking:
    """How queries are asked and answers printed, until it is changed."""

    format: str
    limit: int
    timeout: float
    lang: str
    parameters: dict[str, Any] = field(default_factory=dict)


def command(kb: KnowledgeBase, asking: Asking, text: str) -> None:
    """Do what a line with a colon says; QuestionError where there is no such command or it is put wrongly."""
    name, _, rest = text.removeprefix(":").strip().partition(" ")
    if name.casefold() not in COMMANDS:
        raise QuestionError(
            f"There is no command :{name}.", nearest(name.casefold(), COMMANDS).replace("one of: ", "one of :")
        )
    COMMANDS[name.casefold()](kb, asking, rest.strip())


def _help(kb: KnowledgeBase, asking: Asking, rest: str) -> None:
    click.echo(_HELP[asking.lang])


def _schema(kb: KnowledgeBase, asking: Asking, rest: str) -> None:
    from kg.cypher.graph_schema import graph_schema
    from visualize.graph_schema_text import write_graph_schema

    write_graph_schema(graph_schema(kb.store), console(), asking.lang)


def _param(kb: KnowledgeBase, asking: Asking, rest: str) -> None:
    name, arrow, written = (part.strip() for part in rest.partition("=>"))
    if arrow:
        asking.parameters[name.removeprefix("$").strip("`")] = _value(kb, asking, written)
    elif rest:
        asking.parameters.update([parameter(rest)])
    for name, value in asking.parameters.items():
        click.echo(printable(f":param {name} = {json.dumps(as_json(value), ensure_ascii=False)}"))


def _value(kb: KnowledgeBase, asking: Asking, written: str) -> Any:
    """The value of a Cypher expression."""
    answer = kb.cypher(f"RETURN {written} AS value", asking.parameters, timeout=asking.timeout)
    if answer.columns != ("value",) or len(answer.rows) != 1:
        raise QuestionError(
            f"{quoted(written)} is no single value.", "Write :param year => 1981, or :param name => '甲市'."
        )
    return answer.rows[0][0]


def _format(kb: KnowledgeBase, asking: Asking, rest: str) -> None:
    if rest not in FORMATS:
        raise QuestionError(f"{quoted(rest)} is no format.", nearest(rest, FORMATS))
    asking.format = rest


def _limit(kb: KnowledgeBase, asking: Asking, rest: str) -> None:
    if not rest.isdecimal():
        raise QuestionError(f"{quoted(rest)} is no number of rows.", "Write :limit 100, or :limit 0 for all.")
    asking.limit = int(rest)


def _timeout(kb: KnowledgeBase, asking: Asking, rest: str) -> None:
    try:
        seconds = float(rest)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= LONGEST:
        raise QuestionError(f"{quoted(rest)} is no time to wait.", "Write seconds, at most a day: :timeout 60.")
    asking.timeout = seconds


def _quit(kb: KnowledgeBase, asking: Asking, rest: str) -> None:
    raise Left


COMMANDS: dict[str, Callable[[KnowledgeBase, Asking, str], None]] = {
    "help": _help,
    "schema": _schema,
    "param": _param,
    "format": _format,
    "limit": _limit,
    "timeout": _timeout,
    "quit": _quit,
}
"""The commands by name."""
