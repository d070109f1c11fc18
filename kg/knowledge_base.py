"""`open_kb()`: folders of facts → a knowledge base to ask. The one place in kg/ that calls the loaders."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.content import code_version, facts_version
from kg.stores.base import Row, Store, in_order
from kg.stores.cache import Cache
from kg.stores.embedded import Embedded
from kg.stores.engine import engine_version
from kg.stores.writing import write
from schema.errors import CitykgError, QuestionError, StoreError

if TYPE_CHECKING:
    from kg.cypher.answer import CypherAnswer
    from schema.facts import Facts

BUNDLED = "bundled"


@dataclass(frozen=True)
class KnowledgeBase:
    """A store to read, and which facts are in it."""

    store: Store
    facts_version: str

    def read(self, query: str, **parameters: Any) -> list[Row]:
        """The rows of a Cypher query; lists of maps are in an order of their own, the same on every engine."""
        return [in_order(row) for row in self.store.read(query, parameters)]

    def cypher(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int | None = 1000,
        timeout: float = 30.0,
    ) -> CypherAnswer:
        """The answer to a query of one's own: see `kg.cypher.answer.ask_cypher`."""
        from kg.cypher.answer import ask_cypher

        return ask_cypher(self, text, parameters, limit=limit, timeout=timeout)


@dataclass(frozen=True)
class Loaded:
    """Facts as records, and which they are."""

    facts: Facts
    facts_version: str


def folders_of(names: Sequence[str | os.PathLike[str]]) -> list[Path]:
    """The folders that the names stand for; `bundled` is the one that comes with citykg. No name: CITYKG_KB, or bundled."""
    chosen = list(names) or [name for name in os.environ.get("CITYKG_KB", "").split(os.pathsep) if name] or [BUNDLED]
    if "" in chosen:
        raise QuestionError("A folder of facts has an empty name.", "Name a folder, or `bundled`.")
    return list(dict.fromkeys(bundled_folder() if name == BUNDLED else Path(name) for name in chosen))


def bundled_folder() -> Path:
    """The facts about Kawasaki and its partners that come with citykg."""
    import data

    return Path(str(data.__file__)).parent / "kawasaki"


@contextmanager
def open_kb(
    *names: str | os.PathLike[str],
    store: str | None = None,
    database: str | None = None,
    cache: Cache | None = None,
    tell: Callable[[str], None] = lambda step: None,
    ask_password: Callable[[str], str] | None = None,
) -> Iterator[KnowledgeBase]:
    """The knowledge base of these folders (see `folders_of`), built where it has not been; `tell` hears each step.

    With `store`, or without names where CITYKG_STORE is set, the one that was loaded into that Neo4j (`bolt://…`,
    `neo4j://…`, `neo4j+s://…`), with NEO4J_USERNAME and NEO4J_PASSWORD; without a password `ask_password` is asked.
    FactsError tells every fault of the folders; StoreError that the engine does not start, or that no server answers.

    >>> with open_kb() as kb:  # doctest: +SKIP
    ...     kb.read("MATCH (c:City) RETURN count(c) AS cities")
    """
    url = store_of(names, store)
    if url:
        from kg.stores.server.reading import opened

        with opened(url, database, ask_password) as server:
            yield KnowledgeBase(server, server.state.facts_version)
        return
    if database:
        raise QuestionError("A database is named, and no store that has it.", "Name the Neo4j too: --store bolt://…")
    with _embedded(names, cache, tell) as (embedded, version):
        yield KnowledgeBase(embedded, version)


@contextmanager
def open_embedded(
    *names: str | os.PathLike[str], tell: Callable[[str], None] = lambda step: None
) -> Iterator[Embedded]:
    """The embedded store of these folders, to be served to others; QuestionError where CITYKG_STORE names a Neo4j."""
    url = store_of(names, None)
    if url:
        raise QuestionError(
            "CITYKG_STORE names a Neo4j, which serves Bolt itself.",
            f"Give a client {url}, or name the folders to serve: --kb {BUNDLED}.",
        )
    with _embedded(names, None, tell) as (embedded, _):
        yield embedded


@contextmanager
def _embedded(
    names: Sequence[str | os.PathLike[str]], cache: Cache | None, tell: Callable[[str], None]
) -> Iterator[tuple[Embedded, str]]:
    """The embedded store of these folders, and the version of their facts."""
    folders = folders_of(names)
    version = _version(folders)
    cache = cache or Cache()
    with cache.copy(
        f"{version}-{code_version()}-{engine_version().replace(' ', '-')}", _Build(folders, version, cache, tell)
    ) as root:
        embedded = Embedded(root, cache.log)
        try:
            yield embedded, version
        finally:
            embedded.close()


def store_of(names: Sequence[str | os.PathLike[str]], store: str | None) -> str | None:
    """The address of the Neo4j to ask: the one named, or CITYKG_STORE where no folder is named; None for the folders."""
    if store and names:
        raise QuestionError(
            "Folders (--kb) and a store (--store) are both named, and a question is asked of one.",
            "Leave one out; citykg load writes folders into a store.",
        )
    return store or (None if names else os.environ.get("CITYKG_STORE") or None)


def facts_of(*names: str | os.PathLike[str]) -> Loaded:
    """The facts of these folders as one; StoreError where they changed while they were read."""
    from loaders.folder import load

    folders = folders_of(names)
    version = _version(folders)
    facts = load(folders)
    if _version(folders) != version:
        raise StoreError("The facts changed while they were read.", "Try again.")
    return Loaded(facts, version)


def check_kb(*names: str | os.PathLike[str]) -> tuple[dict[str, int], list[str]]:
    """How many records each section of the folders has, and what is worth knowing; FactsError tells every fault."""
    from loaders.folder import load
    from loaders.problems import Problems

    problems = Problems()
    facts = load(folders_of(names), problems)
    return {section: len(getattr(facts, section)) for section in type(facts).model_fields}, list(problems.remarks)


def load_two(
    old: str | os.PathLike[str], new: str | os.PathLike[str], also: Sequence[str | os.PathLike[str]] = ()
) -> tuple[Loaded, Loaded]:
    """The facts of two folders, each after the folders of `also`, with the same ids in both; an error says which."""
    from loaders.aligning import align

    before, after = _load_one("OLD", [*also, old]), _load_one("NEW", [*also, new])
    facts = align(before.facts, after.facts)
    return Loaded(facts[0], before.facts_version), Loaded(facts[1], after.facts_version)


def _load_one(which: str, names: Sequence[str | os.PathLike[str]]) -> Loaded:
    from loaders.folder import load

    try:
        folders = folders_of(names)
        return Loaded(load(folders), _version(folders))
    except CitykgError as error:
        raise type(error)(f"{which} cannot be compared:\n{error.what}", error.mend) from error


def write_example(folder: Path) -> None:
    """Write the commented example and its JSON Schema into a folder that is empty or not there yet; QuestionError else."""
    from schema.json_schema import facts_schema

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise QuestionError(f"{folder} is there already and not an empty folder.", "Name a new folder.")
    example = bundled_folder().parent / "example"
    try:
        shutil.copytree(example, folder, dirs_exist_ok=True)
        (folder / "facts.schema.json").write_text(facts_schema(), encoding="utf-8")
    except OSError as error:
        raise QuestionError(
            f"{folder} cannot be written: {error.strerror}.", "Name a folder that you may write."
        ) from error


def _version(folders: Sequence[Path]) -> str:
    from loaders.files import fact_files
    from loaders.problems import Problems

    problems = Problems()
    files = [fact_files(folder, problems) for folder in folders]
    problems.stop()
    try:
        return facts_version(folders, files)
    except OSError:
        from loaders.folder import load

        load(folders)  # which says what cannot be read, and where
        raise


@dataclass(frozen=True)
class _Build:
    """Facts → database, for the cache to call where the database is missing."""

    folders: Sequence[Path]
    version: str
    cache: Cache
    tell: Callable[[str], None]

    def __call__(self, target: Path) -> None:
        from kg.graph import graph_of

        self.tell("Reading the facts")
        loaded = facts_of(*self.folders)
        if loaded.facts_version != self.version:
            raise StoreError("The facts changed while they were read.", "Try again.")
        self.tell("Building their database, once")
        write(graph_of(loaded.facts), target, self.cache.log)
