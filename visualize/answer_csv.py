"""Answers as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from kg.answers import ThreeCities
from kg.asking import proofs
from kg.cypher.answer import CypherAnswer
from kg.cypher.values import as_json
from kg.provenance import Statement
from kg.sources import Sources

_BEFORE = ("rank", "place_1", "place_2", "place_3", "name_1", "name_2", "name_3", "shape", "middle", "score")
_COMPONENTS = ("links", "sector_links", "shared_programmes", "stated", "last_activity", "common_partners")
_AFTER = ("reasons", "evidence", "as_of", "sector")
_CLAIM = ("record", "property", "entry", "value", "standing")
_SOURCE = ("place", "quote", "certainty", "date", "url")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def three_cities_csv(answer: ThreeCities, language: str) -> str:
    """Rank, ids and names of the places, shape, middle, score, components; the reasons and the proofs in a cell each."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_BEFORE, *_COMPONENTS, *_AFTER])
    for one in answer.answers:
        called = [one.names[id].in_(language) for id in one.option.places]
        parts = one.option.components.shown()
        reasons = " / ".join(getattr(reason.said, language) for reason in one.reasons)
        rows = {(row["document"], row["place"], row["quote"]): row for reason in one.reasons for row in reason.evidence}
        proofs = " / ".join(
            f"{row[f'title_{language}']}, {row['place']} {row['quote']}".strip() for row in rows.values()
        )
        asked = [str(answer.asked.as_of), answer.sector.in_(language) if answer.sector else ""]
        cells = [one.rank, *one.option.places, *called, one.option.shape, one.option.middle, one.option.score]
        writer.writerow(guarded([*cells, *(parts[name] for name in _COMPONENTS), reasons, proofs, *asked]))
    return text.getvalue()


def sources_csv(answer: Sources, language: str) -> str:
    """One line a claim: the record, the property, the entry, the value, how it stands to the reading, and who says so."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_CLAIM, "reading", "document", "title", "place", "quote", "certainty", "date", "url"])
    for one in answer.answers:
        record = answer.named.id if isinstance(one, Statement) else one.named.id
        claims, name = (one.claims, one.name) if isinstance(one, Statement) else ([one.claim], one.property)
        reading = one.reading if isinstance(one, Statement) else ""
        reading = "; ".join(map(str, reading)) if isinstance(reading, list) else reading
        for claim in claims:
            rows = proofs([claim.row]) if claim.row else []
            keys = ("document", f"title_{language}", *_SOURCE)
            source = [rows[0][key] if rows else "" for key in keys]
            writer.writerow(guarded([record, name, one.entry, claim.value, claim.standing, reading, *source]))
    return text.getvalue()


def cypher_csv(answer: CypherAnswer) -> str:
    """The rows under the names of their columns; lists, maps, nodes, relationships and paths as JSON, no value as nothing."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(guarded(answer.columns))
    for row in answer.rows:
        writer.writerow(guarded(_cell(as_json(value)) for value in row))
    return text.getvalue()


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list, bool)) else value


def guarded(cells: Iterable[object]) -> list[object]:
    """The cells, with texts that a spreadsheet would run as a formula made plain text by an apostrophe."""
    return [f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in cells]
