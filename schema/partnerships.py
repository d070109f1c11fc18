"""Ties between two or more parties."""

from typing import Annotated, Any

from pydantic import AfterValidator, AliasChoices, Field, WithJsonSchema

from schema.errors import quoted
from schema.evidence import Claimed, EntriesOf, Evidence, Part
from schema.ids import IdOf, PartyId, ProgrammeId, Reference, SectorId
from schema.kinds import KINDS, Role
from schema.nearest import nearest
from schema.records import Lasting
from schema.values import Text, YesNoUnknown


def _known_kind(name: str) -> str:
    if name not in KINDS:
        raise ValueError(f"{quoted(name)} is no kind of partnership\n{nearest(name, KINDS)}")
    return name


class Party(Part):
    """Who is party to a tie, and in which role."""

    id: PartyId
    role: Role = Role.PARTY
    evidence: tuple[Evidence, ...] = ()


class StrictSense(Part):
    """The three tests of a sister city in the strict sense (CLAIR, 自治体国際化協会)."""

    signed_by_heads: Claimed[YesNoUnknown] = ()
    not_one_field: Claimed[YesNoUnknown] = ()
    assembly_approved: Claimed[YesNoUnknown] = ()


class Benefit(Part):
    """What one side has of a tie."""

    to: PartyId
    sector: SectorId | None = None
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


class Partnership(Lasting):
    """A tie between two or more parties. Its evidence says whether it is one, is proposed, or is denied."""

    id: Annotated[Reference, IdOf(("partnership",))]
    kind: Claimed[Annotated[str, AfterValidator(_known_kind), WithJsonSchema({"enum": list(KINDS)})]]
    parties: Annotated[tuple[Party, ...], EntriesOf("id", PartyId)]
    designation: Claimed[Text] = Field(default=(), description="as the documents word it")
    strict_sense: StrictSense = StrictSense()
    benefits: tuple[Benefit, ...] = ()
    # What it is part of can only be a programme, so either word says it.
    programme: Claimed[ProgrammeId] = Field(default=(), validation_alias=AliasChoices("programme", "part_of"))
    evidence: tuple[Evidence, ...] = Field(min_length=1)

    def model_post_init(self, context: Any) -> None:
        """ValueError unless two different parties are named."""
        if len({party.id for party in self.parties}) < 2:
            raise ValueError("a partnership needs two different parties\nName each in `parties`.")
