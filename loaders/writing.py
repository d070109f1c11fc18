"""Records → the plain mapping of sections that a facts file holds, and its YAML."""

from __future__ import annotations

from enum import Enum
from typing import Any

import yaml
from pydantic import BaseModel

from schema.evidence import Claim
from schema.facts import Facts
from schema.periods import Period


def plain(value: Any) -> Any:
    """A record or a part of one as mappings, lists and texts, without what was not said."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        return {name: plain(part) for name, field in fields if (part := getattr(value, name)) != field.default}
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


def to_yaml(facts: Facts) -> str:
    """A facts file; reading it gives the same records."""
    return str(yaml.safe_dump(plain(facts), allow_unicode=True, sort_keys=False, width=120))
