"""The entries of a list or the claims of a value, from the rows of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from loaders.sections import Path
from loaders.sheets.columns import FOR, Block, Column
from loaders.sheets.owners import Owner, Owners
from loaders.sheets.places import Cells, Row, Tell
from loaders.sheets.rows import NONE

Entry = dict[str, Any]
Claims = tuple[Entry, str, str, Path]
"""The mapping that holds claims, its key for them, what `evidence for` calls them, and the path to them."""


class EntryReader:
    """Reads blocks of one record; notes where their parts stand, what may have evidence, and which keys hold claims."""

    def __init__(self, rows: Sequence[Row], cells: Cells, owners: Owners, tell: Tell) -> None:
        self._rows, self._cells, self._owners, self._tell = rows, cells, owners, tell
        self._claims: list[Claims] = []

    def read(self, block: Block) -> list[Entry]:
        """The entries of a block; a row without its first column goes on with the entry above."""
        first, found = block.columns[0], list[Entry]()
        for row in self._filled(block):
            filled = [column for column in block.columns if column.name in row.said]
            if first in filled:
                self._begin(block, row, found)
            elif not found or not all(column.claimed for column in filled):
                beside = " and ".join(f"`{column.name}`" for column in filled)
                self._tell(row.place(first.name), f"`{first.name}` is blank", f"Fill it in, or take out {beside}.")
                continue
            owner = Owner(found[-1], (*block.path, len(found) - 1), block.name)
            for column in filled:
                self._put(row, column, owner, f"{block.name} {len(found)}")
        return found

    def note(self, holder: Entry, key: str, name: str, path: Path) -> None:
        """Remember a key that holds claims."""
        self._claims.append((holder, key, name, path))

    def finish(self) -> None:
        """Write a claim that has no evidence of its own as a plain value, now that all evidence is read."""
        for holder, key, name, path in self._claims:
            holder[key] = self._plain(holder[key], name, path)

    def _filled(self, block: Block) -> Iterator[Row]:
        """The rows in which a block says something; rows above or between them that say nothing are a gap."""
        names, after = {column.name for column in block.columns}, 0
        for number, row in enumerate(self._rows):
            if names & set(row.said):
                self._owners.gaps |= {block.name} if number > after else set()
                after = number + 1
                yield row

    def _begin(self, block: Block, row: Row, found: list[Entry]) -> None:
        path: Path = (*block.path, len(found))
        found.append({})
        self._cells.put(path, row, block.columns)
        self._owners.add(f"{block.name} {len(found)}", Owner(found[-1], path, block.name))

    def _put(self, row: Row, column: Column, owner: Owner, entry: str) -> None:
        text = row.said[column.name]
        if not column.claimed:
            owner.said[column.key] = text
            return
        claims, name, path = owner.said.setdefault(column.key, []), f"{entry} {column.key}", (*owner.path, column.key)
        if not claims:
            self.note(owner.said, column.key, name, path)
        claims.append({"value": text})
        place: Path = (*path, len(claims) - 1)
        self._cells.places[place] = row.place(column.name)
        self._owners.add(f"{name} {len(claims)}", Owner(claims[-1], place, owner.counted))

    def _plain(self, claims: list[Entry], name: str, path: Path) -> Any:
        if len(claims) == 1 and "evidence" not in claims[0]:
            return claims[0]["value"]
        for number, claim in enumerate(claims):
            if "evidence" not in claim:
                what = f"`{name}` has {len(claims)} values, and no evidence says who gives this one"
                mend = (
                    f"Write {name} {number + 1} in `{FOR}` beside its document (`{NONE}`: no document), or take it out."
                )
                self._tell(self._cells.at((*path, number)), what, mend)
        return claims
