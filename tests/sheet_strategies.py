"""Folders of facts that use all that the format allows: every section, claims, evidence of entries, odd texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import hypothesis.strategies as st
from brute_force import Facts, Record

ODD = (
    *("=1+1", "+81 44", "-1", "@sum", "#N/A", "#REF!", "TRUE", "01100", "1e3", "1998-05-02", "29816", "'quoted"),
    *(" x ", "　川崎　", "two\nlines", "\nfirst", "last\n", "a\r\nb", "a\rb", "a\tb", "a\u2028b", "a\xa0"),
    *('"', '""', '"Peace"', '" x"', '"\\u0020"', '"a\\rb"', "_x000D_", "_x005F_x000D_", "x005F_", "\\_x0041_"),
    *("none", "NO", "~", "null", "a: b", "- a", "# a", "<b>&amp;</b>", "𠮷野家🙂", "ｶﾅ", "｡"),
)
_letters = st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff")
any_texts = st.one_of(st.sampled_from(ODD), st.text(_letters, max_size=12), st.just(""))
"""Texts that may be empty or blank."""
texts = any_texts.filter(lambda text: bool(text.strip()))
dates = st.sampled_from(
    ("1981", "1981-08", "1981-08-18", "昭和56年", "昭和５６年８月", " 1981", "1981-04-01/1982-03-31")
)
later_dates = st.sampled_from(("1996", "平成26年度", "2014-08-26", "２０１４"))
ternaries = st.sampled_from(("yes", "no", "unknown"))
coordinates = st.one_of(st.floats(-90, 90), st.sampled_from((0.1 + 0.2, 1e-7, 35.0, -0.0))).map(repr)


def evidence(known: Facts, least: int = 0) -> st.SearchStrategy[list[Record]]:
    """Some evidence, with a quote wherever its document is a text."""
    return st.lists(st.sampled_from(known["documents"]).flatmap(_evidence_from), min_size=least, max_size=3)


def _evidence_from(document: Record) -> st.SearchStrategy[Record]:
    quote = texts if document["kind"] == "text" else any_texts
    optional = {"certainty": st.sampled_from(("stated", "implied", "proposed", "negated"))}
    needed = {"document": st.just(document["id"]), "place": any_texts.filter(bool), "quote": quote}
    return st.fixed_dictionaries(needed, optional=optional)


def claimed(values: st.SearchStrategy[str], known: Facts) -> st.SearchStrategy[Any]:
    """A plain value, or one to three claims, some of them without evidence."""
    claim = st.fixed_dictionaries({"value": values, "evidence": evidence(known)})
    return st.one_of(values, values, st.lists(claim, min_size=1, max_size=3))


def _ids(known: Facts, *sections: str) -> list[str]:
    return [record["id"] for section in sections for record in known.get(section, ())]


def _references(known: Facts, *sections: str) -> dict[str, st.SearchStrategy[str]]:
    """A strategy for ids of the sections under the key "of", nothing where there is none."""
    found = _ids(known, *sections)
    return {"of": st.sampled_from(found)} if found else {}


BODIES = ("places", "organisations", "facilities", "people", "groups")


def entries(key: str, ids: Sequence[str], known: Facts, **more: Any) -> dict[str, st.SearchStrategy[Any]]:
    """A list of ids, each alone or as a mapping; nothing to draw where there are no ids."""
    if not ids:
        return {}
    mapping = st.fixed_dictionaries({key: st.sampled_from(ids)}, optional={**more, "evidence": evidence(known)})
    return {"of": st.lists(mapping, max_size=4)}


def _sectors(known: Facts) -> dict[str, st.SearchStrategy[Any]]:
    dated = {"since": claimed(dates, known), "until": claimed(later_dates, known), "note": any_texts}
    return entries("sector", _ids(known, "sectors"), known, **dated)


def _common(known: Facts) -> dict[str, st.SearchStrategy[Any]]:
    alias = st.one_of(texts, st.fixed_dictionaries({"value": texts, "evidence": evidence(known)}))
    names = {key: claimed(texts, known) for key in ("name", "name_ja", "name_en", "kana", "note")}
    return {**names, "aliases": st.lists(alias, max_size=3)}


def _lasting(known: Facts) -> dict[str, st.SearchStrategy[Any]]:
    spans = {"since": claimed(dates, known), "until": claimed(later_dates, known), "url": claimed(texts, known)}
    return {**_common(known), **spans, **_as("sectors", _sectors(known))}


def _as(key: str, found: dict[str, st.SearchStrategy[Any]]) -> dict[str, st.SearchStrategy[Any]]:
    return {key: found["of"]} if found else {}


def _claimed_ids(key: str, known: Facts, *sections: str) -> dict[str, st.SearchStrategy[Any]]:
    found = _references(known, *sections)
    return {key: claimed(found["of"], known)} if found else {}


@st.composite
def _records(draw: st.DrawFn, known: Facts, type: str, needed: Any, optional: Any, most: int = 3) -> list[Record]:
    shape = st.fixed_dictionaries(
        needed, optional={**({} if "evidence" in needed else {"evidence": evidence(known)}), **optional}
    )
    drawn = draw(st.lists(shape, max_size=most))
    return [
        {"id": f"{type}:{draw(st.sampled_from(('r', '都', 'Ｒ')))}{number}", **record}
        for number, record in enumerate(drawn)
    ]


@st.composite
def _places(draw: st.DrawFn, known: Facts) -> list[Record]:
    numbers = {"lat": claimed(coordinates, known), "lon": claimed(coordinates, known)}
    numbers["population"] = claimed(st.integers(0, 10**12).map(str), known)
    strong = {key: found["of"] for key in ("strengths", "needs") if (found := _sectors(known))}
    optional = {**_common(known), **numbers, **strong, "country": claimed(st.just("NO"), known)}
    shape = st.fixed_dictionaries({}, optional={**optional, "evidence": evidence(known)})
    places: list[Record] = []
    for number, record in enumerate(draw(st.lists(shape, min_size=2, max_size=4))):
        codes = {"jis": f"0110{number}", "wikidata": f"Q{number}", "geonames": f"000{number}"}
        chosen = {key: codes[key] for key in draw(st.sets(st.sampled_from(sorted(codes))))}
        above = {"part_of": places[0]["id"]} if places and number % 2 else {}
        places.append({"id": f"city:p{number}", **record, **chosen, **above})
    return places


@st.composite
def any_folder(draw: st.DrawFn) -> Facts:
    """Facts that a folder may hold: section -> records, all scalars as text."""
    kinds = draw(st.lists(st.sampled_from(("text", "table", "register")), min_size=1, max_size=3))
    known: Facts = {"documents": [{"id": f"document:d{number}", "kind": kind} for number, kind in enumerate(kinds)]}
    code = st.dictionaries(any_texts, st.lists(any_texts, max_size=3), max_size=2)
    known["sectors"] = draw(_records(known, "sector", {}, {**_common(known), "codes": code}))
    known["places"] = draw(_places(known))
    for section, type in (("organisations", "organisation"), ("facilities", "facility"), ("groups", "group")):
        known[section] = draw(
            _records(known, type, {}, {**_lasting(known), **_claimed_ids("part_of", known, "places")})
        )
    known["people"] = draw(_records(known, "person", {}, {**_lasting(known), "office": claimed(texts, known)}))
    known["policies"] = draw(_records(known, "policy", {}, _lasting(known)))
    measures = {**_common(known), **_claimed_ids("policy", known, "policies"), "mark": claimed(texts, known)}
    known["measures"] = draw(_records(known, "measure", {}, measures))
    proven: dict[str, st.SearchStrategy[Any]] = {"evidence": evidence(known, 1)}
    role = {"role": any_texts}
    gathering = {
        **_lasting(known),
        "date": claimed(dates, known),
        **_claimed_ids("part_of", known, "policies"),
        **_claimed_ids("facility", known, "facilities"),
        **_as("participants", entries("id", _ids(known, *BODIES), known, **role)),
    }
    known["programmes"] = draw(_records(known, "programme", proven, gathering))
    known["events"] = draw(_records(known, "event", proven, gathering))
    known["partnerships"] = draw(_partnerships(known))
    if known["partnerships"]:
        needed = {"partnership": st.sampled_from(_ids(known, "partnerships")), **proven}
        activity = {
            **_common(known),
            "date": claimed(dates, known),
            "mode": claimed(st.sampled_from(("visit", "別の形", "１")), known),
            "level": claimed(st.sampled_from(("government", "private")), known),
            **_as("sectors", _sectors(known)),
        }
        known["activities"] = draw(_records(known, "activity", needed, activity))
    every = [id for section in list(known) for id in _ids(known, section)]
    about = st.lists(st.sampled_from(every), max_size=4)
    known["proposals"] = draw(
        _records(known, "proposal", proven, {**_common(known), "proposes": about, **_as("sectors", _sectors(known))})
    )
    judged = {"about": about, "verdict": st.just("aside"), "reason": texts}
    more = {**_common(known), "by": claimed(texts, known), "date": claimed(dates, known)}
    known["judgements"] = draw(_records(known, "judgement", judged, more))
    return {section: records for section, records in known.items() if records}


def _partnerships(known: Facts) -> st.SearchStrategy[list[Record]]:
    roles = st.sampled_from(("party", "sender", "host", "observer"))
    party = st.fixed_dictionaries({}, optional={"role": roles, "evidence": evidence(known)})
    two = st.tuples(party, party).map(lambda pair: [{"id": f"city:p{n}", **one} for n, one in enumerate(pair)])
    more = entries("id", _ids(known, *BODIES), known, role=roles)["of"]
    benefit: dict[str, Any] = {
        "note": any_texts,
        "evidence": evidence(known),
        **_as("sector", _references(known, "sectors")),
    }
    benefits = st.lists(
        st.fixed_dictionaries({"to": st.sampled_from(_ids(known, *BODIES))}, optional=benefit), max_size=3
    )
    tests = {key: claimed(ternaries, known) for key in ("signed_by_heads", "not_one_field", "assembly_approved")}
    needed = {
        "kind": claimed(st.sampled_from(("memorandum", "joint_agreement")), known),
        "parties": st.tuples(two, more).map(lambda parts: parts[0] + parts[1]),
        "evidence": evidence(known, 1),
    }
    optional = {
        **_lasting(known),
        "designation": claimed(texts, known),
        "strict_sense": st.fixed_dictionaries({}, optional=tests),
        "benefits": benefits,
        **_claimed_ids("programme", known, "programmes"),
    }
    return _records(known, "partnership", needed, optional)
