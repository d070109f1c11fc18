"""Ids in fields: what they may be, and how they are checked."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from schema.errors import quoted
from schema.labels import ACTORS, LABELS, PLACES, type_of
from schema.nearest import near

_ID = re.compile(r"[a-z]+:[^\s:,\[\]{}\"'`\x00-\x1f]{1,200}")


class Reference(str):
    """The id of another record, in a field that points at it."""

    __slots__ = ()


@dataclass(frozen=True)
class IdOf:
    """Marks a field that holds an id of one of the types, and checks it; ValueError says how to write one."""

    types: tuple[str, ...]

    def check(self, text: str) -> Reference:
        """The id as a reference; ValueError when it is none, or of a type that does not fit here."""
        if not _ID.fullmatch(text):
            raise ValueError(f"{quoted(text)} is not an id\nWrite {self._examples()}, without spaces.")
        if type_of(text) not in self.types:
            alike = near(type_of(text), self.types)
            mend = f"Did you mean {alike[0]}:{text.partition(':')[2][:60]}?" if alike else f"Write {self._examples()}."
            raise ValueError(f"{quoted(text)} does not fit here\n{mend}")
        return Reference(text)

    def _examples(self) -> str:
        return " or ".join(f"{type}:name" for type in self.types)

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, core_schema.str_schema())

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^({'|'.join(self.types)}):[^\\s:,]+$"}


DocumentId = Annotated[Reference, IdOf(("document",))]
PlaceId = Annotated[Reference, IdOf(PLACES)]
SectorId = Annotated[Reference, IdOf(("sector",))]
PolicyId = Annotated[Reference, IdOf(("policy",))]
PartnershipId = Annotated[Reference, IdOf(("partnership",))]
ProgrammeId = Annotated[Reference, IdOf(("programme",))]
PartyId = Annotated[Reference, IdOf((*PLACES, *ACTORS))]
AnyId = Annotated[Reference, IdOf(tuple(LABELS))]
