"""The prompt of `citykg cypher`, with keys as a person presses them."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from kg.commands.prompt import converse, history, is_complete, session_of
from kg.commands.prompt_commands import Asking
from kg.commands.prompt_completion import NamesCompleter
from kg.knowledge_base import KnowledgeBase, open_kb

SMALL = Path(__file__).parent / "small_graph"
PROGRAM = Path(sys.executable).with_name("citykg")
LEAVE, CANCEL = "\x04", "\x03"


@pytest.fixture(scope="module")
def kb() -> Iterator[KnowledgeBase]:
    with open_kb(SMALL) as opened:
        yield opened


class Conversation:
    """What is printed when some keys are pressed."""

    def __init__(self, kb: KnowledgeBase, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.kb, self.folder, self.capsys = kb, folder, capsys
        self.asking = Asking("table", 1000, 30.0, "en")

    def __call__(self, keys: str) -> tuple[str, str]:
        self.capsys.readouterr()
        with create_pipe_input() as input:
            input.send_text(keys + LEAVE)
            converse(self.kb, self.asking, session_of(self.kb, self.asking, self.folder, input, DummyOutput()))
        out, err = self.capsys.readouterr()
        return out, err.partition("\n")[2]


@pytest.fixture
def say(kb: KnowledgeBase, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Conversation:
    return Conversation(kb, tmp_path, capsys)


# Queries


def test_a_query_ends_with_a_semicolon(say: Conversation) -> None:
    assert say("RETURN '川崎' AS x;\r") == ("x\n川崎\n", "")


def test_a_query_of_several_lines_ends_with_an_empty_line(say: Conversation) -> None:
    assert say("UNWIND [1, 2] AS x\rRETURN x\r\r") == ("x\n1\n2\n", "")


def test_errors_and_warnings_do_not_end_it(say: Conversation) -> None:
    out, err = say("RETUN 1;\rCREATE (n);\rMATCH (n:Cty) RETURN n;\r:nonsense\rRETURN 1 AS x;\r")
    assert out == "x\n1\n"
    assert "Did you mean RETURN?" in err
    assert "CREATE writes" in err
    assert "Warning: This knowledge base has no label Cty." in err
    assert "There is no command :nonsense." in err


def test_ctrl_c_clears_a_line_and_ctrl_d_leaves(say: Conversation) -> None:
    assert say(f"RETURN 1 AS{CANCEL}RETURN 2 AS x;\r") == ("x\n2\n", "")
    assert say("") == ("", "")


def test_an_empty_line_asks_nothing(say: Conversation) -> None:
    assert say("\r\r") == ("", "")


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("", True),
        ("RETURN 1;", True),
        ("RETURN 1 ; // done", True),
        ("RETURN 1\n", True),
        (":help", True),
        ("RETURN 1", False),
        ("RETURN ';", False),
        ("RETURN 1 // ;", False),
        ("MATCH (n)\nRETURN n", False),
    ],
)
def test_enter_asks_only_what_is_complete(text: str, complete: bool) -> None:
    assert is_complete(text) is complete


# Commands


def test_quit_leaves_and_help_helps(say: Conversation) -> None:
    out, err = say(":help\r:quit\rRETURN 1;\r")
    assert all(f":{name}" in out for name in ("schema", "param", "format", "limit", "timeout", "quit"))
    assert err == ""


def test_parameters_are_set_in_cypher_or_json_and_listed(say: Conversation) -> None:
    out, err = say(":param a => date('2014-08-26')\r:param b=[1, \"甲\"]\r:param\rRETURN $a.year + $b[0] AS x;\r")
    assert ':param a = "2014-08-26"\n:param b = [1, "甲"]' in out
    assert out.endswith("x\n2015\n")
    assert err == ""


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (":param a => ", "Error: "),
        (":param a => 1 AS x, 2", "is no single value"),
        (":param a => CREATE", "Error: "),
        (":param a", "is no parameter"),
        (":param a=x", "is no JSON"),
        (":format xml", "is no format"),
        (":limit some", "is no number of rows"),
        (":timeout never", "is no time to wait"),
        (":timeout nan", "is no time to wait"),
        (":limt 3", "Did you mean limit?"),
    ],
)
def test_a_wrong_command_is_a_sentence_and_changes_nothing(say: Conversation, line: str, what: str) -> None:
    out, err = say(f"{line}\r")
    assert out == ""
    assert what in err
    assert say.asking == Asking("table", 1000, 30.0, "en")


def test_format_limit_and_timeout_hold_until_they_are_changed(say: Conversation) -> None:
    out, err = say(":format csv\r:limit 1\r:timeout 5\rUNWIND [1, 2] AS x RETURN x;\r")
    assert out == "x\n1\n"
    assert "Only the first row is shown" in err
    assert say.asking == Asking("csv", 1, 5.0, "en")


def test_the_schema_is_shown(say: Conversation) -> None:
    assert "[:SISTER_CITY]" in say(":schema\r")[0]


# Completion


@pytest.mark.parametrize(
    ("before", "offer", "other"),
    [
        ("MATCH (n:", "City", "SISTER_CITY"),
        ("MATCH (n:ci", "City", "Place"),
        ("MATCH (n:City|", "Place", "SISTER_CITY"),
        ("MATCH ()-[:", "SISTER_CITY", "City"),
        ("MATCH ()-[r:SISTER_CITY|L", "LINKED", "SISTER_CITY"),
        ("MATCH (n) WHERE n.na", "name", "id"),
        ("MATCH (n:City {i", "id", "IN"),
        ("MATCH (n) RET", "RETURN", "MATCH"),
        ("RETURN toUp", "toUpper(", "toLower("),
        ("MATCH (node) RETURN no", "node", "RETURN"),
        ("RETURN $", "year", "MATCH"),
        ("RETURN $ye", "year", "MATCH"),
        (":par", "param", "help"),
    ],
)
def test_what_can_stand_at_the_cursor_is_offered(kb: KnowledgeBase, before: str, offer: str, other: str) -> None:
    offers = {
        one.text for one in NamesCompleter(kb.store, {"year": 1}).get_completions(Document(before), CompleteEvent())
    }
    assert offer in offers
    assert other not in offers


@pytest.mark.parametrize("before", ["RETURN 'ci", "RETURN 1 // ci", "// ci", "MATCH (n) RETURN 1.5"])
def test_nothing_is_offered_in_texts_comments_and_numbers(kb: KnowledgeBase, before: str) -> None:
    assert list(NamesCompleter(kb.store, {}).get_completions(Document(before), CompleteEvent())) == []


# History


def test_what_was_asked_is_kept_for_its_owner_alone(say: Conversation) -> None:
    say("RETURN 1 AS x;\r")
    [file] = say.folder.iterdir()
    assert "RETURN 1 AS x;" in file.read_text(encoding="utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert say("\x1b[A\r")[0] == "x\n1\n"


def test_without_a_place_for_history_it_works_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    past = history(tmp_path / "file" / "folder")
    past.append_string("RETURN 1;")
    assert list(past.get_strings()) == ["RETURN 1;"]


# A real terminal


class Terminal:
    """`citykg cypher` at a pseudo-terminal."""

    def __init__(self, folder: Path) -> None:
        self.shown = ""
        self._end, other = pty.openpty()
        environment = {**os.environ, "XDG_STATE_HOME": str(folder), "TERM": "xterm", "CITYKG_LANG": "en"}
        environment["PROMPT_TOOLKIT_NO_CPR"] = "1"
        self.process = subprocess.Popen(
            [str(PROGRAM), "cypher", "--kb", str(SMALL)], stdin=other, stdout=other, stderr=other, env=environment
        )
        os.close(other)

    def press(self, keys: str) -> None:
        os.write(self._end, keys.encode())

    def wait_for(self, text: str) -> None:
        """Read until the text is shown, without what only moves and colours; what was before it is done with."""
        until = time.monotonic() + 60
        while text not in (plain := re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.shown)):
            assert time.monotonic() < until, self.shown
            if select.select([self._end], [], [], 0.2)[0]:
                self.shown += os.read(self._end, 65536).decode(errors="replace")
        self.shown = plain.partition(text)[2]

    def close(self) -> int:
        try:
            return self.process.wait(timeout=60)
        finally:
            self.process.kill()
            os.close(self._end)


@pytest.mark.skipif(not hasattr(signal, "SIGWINCH"), reason="no pseudo-terminals here")
def test_at_a_real_terminal_it_completes_answers_stops_a_query_and_leaves(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.wait_for("citykg>")
    terminal.press("MATCH (n:Ci\t")
    terminal.wait_for("(n:City")
    terminal.press(f"{CANCEL}RETURN 40 + 2 AS answer;\r")
    terminal.wait_for("42")
    terminal.wait_for("citykg>")
    terminal.press("UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b RETURN sum(a * b) AS endless;\r")
    time.sleep(2)
    terminal.process.send_signal(signal.SIGINT)
    terminal.wait_for("Cancelled.")
    terminal.wait_for("citykg>")
    terminal.press("RETURN 70 + 7 AS after;\r")
    terminal.wait_for("77")
    terminal.wait_for("citykg>")
    terminal.press(LEAVE)
    assert terminal.close() == 0
    assert (tmp_path / "citykg/cypher_history").is_file()
