"""Twinned places around a city, from Wikidata's "twinned administrative body" (P190), written as a file of facts.

    python -m loaders.wikidata_twins NETWORK FACTS --around ID --document ID --to FILE

NETWORK holds `nodes.csv` (qid:ID, label:string) and `edges_directed.csv` (:START_ID, :END_ID): an edge is what the
page of its start says. Taken are the places that a tie of the folder FACTS links to the city, their twins, and every
tie among all of these. Written are one `twinning` a pair, with one piece of evidence for each direction stated, and
the places that FACTS lacks. FILE may lie in FACTS: it is passed over. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import click

from loaders.folder import load
from loaders.writing import dump
from schema.facts import Facts
from schema.partnerships import Partnership
from schema.standing import Standing

HEADER = """\
# yaml-language-server: $schema=../facts.schema.json
# Written by `python -m loaders.wikidata_twins`: do not edit, run it again (see ../README.md).
"""
# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "œ": "oe"})
Pair = tuple[str, str]


@dataclass(frozen=True)
class Network:
    """The twinned places: label of each code, and who names whom."""

    labels: dict[str, str]
    stated: frozenset[Pair]

    @classmethod
    def read(cls, folder: Path) -> Network:
        """Nodes and edges of a folder; a place that names itself is passed over."""
        labels = {row["qid:ID"]: row["label:string"] for row in _rows(folder / "nodes.csv")}
        edges = ((row[":START_ID"], row[":END_ID"]) for row in _rows(folder / "edges_directed.csv"))
        return cls(labels, frozenset((start, end) for start, end in edges if start != end))

    def pairs_around(self, seeds: set[str]) -> list[Pair]:
        """Every tied pair among the seeds and their twins, in the order of their codes."""
        near = seeds | {code for edge in self.stated if not seeds.isdisjoint(edge) for code in edge}
        pairs = {(min(edge, key=_number), max(edge, key=_number)) for edge in self.stated if near.issuperset(edge)}
        return sorted(pairs, key=lambda pair: (_number(pair[0]), _number(pair[1])))


def partners(facts: Facts, around: str) -> set[str]:
    """The places that an asserted tie of the facts links to a place."""
    parts = ((record.id, getattr(record, "part_of", ())) for record in facts.records())
    standing = Standing({id: str(claims[0].value) for id, claims in parts if claims})
    linked = (pair for tie in facts.partnerships for pair in _linked(tie, standing))
    return {place for pair in linked if around in pair for place in pair} - {around}


def _linked(tie: Partnership, standing: Standing) -> Iterator[set[str]]:
    """The pairs of places that a tie links."""
    if any(evidence.certainty.asserts for evidence in tie.evidence):
        for one, other in combinations(tie.parties, 2):
            a, b = standing.place(one.id), standing.place(other.id)
            if a and b and one.role.links(other.role):
                yield {a, b}


def twins(network: Network, facts: Facts, around: str, document: str) -> dict[str, Any]:
    """The sections of the file: places that the facts lack, and a tie for each pair."""
    ids = {claim.value: str(place.id) for place in facts.places for claim in place.wikidata}
    codes = {place: code for code, place in ids.items()}
    pairs = network.pairs_around({codes[place] for place in (around, *partners(facts, around)) if place in codes})
    lacking = sorted({code for pair in pairs for code in pair} - ids.keys(), key=_number)
    new = _new_ids(lacking, network.labels, {str(record.id) for record in facts.records()})
    ids |= new
    places = [_place(code, id, network, document) for code, id in new.items()]
    return {"places": places, "partnerships": [_tie(pair, ids, network, document) for pair in pairs]}


def _place(code: str, id: str, network: Network, document: str) -> dict[str, Any]:
    evidence = [{"document": document, "place": f"row {code}"}]
    return {"id": id, "name": network.labels.get(code, code), "wikidata": code, "evidence": evidence}


def _tie(pair: Pair, ids: dict[str, str], network: Network, document: str) -> dict[str, Any]:
    said = [edge for edge in (pair, pair[::-1]) if edge in network.stated]
    evidence = [{"document": document, "place": f"row {start} → {end}"} for start, end in said]
    id = f"partnership:wikidata-{pair[0]}-{pair[1]}".lower()
    return {"id": id, "kind": "twinning", "parties": [ids[code] for code in pair], "evidence": evidence}


def _new_ids(codes: Iterable[str], labels: dict[str, str], taken: set[str]) -> dict[str, str]:
    """An id from each place's label; with the code behind it where the id is taken or the label is not Latin."""
    ids: dict[str, str] = {}
    for code in codes:
        folded = unicodedata.normalize("NFKD", labels.get(code, "").casefold().translate(_LETTERS))
        slug = re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode("ascii")).strip("-")
        id = f"city:{slug or code.lower()}"
        ids[code] = f"{id}-{code.lower()}" if id in taken else id
        taken.add(ids[code])
    return ids


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _number(code: str) -> int:
    """Q164234 → 164234, to sort by."""
    return int(code.removeprefix("Q"))


@click.command(help=(__doc__ or "").partition("\n")[0])
@click.argument("network", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("facts", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--around", required=True, help="The id of the city.")
@click.option("--document", required=True, help="The id of the document that stands for the network.")
@click.option("--to", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
def main(network: Path, facts: Path, around: str, document: str, to: Path) -> None:
    """Write the file."""
    sections = twins(Network.read(network), load([facts], instead={to: None}), around, document)
    said = {name: records for name, records in sections.items() if records}
    text = HEADER + dump(said)
    to.write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    main()
