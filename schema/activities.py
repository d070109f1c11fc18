"""What ties lead to: programmes, events, activities; what is proposed, and what a planner has judged."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from schema.evidence import Claimed, EntriesOf, Evidence, Part
from schema.ids import AnyId, IdOf, PartnershipId, PartyId, Reference
from schema.records import Lasting, Record, Sectors
from schema.values import DateAsWritten, Text

MODES = {
    "trainees": ("研修生受入", "trainees"),
    "staff_exchange": ("職員派遣・交流", "staff exchange"),
    "exhibition": ("展示・出展", "exhibition"),
    "donation": ("寄付", "donation"),
    "visit": ("訪問", "visit"),
    "performance": ("公演", "performance"),
    "signing": ("締結・更新", "signing"),
    "meeting": ("会議", "meeting"),
}
"""How co-operation happens, apart from the sector in which it does; others may be written too."""

Token = Annotated[str, StringConstraints(pattern=r"^[\w-]+$")]


class Participant(Part):
    """Who takes part in a programme or event, and as what."""

    id: PartyId
    role: str = "participant"
    evidence: tuple[Evidence, ...] = ()


class Gathering(Lasting):
    """A programme or an event, with those who take part."""

    date: Claimed[DateAsWritten] = ()
    part_of: Claimed[Annotated[Reference, IdOf(("programme", "event", "policy"))]] = ()
    facility: Claimed[Annotated[Reference, IdOf(("facility",))]] = ()
    participants: Annotated[tuple[Participant, ...], EntriesOf("id", PartyId)] = ()
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Programme(Gathering):
    """Work over years."""

    id: Annotated[Reference, IdOf(("programme",))]


class Event(Gathering):
    """A fair, forum, concert or meeting, once or repeated."""

    id: Annotated[Reference, IdOf(("event",))]


class Activity(Record):
    """Something dated that a partnership did."""

    id: Annotated[Reference, IdOf(("activity",))]
    partnership: PartnershipId
    date: Claimed[DateAsWritten] = ()
    mode: Claimed[Token] = ()
    level: Claimed[Literal["government", "private", "economic"]] = ()
    sectors: Sectors = ()
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Proposal(Record):
    """What a document proposes: never a tie."""

    id: Annotated[Reference, IdOf(("proposal",))]
    proposes: tuple[AnyId, ...] = ()
    sectors: Sectors = ()
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Judgement(Record):
    """A candidate that a planner has put aside, with the reason."""

    id: Annotated[Reference, IdOf(("judgement",))]
    about: tuple[AnyId, ...]
    verdict: Literal["aside"]
    reason: Text
    by: Claimed[Text] = ()
    date: Claimed[DateAsWritten] = ()
