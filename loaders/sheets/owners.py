"""What evidence is for: the record, an entry of a list, or one of several values, as `evidence for` names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loaders.sections import Path
from loaders.sheets.columns import FOR
from loaders.sheets.heads import fold
from loaders.sheets.places import Row, Tell
from schema.errors import quoted
from schema.nearest import near


@dataclass(frozen=True)
class Owner:
    """A mapping that may have evidence, the path to it, and the key whose values are counted to name it."""

    said: dict[str, Any]
    path: Path
    counted: str = ""


class Owners:
    """Everything in a record that may have evidence, by the name that `evidence for` gives it."""

    def __init__(self, record: dict[str, Any], tell: Tell) -> None:
        self._by_name = {"": Owner(record, ())}
        self._tell = tell
        self.gaps: set[str] = set()

    def add(self, name: str, owner: Owner) -> None:
        """Note one of them."""
        self._by_name[name] = owner

    def of(self, row: Row) -> Owner | None:
        """What the evidence in a row is for, None where nothing is; the number of an only value may be left out."""
        given = row.said.get(FOR, "")
        name = fold(given)
        if name not in self._by_name and f"{name} 2" not in self._by_name:
            name = f"{name} 1"
        owner = self._by_name.get(name)
        if owner is None:
            self._tell(row.place(FOR), f"{quoted(given)} is no value of this record", self._mend(fold(given)))
        elif owner.counted in self.gaps:
            what = f"{quoted(given)} is not certain: `{owner.counted}` has a blank cell above or between its values"
            mend = "Close the gap, and look whether the number still says which value is meant."
            self._tell(row.place(FOR), what, mend)
        return owner

    def _mend(self, name: str) -> str:
        known = [name for name in self._by_name if name]
        example = [*near(name, known), *known, "since 1"][0]
        return f"Write the column and the number of the value, such as {example}; blank is the record itself."
