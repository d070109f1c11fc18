"""What anybody's query may not do or take, as the sentences that refuse it, and how much memory it may take."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from schema.errors import CypherError, StoreError

MEGABYTES = 2048
_CONTAINER = Path("/sys/fs/cgroup/memory.max")


def memory_limit() -> int:
    """How many megabytes the engine may take for anybody's queries: CITYKG_MEMORY, or 2048 or a quarter of the
    machine's memory, whichever is less.
    """
    chosen = os.environ.get("CITYKG_MEMORY")
    if not chosen:
        return min(MEGABYTES, _machine() // 4)
    if not chosen.isascii() or not chosen.isdigit() or int(chosen) < 64:
        raise StoreError(f"CITYKG_MEMORY is {chosen}, not a number of megabytes.", "Write 64 or more, such as 2048.")
    return int(chosen)


def _machine() -> int:
    """Megabytes of memory of this machine, or of the container that this process runs in."""
    found = [4 * MEGABYTES]
    with suppress(AttributeError, OSError, ValueError):  # where the system does not tell
        found.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20)
    with suppress(OSError, ValueError):
        found.append(int(_CONTAINER.read_text()) // 2**20)
    return min(found)


def overdue(timeout: float, code: str = "") -> CypherError:
    """The refusal of a query that took too long."""
    return CypherError(
        f"The query ran longer than {timeout:g} s and was stopped.",
        f"--timeout {timeout * 4:g} allows more; a narrower pattern needs less.",
        code=code,
    )


def too_large(megabytes: int, code: str = "") -> CypherError:
    """The refusal of a query that needed too much memory."""
    return CypherError(
        f"The query needed more than {megabytes} MB of memory and was stopped.",
        f"CITYKG_MEMORY={megabytes * 2} allows more; a narrower pattern, or a LIMIT before it collects, needs less.",
        code=code,
    )


def writes(code: str = "") -> CypherError:
    """The refusal of a query that writes."""
    return CypherError(
        "This query writes, and a knowledge base is only read.", "Change the facts files instead.", code=code
    )


def reaches_out(code: str = "") -> CypherError:
    """The refusal of a query for files, other hosts or users."""
    return CypherError(
        "This query asks for more than the knowledge base, so it is not run.",
        "Files, other hosts, the server's settings and users are out of bounds.",
        code=code,
    )
