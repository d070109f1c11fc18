"""The columns of a section's sheet, derived from what the schema says of its records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, cached_property
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter

from schema.activities import MODES
from schema.evidence import Claim, EntriesOf
from schema.facts import SECTIONS
from schema.ids import IdOf
from schema.periods import Period

ID, ROW, FOR = "id", "row", "evidence for"
"""The record's id and the number of the row in it; what a piece of evidence is for."""


class Shape(Enum):
    """How the values of a key stand below each other: alone, as claims, a list, a list of mappings, or codes."""

    ONE = auto()
    CLAIMS = auto()
    LIST = auto()
    ENTRIES = auto()
    CODES = auto()


@dataclass(frozen=True)
class Column:
    """One column: its header, the key that it holds, whether the key may be claimed, and what may stand in it."""

    name: str
    key: str
    claimed: bool = False
    leaf: Any = str

    @cached_property
    def types(self) -> tuple[str, ...]:
        """The types of the ids that stand here; none where no id does."""
        return next((mark.types for mark in _marks(self.leaf) if isinstance(mark, IdOf)), ())

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The only words that may stand here; none where any may."""
        written = TypeAdapter(self.leaf).json_schema()
        words = written.get("enum", [written["const"]] if "const" in written else [])
        return tuple(word for word in words if isinstance(word, str))

    @cached_property
    def suggested(self) -> tuple[str, ...]:
        """Words that are usual here, where others may stand too."""
        return tuple(MODES) if self.name == "mode" else ()

    @cached_property
    def is_date(self) -> bool:
        """True where a date as written stands."""
        return _bare(self.leaf) is Period

    @cached_property
    def is_number(self) -> bool:
        """True where a number stands."""
        return _bare(self.leaf) in (int, float)

    @cached_property
    def is_ternary(self) -> bool:
        """True where yes, no or unknown stands."""
        return self.words[:2] == ("yes", "no")


@dataclass(frozen=True)
class Block:
    """The columns that together hold one key; a row in which the first is filled begins an entry."""

    path: tuple[str, ...]
    shape: Shape
    columns: tuple[Column, ...]
    required: bool = False

    @property
    def name(self) -> str:
        """The key as `evidence for` names it."""
        return " ".join(self.path)


@cache
def blocks_of(section: str) -> tuple[Block, ...]:
    """What the sheet of a section holds after the id, in order: what must be said first, note and evidence last."""
    blocks = list(_blocks(SECTIONS[section], ()))
    last = ("note", "evidence")
    ordered = sorted(blocks, key=lambda block: last.index(block.name) + 2 if block.name in last else not block.required)
    return tuple(ordered)


@cache
def headers_of(section: str) -> tuple[str, ...]:
    """The headers of a section's sheet, in order."""
    return (ID, ROW, *(column.name for block in blocks_of(section) for column in block.columns), FOR)


@cache
def columns_of(section: str) -> Mapping[str, Column]:
    """The columns of a section's sheet by header; those that every sheet has are texts."""
    columns = {column.name: column for block in blocks_of(section) for column in block.columns}
    id = Column(ID, ID, leaf=_hints(SECTIONS[section])[ID])
    return {ID: id, ROW: Column(ROW, ROW, leaf=int), **columns, FOR: Column(FOR, FOR)}


def _blocks(model: type[BaseModel], above: tuple[str, ...]) -> Iterator[Block]:
    for key, field in model.model_fields.items():
        path, hint = (*above, key), _hints(model)[key]
        bare = _bare(hint)
        if path == (ID,):
            continue
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            yield from _blocks(bare, path)
        else:
            yield _block(path, hint, field.is_required() and not above)


def _block(path: tuple[str, ...], hint: Any, required: bool) -> Block:
    bare, name = _bare(hint), " ".join(path)
    if get_origin(bare) is dict:
        return Block(path, Shape.CODES, (Column(name, "scheme"), Column(f"{name} value", "code")), required)
    if get_origin(bare) is not tuple:
        return Block(path, Shape.ONE, (Column(name, path[-1], leaf=hint),), required)
    item = get_args(bare)[0]
    if get_origin(item) is Claim:
        return Block(path, Shape.CLAIMS, (Column(name, "value", leaf=get_args(item)[0]),), required)
    if isinstance(item, type) and issubclass(item, BaseModel):
        return Block(path, Shape.ENTRIES, tuple(_entry(name, hint, item)), required)
    return Block(path, Shape.LIST, (Column(name, path[-1], leaf=item),), required)


def _entry(name: str, hint: Any, model: type[BaseModel]) -> Iterator[Column]:
    """The columns of a list's entries; what an entry may be written as alone needs no name of its own."""
    alone = next((mark.key for mark in _marks(hint) if isinstance(mark, EntriesOf)), "")
    for key in model.model_fields:
        if key == "evidence":
            continue
        leaf, claimed = _hints(model)[key], False
        if get_origin(_bare(leaf)) is tuple:
            leaf, claimed = get_args(get_args(_bare(leaf))[0])[0], True
        yield Column(name if key == alone else f"{name} {key}", key, claimed, leaf)


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def _marks(hint: Any) -> tuple[Any, ...]:
    """What is said of a type beside the type itself."""
    if get_origin(hint) is Annotated:
        return tuple(hint.__metadata__)
    return tuple(mark for part in get_args(hint) for mark in _marks(part)) if _may_be_none(hint) else ()


def _bare(hint: Any) -> Any:
    """The type itself: without what is said of it, and without None."""
    if get_origin(hint) is Annotated:
        return _bare(get_args(hint)[0])
    return _bare(get_args(hint)[0]) if _may_be_none(hint) else hint


def _may_be_none(hint: Any) -> bool:
    return get_origin(hint) in (Union, type(int | None)) and type(None) in get_args(hint)
