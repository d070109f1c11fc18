"""A database served over Bolt by a process of its own, which can be killed whatever a query does to it.

    python -m kg.stores.serving

It reads an `Order` as one line of JSON from stdin, and prints as one line {"port": …} or {"error": …} once it serves.
It ends when stdin does, so however the process ended that started it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import signal
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from kg.stores.engine import DATABASE, ROOT_USER, engine, serve
from schema.errors import StoreError

_RECORDS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
_GROUPS: dict[str, tuple[list[str], list[str]]] = {
    "admin": (["updateSecurity", "updateSchema", "updateDatabaseSettings"], _RECORDS),
    "reader": ([], ["readRecord"]),
    "writer": (["updateSchema"], _RECORDS),
    "*": ([], []),
}
"""What a user may do with the database, and with its records. Without `updateSecurity` nobody loads files, exports,
makes users or functions; without `updateDatabaseSettings` nobody lifts what is off.
"""


@dataclass(frozen=True)
class Order:
    """What to serve: the databases below `root`, at a port of this machine (0 for any), to one user beside our own, for
    whom no query runs longer than so many milliseconds (0 for ever).
    """

    root: str
    log: str
    port: int
    user: str
    password: str
    role: Literal["reader", "writer"]
    milliseconds: int

    def line(self) -> str:
        """The order as the process reads it."""
        return json.dumps(asdict(self)) + "\n"


def main() -> None:
    """Serve what stdin orders until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to every process of a terminal; the parent decides
    answer = os.dup(1)
    os.dup2(2, 1)  # what the engine may print is no answer
    order = Order(**json.loads(sys.stdin.readline()))
    try:
        served = _served(order)  # kept, since the server stops when it is let go of
    except StoreError as error:
        _tell(answer, {"error": error.what})
    else:
        _tell(answer, {"port": served[1]})
        sys.stdin.read()
    os._exit(0)  # at once, whatever a query is doing


def _tell(answer: int, what: dict[str, Any]) -> None:
    os.write(answer, f"{json.dumps(what)}\n".encode())


def _served(order: Order) -> tuple[Any, int]:
    root, password = Path(order.root), secrets.token_urlsafe(24)
    _write_users(root / "config", order, password)
    server, port = serve(engine(Path(order.log)), root, password, order.port)
    server.get_database(DATABASE).command("sql", f"ALTER DATABASE `arcadedb.command.timeout` {order.milliseconds}")
    return server, port


def _write_users(folder: Path, order: Order, password: str) -> None:
    """The engine's own files of users and groups, before it starts."""
    users = [
        {"name": ROOT_USER, "databases": {"*": ["admin"]}, "password": _hashed(password)},
        {"name": order.user, "databases": {DATABASE: [order.role]}, "password": _hashed(order.password)},
    ]
    groups = {
        name: {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}
        for name, (access, records) in _GROUPS.items()
    }
    folder.mkdir()
    (folder / "server-users.jsonl").write_text("".join(f"{json.dumps(user)}\n" for user in users), encoding="utf-8")
    (folder / "server-groups.json").write_text(
        json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}), encoding="utf-8"
    )


def _hashed(password: str) -> str:
    """As the engine keeps a password. Few rounds, since ours is 24 random bytes that no guessing finds."""
    rounds, salt = 1000, base64.b64encode(secrets.token_bytes(32)).decode()
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), rounds)
    return f"PBKDF2WithHmacSHA256${rounds}${salt}${base64.b64encode(digest).decode()}"


if __name__ == "__main__":
    main()
