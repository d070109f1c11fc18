"""The parent's side of a database that is served by a process of its own."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Literal

from kg.stores.cache import to_serve
from kg.stores.limits import memory_limit
from kg.stores.serving import Order
from schema.errors import StoreError

USER = "citykg"
_LOG_BYTES = 1_000_000
_GLANCES, _GLANCE = 10, 0.1
_ENDED = "The embedded engine does not start: its process ended."


class Child:
    """A process that serves a copy of the database of `root` to one user, and what a client needs to know of it."""

    def __init__(
        self, root: Path, log: Path, *, role: Literal["reader", "writer"], port: int = 0, timeout: float = 0
    ) -> None:
        """Start it, without waiting until it serves. `timeout` are seconds that the engine gives a query; 0 for ever."""
        self.user, self.password, self.megabytes = USER, secrets.token_urlsafe(24), memory_limit()
        self._folder = to_serve(root)
        order = Order(str(self._folder), str(log), port, USER, self.password, role, round(timeout * 1000))
        self._noise = log / "queries.log"
        with _open_log(self._noise) as noise:
            self._begun = noise.tell()
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "kg.stores.serving"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=noise,
                env=_environment(self.megabytes),
                text=True,
            )
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(order.line())
            self._process.stdin.flush()
        except OSError:  # it ended before it read
            raise self._failed(_ENDED) from None

    @cached_property
    def uri(self) -> str:
        """Where it serves, once it does; StoreError where it cannot."""
        assert self._process.stdout is not None
        told = json.loads(self._process.stdout.readline() or "{}")
        if "port" not in told:
            raise self._failed(told.get("error", _ENDED))
        return f"bolt://127.0.0.1:{told['port']}"

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def lacked_memory(self) -> bool:
        """Whether the engine has said that its memory was not enough; it drops the connection just before it says so."""
        for _ in range(_GLANCES):
            with self._noise.open("rb") as noise:
                noise.seek(self._begun)
                if b"OutOfMemoryError" in noise.read():
                    return True
            time.sleep(_GLANCE)
        return False

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()

    def close(self) -> None:
        """End the process, and clear its copy away."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):  # what it has not read
                pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _failed(self, sentence: str) -> StoreError:
        self.close()
        return StoreError(sentence, f"What the engine said of it stands in {self._noise}.")


def _open_log(path: Path) -> BinaryIO:
    """Where the process says what the engine prints; begun anew where it has grown large."""
    large = path.exists() and path.stat().st_size > _LOG_BYTES
    return path.open("wb" if large else "ab")


def _environment(megabytes: int) -> dict[str, str]:
    """This process's, with its import path, and the limit of memory as each of the engine's two distributions reads it."""
    ours = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    for name in ("ARCADEDB_NATIVE_ISOLATE_ARGS", "ARCADEDB_JVM_ARGS"):
        kept = [word for word in os.environ.get(name, "").split() if not word.startswith("-Xmx")]
        ours[name] = " ".join([*kept, f"-Xmx{megabytes}m"])
    return {**os.environ, **ours}
