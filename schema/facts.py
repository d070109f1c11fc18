"""A knowledge base as records: one field a section of the facts format."""

from collections.abc import Iterator

from pydantic import Field

from schema.activities import Activity, Event, Judgement, Programme, Proposal
from schema.actors import Facility, Group, Organisation, Person
from schema.documents import Document
from schema.evidence import Part
from schema.partnerships import Partnership
from schema.places import Place
from schema.records import Record
from schema.vocabulary import Measure, Policy, Sector


class Facts(Part):
    """Everything that a folder of facts says; any file of it is such a mapping too."""

    documents: tuple[Document, ...] = ()
    places: tuple[Place, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    facilities: tuple[Facility, ...] = ()
    people: tuple[Person, ...] = ()
    groups: tuple[Group, ...] = ()
    sectors: tuple[Sector, ...] = ()
    policies: tuple[Policy, ...] = ()
    measures: tuple[Measure, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    programmes: tuple[Programme, ...] = ()
    events: tuple[Event, ...] = ()
    activities: tuple[Activity, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    judgements: tuple[Judgement, ...] = Field(default=(), description="candidates that a planner has put aside")

    def records(self) -> Iterator[Record]:
        """Every record, section by section."""
        for section in type(self).model_fields:
            yield from getattr(self, section)
