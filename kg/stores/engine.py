"""The embedded engine: which one is installed, its module, and a server of its databases over Bolt."""

from __future__ import annotations

import os
import socket
from importlib.metadata import version
from pathlib import Path
from typing import Any

from schema.errors import StoreError

DATABASE = "kg"
ROOT_USER = "root"
_TRIES = 8


def engine_version() -> str:
    """The engine's version, whichever of its two distributions is installed."""
    for name in ("arcadedb", "arcadedb-jvm"):
        try:
            return f"{name} {version(name)}"
        except ImportError:
            continue
    raise StoreError(
        "The embedded engine is not installed.", "pip install arcadedb (or arcadedb-jvm where it has no wheel)."
    )


def engine(log: Path) -> Any:
    """The engine's module, with its log in a file instead of on the terminal."""
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    os.environ.setdefault("ARCADEDB_LOG_DIR", str(log))
    import arcadedb

    return arcadedb


def serve(arcadedb: Any, root: Path, password: str, port: int = 0) -> tuple[Any, int]:
    """A running server of the databases below root, and its Bolt port on this machine; 0 for any that is free."""
    for attempt in range(_TRIES):
        taken = port or _free_port()
        config = {"http_port": 0, "bolt_port": taken, "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"}
        server = arcadedb.create_server(str(root), password, config=config)
        try:
            server.start()
            server.get_database(DATABASE)
        except arcadedb.ArcadeDBError as error:
            server.stop()
            if port or attempt == _TRIES - 1:  # a free port may be taken before it is served
                raise StoreError(f"The embedded engine does not start: {error}") from error
        else:
            return server, taken
    raise AssertionError("unreachable")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
