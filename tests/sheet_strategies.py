"""Folders of facts that use all that the format allows: every section, claims, evidence of entries, odd texts."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
from brute_force import Facts, Record

ODD = (
    *("=1+1", "+81 44", "-1", "@sum", "#N/A", "#REF!", "TRUE", "01100", "1e3", "1998-05-02", "29816", "'quoted"),
    *(" x ", "　川崎　", "two\nlines", "\nfirst", "last\n", "a\r\nb", "a\rb", "a\tb", "a\u2028b", "a\xa0"),
    *('"', '""', '"Peace"', '" x"', '"\\u0020"', '"a\\rb"', "_x000D_", "_x005F_x000D_", "x005F_", "\\_x0041_"),
    *("none", "NO", "~", "null", "a: b", "- a", "# a", "<b>&amp;</b>", "𠮷野家🙂", "ｶﾅ", "｡"),
)
BASE: Facts = {
    "documents": [{"id": "document:text", "kind": "text"}, {"id": "document:table", "kind": "table"}],
    "places": [{"id": "city:a"}, {"id": "city:b"}],
    "organisations": [{"id": "organisation:o"}],
    "facilities": [{"id": "facility:f"}],
    "sectors": [{"id": "sector:s"}, {"id": "sector:水"}],
    "policies": [{"id": "policy:p"}],
    "programmes": [{"id": "programme:g", "evidence": [{"document": "document:table", "place": "row 1"}]}],
    "partnerships": [
        {
            "id": "partnership:t",
            "kind": "memorandum",
            "parties": ["city:a", "city:b"],
            "evidence": [{"document": "document:table", "place": "row 1"}],
        }
    ],
}
"""What the drawn records refer to."""

Keys = dict[str, st.SearchStrategy[Any]]
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
bodies = st.sampled_from(("city:a", "city:b", "organisation:o", "facility:f"))
sectors = st.sampled_from(("sector:s", "sector:水"))


def mappings(needed: Keys, optional: Keys) -> st.SearchStrategy[Record]:
    """A mapping with each optional key as often as not, which hypothesis by itself leaves out far more often."""
    perhaps = {key: st.one_of(values, st.none()) for key, values in optional.items()}
    drawn = st.fixed_dictionaries({**needed, **perhaps})
    return drawn.map(lambda said: {key: value for key, value in said.items() if value is not None})


_certainty = {"certainty": st.sampled_from(("stated", "implied", "proposed", "negated"))}
_texts_say = mappings(
    {"document": st.just("document:text"), "place": any_texts.filter(bool), "quote": texts}, _certainty
)
_tables_say = mappings(
    {"document": st.just("document:table"), "place": any_texts.filter(bool)},
    {**_certainty, "quote": any_texts},
)
evidence = st.lists(st.one_of(_texts_say, _tables_say), max_size=3)
proof = st.lists(st.one_of(_texts_say, _tables_say), min_size=1, max_size=3)


def claimed(values: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """A plain value, or one to three claims, some of them without evidence."""
    claim = st.fixed_dictionaries({"value": values, "evidence": evidence})
    return st.one_of(values, st.lists(claim, min_size=1, max_size=3))


def entries(needed: Keys, optional: Keys) -> st.SearchStrategy[list[Record]]:
    """A list of mappings, each perhaps with evidence of its own."""
    return st.lists(mappings(needed, {**optional, "evidence": evidence}), min_size=1, max_size=4)


DATED: Keys = {"since": claimed(dates), "until": claimed(later_dates)}
SECTORS: Keys = {"sectors": entries({"sector": sectors}, {**DATED, "note": any_texts})}
COMMON: Keys = {
    **{key: claimed(texts) for key in ("name", "name_ja", "name_en", "kana", "note")},
    "aliases": st.lists(st.one_of(texts, st.fixed_dictionaries({"value": texts, "evidence": evidence})), max_size=3),
    "evidence": evidence,
}
LASTING: Keys = {**COMMON, **DATED, **SECTORS, "url": claimed(texts)}
ACTOR: Keys = {**LASTING, "part_of": claimed(st.sampled_from(("city:a", "organisation:o")))}
GATHERING: Keys = {
    **LASTING,
    "date": claimed(dates),
    "part_of": claimed(st.sampled_from(("policy:p", "programme:g"))),
    "facility": claimed(st.just("facility:f")),
    "participants": entries({"id": bodies}, {"role": any_texts}),
}
PLACE: Keys = {
    **COMMON,
    "country": claimed(st.just("NO")),
    "part_of": claimed(st.sampled_from(("city:a", "city:b"))),
    "lat": claimed(coordinates),
    "lon": claimed(coordinates),
    "population": claimed(st.integers(0, 10**12).map(str)),
    "jis": st.just("01100"),
    "wikidata": st.just("Q1"),
    "geonames": claimed(st.just("0001")),
    "strengths": entries({"sector": sectors}, {**DATED, "note": any_texts}),
    "needs": entries({"sector": sectors}, {}),
}
DOCUMENT: Keys = {
    **COMMON,
    **{key: claimed(texts) for key in ("title", "title_ja", "title_en", "url", "licence")},
    "date": claimed(dates),
    "publisher": claimed(st.sampled_from(("city:a", "organisation:o"))),
}
_roles = st.sampled_from(("party", "sender", "host", "observer"))
_first = mappings({"id": st.just("city:a")}, {"role": _roles, "evidence": evidence}).map(lambda party: [party])
_strict = {key: claimed(ternaries) for key in ("signed_by_heads", "not_one_field", "assembly_approved")}
PARTNERSHIP: Keys = {
    **LASTING,
    "designation": claimed(texts),
    "strict_sense": mappings({}, _strict),
    "benefits": entries({"to": bodies}, {"sector": sectors, "note": any_texts}),
    "programme": claimed(st.just("programme:g")),
}
_about = st.lists(st.sampled_from(("city:a", "partnership:t", "document:text")), max_size=4)
_codes = st.dictionaries(any_texts, st.lists(any_texts, max_size=3), max_size=3)

SHAPES: dict[str, tuple[str, Keys, Keys]] = {
    "documents": ("document", {"kind": st.sampled_from(("text", "table", "register"))}, DOCUMENT),
    "places": ("city", {}, PLACE),
    "organisations": ("organisation", {}, ACTOR),
    "facilities": ("facility", {}, ACTOR),
    "people": ("person", {}, {**ACTOR, "office": claimed(texts)}),
    "groups": ("group", {}, ACTOR),
    "sectors": ("sector", {}, {**COMMON, "broader": claimed(sectors), "codes": _codes}),
    "policies": ("policy", {}, {**LASTING, "part_of": claimed(st.just("policy:p"))}),
    "measures": ("measure", {}, {**COMMON, **SECTORS, "policy": claimed(st.just("policy:p")), "mark": claimed(texts)}),
    "partnerships": (
        "partnership",
        {
            "kind": claimed(st.sampled_from(("memorandum", "joint_agreement"))),
            "parties": st.tuples(_first, st.just([{"id": "city:b"}]), entries({"id": bodies}, {"role": _roles})).map(
                lambda parts: [party for part in parts for party in part]
            ),
            "evidence": proof,
        },
        PARTNERSHIP,
    ),
    "programmes": ("programme", {"evidence": proof}, GATHERING),
    "events": ("event", {"evidence": proof}, GATHERING),
    "activities": (
        "activity",
        {"partnership": st.just("partnership:t"), "evidence": proof},
        {
            **COMMON,
            **SECTORS,
            "date": claimed(dates),
            "mode": claimed(st.sampled_from(("visit", "別の形", "１"))),
            "level": claimed(st.sampled_from(("government", "private"))),
        },
    ),
    "proposals": ("proposal", {"evidence": proof}, {**COMMON, **SECTORS, "proposes": _about}),
    "judgements": (
        "judgement",
        {"about": _about, "verdict": st.just("aside"), "reason": texts},
        {**COMMON, "by": claimed(texts), "date": claimed(dates)},
    ),
}
"""For each section the type of its ids, the keys that its records must have, and those that they may."""


@st.composite
def any_folder(draw: st.DrawFn, section: str) -> Facts:
    """Facts that a folder may hold: a little of most sections, and one or two rich records of this one."""
    type, needed, optional = SHAPES[section]
    keys = st.lists(st.sampled_from(sorted(optional)), min_size=3, max_size=6, unique=True)
    chosen = {key: optional[key] for key in draw(keys) if key not in needed}
    rich = draw(st.lists(st.fixed_dictionaries({**needed, **chosen}), min_size=1, max_size=2))
    last = st.sampled_from(("r", "都", "Ｒ"))
    records = [{"id": f"{type}:{draw(last)}{number}", **record} for number, record in enumerate(rich)]
    codes = ("jis", "wikidata", "geonames")
    records[1:] = [{key: value for key, value in record.items() if key not in codes} for record in records[1:]]
    return {**BASE, section: [*BASE.get(section, []), *records]}
