"""What changed between two folders of facts, as a program reads it: each difference with its sentences and evidence."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic import BaseModel

from kg.claims import value_of
from kg.diff.changes import Kind
from kg.diff.differences import Difference, Heading, differences
from kg.diff.names import Called
from kg.diff.sentences import said_of
from kg.knowledge_base import load_two
from kg.lookup import Named
from kg.sentences import Said
from schema.evidence import Claim, Evidence

Name = str | os.PathLike[str]


@dataclass(frozen=True)
class Told:
    """A difference and its sentence in both languages."""

    difference: Difference
    said: Said

    def as_json(self) -> dict[str, Any]:
        """Which record, what changed in it from what to what, the sentences and the evidence."""
        change = self.difference.change
        whole = {"id": str(self.difference.record.id), "section": self.difference.section}
        within = {
            "change": str(change.kind),
            "property": "/".join(change.path) or "evidence",
            "old": _plain(change.old),
            "new": _plain(change.new),
        }
        return {
            **whole,
            **({} if change.kind is Kind.RECORD else within),
            "text_ja": self.said.ja,
            "text_en": self.said.en,
            "evidence": [_evidence(item) for item in change.evidence],
        }


@dataclass(frozen=True)
class Differences:
    """All that differs between two folders of facts, in order, and the documents that tell it."""

    names: tuple[str, str]
    told: Sequence[Told]
    documents: Mapping[str, Named]
    facts_versions: tuple[str, str]

    def under(self, heading: Heading) -> list[Told]:
        """The differences under a heading."""
        return [one for one in self.told if one.difference.heading is heading]

    def as_json(self) -> dict[str, Any]:
        """What `--format json` prints."""
        return {
            "diff": list(self.names),
            **{str(heading): [one.as_json() for one in self.under(heading)] for heading in Heading},
            "facts_versions": list(self.facts_versions),
        }


def ask_diff(old: Name, new: Name, also: Sequence[Name] = ()) -> Differences:
    """What differs between two folders of facts, each loaded after those of `also`; an error says which has faults."""
    before, after = load_two(old, new, also)
    called = Called(before.facts, after.facts)
    told = [Told(one, said_of(one, called)) for one in differences(before.facts, after.facts)]
    cited = {item.document for one in told for item in one.difference.change.evidence}
    return Differences(
        (os.fspath(old), os.fspath(new)),
        told,
        {id: called.named(id) for id in sorted(cited)},
        (before.facts_version, after.facts_version),
    )


def _evidence(item: Evidence) -> dict[str, str]:
    return {
        "document": str(item.document),
        "place": item.place,
        "quote": item.quote,
        "certainty": item.certainty.value,
    }


def _plain(value: Any) -> Any:
    """A value or an entry of a list as JSON has it; the evidence stands beside it."""
    if isinstance(value, BaseModel):
        parts = {name: getattr(value, name) for name in type(value).model_fields if name != "evidence"}
        return {name: _plain(part) for name, part in parts.items() if part not in ((), "", None)}
    if isinstance(value, tuple) and value and isinstance(value[0], Claim):
        claimed = [value_of(claim.value) for claim in value]
        return claimed[0] if len(claimed) == 1 else claimed
    if value is None or isinstance(value, dict):
        return value
    return str(value.value) if isinstance(value, Enum) else value_of(value)
