"""Who says so, where, and how surely: evidence, and the claims that rest on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from schema.ids import DocumentId

T = TypeVar("T")


class Certainty(StrEnum):
    """How a document stands to a fact; only the first two assert it."""

    STATED = "stated"
    IMPLIED = "implied"
    PROPOSED = "proposed"
    NEGATED = "negated"

    @property
    def asserts(self) -> bool:
        """True when a tie may rest on it."""
        return self in (Certainty.STATED, Certainty.IMPLIED)


class Part(BaseModel):
    """A part of a record: frozen, and no key that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Part):
    """One place in one document that says, implies, proposes or denies something."""

    document: DocumentId
    place: str = Field(min_length=1, description="page, heading, line or row")
    quote: str = Field(default="", description="the shortest phrase that carries the fact; a text needs it")
    certainty: Certainty = Certainty.STATED


@dataclass(frozen=True)
class Claim(Generic[T]):
    """One value according to its evidence; None stands for the evidence of the record that it is in."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    value: T
    evidence: tuple[Evidence, ...] | None


def is_asserted(evidence: tuple[Evidence, ...]) -> bool:
    """True unless all that is said of it proposes or denies it; without evidence of its own it stands with its record."""
    return not evidence or any(item.certainty.asserts for item in evidence)


class _Claims:
    """Reads a plain value as a list of one claim."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        claims = handler(source)
        plain = handler.generate_schema(get_args(get_args(source)[0])[0])
        written = core_schema.union_schema([plain, claims])
        return core_schema.no_info_before_validator_function(_as_claims, claims, json_schema_input_schema=written)


def _as_claims(value: object) -> object:
    if isinstance(value, (list, tuple)) and value and all(_is_claim(v) for v in value):
        return value
    return [{"value": value, "evidence": None}]


def _is_claim(value: object) -> bool:
    return isinstance(value, Claim) or (isinstance(value, dict) and "value" in value)


Claimed = Annotated[tuple[Claim[T], ...], _Claims()]
"""A value that several documents may give, each in its own way: plain, or a list of claims."""


@dataclass(frozen=True)
class EntriesOf:
    """Reads the entries of a list that may be written plain: `x` for `{key: x}`; one entry needs no list."""

    key: str
    plain: Any = str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        entries = handler(source)
        either = core_schema.union_schema(
            [handler.generate_schema(self.plain), handler.generate_schema(get_args(source)[0])]
        )
        written = core_schema.list_schema(either)
        return core_schema.no_info_before_validator_function(self._read, entries, json_schema_input_schema=written)

    def _read(self, value: object) -> object:
        items = value if isinstance(value, (list, tuple)) else [value]
        return [{self.key: item} if isinstance(item, str) else item for item in items]
