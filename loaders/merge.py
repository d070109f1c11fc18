"""Several folders → one knowledge base: the same id, the same code and the same tie are one record with more claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from networkx.utils import UnionFind
from pydantic import BaseModel

from loaders.references import place_codes
from schema.evidence import Claim, Evidence, is_asserted
from schema.facts import Facts
from schema.ids import Reference
from schema.kinds import KINDS
from schema.partnerships import Partnership, StrictSense
from schema.records import Alias, Record

Placed = tuple[str, Record]
R = TypeVar("R", bound=Record)


def merge(folders: Sequence[Sequence[Placed]]) -> Facts:
    """One knowledge base of the records of all folders, in their order."""
    records = _one_place_a_code([placed for folder in folders for placed in folder])
    joined: dict[str, Placed] = {}
    for section, record in records:
        if record.id in joined:
            record = join(joined[record.id][1], record)
        joined[record.id] = (section, record)
    return _facts(_twins_told_twice(joined))


def _facts(joined: dict[str, Placed]) -> Facts:
    sections: dict[str, list[Record]] = {name: [] for name in Facts.model_fields}
    for section, record in joined.values():
        sections[section].append(record)
    return Facts.model_construct(None, **{name: tuple(records) for name, records in sections.items()})


def _one_place_a_code(records: list[Placed]) -> list[Placed]:
    """Places with the same code get the id of the first; their own ids become aliases of it."""
    same: UnionFind[str] = UnionFind()
    holders: dict[tuple[str, str], str] = {}
    order = {record.id: number for number, (_, record) in reversed(list(enumerate(records)))}
    for _, record in records:
        for code in place_codes(record):
            same.union(holders.setdefault(code, record.id), record.id)
    sets = [sorted(ids, key=order.__getitem__) for ids in same.to_sets()]
    renamed = {id: first for first, *others in sets for id in others}
    return [(section, rename(record, renamed)) for section, record in records] if renamed else records


def rename(record: R, renamed: Mapping[str, str]) -> R:
    """The record with other ids for the renamed ones; where its own is one, the old id becomes an alias."""
    new: R = _map(record, lambda id: Reference(renamed.get(id, id)))
    if record.id in renamed:
        return new.model_copy(update={"aliases": (*new.aliases, Alias(value=str(record.id)))})
    return new


def _map(value: Any, change: Callable[[Reference], Reference]) -> Any:
    """The same value with every reference in it changed."""
    if isinstance(value, Reference):
        return change(value)
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: _map(getattr(value, name), change) for name in type(value).model_fields})
    if isinstance(value, Claim):
        return Claim(_map(value.value, change), _map(value.evidence, change))
    return tuple(_map(item, change) for item in value) if isinstance(value, tuple) else value


def join(first: R, second: Record) -> R:
    """One record that claims what both claim, each claim with the evidence that it had."""
    one, other = _explicit(first), _explicit(second)
    return one.model_copy(
        update={
            name: _both(getattr(one, name), getattr(other, name, ())) for name in type(one).model_fields if name != "id"
        }
    )


def _explicit(record: R) -> R:
    """The record with what its own evidence claims written out: each plain value, and each entry of a list."""

    def spell(value: Any, evidence: tuple[Evidence, ...]) -> Any:
        if isinstance(value, Claim):
            return Claim(value.value, evidence) if value.evidence is None else value
        if isinstance(value, BaseModel) and not isinstance(value, Evidence):
            own = getattr(value, "evidence", None) or evidence
            fields = {name: spell(getattr(value, name), own) for name in type(value).model_fields if name != "evidence"}
            return value.model_copy(update={**fields, **({"evidence": own} if _takes(value, own) else {})})
        return tuple(spell(item, evidence) for item in value) if isinstance(value, tuple) else value

    # A plain note is in our own words: no document says it.
    fields = (name for name in type(record).model_fields if name not in ("evidence", "note"))
    return record.model_copy(update={name: spell(getattr(record, name), record.evidence) for name in fields})


def _takes(entry: BaseModel, evidence: tuple[Evidence, ...]) -> bool:
    """True for an entry without evidence of its own in a record that is asserted: what is denied keeps its parties."""
    return "evidence" in type(entry).model_fields and is_asserted(evidence)


def _both(one: Any, other: Any) -> Any:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return _entries((*one, *other))
    if isinstance(one, StrictSense) and isinstance(other, StrictSense):
        names = type(one).model_fields
        return StrictSense.model_construct(
            None, **{name: _both(getattr(one, name), getattr(other, name)) for name in names}
        )
    return one or other


def _entries(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """The items of two lists, each once; two that differ in their evidence alone are one with the evidence of both."""
    found: dict[Any, Any] = {}
    for item in items:
        bare = _bare(item)
        found[bare] = _with_both(found[bare], item) if bare in found else item
    return tuple(found.values())


def _bare(item: Any) -> Any:
    """What an item says, without who says it."""
    if isinstance(item, Claim):
        return item.value
    if isinstance(item, BaseModel) and "evidence" in type(item).model_fields:
        fields = (name for name in type(item).model_fields if name != "evidence")
        return type(item), *(_bare(getattr(item, name)) for name in fields)
    return tuple(_bare(part) for part in item) if isinstance(item, tuple) else item


def _with_both(one: Any, other: Any) -> Any:
    """Two items that say the same as one, with the evidence of both."""
    if isinstance(one, Claim):
        return Claim(one.value, tuple(dict.fromkeys((*(one.evidence or ()), *(other.evidence or ())))))
    if not isinstance(one, BaseModel) or "evidence" not in type(one).model_fields:
        return one
    lists = {name: getattr(one, name) for name in type(one).model_fields if isinstance(getattr(one, name), tuple)}
    return one.model_copy(update={name: _entries((*value, *getattr(other, name))) for name, value in lists.items()})


def _twins_told_twice(joined: dict[str, Placed]) -> dict[str, Placed]:
    """A `twinning` between two places that are sister or friendship cities is a further claim of that tie."""
    known = {pair: id for id, (_, record) in sorted(joined.items(), reverse=True) if (pair := _asserted_twins(record))}
    renamed: dict[str, str] = {}
    for id, (_, record) in list(joined.items()):
        pair = _pair(record, "twinning")
        if pair in known and not _is_twin(record):
            section, twin = joined[known[pair]]
            further = record.model_copy(update={"kind": (), "parties": ()})
            alias = Alias(value=str(id))
            joined[known[pair]] = (
                section,
                join(twin, further.model_copy(update={"aliases": (*record.aliases, alias)})),
            )
            renamed[id] = known[pair]
    return {
        id: (section, _map(record, lambda ref: Reference(renamed.get(ref, ref))) if renamed else record)
        for id, (section, record) in joined.items()
        if id not in renamed
    }


def _is_twin(record: Record) -> bool:
    """True where a claim says which kind of twin it is."""
    return any(_pair(record, kind.name) for kind in KINDS.values() if kind.twin)


def _asserted_twins(record: Record) -> frozenset[str] | None:
    if not any(evidence.certainty.asserts for evidence in record.evidence):
        return None
    return next((pair for kind in KINDS.values() if kind.twin and (pair := _pair(record, kind.name))), None)


def _pair(record: Record, kind: str) -> frozenset[str] | None:
    """The two parties of a tie of that kind between two, otherwise None."""
    if not isinstance(record, Partnership) or not any(claim.value == kind for claim in record.kind):
        return None
    parties = frozenset(party.id for party in record.parties)
    return parties if len(parties) == 2 else None
