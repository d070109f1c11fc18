"""What only shows when records are seen together: ids, cycles, parties, quotes, dates in the wrong order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import networkx as nx
from pydantic import BaseModel

from loaders.problems import Problems
from loaders.quotes import fold, folded_document
from loaders.sections import Placed
from schema.documents import Document
from schema.errors import quoted
from schema.evidence import Claim, Evidence
from schema.ids import Reference
from schema.kinds import KINDS, Role
from schema.labels import type_of
from schema.nearest import nearest
from schema.partnerships import Partnership
from schema.places import CODES, Place
from schema.records import Record

Path_ = tuple[int | str, ...]


def walk(value: object, path: Path_ = ()) -> Iterator[tuple[Path_, object]]:
    """Every part of a record, with the path to it."""
    yield path, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from walk(getattr(value, name), (*path, name))
    elif isinstance(value, Claim):
        yield from walk(value.value, (*path, "value"))
        yield from walk(value.evidence, (*path, "evidence"))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))


def check_folder(placed: Sequence[Placed], problems: Problems) -> None:
    """Faults of one folder by itself: an id or a code that two of its records have."""
    ids: dict[str, Placed] = {}
    codes: dict[tuple[str, str], Placed] = {}
    for one in placed:
        first = ids.setdefault(one.record.id, one)
        if first is not one:
            one.fault(
                problems,
                ("id",),
                f"{one.record.id} is here already ({first.where})",
                "Join the two records, or give one another id.",
            )
        for code in place_codes(one.record):
            other = codes.setdefault(code, one)
            if other.record.id != one.record.id:
                what = f"{code[0]} {code[1]} is also the code of {other.record.id} ({other.where})"
                one.fault(problems, (code[0],), what, "One place, one record: join the two, or correct the code.")


def place_codes(record: Record) -> Iterator[tuple[str, str]]:
    """The codes that say which place of the world a record is; a JIS code without its check digit."""
    if isinstance(record, Place):
        for code in CODES:
            for claim in getattr(record, code):
                yield code, claim.value[:5] if code == "jis" else claim.value


def check_together(placed: Sequence[Placed], also: Iterable[str], problems: Problems) -> None:
    """Faults over all folders of a knowledge base; `also` are ids of records that could not be read."""
    known = {one.record.id for one in placed} | set(also)
    documents = _documents(placed)
    for one in placed:
        for path, part in walk(one.record):
            if isinstance(part, Reference) and path != ("id",) and part not in known:
                one.fault(problems, path, f"{part} is nowhere", nearest_id(part, known))
            elif isinstance(part, Evidence):
                _check_quote(one, path, part, documents, problems)
        _check_dates(one, problems)
        _check_parties(one, problems)
        _check_roles(one, problems)
    for name in ("part_of", "broader"):
        _check_cycles(placed, name, problems)


def nearest_id(id: str, known: Iterable[str]) -> str:
    """A sentence with the id of the same type that is spelt most like it."""
    alike = sorted(other for other in known if type_of(other) == type_of(id))
    if not alike:
        return f"Write a record `- id: {id}`."
    sentence = nearest(id, alike)
    return sentence if sentence.startswith("Did") else f"Write a record `- id: {id}`, or correct the id."


def _documents(placed: Iterable[Placed]) -> dict[str, list[tuple[Placed, Document]]]:
    found: dict[str, list[tuple[Placed, Document]]] = {}
    for one in placed:
        if isinstance(one.record, Document):
            found.setdefault(one.record.id, []).append((one, one.record))
    return found


def _check_quote(
    one: Placed,
    path: Path_,
    evidence: Evidence,
    documents: dict[str, list[tuple[Placed, Document]]],
    problems: Problems,
) -> None:
    for holder, document in documents.get(evidence.document, ()):
        quote = fold(evidence.quote)
        if document.kind == "text" and not quote:
            mend = "Quote the shortest phrase of it that carries the fact: `quote: …`."
            one.fault(problems, path, f"`quote` is missing: {document.id} is a text", mend)
        elif document.kind == "text" and document.file:
            text = folded_document(Path(holder.file).parent / document.file)
            if text is None:
                problems.remark(
                    f"{holder.file}: {document.file} is not at hand, so the quotes from {document.id} were not compared with it."
                )
            elif quote not in text:
                what = f"{quoted(evidence.quote)} does not stand in {document.id}"
                one.fault(problems, (*path, "quote"), what, f"Copy the phrase from {document.file} as it is.")


def _check_dates(one: Placed, problems: Problems) -> None:
    for path, part in walk(one.record):
        since, until = getattr(part, "since", ()), getattr(part, "until", ())
        if since and until and max(c.value.last for c in until) < min(c.value.first for c in since):
            what = f"until {until[0].value.written} is before since {since[0].value.written}"
            one.fault(problems, (*path, "until"), what, "Correct one of the two dates.")


def _check_parties(one: Placed, problems: Problems) -> None:
    if not isinstance(one.record, Partnership):
        return
    for claim in one.record.kind:
        kind = KINDS[claim.value]
        for index, party in enumerate(one.record.parties):
            if type_of(party.id) not in kind.parties:
                what = f"{party.id} cannot be party to a {kind.label_en} ({kind.label_ja})"
                mend = (
                    f"A party to it is a {', '.join(kind.parties[:-1])} or {kind.parties[-1]}; or choose another kind."
                )
                one.fault(problems, ("parties", index, "id"), what, mend)


def _check_roles(one: Placed, problems: Problems) -> None:
    """Remark on a tie with a direction whose ends are not told: it is read, but nobody learns who sends whom."""
    if isinstance(one.record, Partnership) and any(KINDS[claim.value].directed for claim in one.record.kind):
        roles = {party.role for party in one.record.parties}
        if not {Role.SENDER, Role.HOST} <= roles:
            problems.remark(f"{one.where}, {one.record.id} wants a party of role sender and one of role host.")


def _check_cycles(placed: Sequence[Placed], name: str, problems: Problems) -> None:
    above: nx.DiGraph[str] = nx.DiGraph(
        (str(one.record.id), str(claim.value)) for one in placed for claim in getattr(one.record, name, ())
    )
    found = nx.strongly_connected_components(above)
    rings = {id: ring for ring in found if len(ring) > 1 or above.has_edge(*ring, *ring) for id in ring}
    for one in placed:
        if getattr(one.record, name, ()) and (ring := rings.get(one.record.id)):
            what = f"{name} leads back to where it started, by way of {', '.join(sorted(ring))}"
            one.fault(problems, (name,), what, f"Take one {name} out of the ring.")
