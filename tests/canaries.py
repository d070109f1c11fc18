"""A file that nobody may read and a port that nobody may connect to, and what shows that nobody did."""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LONG_AGO = 1_000_000_000
SECRET = "canary-that-sings"


@dataclass(frozen=True)
class Canaries:
    """The two, alive."""

    file: Path
    port: socket.socket

    @property
    def url(self) -> str:
        """An address at the port."""
        return f"http://127.0.0.1:{self.port.getsockname()[1]}/canary.csv"

    def touched(self) -> list[str]:
        """Which of them somebody touched."""
        told = ["file"] if self.file.stat().st_atime != LONG_AGO else []
        try:
            self.port.accept()
        except BlockingIOError:
            return told
        return [*told, "port"]


@contextmanager
def canaries(folder: Path) -> Iterator[Canaries]:
    """The two. The file was last read before it was last changed, so that any reading moves its time of access."""
    file = folder / "canary.csv"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    os.utime(file, (LONG_AGO, file.stat().st_mtime))
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        port.listen()
        port.setblocking(False)
        yield Canaries(file, port)


def bytes_of(folder: Path) -> dict[str, str]:
    """A digest of every file below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
