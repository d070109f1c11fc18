"""The questions: a Cypher file each, which fetches what the answer rests on."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_HEADING = re.compile(r"^//: (\w+)", re.MULTILINE)


@cache
def statements(question: str) -> dict[str, str]:
    """The statements of a question's Cypher file and the common ones, by the names in their headings (`//: name`)."""
    common = {} if question == "common" else statements("common")
    text = (Path(__file__).parent / f"{question}.cypher").read_text(encoding="utf-8")
    parts = _HEADING.split(text)[1:]
    return {**common, **{name: _bare(body) for name, body in zip(parts[::2], parts[1::2], strict=True)}}


def _bare(body: str) -> str:
    """A statement without the rest of its heading, other comment lines and the closing semicolon."""
    lines = [line for line in body.split("\n")[1:] if not line.lstrip().startswith("//")]
    return "\n".join(lines).strip().removesuffix(";")
