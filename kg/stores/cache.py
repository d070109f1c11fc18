"""Databases built once per content and served as private copies.

`stores/KEY` is a finished database and never written again; the last two used are kept. It is built aside under a
lock and renamed, so that a process killed at any moment leaves nothing that a later one would take for finished.
`copies/NAME` belongs to the process that holds `copies/NAME.lock`; the system lets go of the lock when that process
ends, however it ends, and the next process clears the copies away. There `original` is the finished database itself where
the file system can give a file two names, so that nobody takes it away while it is used; what is served is a copy of that.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs
from filelock import FileLock, Timeout

from schema.errors import StoreError

KEPT = 2
ORIGINAL = "original"
_DAY = 24 * 60 * 60


def cache_folder() -> Path:
    """Where databases are kept: CITYKG_CACHE, or the user's cache folder."""
    return Path(os.environ.get("CITYKG_CACHE") or platformdirs.user_cache_path("citykg")).absolute()


class Cache:
    """The folder of built databases."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or cache_folder()
        self.stores, self.copies, self.log = (self.folder / name for name in ("stores", "copies", "log"))
        try:
            for part in (self.stores, self.copies, self.log):
                part.mkdir(parents=True, exist_ok=True, mode=0o700)
                if not os.access(part, os.W_OK):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        except OSError as error:
            reason = os.strerror(error.errno or 0).lower()
            raise StoreError(
                f"The cache folder {self.folder} cannot be written: {reason}.",
                "Set CITYKG_CACHE to a folder that you may write, such as one below /tmp.",
            ) from error

    @contextmanager
    def copy(self, key: str, build: Callable[[Path], None]) -> Iterator[Path]:
        """A private folder with the database of that key in `original`, built first where it is missing; gone afterwards.

        It is never served or written to itself: see `to_serve`.
        """
        self._sweep()
        name = f"{os.getpid()}-{secrets.token_hex(4)}"
        lock = FileLock(self.copies / f"{name}.lock")
        with lock:
            root = self.copies / name
            try:
                root.mkdir(mode=0o700)
                self._copy_to(root / ORIGINAL, key, build)
                yield root
            finally:
                shutil.rmtree(root, ignore_errors=True)
                Path(lock.lock_file).unlink(missing_ok=True)

    def _copy_to(self, target: Path, key: str, build: Callable[[Path], None]) -> None:
        while True:
            store = self._built(key, build)
            try:
                shutil.copytree(store, target, copy_function=_link)
            except (FileNotFoundError, shutil.Error):
                shutil.rmtree(target, ignore_errors=True)
                if store.is_dir():
                    raise
                continue  # cleared away while it was copied, since two others were used later: build it again
            with suppress(FileNotFoundError):
                os.utime(store)
            return

    def _built(self, key: str, build: Callable[[Path], None]) -> Path:
        """The finished database of that key. One process builds at a time; the others wait and find it done."""
        store = self.stores / key
        if store.is_dir():
            return store
        with FileLock(self.folder / "build.lock"):
            if not store.is_dir():
                for left in self.stores.glob("building-*"):  # its builder is dead, or it would hold the lock
                    shutil.rmtree(left, ignore_errors=True)
                aside = self.stores / f"building-{secrets.token_hex(4)}"
                build(aside)
                aside.rename(store)
                self._forget()
        return store

    def _forget(self) -> None:
        """Keep the databases used last."""
        built = [(_age(store), store) for store in self.stores.iterdir() if not store.name.startswith("building-")]
        for _, store in sorted(built)[KEPT:]:
            gone = store.with_name(f"building-{secrets.token_hex(4)}")
            store.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def _sweep(self) -> None:
        """Clear away the copies of processes that are no more."""
        for lock_file in self.copies.glob("*.lock"):
            root = lock_file.with_suffix("")
            if not root.is_dir() and _age(lock_file) < _DAY:
                continue  # its owner may be about to take it
            try:
                with FileLock(lock_file, blocking=False):
                    shutil.rmtree(root, ignore_errors=True)
                    lock_file.unlink(missing_ok=True)
            except Timeout:
                continue


def to_serve(root: Path) -> Path:
    """A new folder below root, for one server, with a copy of its `original` as the database `kg`."""
    folder = root / secrets.token_hex(4)
    shutil.copytree(root / ORIGINAL, folder / "databases" / "kg")
    return folder


def _link(source: str, target: str) -> None:
    """A second name for a file; a copy where the file system has none."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, target)


def _age(path: Path) -> float:
    """Seconds since the path was last changed or used; 0 where it is gone."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
