"""`make neo4j`: a Neo4j without Docker in the foreground, its data and its password kept in the folder .neo4j."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import sys
from pathlib import Path

from filelock import FileLock, Timeout
from neo4j_java import NoServer, has_java
from neo4j_processes import JavaServer

FOLDER = Path(__file__).parent.parent / ".neo4j"
PORT = 7687
_HOW = """\
Neo4j {version} at {uri}, user {user}, password {password}

  export NEO4J_USERNAME={user} NEO4J_PASSWORD={password}
  citykg load --store {uri}

Its data stay in {home}. Ctrl-C stops it."""


def main() -> None:
    """Serve until Ctrl-C; say in a sentence why not, where that cannot be."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    try:
        with FileLock(FOLDER / "lock", blocking=False):
            _serve("5.26" if has_java("5.26") or not has_java("2026.09") else "2026.09")
    except Timeout:
        sys.exit(f"Another process serves {FOLDER} already.")
    except NoServer as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        print("\nNeo4j is stopped.")


def _serve(line: str) -> None:
    print(f"Starting Neo4j {line}; the first time it is downloaded.", flush=True)
    with JavaServer(line, FOLDER / line, port=_port(), password=_password()) as server:
        told = {name: getattr(server, name) for name in ("version", "uri", "user", "password", "home")}
        print(_HOW.format(**told), flush=True)
        server.wait()


def _port() -> int:
    """The usual port; any other (0) where it is taken."""
    with socket.socket() as probe:
        return PORT if probe.connect_ex(("127.0.0.1", PORT)) else 0


def _password() -> str:
    """The password, made once, which none but its owner may read."""
    path = FOLDER / "password"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(24))
    return path.read_text()


if __name__ == "__main__":
    main()
