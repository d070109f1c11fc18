"""Answers of a person → the record that they say, and what else a folder needs so that it can stand by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import chain, count
from typing import Any

from kg.adding.forms import FORMS, Ask, Form
from kg.adding.reading import Answers, Reader
from kg.adding.stubs import Draft, stub
from schema.errors import QuestionError, quoted
from schema.facts import SECTION_OF, SECTIONS
from schema.labels import type_of
from schema.nearest import nearest
from schema.partnerships import Partnership
from schema.periods import Period
from schema.places import CODES


class Drafting(Reader):
    """Makes records of answers."""

    def record(self, form: Form, answers: Answers, id: str = "") -> Draft:
        """The record that the answers say; NameNotFound or QuestionError tells what is wrong, with the option."""
        given = {ask.key: self.read(ask, answers[ask.key]) for ask in form.asks if answers.get(ask.key)}
        if form.names and not any(key in given for key in form.names):
            raise QuestionError(
                f"It has no name: --{' or --'.join(key.replace('_', '-') for key in form.names)} is missing."
            )
        evidence = self.evidence(answers, form.proven)
        fields = {**given, **({"evidence": evidence} if evidence else {})}
        if not id:
            self._not_there_yet(form, fields)
        return Draft(form.section, self._id(form, fields, id), fields)

    def check_new(self, form: Form, answers: Answers) -> None:
        """QuestionError where the answers so far say what is here already."""
        given = {ask.key: self.read(ask, answers[ask.key]) for ask in form.asks if answers.get(ask.key)}
        self._not_there_yet(form, given)

    def _not_there_yet(self, form: Form, fields: Mapping[str, Any]) -> None:
        """QuestionError where a record says the same already: a tie of a kind between the same, or a thing of a name."""
        same = self._same_tie(fields) if form.name == "tie" else self._same_name(form, fields)
        if same:
            own = f"--id {form.types[0]}:…"
            mend = f"Add to it with `citykg add claim {same} …`; if another is meant, give it an id of its own: {own}"
            called = self.known.called(same)
            raise QuestionError(
                f"This is here already: {same}{f' ({called})' if called != same else ''}.",
                mend,
                f"既にあります：{same}。訂正や追加は `citykg add claim {same} …`、別のものなら --id を付けます。",
            )

    def _same_tie(self, fields: Mapping[str, Any]) -> str | None:
        parties = {_id_of(party) for party in fields.get("parties", ())}
        for id, record in self.known.records.items():
            same = isinstance(record, Partnership) and {str(party.id) for party in record.parties} == parties
            if same and any(claim.value == fields.get("kind") for claim in getattr(record, "kind", ())):
                return id
        return None

    def _same_name(self, form: Form, fields: Mapping[str, Any]) -> str | None:
        """The record of a code, or of a name that is no name of things that come often (activities, judgements)."""
        for id, record in self.known.records.items():
            for code in (code for code in CODES if code in fields):
                if any(claim.value == fields[code] for claim in getattr(record, code, ())):
                    return id
        if form.name in ("activity", "judgement"):
            return None
        names = (fields[key] for key in ("name_ja", "name_en", "title_ja", "title_en") if key in fields)
        return next((same for name in names if (same := self.known.first(name, form.types))), None)

    def _id(self, form: Form, fields: Mapping[str, Any], id: str) -> str:
        if id:
            if type_of(id) not in form.types:
                raise QuestionError(f"{quoted(id)} does not fit here.", f"Write --id {form.types[0]}:name.")
            if id in self.known.records:
                raise QuestionError(f"{id} is here already.", f"Add to it with `citykg add claim {id} …`.")
            return id
        first = f"{form.types[0]}:{_slug(_parts(form, fields))}"
        numbered = (f"{first}-{number}" for number in count(2))
        return next(name for name in chain([first], numbered) if name not in self.known.records)

    # Another claim about a record that is there

    def claim(self, id: str, property: str, value: str, answers: Answers, own: Mapping[str, Any] | None) -> Draft:
        """A further claim about a record; `own` is the record as the folder has it, None where it has none.

        Without a property it is evidence for the record whole.
        """
        section, evidence = SECTION_OF[type_of(id)], self.evidence(answers)
        there = dict(stub(self.known, id).fields if own is None else own)
        if property:
            key, said = self._said(_ask(section, property), value, there, evidence)
        else:
            there.update(_claimed_by(there, section))
            key, said = "evidence", _once([*there.get("evidence", [])], evidence)
            spelt = {name: value for name, value in there.items() if own is not None and value != own.get(name)}
            return Draft(section, id, {**(there if own is None else spelt), key: said})
        return Draft(section, id, {**(there if own is None else {}), key: said})

    def _said(self, ask: Ask, value: str, there: Mapping[str, Any], evidence: list[dict[str, str]]) -> tuple[str, Any]:
        """The key and what it holds with a further value."""
        read = self.read(ask, value)
        if ask.many:
            entries = [{**_as_entry(ask, item), "evidence": evidence} for item in read]
            return ask.key, _once(there.get(ask.key, []), entries)
        claims = _claims(there.get(ask.key), there.get("evidence", []))
        return ask.key, _once(claims, [{"value": read, "evidence": evidence}])


def _once(there: Sequence[Any], new: Sequence[Any]) -> list[Any]:
    """What is there with what is new; QuestionError where all of it is there."""
    if all(item in there for item in new):
        raise QuestionError("This is said already, with the same evidence.", ja="同じ根拠で、既に書かれています。")
    return [*there, *(item for item in new if item not in there)]


def _claimed_by(record: Mapping[str, Any], section: str) -> dict[str, Any]:
    """The plain values of a record as claims of its own evidence, so that further evidence says none of them."""
    plain = ("date", "since", "until", "designation", "mode", "level", "population", "url", "office", "mark")
    evidence, fields = record.get("evidence"), SECTIONS[section].model_fields
    found = (key for key in plain if evidence and key in fields and isinstance(record.get(key), str))
    return {key: [{"value": record[key], "evidence": evidence}] for key in found}


def _ask(section: str, property: str) -> Ask:
    asks = {ask.key: ask for form in FORMS.values() if form.section == section for ask in form.asks}
    by_word = {word: ask for ask in asks.values() for word in (ask.key, ask.option, ask.label.ja)}
    if property not in by_word:
        raise QuestionError(f"{quoted(property)} is nothing that can be claimed of it.", nearest(property, asks))
    return by_word[property]


def _as_entry(ask: Ask, item: Any) -> dict[str, Any]:
    """An entry of a list written out, so that it can have evidence of its own."""
    if isinstance(item, dict):
        return item
    key = {"role": "id", "sector": "to", "span": "sector"}.get(ask.entry, "value")
    return {key: item}


def _claims(value: Any, evidence: Any) -> list[Any]:
    """A value as claims: a plain one is claimed by the record's own evidence."""
    if value is None:
        return []
    listed = isinstance(value, list) and all(isinstance(item, Mapping) and "value" in item for item in value)
    return list(value) if listed else [{"value": value, "evidence": evidence}]


def _id_of(entry: Any) -> str:
    return str(entry["id"] if isinstance(entry, Mapping) else entry)


def _parts(form: Form, fields: Mapping[str, Any]) -> list[str]:
    """What an id is made of: the parties and kind of a tie, the tie and date of an activity, else a name."""
    if form.name == "tie":
        parties = [_id_of(party).partition(":")[2] for party in fields.get("parties", ())]
        return [*parties, str(fields.get("kind", "")).replace("_", "-")]
    if form.name == "activity":
        date = [str(Period.parse(fields["date"])).replace("/", "-")] if "date" in fields else []
        return [str(fields.get("partnership", "")).partition(":")[2], str(fields.get("mode", "")), *date]
    names = ("name_en", "title_en", "name_ja", "title_ja", "name")
    return [next((str(fields[key]) for key in names if key in fields), form.name)]


def _slug(parts: Sequence[str]) -> str:
    """Parts as the tail of an id: small letters, digits and Japanese characters, joined by hyphens."""
    text = unicodedata.normalize("NFKC", "-".join(part for part in parts if part)).casefold()
    return re.sub(r"[^\w]+|_+", "-", text).strip("-")[:100] or "new"
