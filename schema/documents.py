"""The documents that facts rest on."""

from typing import Annotated, Literal

from schema.evidence import Claimed
from schema.ids import IdOf, Reference
from schema.records import Record
from schema.values import DateAsWritten, Text


class Document(Record):
    """A text (its evidence needs quotes), a table, or a register (which is believed before others)."""

    id: Annotated[Reference, IdOf(("document",))]
    kind: Literal["text", "table", "register"]
    title: Claimed[Text] = ()
    title_ja: Claimed[Text] = ()
    title_en: Claimed[Text] = ()
    date: Claimed[DateAsWritten] = ()
    publisher: Claimed[
        Annotated[Reference, IdOf(("organisation", "person", "group", "city", "region", "country", "district"))]
    ] = ()
    url: Claimed[Text] = ()
    licence: Claimed[Text] = ()
    file: str = ""
