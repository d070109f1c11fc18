"""The house: who may import whom, that everything public says what it is, and that no place is named in code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ROOMS = ("schema", "loaders", "kg", "visualize")
MODULES = sorted(file.relative_to(ROOT) for room in ROOMS for file in (ROOT / room).rglob("*.py"))
DOORS = {
    ("kg/knowledge_base.py", "loaders"),
    ("kg/knowledge_base.py", "data"),
    ("kg/commands", "loaders"),
    ("kg/commands", "visualize"),
}
"""The only named exceptions, files or folders, each with the room that it alone may enter."""


def tree(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def imported(module: Path) -> set[str]:
    """Every module that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno} imports by dots: write the room's name"
            found.add(str(node.module))
    return found


def rooms_entered(module: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(module)} & {*ROOMS, "data", "tests"}


def test_there_is_something_in_every_room() -> None:
    assert {module.parts[0] for module in MODULES} == set(ROOMS)
    assert len(MODULES) > 30


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_room_knows_only_itself_and_those_to_its_left(module: Path) -> None:
    room = module.parts[0]
    left = ROOMS[: ROOMS.index(room) + 1]
    if room == "kg":
        left = ("schema", "kg")
    if room == "visualize":
        left = ("schema", "kg", "visualize")
    beyond = {
        name
        for name in rooms_entered(module) - set(left)
        if not {(module.as_posix(), name), (module.parent.as_posix(), name)} & DOORS
    }
    assert not beyond, f"{module} imports {', '.join(sorted(beyond))}"


def test_the_doors_are_there_and_used() -> None:
    assert "loaders" in rooms_entered(Path("kg/knowledge_base.py"))
    assert "visualize" in rooms_entered(Path("kg/commands/ask.py"))
    inside = [module for module in MODULES if module.parts[:2] not in (("kg", "cli.py"), ("kg", "commands"))]
    entered = {name for module in inside for name in imported(module) if name.startswith(("kg.cli", "kg.commands"))}
    assert not entered, "the door is entered from outside"


def test_nothing_is_imported_by_a_name_made_at_run_time() -> None:
    for module in MODULES:
        called = {
            node.func.id
            for node in ast.walk(tree(module))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not called & {"__import__", "eval", "exec"}, module
        assert "importlib" not in {name for name in imported(module) if name != "importlib.metadata"}, module


# Docstrings


def public(
    node: ast.AST, path: str = ""
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]]:
    """Every public class and function of a module and every public method of a public class."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and not child.name.startswith("_"):
            yield f"{path}{child.name}", child
            if isinstance(child, ast.ClassDef):
                yield from public(child, f"{child.name}.")


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_everything_public_has_a_docstring(module: Path) -> None:
    parsed = tree(module)
    assert ast.get_docstring(parsed), f"{module} does not say what it is"
    silent = [name for name, node in public(parsed) if not ast.get_docstring(node)]
    assert not silent, f"{module}: {', '.join(silent)}"


# Names of places


def names_in_the_facts() -> set[str]:
    """Ids and names of the bundled places, documents and bodies, long enough to be told from a word; of sectors the ids alone."""
    found: set[str] = set()
    for file in (ROOT / "data/kawasaki").glob("*.yaml"):
        facts = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        found |= {sector["id"] for sector in facts.get("sectors", ())}
        for section in ("places", "organisations", "documents"):
            for record in facts.get(section, ()):
                found |= {record["id"], record["id"].partition(":")[2]}
                found |= {
                    record[key] for key in ("name", "name_ja", "name_en", "kana") if isinstance(record.get(key), str)
                }
                found |= {alias for alias in record.get("aliases", ()) if isinstance(alias, str)}
    return {name.casefold() for name in found if len(name) > (1 if re.search("[ぁ-んァ-ヶ一-龠]", name) else 3)}


def texts_of_code(module: Path) -> Iterator[tuple[int, str]]:
    """Every text in a module that the program works with: no docstrings, and no help for people."""
    parsed = tree(module)
    aside = {
        id(node.value)
        for node in ast.walk(parsed)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(parsed):
        if isinstance(node, ast.keyword) and node.arg in ("help", "description", "default", "example"):
            aside |= {id(part) for part in ast.walk(node.value)}
    for node in ast.walk(parsed):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            yield node.lineno, node.value


def test_no_place_sector_body_or_document_of_the_facts_is_named_in_code() -> None:
    names = names_in_the_facts()
    assert {"川崎市", "city:kawasaki", "document:newsletter-21", "sector:environment"} <= names
    told = [
        f"{module}:{line} names {name}"
        for module in MODULES
        for line, text in texts_of_code(module)
        for name in named_in(text, names)
    ]
    # The program that writes the Wikidata file names its own document, and `bundled` the folder that comes with citykg.
    allowed = ("loaders/wikidata_twins.py", "kg/knowledge_base.py")
    assert not [line for line in told if not line.startswith(allowed)]
    assert {line.partition(" names ")[2] for line in told if line.startswith(allowed)} <= {
        "document:wikidata-2016-09",
        "wikidata-2016-09",
        "kawasaki",
    }


def named_in(text: str, names: set[str]) -> list[str]:
    """The names that are a whole word of a text; a Japanese name is one wherever it stands."""
    folded = text.casefold()
    words = set(re.findall(r"[\w:.-]+", folded))
    return sorted(
        name
        for name in names
        if name == folded or name in words or (re.search("[一-龠ァ-ヶ]{3}", name) and name in folded)
    )


def test_no_question_names_a_place() -> None:
    names = {name for name in names_in_the_facts() if ":" in name or re.search("[一-龠ァ-ヶ]", name)}
    for file in sorted((ROOT / "kg/questions").glob("*.cypher")):
        assert not named_in(file.read_text(encoding="utf-8"), names), file
