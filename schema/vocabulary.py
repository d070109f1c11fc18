"""What is spoken of: sectors, policies and their measures."""

from typing import Annotated

from schema.evidence import Claimed
from schema.ids import IdOf, PolicyId, Reference, SectorId
from schema.records import Lasting, Record, Sectors
from schema.values import Text


class Sector(Record):
    """A field of co-operation; `broader` is the sector that contains it."""

    id: Annotated[Reference, IdOf(("sector",))]
    broader: Claimed[SectorId] = ()
    codes: dict[str, tuple[str, ...]] = {}


class Policy(Lasting):
    """A policy or a heading of it."""

    id: Annotated[Reference, IdOf(("policy",))]
    part_of: Claimed[PolicyId] = ()


class Measure(Record):
    """What a policy means to do."""

    id: Annotated[Reference, IdOf(("measure",))]
    policy: Claimed[PolicyId] = ()
    mark: Claimed[Text] = ()
    sectors: Sectors = ()
