"""One change within a record in words: where it is, and what the values before and after are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.diff.changes import Change
from kg.diff.names import Called
from kg.diff.record_words import NOTHING, entry_said
from kg.sentences import Said, brackets_en, brackets_ja
from schema.activities import Participant
from schema.kinds import Role
from schema.partnerships import Benefit, Party
from schema.periods import Period
from schema.records import Alias, Record, SectorEntry
from schema.words import PROPERTIES

_PLAIN_ROLES = (Role.PARTY, "participant")


@dataclass(frozen=True)
class InWords:
    """A change of a record, and the names to tell it with."""

    record: Record
    change: Change
    called: Called

    @property
    def came(self) -> bool:
        """True for what the newer side has beside, False for what it has no more."""
        return self.change.new is not None

    @property
    def where(self) -> Said:
        """The record and its property; the entry too, within a list."""
        said = self.called.subject(self.record)
        for step in self.change.path:
            said = self._further(said, step)
        return said

    def _further(self, said: Said, step: str) -> Said:
        if ":" in step:
            named = self.called.named(step)
            return Said(f"{said.ja}「{named.ja}」", f"{said.en} {named.en}")
        if step not in PROPERTIES:  # a part whose own parts are told apart: strict_sense
            return said
        ja, en = PROPERTIES[step]
        return Said(f"{said.ja}の{ja}", f"{said.en}, {en}")

    @property
    def what(self) -> Said:
        """What came or went."""
        return self.value(self.change.new if self.came else self.change.old)

    def value(self, value: Any) -> Said:
        """A value of the property, or an entry of the list."""
        if isinstance(value, SectorEntry):
            return entry_said(value, self.record, self.called)
        if isinstance(value, Benefit):
            return self._benefit(value)
        if isinstance(value, (Party, Participant)):
            return self._in_role(value)
        if isinstance(value, dict):
            text = "; ".join(f"{key}: {', '.join(codes)}" for key, codes in sorted(value.items()))
            return Said(text, text)
        return self.called.word(self.change.path[-1], value.value if isinstance(value, Alias) else value)

    def _in_role(self, party: Party | Participant) -> Said:
        named, role = self.called.named(party.id), self.called.word("role", str(party.role))
        if party.role in _PLAIN_ROLES:
            role = NOTHING
        return Said(named.ja + brackets_ja(role.ja), named.en + brackets_en(role.en))

    def _benefit(self, benefit: Benefit) -> Said:
        told = [self.called.word("to", part) for part in (benefit.to, benefit.sector, benefit.note or None) if part]
        return Said("、".join(one.ja for one in told), ", ".join(one.en for one in told))

    @property
    def whose_word(self) -> Said:
        """What stands behind a claim: a document that says so, proposes or denies it."""
        if self.change.asserted:
            return Said("とする資料", "a source that says")
        if any(item.certainty == "negated" for item in self.change.evidence):
            return Said("とすることを否定する資料", "a source that denies")
        return Said("とする提案", "a proposal of")

    @property
    def beside(self) -> Said:
        """How a further claim stands to the value that is read."""
        new, read = self.change.new, self.change.read
        if read is None or not self.change.asserted:
            return NOTHING
        agrees = isinstance(new, Period) and isinstance(read, Period) and new.covers(read)
        shown = self.value(read)
        if agrees:
            return Said(f"（{shown.ja}と一致する）", f" (agrees with {shown.en})")
        return Said(f"（{shown.ja}と食い違う）", f" (disagrees with {shown.en})")
