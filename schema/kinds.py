"""What a tie may be: each kind declared once, and the roles of its parties."""

from dataclasses import dataclass
from enum import StrEnum

from schema.labels import CITIES


@dataclass(frozen=True)
class Kind:
    """A kind of tie: its names, whether it has a direction (sender to host), and which ids may be party."""

    name: str
    label_ja: str
    label_en: str
    parties: tuple[str, ...]
    directed: bool = False
    twin: bool = False

    @property
    def edge(self) -> str:
        """The type of the edge between the places that it joins."""
        return self.name.upper()


_PORTS = (*CITIES, "port", "organisation")
_BODIES = (*CITIES, "country", "port", "organisation", "facility", "person", "group")

KINDS = {
    kind.name: kind
    for kind in (
        Kind("sister_city", "姉妹都市", "sister city", CITIES, twin=True),
        Kind("friendship_city", "友好都市", "friendship city", CITIES, twin=True),
        Kind("twinning", "姉妹・友好提携", "twinning", (*CITIES, "country")),
        Kind("friendship_port", "友好港", "friendship port", _PORTS),
        Kind("port_exchange", "港湾交流", "exchange between ports", _PORTS),
        Kind("water_partnership", "水道事業の連携", "water partnership", _BODIES),
        Kind(
            "environmental_technology_trainee",
            "環境技術研修生の受入",
            "environmental-technology trainees",
            _BODIES,
            directed=True,
        ),
        Kind("staff_exchange", "職員の人事交流", "staff exchange", _BODIES),
        Kind("sector_cooperation", "分野別の協力", "co-operation in a sector", _BODIES),
        Kind("memorandum", "覚書・協定", "memorandum", _BODIES),
        Kind("joint_agreement", "多都市間の合意", "joint agreement", _BODIES),
    )
}
"""Every kind of tie, declared here and nowhere else."""


class Role(StrEnum):
    """What a party does in a tie; the first three link the places that they stand for."""

    PARTY = "party"
    SENDER = "sender"
    HOST = "host"
    IMPLEMENTER = "implementer"
    SUPPORTER = "supporter"
    OBSERVER = "observer"

    def links(self, other: "Role") -> bool:
        """True when a tie links two places in these roles: never two senders, two hosts, or a helper."""
        linking = (Role.PARTY, Role.SENDER, Role.HOST)
        return self in linking and other in linking and (self != other or self is Role.PARTY)
