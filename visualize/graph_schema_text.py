"""Labels, relationship types and their properties as a table for a person."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from kg.cypher.graph_parts import Part, Property, type_of_value
from kg.cypher.graph_schema import GraphSchema
from visualize.cypher_values import short

_WORDS = {
    "ja": {"counts": "ノード {nodes:,}件、関係 {relationships:,}件", "beside": "ほかのラベル"},
    "en": {"counts": "{nodes:,} nodes, {relationships:,} relationships", "beside": "also"},
}


def write_graph_schema(schema: GraphSchema, console: Console, language: str) -> None:
    """Print all labels, then all relationship types; each with a line for each property: type, count and an example."""
    counts = _WORDS[language]["counts"].format(nodes=schema.nodes, relationships=schema.relationships)
    console.print(Text(counts, "bold"), soft_wrap=True)
    for part in schema.labels:
        beside = ", ".join(f":{label}" for label in sorted(part.beside))
        _write(part, f"(:{part.name})", f"  ({_WORDS[language]['beside']} {beside})" if beside else "", [], console)
    for part in schema.types:
        between = [f"(:{start})→(:{end}) {count:,}" for (start, end), count in sorted(part.between.items())]
        _write(part, f"[:{part.name}]", "", between, console)


def _write(part: Part, head: str, beside: str, between: Sequence[str], console: Console) -> None:
    console.print(Text(f"\n{head}", "bold").append(f"  {part.count:,}{beside}", "not bold"), soft_wrap=True)
    for words in _filled(between, console.width - 2):
        console.print(Text(f"  {words}", "dim"), soft_wrap=True)
    listed = [part.properties[name] for name in sorted(part.properties)]
    widths = [max((cell_len(text) for text in column), default=0) for column in zip(*map(_cells, listed), strict=True)]
    for one in listed:
        name, type, count = _cells(one)
        line = (
            Text(f"  {name:<{widths[0]}}  ").append(f"{type:<{widths[1]}}  ", "dim").append(f"{count:>{widths[2]}}  ")
        )
        line.append(short(one.example, "ja"))
        line.truncate(console.width, overflow="ellipsis")
        console.print(line, soft_wrap=True)


def _cells(one: Property) -> tuple[str, str, str]:
    return one.name, type_of_value(one.example), f"{one.count:,}"


def _filled(words: Sequence[str], width: int) -> list[str]:
    """The words in lines of at most so many cells, two spaces apart."""
    lines: list[str] = []
    for word in words:
        if lines and cell_len(lines[-1]) + 2 + cell_len(word) <= width:
            lines[-1] += f"  {word}"
        else:
            lines.append(word)
    return lines
