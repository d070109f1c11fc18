"""The facts that come with citykg: what they rest on, and the answers that they must give."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asking import ask
from click.testing import CliRunner

from kg.cli import main
from kg.graph import Graph, graph_of
from kg.knowledge_base import bundled_folder
from loaders.folder import load
from loaders.quotes import fold
from loaders.references import walk
from schema.documents import Document
from schema.evidence import Certainty, Claim, Evidence
from schema.facts import Facts
from schema.periods import Period
from schema.records import Record

ROOT = Path(__file__).parent.parent
TEXTS = {"document:newsletter-21": "newsletter-21.txt", "document:policy-plan": "policy-plan-summary.txt"}


@pytest.fixture(scope="module", name="facts")
def bundled_facts() -> Facts:
    return load([bundled_folder()])


@pytest.fixture(scope="module", name="graph")
def bundled_graph(facts: Facts) -> Graph:
    return graph_of(facts)


@pytest.fixture(scope="module", name="all_answers")
def every_answer() -> dict[str, Any]:
    """Kawasaki, any field, every option."""
    return ask(bundled_folder(), "--city", "川崎市")


@pytest.fixture(scope="module", name="environment")
def environment_answers() -> dict[str, Any]:
    """Kawasaki, environment, every option."""
    return ask(bundled_folder(), "--city", "川崎市", "--sector", "環境")


@pytest.fixture(scope="module", name="water", params=["water", "水・上下水道", "水道"])
def water_answers(request: pytest.FixtureRequest) -> dict[str, Any]:
    return ask(bundled_folder(), "--city", "川崎市", "--sector", request.param)


def all_evidence(facts: Facts) -> Iterator[tuple[Record, Evidence]]:
    for record in facts.records():
        for _, part in walk(record):
            if isinstance(part, Evidence):
                yield record, part


# What they rest on


def test_the_bundled_facts_have_no_fault_and_nothing_to_note() -> None:
    result = CliRunner().invoke(main, ["check"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("No fault. ")


def test_every_document_is_cited_and_says_what_it_is_in_both_languages(facts: Facts) -> None:
    cited = {evidence.document for _, evidence in all_evidence(facts)}
    assert {document.id for document in facts.documents} == cited
    assert all(document.title_ja and document.title_en for document in facts.documents)


def test_every_place_has_a_name_in_both_languages_and_every_sector_too(facts: Facts) -> None:
    nameless = [record.id for record in (*facts.places, *facts.sectors) if not (record.name_ja and record.name_en)]
    assert nameless == []


def test_no_two_sectors_are_called_alike(facts: Facts) -> None:
    called: dict[str, set[str]] = defaultdict(set)
    for sector in facts.sectors:
        names = [claim.value for claim in (*sector.name_ja, *sector.name_en)] + [
            alias.value for alias in sector.aliases
        ]
        for name in names:
            called[name.casefold()].add(sector.id)
    assert {name: ids for name, ids in called.items() if len(ids) > 1} == {}


def test_every_code_of_a_sector_is_in_the_table_of_codes_and_nothing_else_is(facts: Facts) -> None:
    """data/README.md tells each code's title and where it was read."""
    readme = (ROOT / "data/README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (sdg|dac) \| (\S+) \| (.+) \| (.+) \| \[(\w+)\] \|$", readme, re.MULTILINE)
    assert len({(scheme, code) for scheme, code, *_ in rows}) == len(rows) > 30
    in_table = {(scheme, code, f"sector:{name}") for scheme, code, _, names, _ in rows for name in names.split(", ")}
    in_facts = {
        (scheme, code, str(sector.id))
        for sector in facts.sectors
        for scheme, codes in sector.codes.items()
        for code in codes
    }
    assert in_facts == in_table
    addresses = dict(re.findall(r"^\[(\w+)\]: (https://\S+)$", readme, re.MULTILINE))
    assert {label for *_, label in rows} <= addresses.keys()


def test_every_code_of_a_sector_has_the_form_of_its_scheme(facts: Facts) -> None:
    forms = {"dac": r"\d{5}", "sdg": r"\d{1,2}\.(\d{1,2}|[a-d])"}
    codes = [(scheme, code) for sector in facts.sectors for scheme, each in sector.codes.items() for code in each]
    assert {scheme for scheme, _ in codes} == forms.keys()
    assert [(scheme, code) for scheme, code in codes if not re.fullmatch(forms[scheme], code)] == []


def test_every_quote_stands_in_its_text_and_is_short(facts: Facts, shared: Path) -> None:
    texts = {id: fold((shared / "documents" / name).read_text(encoding="utf-8")) for id, name in TEXTS.items()}
    assert texts.keys() == {document.id for document in facts.documents if document.kind == "text"}
    quoted = [(record.id, evidence) for record, evidence in all_evidence(facts) if evidence.document in texts]
    assert len(quoted) > 80
    assert [
        (id, evidence.quote)
        for id, evidence in quoted
        if not evidence.quote or fold(evidence.quote) not in texts[evidence.document]
    ] == []
    assert [(id, evidence.quote) for id, evidence in quoted if len(evidence.quote) > 60] == []


def test_every_quote_stands_at_the_lines_that_are_named(facts: Facts, shared: Path) -> None:
    lines = {id: (shared / "documents" / name).read_text(encoding="utf-8").splitlines() for id, name in TEXTS.items()}
    elsewhere = []
    for record, evidence in all_evidence(facts):
        if evidence.document in lines:
            match = re.match(r"lines? (\d+)(?:[–-](\d+))?", evidence.place)
            assert match, f"{record.id}: {evidence.place}"
            first, last = int(match[1]), int(match[2] or match[1])
            if fold(evidence.quote) not in fold("\n".join(lines[evidence.document][first - 1 : last])):
                elsewhere.append((record.id, evidence.place, evidence.quote))
    assert elsewhere == []


# The fact table


def rows_cited(evidence: Evidence) -> set[int]:
    """The rows of kawasaki.tsv that a piece of evidence names."""
    named = re.search(r"kawasaki\.tsv rows? ((?:\d+(?:–|-| and |, )?)+)", evidence.place)
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:[–-](\d+))?", named[1]) if named else ():
        found |= set(range(int(first), int(last or first) + 1))
    return found


def records_by_row(facts: Facts) -> dict[int, list[Record]]:
    by_row: dict[int, list[Record]] = defaultdict(list)
    for record, evidence in all_evidence(facts):
        for row in rows_cited(evidence):
            if record not in by_row[row]:
                by_row[row].append(record)
    return by_row


def dates_of(record: Record) -> set[Period]:
    """Every date that a record claims."""
    return {part.value for _, part in walk(record) if isinstance(part, Claim) and isinstance(part.value, Period)}


@pytest.fixture(name="table")
def fact_table(shared: Path) -> list[dict[str, str]]:
    """The rows of kawasaki.tsv, the first of which is row 1."""
    with (shared / "facts/kawasaki.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def test_every_row_of_the_fact_table_is_cited(facts: Facts, table: list[dict[str, str]]) -> None:
    assert len(table) == 36
    assert set(records_by_row(facts)) == set(range(1, 37))


@pytest.mark.parametrize("column", ["date", "end_date"])
def test_every_date_of_the_fact_table_is_claimed_by_a_record_that_cites_its_row(
    column: str, facts: Facts, table: list[dict[str, str]]
) -> None:
    by_row = records_by_row(facts)
    missing = [
        (number, row[column], [record.id for record in by_row[number]])
        for number, row in enumerate(table, start=1)
        if row[column] and not any(Period.parse(row[column]) in dates_of(record) for record in by_row[number])
    ]
    assert missing == []


def test_no_row_without_a_date_is_given_one(facts: Facts, table: list[dict[str, str]]) -> None:
    undated = {number for number, row in enumerate(table, start=1) if not row["date"]}
    assert undated
    for partnership in facts.partnerships:
        for claim in partnership.since:
            evidence = partnership.evidence if claim.evidence is None else claim.evidence
            rows = [rows_cited(item) for item in evidence]
            assert not all(row and row <= undated for row in rows), partnership.id


def test_the_wikidata_file_is_what_the_program_writes(shared: Path, tmp_path: Path) -> None:
    network = shared / "networks/wikidata-twinned-2016"
    shutil.copytree(ROOT / "data/kawasaki", tmp_path / "facts")
    file = tmp_path / "facts" / "partner-ties-wikidata-2016.yaml"
    file.write_text("anything", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "loaders.wikidata_twins",
        str(network),
        str(file.parent),
        "--around",
        "city:kawasaki",
        "--document",
        "document:wikidata-2016-09",
        "--to",
        str(file),
    ]
    subprocess.run(command, cwd=ROOT, timeout=120, check=True)
    assert file.read_bytes() == (ROOT / "data/kawasaki" / file.name).read_bytes()


# What they say


def tied(graph: Graph, type: str) -> set[tuple[str, str]]:
    return {(start, end) for start, end, said in graph.edges(data=True) if said["type"] == type}


def test_kawasaki_has_its_eight_sister_and_friendship_cities_abroad(graph: Graph) -> None:
    twins = tied(graph, "SISTER_CITY") | tied(graph, "FRIENDSHIP_CITY")
    partners = {other for pair in twins if "city:kawasaki" in pair for other in pair} - {"city:kawasaki"}
    abroad = {
        f"city:{name}"
        for name in ("rijeka", "baltimore", "shenyang", "wollongong", "sheffield", "salzburg", "lubeck", "bucheon")
    }
    assert abroad <= partners
    assert partners - abroad == {f"city:{name}" for name in ("naha", "fujimi", "nakashibetsu")}


def test_lianyungang_is_a_port_of_exchange_and_da_nang_alone_a_friendship_port(graph: Graph) -> None:
    assert tied(graph, "PORT_EXCHANGE") == {("city:kawasaki", "city:lianyungang")}
    assert {frozenset(pair) for pair in tied(graph, "FRIENDSHIP_PORT")} == {
        frozenset(("city:kawasaki", "city:da-nang"))
    }


def test_queensland_is_a_water_partner_and_no_twin(graph: Graph) -> None:
    pair = {"city:kawasaki", "region:queensland"}
    assert pair in [set(found) for found in tied(graph, "WATER_PARTNERSHIP")]
    for type in ("SISTER_CITY", "FRIENDSHIP_CITY", "TWINNING"):
        assert pair not in [set(found) for found in tied(graph, type)]


def test_the_senders_of_trainees_are_not_linked_by_them(graph: Graph) -> None:
    assert tied(graph, "ENVIRONMENTAL_TECHNOLOGY_TRAINEE") == {
        ("city:shenyang", "city:kawasaki"),
        ("city:shanghai", "city:kawasaki"),
    }
    assert ("city:shanghai", "city:shenyang") not in tied(graph, "LINKED")


def test_disagreeing_sources_are_both_kept(graph: Graph) -> None:
    salzburg = graph.nodes["partnership:kawasaki-salzburg"]
    assert (salzburg["designation"], salzburg["since"]) == ("友好都市", "1992-04-17")
    assert salzburg["conflicts"] == 1
    assert graph.nodes["activity:bandung-first-forum"]["conflicts"] == 1


# What they answer


def option(answer: dict[str, Any], *others: str) -> dict[str, Any]:
    """The option of Kawasaki and these two."""
    [found] = [each for each in answer["answers"] if set(each["places"]) == {"city:kawasaki", *others}]
    return dict(found)


def cited(each: dict[str, Any]) -> set[str]:
    return {evidence["document"] for reason in each["reasons"] for evidence in reason["evidence"]}


def test_shenyang_and_shanghai_are_among_the_first_three_for_environment(environment: dict[str, Any]) -> None:
    found = option(environment, "city:shenyang", "city:shanghai")
    assert found["rank"] <= 3
    assert any("研修生" in reason["text_ja"] and reason["evidence"] for reason in found["reasons"])
    assert "document:policy-plan" in cited(found)
    assert found["middle"] == "city:kawasaki"
    assert any(reason["tag"] == "不明" for reason in found["reasons"])


def test_an_option_for_water_says_what_queensland_is_and_is_not(water: dict[str, Any]) -> None:
    with_queensland = [each for each in water["answers"] if "region:queensland" in each["places"]]
    assert with_queensland
    for each in with_queensland:
        japanese = [reason["text_ja"] for reason in each["reasons"]]
        english = [reason["text_en"] for reason in each["reasons"]]
        assert any(
            "クイーンズランド州" in text and "都市ではなく" in text and "州" in text.partition("ではなく")[2]
            for text in japanese
        )
        assert any("Queensland" in text and re.search(r"\b(region|state)\b", text) for text in english)
        [denial] = [
            reason for reason in each["reasons"] if any(item["certainty"] == "negated" for item in reason["evidence"])
        ]
        assert "ではない" in denial["text_ja"]
        assert re.search("姉妹都市|友好都市", denial["text_ja"])
        assert re.search(r"\b(not|no)\b.* (sister|friendship) .*\b(city|cities)\b", denial["text_en"])
        assert denial["tag"] == "弱い"
        assert {item["document"] for item in denial["evidence"]} == {"document:newsletter-21"}
        assert all(item["quote"] for item in denial["evidence"])


def test_kawasaki_salzburg_and_shanghai_are_closed(all_answers: dict[str, Any]) -> None:
    found = option(all_answers, "city:salzburg", "city:shanghai")
    assert (found["shape"], found["middle"], found["components"]["links"]) == ("closed", None, 3)
    assert "document:wikidata-2016-09" in cited(found)


def test_every_option_is_shown_once_and_has_kawasaki(all_answers: dict[str, Any]) -> None:
    answers = all_answers["answers"]
    assert all_answers["found"] == len(answers) > 100
    assert len({frozenset(each["places"]) for each in answers}) == len(answers)
    assert all(each["places"][0] == "city:kawasaki" for each in answers)
    assert [each["score"] for each in answers] == sorted((each["score"] for each in answers), reverse=True)


@pytest.mark.parametrize("sector", ["", "環境", "water", "文化", "港湾", "経済"])
def test_no_reason_rests_on_a_proposal_and_on_a_denial_only_where_it_is_weak(sector: str) -> None:
    answer = ask(bundled_folder(), "--city", "川崎市", *(["--sector", sector] if sector else []))
    reasons = [reason for each in answer["answers"] for reason in each["reasons"]]
    assert reasons
    for reason in reasons:
        certainties = {evidence["certainty"] for evidence in reason["evidence"]}
        assert "proposed" not in certainties
        assert "negated" not in certainties or (reason["tag"], certainties) == ("弱い", {"negated"})
        assert reason["evidence"] or reason["tag"] in ("弱い", "不明")


def test_a_reason_is_said_in_both_languages(all_answers: dict[str, Any]) -> None:
    for each in all_answers["answers"]:
        for reason in each["reasons"]:
            assert re.search("[ぁ-んァ-ヶ一-龠]", reason["text_ja"])
            english = re.sub(
                r"(明治|大正|昭和|平成|令和)\S+年度?", "", reason["text_en"]
            )  # a date stands as it was written
            assert not re.search("[ぁ-んァ-ヶ一-龠]", english), english


def test_every_quote_of_a_reason_is_in_the_facts(all_answers: dict[str, Any], facts: Facts) -> None:
    known = {(item.document, item.place, item.quote, item.certainty.value) for _, item in all_evidence(facts)}
    shown = [item for each in all_answers["answers"] for reason in each["reasons"] for item in reason["evidence"]]
    assert {(item["document"], item["place"], item["quote"], item["certainty"]) for item in shown} <= known


def test_what_begins_later_is_not_an_option_of_an_earlier_year() -> None:
    early = ask(bundled_folder(), "--city", "川崎市", "--as-of", "1970")
    assert early["answers"] == []
    before_bucheon = ask(bundled_folder(), "--city", "川崎市", "--as-of", "1995")
    assert not any(
        "city:bucheon" in each["places"][1:] and each["middle"] == "city:kawasaki" for each in before_bucheon["answers"]
    )


def test_stated_evidence_alone_gives_no_reason_that_is_implied() -> None:
    answer = ask(bundled_folder(), "--city", "川崎市", "--evidence", "stated")
    certainties = {
        item["certainty"] for each in answer["answers"] for reason in each["reasons"] for item in reason["evidence"]
    }
    assert certainties <= {"stated", "negated"}


def test_proposals_are_no_ties(facts: Facts, graph: Graph) -> None:
    assert len(facts.proposals) > 5
    for proposal in facts.proposals:
        assert {evidence.certainty for evidence in proposal.evidence} == {Certainty.PROPOSED}
        kinds = {said["type"] for _, _, said in graph.out_edges(proposal.id, data=True)}
        assert kinds <= {"ABOUT", "HAS_THEME", "SUPPORTED_BY"}


def test_documents_are_texts_only_where_their_words_are_at_hand(facts: Facts) -> None:
    assert {document.id for document in facts.documents if document.kind == "text"} == set(TEXTS)
    assert all(isinstance(document, Document) for document in facts.documents)
