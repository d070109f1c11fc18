"""Waiting for a server no longer than one wants to."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T], late: Callable[[], Exception]) -> T:
    """What the work gives or raises, or the exception of `late` where it takes longer; then it is left to itself.

    A server ends a transaction at its timeout, but not one that is within a regular expression, and nothing else would
    end the wait for it.
    """
    done: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            done.put((work(), None))
        except BaseException as error:  # raised again by whoever waits
            done.put((None, error))

    Thread(target=run, daemon=True).start()
    try:
        given, error = done.get(timeout=seconds)
    except Empty:
        raise late() from None
    if error:
        raise error
    return given  # type: ignore[return-value]  # None only where that is what the work gives
