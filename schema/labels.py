"""Ids such as `city:kawasaki`: the type before the colon says which label the node has."""

LABELS = {
    "document": "Document",
    "city": "City",
    "region": "Region",
    "country": "Country",
    "port": "Port",
    "district": "District",
    "organisation": "Organisation",
    "facility": "Facility",
    "person": "Person",
    "group": "Group",
    "sector": "Sector",
    "policy": "Policy",
    "measure": "Measure",
    "partnership": "Partnership",
    "programme": "Programme",
    "event": "Event",
    "activity": "Activity",
    "proposal": "Proposal",
    "judgement": "Judgement",
}
CITIES = ("city", "region", "district")
"""What stands for itself in a question; everything else stands for the nearest of these that it is part of."""
PLACES = (*CITIES, "country", "port")
ACTORS = ("organisation", "facility", "person", "group")


def type_of(id: str) -> str:
    """The type of an id: what stands before its colon."""
    return id.partition(":")[0]
