"""The lines of Neo4j that tests know, and the Java on this machine that each runs on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HOMES = (
    "/usr/lib/jvm/*",
    "/opt/java*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    str(Path.home() / ".sdkman/candidates/java/*"),
)


@dataclass(frozen=True)
class Release:
    """The release that stands for a line of Neo4j, and the Java versions that it runs on."""

    version: str
    javas: tuple[int, ...]


RELEASES = {
    "4.4": Release("4.4.48", (11, 17)),
    "5.26": Release("5.26.30", (17, 21)),
    "2026.09": Release("2026.09.0", tuple(range(21, 40))),
}


class NoServer(Exception):
    """Why there is no Neo4j, in a sentence."""


def java(line: str) -> Path:
    """The oldest Java on this machine that the line runs on; NoServer where there is none."""
    fitting = [(major, path) for path, major in _javas() if major in RELEASES[line].javas]
    if not fitting:
        javas = RELEASES[line].javas
        wanted = f"{javas[0]} or later" if len(javas) > 2 else " or ".join(map(str, javas))
        raise NoServer(f"Neo4j {line} wants a JDK {wanted}, and none was found (JAVA_HOME can name it).")
    return min(fitting)[1]


def has_java(line: str) -> bool:
    """Whether this machine has a Java that the line runs on."""
    return any(major in RELEASES[line].javas for _, major in _javas())


@cache
def _javas() -> tuple[tuple[Path, int], ...]:
    """Every JDK found, with its major version. A Java that cannot compile is not one, since Serve.java is a source."""
    paths = {path.resolve() for path in _candidates() if path.is_file()}
    return tuple((path, _major(path)) for path in sorted(paths) if shutil.which("javac", path=path.parent))


def _candidates() -> Iterator[Path]:
    name = "java.exe" if sys.platform == "win32" else "java"
    for variable, home in os.environ.items():
        if variable.startswith("JAVA_HOME") and home:
            yield Path(home) / "bin" / name
    if on_path := shutil.which("java"):
        yield Path(on_path)
    for pattern in _HOMES:
        yield from (home / "bin" / name for home in Path("/").glob(pattern.lstrip("/")))


def _major(path: Path) -> int:
    """The major version that a Java tells of itself; 0 where it does not."""
    told = subprocess.run([path, "-XshowSettings:properties", "-version"], capture_output=True, text=True, check=False)
    found = re.search(r"java\.specification\.version = (\d+)", told.stderr)
    return int(found[1]) if found else 0
