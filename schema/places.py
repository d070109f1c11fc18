"""Cities, regions, districts, countries and ports."""

from typing import Annotated

from pydantic import Field, StringConstraints

from schema.evidence import Claimed, EntriesOf
from schema.ids import IdOf, PlaceId, Reference, SectorId
from schema.labels import PLACES
from schema.records import Record, SectorEntry
from schema.values import Text

CODES = ("wikidata", "jis", "geonames")
"""Codes that name a place the world over: two records with the same one are one place."""


class Place(Record):
    """A place; the type of its id says what it is."""

    id: Annotated[Reference, IdOf(PLACES)]
    country: Claimed[Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]] = Field(
        default=(), description="ISO 3166-1, two letters"
    )
    part_of: Claimed[PlaceId] = ()
    lat: Claimed[Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]] = Field(
        default=(), description="degrees north"
    )
    lon: Claimed[Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]] = Field(
        default=(), description="degrees east"
    )
    population: Claimed[Annotated[int, Field(ge=0, le=10**12)]] = ()
    wikidata: Claimed[Annotated[str, StringConstraints(pattern="^Q[0-9]+$")]] = ()
    jis: Claimed[Annotated[str, StringConstraints(pattern="^[0-9]{5,6}$")]] = Field(
        default=(), description="JIS X 0402, with or without its check digit"
    )
    geonames: Claimed[Annotated[str, StringConstraints(pattern="^[0-9]+$")]] = ()
    url: Claimed[Text] = ()
    strengths: Annotated[tuple[SectorEntry, ...], EntriesOf("sector", SectorId)] = ()
    needs: Annotated[tuple[SectorEntry, ...], EntriesOf("sector", SectorId)] = ()
