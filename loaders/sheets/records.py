"""The rows of one record → the record as a mapping, as a facts file would say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loaders.sheets.columns import FOR, ID, Block, Column, Shape, blocks_of
from loaders.sheets.entries import Entry, EntryReader
from loaders.sheets.owners import Owners
from loaders.sheets.places import Cells, Row, Tell
from loaders.sheets.rows import NONE


class RecordReader:
    """Reads the rows of one record; `tell` hears each fault with its cell."""

    def __init__(self, rows: Sequence[Row], section: str, tell: Tell) -> None:
        self._rows, self._section, self._tell = rows, section, tell
        self._record: Entry = {ID: rows[0].said[ID]}
        self.cells = Cells(rows[0].number, {(ID,): rows[0].place(ID)})
        self._owners = Owners(self._record, tell)
        self._entries = EntryReader(rows, self.cells, self._owners, tell)

    def read(self) -> Entry:
        """The record as a mapping."""
        *blocks, evidence = blocks_of(self._section)
        for block in blocks:
            self._read_block(block)
        self._read_evidence(evidence)
        self._entries.finish()
        return self._record

    def _read_block(self, block: Block) -> None:
        self.cells.put(block.path, self._rows[0], block.columns)
        *above, key = block.path
        entries, holder = self._entries.read(block), self._record
        if not entries and not (block.required and block.shape is Shape.LIST):
            return
        for step in above:
            holder = holder.setdefault(step, {})
        holder[key] = self._value(block, entries)
        if block.shape is Shape.CLAIMS:
            self._entries.note(holder, key, block.name, block.path)

    def _value(self, block: Block, entries: list[Entry]) -> Any:
        """What a key says, in the shape that its values have in a facts file."""
        if block.shape is Shape.CODES:
            return _codes(entries)
        if block.shape in (Shape.LIST, Shape.ONE):
            values = [entry[block.path[-1]] for entry in entries]
            return values if block.shape is Shape.LIST else self._only(block, values)
        return entries

    def _only(self, block: Block, values: list[str]) -> str:
        for number, value in enumerate(values):
            if value != values[0]:
                what = f"`{block.name}` is said twice, and not the same"
                self._tell(self.cells.at((*block.path, number)), what, "A record has one. Keep one of the two.")
        return values[0]

    def _read_evidence(self, block: Block) -> None:
        self.cells.put(block.path, self._rows[0], block.columns)
        for row in self._rows:
            said = {column.key: row.said[column.name] for column in block.columns if column.name in row.said}
            owner = self._owners.of(row) if said or FOR in row.said else None
            if owner and self._is_evidence(said, row, block.columns[0]):
                told = owner.said.setdefault("evidence", [])
                if said != {block.columns[0].key: NONE}:
                    self.cells.put((*owner.path, "evidence", len(told)), row, block.columns)
                    told.append(said)

    def _is_evidence(self, said: dict[str, str], row: Row, document: Column) -> bool:
        """Whether a row names a document, or says that there is none; tells what is wrong otherwise."""
        given = said.get(document.key)
        if given is None:
            mend = f"Write the document's id; `{NONE}` where a value has no evidence."
            self._tell(row.place(document.name), f"`{document.name}` is blank", mend)
        elif given == NONE and len(said) > 1:
            mend = "Write the document's id, or take out what stands beside it."
            self._tell(row.place(document.name), f"`{NONE}` says that there is no document, and evidence follows", mend)
            return False
        return given is not None


def _codes(entries: list[Entry]) -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for entry in entries:
        codes.setdefault(entry["scheme"], []).extend([entry["code"]] if "code" in entry else [])
    return codes
