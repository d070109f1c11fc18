"""What is asked of a person who adds a fact: for each section the keys, in the order in which they are asked."""

from __future__ import annotations

from dataclasses import dataclass

from kg.sentences import Said
from schema.activities import MODES
from schema.evidence import Certainty
from schema.kinds import KINDS
from schema.labels import ACTORS, CITIES, LABELS, PLACES
from schema.words import PROPERTIES, TYPES, WORDS

_ANY = tuple(LABELS)
_PARTIES = (*PLACES, *ACTORS)


@dataclass(frozen=True)
class Ask:
    """A key that is asked for: its option, what it may be, whether several may be given, whether it must be.

    `types` are types of ids (names are looked up), `words` a closed list (open where `open`), `entry` says how an entry
    of a list is written: `role` ID=ROLE, `span` ID=SINCE..UNTIL, `sector` ID=SECTOR.
    """

    key: str
    option: str = ""
    many: bool = False
    required: bool = False
    types: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    open: bool = False
    entry: str = ""
    example: str = ""

    @property
    def flag(self) -> str:
        """The option of the command line."""
        return f"--{self.option or self.key.replace('_', '-')}"

    @property
    def label(self) -> Said:
        """What a person is asked for."""
        return Said(*PROPERTIES[self.key])


@dataclass(frozen=True)
class Form:
    """What is asked for one command of `citykg add`: its section, the types of its ids, the keys."""

    name: str
    section: str
    types: tuple[str, ...]
    asks: tuple[Ask, ...]
    proven: bool = True

    @property
    def label(self) -> Said:
        """What it adds."""
        return Said(*TYPES[self.types[0]])

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of which one must be given, so that it can be called something; none for what needs no name."""
        keys = tuple(ask.key for ask in self.asks if ask.key in ("name_ja", "name_en", "title_ja", "title_en"))
        return keys if self.name != "activity" else ()


_NAMES = (
    Ask("name_ja", example="瀋陽市"),
    Ask("name_en", example="Shenyang"),
    Ask("kana", example="しんようし"),
    Ask("aliases", option="alias", many=True),
)
_NOTE, _URL = Ask("note"), Ask("url", example="https://…")
_SINCE, _UNTIL, _DATE = (Ask(key, example="1998, 1998-05, 平成10年度") for key in ("since", "until", "date"))
_SECTORS = Ask("sectors", option="sector", many=True, types=("sector",), entry="span", example="環境=1997..2020")
_PARTICIPANTS = Ask(
    "participants", option="participant", many=True, types=_PARTIES, entry="role", example="川崎市=host"
)
_GATHERING = (
    *_NAMES,
    _DATE,
    _SINCE,
    _UNTIL,
    _PARTICIPANTS,
    _SECTORS,
    Ask("part_of", types=("programme", "event", "policy")),
    Ask("facility", types=("facility",)),
    _URL,
    _NOTE,
)
_PLACE = (
    *_NAMES,
    Ask("country", example="CN, ベトナム"),
    Ask("part_of", types=PLACES),
    Ask("lat", example="41.80"),
    Ask("lon", example="123.43"),
    Ask("population", example="1460000"),
    Ask("wikidata", example="Q11720"),
    Ask("jis", example="14130"),
    Ask("geonames", example="2034937"),
    Ask("strengths", option="strength", many=True, types=("sector",), entry="span", example="水道"),
    Ask("needs", option="need", many=True, types=("sector",), entry="span", example="環境"),
    _URL,
    _NOTE,
)
_ACTOR = (*_NAMES, Ask("part_of", types=_PARTIES), _SINCE, _UNTIL, _SECTORS, _URL, _NOTE)
_LEVELS = ("government", "private", "economic")

EVIDENCE = (
    Ask("document", types=("document",), required=True, example="document:… / 題名"),
    Ask("place", option="where", required=True, example="p. 3, 27行目, row 5"),
    Ask("quote"),
    Ask("certainty", words=tuple(word.value for word in Certainty)),
)
"""Who says so: asked of everything that is added."""

FORMS = {
    form.name: form
    for form in (
        Form(
            "tie",
            "partnerships",
            ("partnership",),
            (
                Ask("kind", required=True, words=tuple(KINDS)),
                Ask(
                    "parties", option="party", many=True, required=True, types=_PARTIES, entry="role", example="川崎市"
                ),
                Ask("designation", example="友好都市"),
                _SINCE,
                _UNTIL,
                _SECTORS,
                Ask("benefits", option="benefit", many=True, types=_PARTIES, entry="sector", example="川崎市=環境"),
                Ask("programme", types=("programme",)),
                _URL,
                _NOTE,
            ),
        ),
        Form(
            "activity",
            "activities",
            ("activity",),
            (
                Ask("partnership", option="tie", required=True, types=("partnership",)),
                Ask("name_ja", example="環境技術研修生の受入"),
                Ask("name_en"),
                _DATE,
                Ask("mode", words=tuple(MODES), open=True),
                Ask("level", words=_LEVELS),
                _SECTORS,
                _NOTE,
            ),
        ),
        Form("event", "events", ("event",), _GATHERING),
        Form("programme", "programmes", ("programme",), _GATHERING),
        Form(
            "proposal",
            "proposals",
            ("proposal",),
            (*_NAMES[:2], Ask("proposes", option="about", many=True, types=_ANY), _SECTORS, _NOTE),
        ),
        *(Form(type, "places", (type,), _PLACE, proven=False) for type in PLACES),
        Form("organisation", "organisations", ("organisation",), _ACTOR, proven=False),
        Form("facility", "facilities", ("facility",), _ACTOR, proven=False),
        Form("person", "people", ("person",), (*_ACTOR, Ask("office", example="市長")), proven=False),
        Form("group", "groups", ("group",), _ACTOR, proven=False),
        Form("sector", "sectors", ("sector",), (*_NAMES, Ask("broader", types=("sector",)), _NOTE), proven=False),
        Form(
            "policy",
            "policies",
            ("policy",),
            (*_NAMES, Ask("part_of", types=("policy",)), _SINCE, _UNTIL, _SECTORS, _URL, _NOTE),
            proven=False,
        ),
        Form(
            "measure",
            "measures",
            ("measure",),
            (*_NAMES, Ask("policy", types=("policy",)), Ask("mark", example="●"), _SECTORS, _NOTE),
            proven=False,
        ),
        Form(
            "judgement",
            "judgements",
            ("judgement",),
            (
                Ask("about", many=True, required=True, types=_ANY),
                Ask("verdict", required=True, words=("aside",)),
                Ask("reason", required=True),
                Ask("by"),
                _DATE,
            ),
            proven=False,
        ),
        Form(
            "document",
            "documents",
            ("document",),
            (
                Ask("kind", required=True, words=("text", "table", "register")),
                Ask("title_ja", example="友好都市の一覧"),
                Ask("title_en"),
                _DATE,
                Ask("publisher", types=("organisation", "person", "group", *CITIES, "country")),
                _URL,
                Ask("licence", example="CC BY 4.0"),
                _NOTE,
            ),
            proven=False,
        ),
    )
}
"""The commands of `citykg add`; `proven` are those that must say which document says so."""


def word_label(key: str, word: str) -> Said:
    """What a word of a closed list is called."""
    found = WORDS.get(key, {}).get(word)
    return Said(*found) if found else Said(word, word)


def word_of(ask: Ask, answer: str) -> str:
    """The word that an answer stands for: itself, its number in the list, its label or the one label that it begins."""
    if answer.isdecimal() and 0 < int(answer) <= len(ask.words):
        return ask.words[int(answer) - 1]
    labels = {word: word_label(ask.key, word) for word in ask.words}
    exact = [word for word, said in labels.items() if answer in (word, *said)]
    parts = [word for word, said in labels.items() if answer in said.ja.split("・") or said.ja.startswith(answer)]
    return next(iter(exact or (parts if len(parts) == 1 else [])), answer)
