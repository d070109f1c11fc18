"""What stands beside a record, and where sources disagree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.asking import evidence_json, proofs
from kg.lookup import Named
from kg.provenance import Statement
from kg.stores.base import Row
from kg.ties import status_by
from schema.evidence import Certainty

How = tuple[str, str, str, str]
"""How a record stands to the one shown: the edge's type, its direction, the role, by way of whom."""


@dataclass(frozen=True)
class Related:
    """A record that stands beside the one shown: how (edge type, direction, role, by way of whom), when, who says so."""

    named: Named
    how: tuple[How, ...]
    record: Row
    claims: Sequence[Row]

    @property
    def when(self) -> Mapping[str, str | None]:
        """date, since and until, as written."""
        return {name: self.record["properties"].get(name) for name in ("date", "since", "until")}

    @property
    def status(self) -> str:
        """asserted, contested, denied or proposed, by the record's own evidence; asserted where it has none."""
        told = [Certainty(claim["certainty"]) for claim in self.record["claims"] if claim["property"] == "record"]
        return status_by(told) if told else "asserted"

    @property
    def evidence(self) -> list[Row]:
        """What tells that it stands so to the record shown."""
        return proofs(self.claims)

    def as_json(self) -> dict[str, Any]:
        """An entry of one of a dossier's lists."""
        how = [
            {"edge": edge, "direction": way, **({"role": role} if role else {}), **({"via": via} if via else {})}
            for edge, way, role, via in self.how
        ]
        names = {"ja": self.named.ja, "en": self.named.en}
        dates = {name: date for name, date in self.when.items() if date}
        return {
            "id": self.named.id,
            "names": names,
            "relations": how,
            **dates,
            "evidence": evidence_json(self.evidence),
        }


@dataclass(frozen=True)
class Conflict:
    """A property on which sources disagree, and of which record, with what that is called."""

    of: Named
    statement: Statement

    def as_json(self) -> dict[str, Any]:
        """The record, and the statement as Q26 has it."""
        return {"id": self.of.id, "names": {"ja": self.of.ja, "en": self.of.en}, **self.statement.as_json()}
