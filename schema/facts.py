"""A knowledge base as records: one field a section of the facts format."""

from collections.abc import Iterator
from typing import get_args

from pydantic import Field

from schema.activities import Activity, Event, Judgement, Programme, Proposal
from schema.actors import Facility, Group, Organisation, Person
from schema.documents import Document
from schema.evidence import Part
from schema.ids import IdOf
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


def _types(model: type[Record]) -> tuple[str, ...]:
    """The types that the ids of a section's records may have."""
    return next(part.types for part in model.model_fields["id"].metadata if isinstance(part, IdOf))


SECTIONS: dict[str, type[Record]] = {name: get_args(field.annotation)[0] for name, field in Facts.model_fields.items()}
"""The model of each section's records."""

SECTION_OF = {type: name for name, model in SECTIONS.items() for type in _types(model)}
"""The section in which an id of a type stands."""
