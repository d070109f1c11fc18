"""What every record has: an id, names in several scripts, a note, and evidence."""

from functools import cache
from typing import Annotated

from pydantic import BaseModel, Field

from schema.evidence import Claimed, EntriesOf, Evidence, Part
from schema.ids import SectorId
from schema.values import DateAsWritten, Text


class Alias(Part):
    """Another name, and who uses it."""

    value: Text
    evidence: tuple[Evidence, ...] = ()


class Record(Part):
    """Something with an id that documents speak of."""

    id: str
    name: Claimed[Text] = ()
    name_ja: Claimed[Text] = ()
    name_en: Claimed[Text] = ()
    kana: Claimed[Text] = ()
    aliases: Annotated[tuple[Alias, ...], EntriesOf("value")] = ()
    note: Claimed[Text] = Field(default=(), description="in our own words")
    evidence: tuple[Evidence, ...] = ()


class SectorEntry(Part):
    """A sector, since when and until when; without dates it holds as long as what it belongs to."""

    sector: SectorId
    since: Claimed[DateAsWritten] = ()
    until: Claimed[DateAsWritten] = ()
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


Sectors = Annotated[tuple[SectorEntry, ...], EntriesOf("sector", SectorId)]


class Lasting(Record):
    """A record with a beginning and, where it is known, an end."""

    since: Claimed[DateAsWritten] = ()
    until: Claimed[DateAsWritten] = Field(default=(), description="absent: not said")
    sectors: Sectors = ()
    url: Claimed[Text] = ()


@cache
def keys(model: type[BaseModel]) -> list[str]:
    """The keys of a record or a part of one in the order in which a file has them: names first, evidence last."""
    every = list(model.model_fields)
    names = [name for name in Record.model_fields if name not in ("note", "evidence")]
    dates = [name for name in Lasting.model_fields if name not in Record.model_fields]
    own = [name for name in every if name not in {*Lasting.model_fields}]
    return [name for name in (*names, *own, *dates, "note", "evidence") if name in every]
