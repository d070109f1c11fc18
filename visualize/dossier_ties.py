"""The ties of a dossier, as text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kg.lookup import Named
from kg.sentences import Said
from kg.show.tie_sheets import TieSheet
from schema.kinds import KINDS
from visualize.dossier_page import DossierPage
from visualize.dossier_words import STATUS

_LINKING = ("party", "sender", "host")


class TiesPart(DossierPage):
    """The ties of a dossier by kind and year."""

    def _ties(self) -> None:
        directories = [tie for tie in self.dossier.holding if self._is_listed(tie)]
        told = [tie for tie in self.dossier.holding if not self._is_listed(tie)]
        if not self.dossier.holding:
            return
        self.page.heading(self.words["ties"], len(self.dossier.holding))
        for kind, group in groupby(told, key=lambda tie: tie.kind):
            label, ties = KINDS[kind], list(group)
            self.page.line(label.label_ja if self.page.language == "ja" else label.label_en, by=2, style="italic")
            for tie in self._cut(ties):
                self._tie(tie)
            self._rest(ties, by=4)
        if directories:
            names = self._listed(Said(*_others(tie)) for tie in directories)
            text = self.words["directories"].format(n=len(directories), names=names)
            self.page.line(text, by=2, hanging=2)
            self.page.proofs(directories[0].evidence, by=4, most=1)

    def _is_listed(self, tie: TieSheet) -> bool:
        """A twinning of which a directory says no more than that it is: many of them are one line."""
        return tie.kind == "twinning" and "since" in tie.missing and self.dossier.type != "partnership"

    def _tie(self, tie: TieSheet) -> None:
        ja, en, style = STATUS[tie.status]
        contested = self.words["contested"] if tie.contested else ""
        self.page.labelled(ja if self.page.language == "ja" else en, style, self._said(tie.said) + contested)
        if tie.row["id"] != self.dossier.named.id:
            self.page.line(tie.row["id"], by=self.page.label + 4, style="dim")
        for line in self._about(tie):
            self.page.line(line, by=self.page.label + 4, hanging=2)
        told = {(row["document"], row["place"], row["quote"]) for row in tie.ended_by}
        rest = [row for row in tie.evidence if (row["document"], row["place"], row["quote"]) not in told]
        self.page.proofs(tie.ended_by, by=self.page.label + 4)
        self.page.proofs(rest, by=self.page.label + 4)

    def _about(self, tie: TieSheet) -> list[str]:
        """How its sectors changed, its last activity, who benefits."""
        start, now = (self._listed(Said(one.ja, one.en) for one in tie.sectors(when)) for when in ("start", "now"))
        lines = [self.words["was"].format(start=start, now=now)] if start != now and tie.status == "holds" else []
        beside = [party for party in tie.row["parties"] if party["role"] not in _LINKING]
        if beside and len(beside) < len(tie.row["parties"]):
            called = (
                Named.of(party).in_(self.page.language) + self._bracketed(self._word("role", party["role"]))
                for party in beside
            )
            lines.append(self.words["beside"].format(names=self._joined(called)))
        if tie.last_activity:
            lines.append(self.words["last"].format(date=tie.last_activity))
        if tie.benefits:
            names = self._listed(
                Said(edge["name_ja"] or edge["name"], edge["name_en"] or edge["name"]) for edge in tie.benefits
            )
            lines.append(self.words["benefit"].format(names=names))
        return lines

    def _tie_lines(self, heading: str, ties: Sequence[TieSheet]) -> None:
        if ties:
            self.page.heading(heading, len(ties))
        for tie in self._cut(ties):
            self.page.line(self._said(tie.said), by=2, hanging=2)
            self.page.line(tie.row["id"], by=4, style="dim")
            self.page.proofs(tie.evidence, by=4)
        self._rest(ties)

    def _together(self) -> set[str]:
        """The ties of which all is said but what they did: one line tells them all."""
        return {tie.row["id"] for tie in self.dossier.ties if tie.missing == ["activity"] and len(tie.unknown) == 1}


def _others(tie: TieSheet) -> tuple[str, str]:
    """Those that a tie joins with the one it is seen from."""
    others = [party for party in tie.row["parties"] if party["id"] != tie.city]
    return (
        "・".join(str(party["name_ja"] or party["name"] or party["id"]) for party in others),
        ", ".join(str(party["name_en"] or party["name"] or party["id"]) for party in others),
    )
