"""Where a Neo4j is, and with which name and password one comes in."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from schema.errors import StoreError

SCHEMES = ("bolt", "neo4j", "bolt+s", "neo4j+s", "bolt+ssc", "neo4j+ssc")
EXAMPLE = "Write for example bolt://127.0.0.1:7687, neo4j://db.example.org or neo4j+s://db.example.org."


@dataclass(frozen=True)
class Address:
    """A server's URI, which holds no password, and the database on it; None for the user's home database."""

    uri: str
    database: str | None = None

    @classmethod
    def parse(cls, url: str, database: str | None = None) -> Address:
        """From what a person wrote; StoreError says what is wrong with it, and never repeats a password."""
        try:
            parts = urlsplit(url)
            _ = parts.port
        except ValueError as error:
            raise StoreError("The address of the store is none.", EXAMPLE) from error
        fault = _fault(parts)
        if fault:
            raise StoreError(*fault)
        return cls(url, _utf8("The name of the database", database) if database else None)


def _fault(parts: SplitResult) -> tuple[str, str] | None:
    if "@" in parts.netloc:
        return (
            "The address of the store holds a user or a password, which others could read.",
            "Leave them out, and set NEO4J_USERNAME and NEO4J_PASSWORD.",
        )
    if parts.scheme not in SCHEMES:
        return (
            f'The address of the store begins with "{parts.scheme}:", not with one of {", ".join(SCHEMES)}.',
            EXAMPLE,
        )
    if not parts.hostname:
        return "The address of the store names no host.", EXAMPLE
    if not _is_host(parts.hostname):
        return "The address of the store names a host that cannot be.", EXAMPLE
    if parts.path.strip("/"):
        return (
            f'The address of the store ends with "{parts.path}".',
            f"Name a database by --database {parts.path.strip('/')}.",
        )
    if parts.query and not parts.scheme.startswith("neo4j"):
        return "Only neo4j:// addresses have a routing context (?…).", EXAMPLE
    return None


def _is_host(name: str) -> bool:
    """Whether a name can be looked up: no part of it is empty or longer than 63 letters."""
    try:
        name.encode("idna")
    except UnicodeError:
        return False
    return True


def _utf8(what: str, text: str) -> str:
    """The text, which a server can be told; StoreError where the bytes that it was given as are no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise StoreError(f"{what} is no UTF-8 text.", "Write it in UTF-8.") from None
    return text


def credentials(ask: Callable[[str], str] | None) -> tuple[str, str]:
    """The user and password of NEO4J_USERNAME and NEO4J_PASSWORD; without a password `ask` is asked for the user's."""
    user = os.environ.get("NEO4J_USERNAME") or "neo4j"
    password = os.environ.get("NEO4J_PASSWORD")
    if password is None and ask:
        password = ask(user)
    if password is None:
        raise StoreError(f"No password is given for the Neo4j user {user}.", "Set NEO4J_PASSWORD (and NEO4J_USERNAME).")
    return _utf8("NEO4J_USERNAME", user), _utf8("The password", password)
