"""What every record has: an id, names in several scripts, a note, and evidence."""

from typing import Annotated

from pydantic import Field

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
