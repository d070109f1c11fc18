"""Places and sectors by the names that people write."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from kg.knowledge_base import KnowledgeBase
from kg.names import ambiguous, fold, missing
from kg.questions import statements
from kg.stores.base import Row
from schema.errors import NameNotFound
from schema.labels import CITIES, type_of


@dataclass(frozen=True, slots=True)
class Named:
    """An id and its names in both languages; where one language has none, the other's or the id stands in."""

    id: str
    ja: str
    en: str

    @classmethod
    def of(cls, row: Row) -> Named:
        """From a row with id, name, name_ja and name_en."""
        short = row["id"].partition(":")[2]
        ja, en, name = row.get("name_ja"), row.get("name_en"), row.get("name")
        return cls(row["id"], ja or name or en or short, en or name or ja or short)

    def in_(self, language: str) -> str:
        """The name in `ja` or `en`."""
        return self.ja if language == "ja" else self.en


def find_place(kb: KnowledgeBase, name: str) -> Named:
    """The city, region or district of that id or name; a port stands for its place. NameNotFound says what is near."""
    found = _called(kb, name, "place")
    cities = [one for one in found if type_of(one.id) in CITIES]
    if not cities:
        cities = [stands for one in found if (stands := _stands_for(kb, one.id))]
    if found and not cities:
        raise NameNotFound(
            f'"{name}" is {found[0].id}: no city, region or district.', "Name a city, region or district that it has."
        )
    return the_one(name, "place", cities, lambda: _known(kb, "place"))


def find_sector(kb: KnowledgeBase, name: str) -> Named:
    """The sector of that id or name; NameNotFound says what is near."""
    return the_one(name, "sector", _called(kb, name, "sector"), lambda: _known(kb, "sector"))


def all_named(kb: KnowledgeBase, what: str) -> list[Row]:
    """Every place or sector with its names, as rows."""
    return kb.read(statements("common")[f"all_{what}s"])


def text_of_shell(name: str) -> str:
    """A name as text: a shell may hand over bytes that are none."""
    return os.fsencode(name).decode("utf-8", "replace")


def _called(kb: KnowledgeBase, name: str, what: str) -> list[Named]:
    name = text_of_shell(name)
    by_id = kb.read(statements("common")[f"{what}_by_id"], id=name) if ":" in name else []
    rows = by_id or kb.read(statements("common")[f"{what}s_called"], name=fold(name))
    return [Named.of(row) for row in rows]


def _stands_for(kb: KnowledgeBase, id: str) -> Named | None:
    rows = kb.read(statements("common")["stands_for"], id=id)
    return Named.of(kb.read(statements("common")["place_by_id"], id=rows[0]["id"])[0]) if rows else None


def _known(kb: KnowledgeBase, what: str) -> list[Row]:
    return [row for row in all_named(kb, what) if what == "sector" or type_of(row["id"]) in CITIES]


def the_one(name: str, what: str, found: list[Named], known: Callable[[], list[Row]]) -> Named:
    """The one record that was found; NameNotFound where there is none, with what is near, or more than one."""
    by_name = [one for one in found if fold(name) in (fold(one.ja), fold(one.en))]  # before an alias
    distinct = {one.id: one for one in by_name or found}
    if len(distinct) == 1:
        return next(iter(distinct.values()))
    if distinct:
        raise ambiguous(name, what, [(one.id, one.ja) for one in distinct.values()])
    rows = known()
    if ":" in name:
        raise missing(name, what, {fold(row["id"]): (row["id"], row["id"]) for row in rows})
    raise missing(name, what, {key: (row["id"], _write(row, key)) for row in rows for key in row["names"]})


def _write(row: Row, folded: str) -> str:
    """The name of a row that folds to what was nearly written; for its kana, alias or id, its first name."""
    names = [str(row[key]) for key in ("name_ja", "name_en", "name") if row[key]]
    return next((name for name in names if fold(name) == folded), names[0] if names else str(row["id"]))
