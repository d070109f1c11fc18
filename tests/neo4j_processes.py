"""A Neo4j as a process of this machine's Java. It ends with the process that started it, however that ends."""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError
from neo4j_jars import jars
from neo4j_java import NoServer, java
from neo4j_servers import Server
from neo4j_settings import free_port, settings_of

SERVE = Path(__file__).parent / "Serve.java"
LIMIT = 180.0
_OPEN = tuple(
    f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.lang", "java.nio", "java.io", "sun.nio.ch")
)


class JavaServer(Server):
    """A Neo4j in a folder, its home, on a loopback port of its own. Started by `with` or `start()`."""

    def __init__(
        self,
        line: str,
        home: Path,
        *,
        port: int = 0,
        password: str = "",
        heap: str = "1g",
        page_cache: str = "64m",
        settings: Mapping[str, str] | None = None,
        options: Sequence[str] = (),
    ) -> None:
        self.line, self.home, self.port = line, home.absolute(), port or free_port()
        super().__init__(f"bolt://127.0.0.1:{self.port}", "neo4j", password or secrets.token_urlsafe(24))
        self.log = self.home / "console.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._java, self._options = [str(java(line)), "-cp", f"{jars(line)}/*"], (f"-Xmx{heap}", *options)
        self._settings = settings_of(line, self.port, page_cache) | dict(settings or {})

    def start(self) -> Self:
        """Start on the data in the home, and wait until queries are answered."""
        self._configure()
        homes = (f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}")
        command = [*self._java, "-XX:+UseSerialGC", *_OPEN, *self._options, str(SERVE), *homes]
        with self.log.open("ab") as log:
            # A new session, so that Ctrl-C reaches this process alone, which then stops the server.
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True
            )
        try:
            self._wait()
        except BaseException:
            self.kill()
            raise
        return self

    def stop(self) -> None:
        """Shut down in order; kill what does not."""
        if self._process and self._process.stdin:
            self._process.stdin.close()
            try:
                self._process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
            self._process = None

    def kill(self) -> None:
        """End it at once, as a crash does."""
        if self._process and self._process.stdin:
            self._process.kill()
            self._process.wait()
            self._process.stdin.close()
            self._process = None

    def wait(self) -> None:
        """Wait until the server ends by itself."""
        if self._process:
            self._process.wait()

    def restart(self) -> Self:
        """Stop, and start on the same data and port."""
        self.stop()
        return self.start()

    def import_full(self, *arguments: str) -> str:
        """What `neo4j-admin database import full` prints, run with these arguments on the home of a stopped server."""
        self._configure()
        command = [
            *self._java,
            *_OPEN,
            *self._options,
            "org.neo4j.cli.AdminTool",
            "database",
            "import",
            "full",
            *arguments,
        ]
        homes = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        ended = subprocess.run(
            command, env=os.environ | homes, cwd=self.home, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]
        return ended.stdout

    def _configure(self) -> None:
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{name}={value}\n" for name, value in self._settings.items())
        (self.home / "conf" / "neo4j.conf").write_text(lines, encoding="utf-8")

    def _wait(self) -> None:
        end = time.monotonic() + LIMIT
        while not self._answers():
            if time.monotonic() > end or not self._process or self._process.poll() is not None:
                raise NoServer(f"Neo4j {self.line} did not start. Its log ends:\n{_tail(self.log)}")
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            return bool(self.run("RETURN 1 AS one"))
        except AuthError:
            return self._set_password()
        except (DriverError, Neo4jError):
            return False

    def _set_password(self) -> bool:
        """Set the first password, which is asked for once; False while the server does not know its first user yet."""
        change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
        with GraphDatabase.driver(self.uri, auth=(self.user, "neo4j")) as driver:
            try:
                with driver.session(database="system") as session:
                    session.run(change, password=self.password).consume()
            except (DriverError, Neo4jError):
                return False
        return True

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])
