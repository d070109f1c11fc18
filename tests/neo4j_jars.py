"""The jars that Neo4j is made of, downloaded once from Maven Central by Maven."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import platformdirs
from filelock import FileLock
from neo4j_java import RELEASES, NoServer

_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_PARTS = ("org.neo4j:neo4j", "org.neo4j.app:neo4j-server", "org.neo4j:neo4j-import-tool")


def jars(line: str) -> Path:
    """The folder of the line's jars: below CITYKG_NEO4J_HOME, or in the user's cache. Finished, or not there."""
    cached = Path(os.environ.get("CITYKG_NEO4J_HOME") or platformdirs.user_cache_path("citykg-neo4j")).absolute()
    folder = cached / RELEASES[line].version
    if not folder.is_dir():
        cached.mkdir(parents=True, exist_ok=True)
        with FileLock(cached / f"{folder.name}.lock"):
            if not folder.is_dir():
                _download(folder)
    return folder


def _download(folder: Path) -> None:
    """Fetch the jars aside, then rename: a download that is killed leaves nothing that looks finished."""
    aside = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    (aside / "pom.xml").write_text(_pom(folder.name), encoding="utf-8")
    _maven(aside, _PLUGIN, "-DoutputDirectory=.", "-DincludeScope=runtime")
    aside.rename(folder)


def _maven(folder: Path, *arguments: str) -> None:
    if not (maven := shutil.which("mvn")):
        raise NoServer("Neo4j comes from Maven Central, and Maven (mvn) is not installed.")
    command = [maven, "-q", "-B", "-Dstyle.color=never", *arguments]
    ended = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise NoServer(f"Maven could not fetch Neo4j: {(ended.stdout.splitlines() or ['it did not say why'])[0]}")


def _pom(version: str) -> str:
    """A Maven project that wants Neo4j and nothing else."""
    names = (part.split(":") for part in _PARTS)
    wanted = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{name}</artifactId><version>{version}</version></dependency>"
        for group, name in names
    )
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><packaging>pom</packaging>'
        f"<groupId>citykg</groupId><artifactId>neo4j</artifactId><version>1</version>"
        f"<dependencies>{wanted}</dependencies></project>\n"
    )
