"""Every label, relationship type and property of the property graph: the words of its Cypher."""

from __future__ import annotations

from schema.kinds import KINDS
from schema.labels import LABELS
from schema.words import PROPERTIES

NODE_LABELS = frozenset({*LABELS.values(), "Place", "Claim"})

RELATIONSHIP_TYPES = frozenset(
    {
        *(kind.edge for kind in KINDS.values()),
        *("LINKED", "PARTY_TO", "IN_SECTOR", "HAS_THEME", "STRONG_IN", "NEEDS", "BENEFITS", "BROADER"),
        *("SUPPORTED_BY", "FROM", "PUBLISHED_BY", "PROPOSES", "ABOUT", "UNDER", "PART_OF"),
        *("TAKES_PART_IN", "IN_PROGRAMME", "ACTIVITY_OF", "HELD_AT"),
    }
)

_READ = "id names property value entry status conflicts contested unproven via type on on_from on_to"
_COUNTED = "asserted stated implied proposed negated told_by told_by_stated"
_DAYS = "since_from since_to until_from until_to begun_from begun_by begun_by_stated ended_from ended_by"
_LINKED = "kinds partnerships"
_CODES = "code_sdg code_dac"

PROPERTY_KEYS = frozenset({*PROPERTIES, *" ".join((_READ, _COUNTED, _DAYS, _LINKED, _CODES)).split()})
"""Properties of nodes and relationships; those of a sector's further code lists begin with `code_` too."""


def is_property(key: str) -> bool:
    """Whether the graph may have a property of that name."""
    return key in PROPERTY_KEYS or key.startswith("code_")
