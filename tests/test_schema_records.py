"""Records: claims plain and listed, entries plain and whole, kinds of ties, and the JSON Schema for editors."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError as SchemaFault
from pydantic import ValidationError

from loaders.folder import load
from schema.activities import Event
from schema.evidence import Certainty, Claim, Evidence
from schema.facts import Facts
from schema.json_schema import facts_schema
from schema.kinds import KINDS, Role
from schema.labels import ACTORS, LABELS, PLACES
from schema.partnerships import Partnership
from schema.periods import Period, Ternary
from schema.places import Place
from schema.vocabulary import Sector

ROOT = Path(__file__).parent.parent
BUNDLED = sorted((ROOT / "data/kawasaki").glob("*.yaml"))
PROOF = {"document": "document:d", "place": "p"}


def place(**values: object) -> Place:
    return Place.model_validate({"id": "city:a", **values})


def tie(**values: object) -> Partnership:
    plain = {"id": "partnership:t", "kind": "sister_city", "parties": ["city:a", "city:b"], "evidence": [PROOF]}
    return Partnership.model_validate({**plain, **values})


# Claims


def test_a_plain_value_is_one_claim_by_the_records_own_evidence() -> None:
    assert place(name_en="A").name_en == (Claim("A", None),)
    assert place(population="12").population == (Claim(12, None),)


def test_a_list_of_claims_keeps_each_value_with_its_evidence() -> None:
    evidence = Evidence.model_validate({**PROOF, "certainty": "implied"})
    read = tie(
        since=[
            {"value": "1992-04-17", "evidence": [{**PROOF, "certainty": "implied"}]},
            {"value": "1992", "evidence": []},
        ]
    )
    assert read.since == (Claim(Period.parse("1992-04-17"), (evidence,)), Claim(Period.parse("1992"), ()))
    assert [claim.value.written for claim in read.since] == ["1992-04-17", "1992"]


def test_what_is_not_said_is_no_claim() -> None:
    assert place().name_en == ()
    assert tie().since == ()


@pytest.mark.parametrize(
    "value", [[], ["A"], [{"value": "A"}, "B"], {"value": "A", "evidence": []}, [{"evidence": []}], [{"value": "A"}]]
)
def test_what_is_neither_a_value_nor_claims_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        place(name_en=value)


def test_a_claim_takes_no_other_key() -> None:
    with pytest.raises(ValidationError, match="because"):
        place(name_en=[{"value": "A", "evidence": [], "because": "x"}])


@pytest.mark.parametrize(
    ("word", "read"),
    [("yes", "yes"), ("No", "no"), ("unknown", "unknown"), (True, "yes"), (False, "no"), ("TRUE", "yes")],
)
def test_yes_no_and_unknown_are_read_as_words_or_truths(word: object, read: str) -> None:
    assert tie(strict_sense={"signed_by_heads": word}).strict_sense.signed_by_heads == (Claim(Ternary(read), None),)


# Entries of lists


def test_an_entry_may_be_written_plain_or_whole() -> None:
    whole = tie(parties=[{"id": "city:a", "role": "party"}, {"id": "city:b"}], sectors=[{"sector": "sector:s"}])
    assert whole == tie(sectors=["sector:s"])
    assert place(aliases=["X", {"value": "Y", "evidence": [PROOF]}]).aliases[1].evidence == (
        Evidence.model_validate(PROOF),
    )


def test_one_entry_needs_no_list() -> None:
    assert tie(sectors="sector:s") == tie(sectors=["sector:s"])
    assert place(aliases="X") == place(aliases=["X"])


def test_an_entry_keeps_its_own_dates_and_evidence() -> None:
    [entry] = tie(sectors=[{"sector": "sector:s", "since": "1981", "until": "平成8年度", "evidence": [PROOF]}]).sectors
    assert (entry.since[0].value.written, entry.until[0].value.written) == ("1981", "平成8年度")
    assert entry.evidence[0].certainty is Certainty.STATED


@pytest.mark.parametrize(
    "more",
    [
        {"sectors": [{"sector": "sector:s", "from": "1981"}]},
        {"parties": [{"id": "city:a", "rolle": "host"}, "city:b"]},
        {"evidence": [{**PROOF, "page": "3"}]},
        {"strict_sense": {"signed": "yes"}},
        {"benefits": [{"to": "city:a", "what": "x"}]},
        {"begun": "1981"},
    ],
)
def test_a_key_that_is_not_declared_is_refused_wherever_it_stands(more: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        tie(**more)
    assert "extra_forbidden" in {fault["type"] for fault in refused.value.errors()}


def test_a_tie_names_two_different_parties() -> None:
    for parties in ([], ["city:a"], ["city:a", {"id": "city:a", "role": "host"}]):
        with pytest.raises(ValidationError, match="two different parties"):
            tie(parties=parties)


@pytest.mark.parametrize("model", [Partnership, Event])
def test_what_needs_evidence_is_refused_without_it(model: type[Partnership | Event]) -> None:
    given: dict[str, object] = {
        "id": f"{model.__name__.lower()}:x",
        "kind": "twinning",
        "parties": ["city:a", "city:b"],
    }
    said = given if model is Partnership else {"id": "event:x"}
    without: list[dict[str, object]] = [{}, {"evidence": []}]
    for evidence in without:
        with pytest.raises(ValidationError, match="evidence"):
            model.model_validate({**said, **evidence})
    assert model.model_validate({**said, "evidence": [PROOF]}).evidence


def test_records_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(place(), "id", "city:b")  # noqa: B010


@pytest.mark.parametrize("id", ["city:a", "region:a", "district:x-1", "country:jp", "port:川崎"])
def test_a_place_has_an_id_of_a_type_of_places(id: str) -> None:
    assert Place.model_validate({"id": id}).id == id


@pytest.mark.parametrize(
    "id",
    [
        "a",
        "city:",
        ":a",
        "city a",
        "city:a b",
        "City:a",
        "organisation:a",
        "city:a,b",
        "city:a:b",
        "city:[a]",
        "city:a\n",
    ],
)
def test_what_is_no_id_of_a_place_is_refused(id: str) -> None:
    with pytest.raises(ValidationError):
        Place.model_validate({"id": id})


def test_facts_have_a_section_for_every_type() -> None:
    typed = {kind for field in Facts.model_fields for kind in re.findall(r"[a-z]+", field)}
    assert len(Facts.model_fields) == 15
    assert typed >= {"documents", "places", "partnerships", "judgements"}
    assert {*PLACES, *ACTORS} <= set(LABELS)


# Kinds and roles


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_has_both_labels_an_edge_and_parties(name: str) -> None:
    kind = KINDS[name]
    assert kind.name == name
    assert re.search(r"[ぁ-んァ-ヶ一-龠]", kind.label_ja)
    assert re.fullmatch(r"[A-Za-z -]+", kind.label_en)
    assert re.fullmatch(r"[A-Z_]+", kind.edge)
    assert kind.edge not in ("LINKED", "PARTY_TO", "IN_SECTOR", "PART_OF")
    assert len(kind.parties) == len(set(kind.parties))
    assert set(kind.parties) <= {*PLACES, *ACTORS}


def test_no_two_kinds_are_called_alike() -> None:
    for label in ("label_ja", "label_en", "edge"):
        assert len({getattr(kind, label) for kind in KINDS.values()}) == len(KINDS)


def test_sister_and_friendship_cities_are_twins_and_nothing_else_is() -> None:
    assert {kind.name for kind in KINDS.values() if kind.twin} == {"sister_city", "friendship_city"}
    assert {kind.name for kind in KINDS.values() if kind.directed} == {"environmental_technology_trainee"}
    assert set(KINDS) == {
        *("sister_city", "friendship_city", "twinning", "friendship_port", "port_exchange", "water_partnership"),
        *("environmental_technology_trainee", "staff_exchange", "sector_cooperation", "memorandum", "joint_agreement"),
    }


LINKING = {("party", "party"), ("party", "sender"), ("party", "host"), ("sender", "host")}


@pytest.mark.parametrize(("one", "other"), list(product(Role, Role)))
def test_roles_link_but_never_two_senders_two_hosts_or_a_helper(one: Role, other: Role) -> None:
    assert one.links(other) == bool({(one.value, other.value), (other.value, one.value)} & LINKING)


def test_only_stated_and_implied_evidence_asserts() -> None:
    assert [certainty.value for certainty in Certainty if certainty.asserts] == ["stated", "implied"]


# The JSON Schema


class Editor(yaml.SafeLoader):
    """Reads YAML as an editor does: by the core schema of YAML 1.2, which knows no dates and no `yes`."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+.0123456789",
    ),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first))


def as_an_editor(text: str) -> Any:
    return yaml.load(text, Editor)


@pytest.fixture(scope="module", name="schema")
def schema_of_facts() -> Draft202012Validator:
    return Draft202012Validator(json.loads(facts_schema()))


def test_the_editor_reads_yaml_1_2() -> None:
    assert as_an_editor("[1998-05-02, yes, NO, 1998, 1.5, ~, true, 0x10]")[:6] == [
        "1998-05-02",
        "yes",
        "NO",
        1998,
        1.5,
        None,
    ]


def test_the_schema_is_one_of_draft_2020_12() -> None:
    schema = json.loads(facts_schema())
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == set(Facts.model_fields)
    assert facts_schema().endswith("}\n")


@pytest.mark.parametrize("file", BUNDLED, ids=lambda file: file.name)
def test_the_schema_takes_every_bundled_file(file: Path, schema: Draft202012Validator) -> None:
    faults = [
        f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"
        for fault in schema.iter_errors(as_an_editor(file.read_text(encoding="utf-8")))
    ]
    assert faults == []


@pytest.mark.parametrize("file", sorted((ROOT / "tests/small_graph").glob("*.yaml")), ids=lambda file: file.name)
def test_the_schema_takes_the_small_graph(file: Path, schema: Draft202012Validator) -> None:
    schema.validate(as_an_editor(file.read_text(encoding="utf-8")))


TAKEN = [
    'places: [{id: city:a, name_en: A, lat: 1.5, population: 1460000, jis: "14130", aliases: [x, {value: y}]}]',
    "places: [{id: city:a, name_en: [{value: A, evidence: [{document: document:d, place: p}]}]}]",
    "partnerships: [{id: partnership:t, kind: sister_city, parties: [city:a, {id: city:b, role: host}], since: 1981, evidence: [{document: document:d, place: p}]}]",
    "events: [{id: event:e, date: 平成26年度, sectors: [sector:s], evidence: [{document: document:d, place: p}]}]",
    "sectors: []",
    "{}",
]
REFUSED = [
    "places: [{id: city:a, wikidta: Q5}]",
    "place: []",
    "places: [{name_en: A}]",
    "places: [{id: organisation:a}]",
    "places: {id: city:a}",
    "places: [{id: city:a, name_en: [A, B]}]",
    "places: [{id: city:a, lat: north}]",
    "places: [{id: city:a, wikidata: 5}]",
    "partnerships: [{id: partnership:t, kind: sistr_city, parties: [city:a, city:b], evidence: [{document: document:d, place: p}]}]",
    "partnerships: [{id: partnership:t, kind: sister_city, parties: [city:a, city:b]}]",
    "partnerships: [{id: partnership:t, kind: sister_city, parties: [city:a, city:b], evidence: []}]",
    "events: [{id: event:e, evidence: [{document: document:d, place: p, certainty: sure}]}]",
    "events: [{id: event:e, evidence: [{document: document:d, place: p, certanty: stated}]}]",
    "events: [{id: event:e, evidence: [{document: city:d, place: p}]}]",
    "documents: [{id: document:d, kind: letter}]",
]


@pytest.mark.parametrize("text", TAKEN)
def test_the_schema_takes_what_the_loader_takes(text: str, schema: Draft202012Validator) -> None:
    schema.validate(as_an_editor(text))
    Facts.model_validate(yaml.load(text, yaml.BaseLoader))


@pytest.mark.parametrize(
    "text", ["places: [{id: city:a, name_en: , population: ~}]", "groups:\nplaces: [{id: city:a}]"]
)
def test_a_key_without_a_value_is_taken_as_not_said(text: str, schema: Draft202012Validator, tmp_path: Path) -> None:
    schema.validate(as_an_editor(text))
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
    [place] = load([tmp_path]).places
    assert (place.id, place.name_en, place.population) == ("city:a", (), ())


@pytest.mark.parametrize("text", REFUSED)
def test_the_schema_refuses_what_the_loader_refuses(text: str, schema: Draft202012Validator) -> None:
    with pytest.raises(SchemaFault):
        schema.validate(as_an_editor(text))
    with pytest.raises(ValidationError):
        Facts.model_validate(yaml.load(text, yaml.BaseLoader))


def test_the_schema_lies_beside_the_facts_as_it_is_made() -> None:
    file = ROOT / "data/facts.schema.json"
    if not file.exists():
        pytest.skip("data/facts.schema.json is not there: `citykg schema` prints it")
    assert file.read_text(encoding="utf-8") == facts_schema()


def test_a_sector_has_codes_of_other_vocabularies() -> None:
    assert Sector.model_validate({"id": "sector:s", "codes": {"sdg": ["6", "6.3"]}}).codes == {"sdg": ("6", "6.3")}


@pytest.mark.parametrize("key", ["programme", "part_of"])
def test_the_programme_that_a_tie_belongs_to_is_said_by_either_word(key: str) -> None:
    facts = {
        "partnerships": [
            {
                "id": "partnership:t",
                "kind": "memorandum",
                "parties": ["city:a", "city:b"],
                key: "programme:x",
                "evidence": [{"document": "document:d", "place": "p. 1"}],
            }
        ]
    }
    [tie] = Facts.model_validate(facts).partnerships
    assert [claim.value for claim in tie.programme] == ["programme:x"]


@pytest.mark.parametrize(("key", "code"), [("jis", "０１１００"), ("wikidata", "Q１"), ("geonames", "１８５９")])
def test_a_code_in_full_width_digits_is_no_code(key: str, code: str) -> None:
    with pytest.raises(ValidationError):
        Place.model_validate({"id": "city:a", key: code})
