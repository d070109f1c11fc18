"""Twinned places around one city, from Wikidata's P190 as two CSV files, written as a file of facts.

    python -m loaders.wikidata_twins NETWORK_FOLDER FACTS_FOLDER [--around city:kawasaki] > FILE

NETWORK_FOLDER holds ``nodes.csv`` (``qid:ID``, ``label:string``) and ``edges_directed.csv`` (``:START_ID``, ``:END_ID``): an edge is
what the page of its start says. FACTS_FOLDER is a folder of facts in YAML.

Taken are the places that FACTS_FOLDER ties to the origin (its *partners*), their twins, and every tie among all of these. A tie of
the facts makes partners when two of its parties could be linked by it: an implementer or a supporter is none, two senders are none, a tie
that is only denied or proposed is none, and a body stands for the nearest city, district or region that it is part of.

Written are one ``twinning`` partnership a pair, with one evidence for each direction stated (so a one-sided tie has one), and those
places that FACTS_FOLDER lacks. A file that this module wrote before is passed over, so that it may lie in FACTS_FOLDER. The same input
gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

import yaml

DOCUMENT = "document:wikidata-2016-09"
MARK = "# Written by loaders.wikidata_twins"
HEADER = f"""\
# yaml-language-server: $schema=../facts.schema.json
{MARK}: do not edit, run it again (see ../README.md).
# Twinned places as Wikidata had them in September 2016 (CC0): partners of {{around}}, their partners, and all ties among these.
"""

STAND_FOR_BODIES = ("city:", "district:", "region:")
SELF_EXCLUSIVE = ("sender", "host")
LINKING_ROLES = ("party", *SELF_EXCLUSIVE)
ASSERTING = ("stated", "implied")

# Letters that Unicode does not take apart into a base letter and a mark.
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "œ": "oe"})

Record: TypeAlias = Mapping[str, object]
Pair: TypeAlias = tuple[str, str]


def records(value: object) -> list[Record]:
    """The mappings in a list, whatever else stands in it."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text(value: object) -> str:
    """A scalar as text, nothing for all else."""
    return value if isinstance(value, str) else ""


@dataclass
class Facts:
    """What is needed of a folder of facts: every record by section, and what is part of what."""

    sections: dict[str, list[Record]] = field(default_factory=dict)
    part_of: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Facts:
        """All YAML files of the folder but those that this module wrote; scalars are read as text."""
        facts = cls()
        for file in sorted(folder.rglob("*.yaml")):
            content = file.read_text(encoding="utf-8")
            if MARK in content:
                continue
            loaded = yaml.load(content, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts, lists and mappings only
            for section, listed in loaded.items() if isinstance(loaded, dict) else ():
                for record in records(listed):
                    facts.sections.setdefault(str(section), []).append(record)
                    if parent := text(record.get("part_of")):
                        facts.part_of[text(record.get("id"))] = parent
        return facts

    def place_ids(self) -> dict[str, str]:
        """Wikidata code -> id of the place."""
        places = self.sections.get("places", [])
        return {code: text(place.get("id")) for place in places if (code := text(place.get("wikidata")))}

    def stands_for(self, party: str) -> str:
        """The place that a party stands for: itself, or the nearest city, district or region that it is part of; else nothing."""
        seen: set[str] = set()
        while party and party not in seen and not party.startswith(STAND_FOR_BODIES):
            seen.add(party)
            party = self.part_of.get(party, "")
        return party if party.startswith(STAND_FOR_BODIES) else ""

    def partners(self, around: str) -> set[str]:
        """The places that a tie of the facts links to the origin or one of its bodies."""
        found: set[str] = set()
        for partnership in self.sections.get("partnerships", []):
            if not asserted(partnership):
                continue
            for (a, role_a), (b, role_b) in combinations(linking_parties(partnership), 2):
                if role_a == role_b and role_a in SELF_EXCLUSIVE:
                    continue
                places = {self.stands_for(a), self.stands_for(b)}
                if around in places:
                    found |= places
        return found - {around, ""}


def asserted(partnership: Record) -> bool:
    """Whether any evidence of the tie states or implies it."""
    return any(text(entry.get("certainty")) in ("", *ASSERTING) for entry in records(partnership.get("evidence")))


def linking_parties(partnership: Record) -> list[tuple[str, str]]:
    """(id, role) of the parties whose role can make a link."""
    listed = partnership.get("parties")
    found: list[tuple[str, str]] = []
    for entry in listed if isinstance(listed, list) else []:
        if isinstance(entry, str):
            found.append((entry, "party"))
        elif isinstance(entry, dict) and (role := text(entry.get("role")) or "party") in LINKING_ROLES:
            found.append((text(entry.get("id")), role))
    return found


@dataclass
class Network:
    """The twinned places: label of each code, and who names whom."""

    labels: dict[str, str]
    stated: set[Pair]

    @classmethod
    def read(cls, folder: Path) -> Network:
        """Nodes and edges of a folder; a place that names itself is passed over."""
        labels = {row["qid:ID"]: row["label:string"] for row in rows(folder / "nodes.csv")}
        edges = ((row[":START_ID"], row[":END_ID"]) for row in rows(folder / "edges_directed.csv"))
        return cls(labels, {(start, end) for start, end in edges if start != end})

    def neighbourhood(self, seeds: Iterable[str]) -> set[str]:
        """The seeds and all that is tied to one of them."""
        known = set(seeds)
        return known | {code for edge in self.stated if not known.isdisjoint(edge) for code in edge}

    def pairs_within(self, codes: set[str]) -> list[Pair]:
        """Every tied pair among the places, in the order of their codes."""
        pairs = {(a, b) if number(a) < number(b) else (b, a) for a, b in self.stated if a in codes and b in codes}
        return sorted(pairs, key=lambda pair: (number(pair[0]), number(pair[1])))


def rows(file: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with a header."""
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def number(code: str) -> int:
    """Q164234 -> 164234, to sort by."""
    return int(code.removeprefix("Q"))


def slug(label: str) -> str:
    """A label in lower-case ASCII with hyphens; empty where nothing of it is Latin."""
    folded = unicodedata.normalize("NFKD", label.casefold().translate(LETTERS))
    ascii_only = folded.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def new_place_ids(codes: Iterable[str], labels: Mapping[str, str], taken: set[str]) -> dict[str, str]:
    """Ids for places that the facts lack: the label, with the code behind it where the id is taken or the label gives none."""
    ids: dict[str, str] = {}
    used = set(taken)
    for code in sorted(codes, key=number):
        name = slug(labels.get(code, ""))
        candidate = f"city:{name}" if name else f"city:{code.lower()}"
        if candidate in used:
            candidate = f"{candidate}-{code.lower()}"
        used.add(candidate)
        ids[code] = candidate
    return ids


def quoted(value: str) -> str:
    """A YAML string in double quotes."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def render(network: Network, facts: Facts, around: str) -> str:
    """The file of facts as text."""
    ids = facts.place_ids()
    codes = {place: code for code, place in ids.items()}
    seeds = {codes[place] for place in (around, *facts.partners(around)) if place in codes}
    pairs = network.pairs_within(network.neighbourhood(seeds))
    lacking = {code for pair in pairs for code in pair} - ids.keys()
    taken = {text(record.get("id")) for section in facts.sections.values() for record in section}
    new = new_place_ids(lacking, network.labels, taken)
    ids |= new

    lines = [HEADER.format(around=around)]
    if new:
        lines.append("places:\n")
        for code, place in new.items():
            lines.append(f"  - id: {place}")
            lines.append(f"    name: {quoted(network.labels.get(code, code))}")
            lines.append(f"    wikidata: {code}")
            lines.append(f"    evidence: [{{document: {DOCUMENT}, place: row {code}}}]\n")
    if pairs:
        lines.append("partnerships:\n")
    for a, b in pairs:
        lines.append(f"  - id: partnership:wikidata-{a.lower()}-{b.lower()}")
        lines.append("    kind: twinning")
        lines.append(f"    parties: [{ids[a]}, {ids[b]}]")
        lines.append("    evidence:")
        for start, end in ((a, b), (b, a)):
            if (start, end) in network.stated:
                lines.append(f"      - {{document: {DOCUMENT}, place: row {start} → {end}}}")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m loaders.wikidata_twins", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("network", type=Path, help="folder with nodes.csv and edges_directed.csv")
    parser.add_argument("facts", type=Path, help="folder of facts whose places and ties say where to begin")
    parser.add_argument(
        "--around", default="city:kawasaki", help="the place whose neighbourhood is written (default: %(default)s)"
    )
    asked = parser.parse_args(arguments)

    facts = Facts.read(asked.facts)
    if asked.around not in facts.place_ids().values():
        parser.error(f"{asked.around} is no place with a Wikidata code in {asked.facts}")
    # Bytes, so that the file is the same whatever the terminal's encoding and line ends.
    sys.stdout.buffer.write(render(Network.read(asked.network), facts, asked.around).encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
