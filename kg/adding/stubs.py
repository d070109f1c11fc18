"""As much of other records as a folder of one's own must have so that it can stand by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kg.adding.known import Known
from schema.facts import SECTION_OF, SECTIONS
from schema.kinds import Role
from schema.labels import type_of


@dataclass(frozen=True)
class Draft:
    """A record to write: its section, its id, and its keys with values as a facts file has them."""

    section: str
    id: str
    fields: Mapping[str, Any]


def stub(known: Known, id: str) -> Draft:
    """As much of a record as another folder needs to refer to it: its id, names, and what its section demands."""
    record = known.records[id]
    section = SECTION_OF[type_of(id)]
    named = ("name", "name_ja", "name_en", "title", "title_ja", "title_en")
    fields: dict[str, Any] = {key: claims[0].value for key in named if (claims := getattr(record, key, ()))}
    if section == "documents":
        fields["kind"] = getattr(record, "kind", "table")
        date = getattr(record, "date", ())
        fields.update({"date": date[0].value.written} if date else {})
    for key, field in SECTIONS[section].model_fields.items():
        if field.is_required() and key not in ("id", *fields):
            fields[key] = _demanded(record, key)
    return Draft(section, id, fields)


def _demanded(record: Any, key: str) -> Any:
    value = getattr(record, key)
    if key == "kind":
        return value[0].value
    if key == "parties":
        plain = (Role.PARTY,)
        return [str(one.id) if one.role in plain else {"id": str(one.id), "role": one.role.value} for one in value]
    if key == "evidence":
        first = value[0]
        quote = {"quote": first.quote} if first.quote else {}
        sure = {"certainty": first.certainty.value} if first.certainty.value != "stated" else {}
        return [{"document": str(first.document), "place": first.place, **quote, **sure}]
    return [str(item) for item in value] if isinstance(value, tuple) else str(value)


_TEXTS = ("quote", "place", "note", "url")


def references(value: Any) -> list[str]:
    """Every id that a draft's fields refer to."""
    if isinstance(value, Mapping):
        said = (item for key, item in value.items() if not (key in _TEXTS and isinstance(item, str)))
        return [id for item in said for id in references(item)]
    if isinstance(value, (list, tuple)):
        return [id for item in value for id in references(item)]
    return [str(value)] if isinstance(value, str) and type_of(value) in SECTION_OF else []


def stubs(known: Known, draft: Draft, there: Collection[str]) -> list[Draft]:
    """What the draft refers to, and what that refers to, as far as the folder has no record of it."""
    found: dict[str, Draft] = {}
    open_ = references(draft.fields)
    while open_:
        id = open_.pop()
        if id not in there and id not in found and id != draft.id and id in known.records:
            found[id] = stub(known, id)
            open_ += references(found[id].fields)
    return sorted(found.values(), key=lambda one: (list(SECTIONS).index(one.section), one.id))
