"""Who acts for a place: organisations, facilities, people and groups."""

from typing import Annotated

from schema.evidence import Claimed
from schema.ids import IdOf, PartyId, Reference
from schema.records import Lasting
from schema.values import Text


class Actor(Lasting):
    """A body; it stands for the nearest city, district or region that it is part of."""

    part_of: Claimed[PartyId] = ()


class Organisation(Actor):
    """A bureau, utility, company, ministry, chamber or network."""

    id: Annotated[Reference, IdOf(("organisation",))]


class Facility(Actor):
    """A building, hall or site."""

    id: Annotated[Reference, IdOf(("facility",))]


class Person(Actor):
    """A person in office."""

    id: Annotated[Reference, IdOf(("person",))]
    office: Claimed[Text] = ()


class Group(Actor):
    """Several places or people that a document names together."""

    id: Annotated[Reference, IdOf(("group",))]
