"""Records → the plain mapping of sections that a facts file holds, and its YAML."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any

import yaml
from pydantic import BaseModel
from yaml.emitter import ScalarAnalysis

from schema.evidence import Claim
from schema.facts import SECTIONS, Facts
from schema.periods import Period
from schema.records import keys


def plain(value: Any) -> Any:
    """A record or a part of one as mappings, lists and texts, without what was not said."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        said = ((name, getattr(value, name)) for name in keys(type(value)))
        return {name: plain(part) for name, part in said if part != fields[name].default}
    if isinstance(value, Claim):
        claim = {"value": plain(value.value), "evidence": plain(value.evidence or ())}
        return plain(value.value) if value.evidence is None else claim
    if isinstance(value, Period):
        return value.written or str(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return _list(value)
    return str(value) if value is not None else None


def _list(items: tuple[Any, ...]) -> Any:
    parts = [plain(item) for item in items]
    alone = len(items) == 1 and isinstance(items[0], Claim) and items[0].evidence is None
    return parts[0] if alone else parts


class _Dumper(yaml.SafeDumper):
    """Writes texts plain wherever that reads as the same text; in quotes what another program may take for nothing,
    truth or a number without its leading zeros. (libyaml's own dumper cannot write 𠮷.)
    """

    yaml_implicit_resolvers = {}

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists are indented below their key."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """What is said twice is written twice."""
        return True

    def analyze_scalar(self, scalar: str) -> ScalarAnalysis:
        """What forms a text may have: an id needs no quotes, though its colon stands in braces."""
        analysis = super().analyze_scalar(scalar)
        analysis.allow_flow_plain = analysis.allow_flow_plain or bool(_ID.fullmatch(scalar))
        return analysis


_ID = re.compile(r"[a-z]+:[^\W_][\w.~-]*")
_AMBIGUOUS = re.compile(r"(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|0\d+|)$")
_Dumper.add_implicit_resolver("tag:yaml.org,2002:null", _AMBIGUOUS, None)


def dump(value: Any) -> str:
    """Mappings, lists and texts as YAML: block style, with the innermost mappings and lists on one line."""
    dumped = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120, default_flow_style=None)
    return str(dumped)


def ordered(record: dict[str, Any], section: str) -> dict[str, Any]:
    """A record's keys in the order in which a file has them."""
    order = keys(SECTIONS[section])
    return dict(sorted(record.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)))


def to_yaml(facts: Facts) -> str:
    """A facts file; reading it gives the same records."""
    return dump(plain(facts))
