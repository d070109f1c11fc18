"""What all tests share: a cache of their own, so that they neither use nor clear the user's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("CITYKG_SHARED", Path(__file__).parents[2] / "shared"))


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder for the session, for this process and those that it starts."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CITYKG_CACHE", str(folder))
        for name in ("CITYKG_KB", "CITYKG_LANG"):
            patch.delenv(name, raising=False)
        yield folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of documents, fact tables and networks that lies beside the repository where it is developed."""
    if not SHARED.is_dir():
        pytest.skip(f"needs {SHARED} (or CITYKG_SHARED), which is not here")
    return SHARED
