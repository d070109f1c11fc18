"""Two readings of a knowledge base → the same ids in both, where joining places or ties gave a record another id."""

from __future__ import annotations

from collections.abc import Iterator

from networkx.utils import UnionFind

from loaders.merge import join, rename
from schema.facts import Facts
from schema.labels import type_of
from schema.records import Record


def align(old: Facts, new: Facts) -> tuple[Facts, Facts]:
    """Both, with one id for each record that is an alias of another in one of them: the newer id."""
    before, after = ({str(record.id) for record in facts.records()} for facts in (old, new))
    same: UnionFind[str] = UnionFind()
    for facts, here, there in ((old, before, after), (new, after, before)):
        for alias, id in _ids_that_are_aliases(facts):
            if alias in there - here:
                same.union(alias, id)
    renamed = {id: _newest(ids, after) for ids in same.to_sets() for id in ids}
    renamed = {id: newest for id, newest in renamed.items() if id != newest}
    return (_renamed(old, renamed), _renamed(new, renamed)) if renamed else (old, new)


def _ids_that_are_aliases(facts: Facts) -> Iterator[tuple[str, str]]:
    for record in facts.records():
        same_type = (alias.value for alias in record.aliases if type_of(alias.value) == type_of(record.id))
        yield from ((alias, str(record.id)) for alias in same_type)


def _newest(ids: set[str], after: set[str]) -> str:
    return min(ids, key=lambda id: (id not in after, id))


def _renamed(facts: Facts, renamed: dict[str, str]) -> Facts:
    return Facts.model_construct(
        None, **{section: _joined(getattr(facts, section), renamed) for section in Facts.model_fields}
    )


def _joined(records: tuple[Record, ...], renamed: dict[str, str]) -> tuple[Record, ...]:
    found: dict[str, Record] = {}
    for record in records:
        new = rename(record, renamed)
        found[new.id] = join(found[new.id], new) if new.id in found else new
    return tuple(found.values())
