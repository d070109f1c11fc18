"""The right spelling for a near miss."""

from collections.abc import Iterable
from difflib import get_close_matches


def near(word: str, words: Iterable[str]) -> list[str]:
    """Up to three of the words that are spelt most like the one given, nearest first."""
    return get_close_matches(word, list(words), n=3, cutoff=0.6)


def nearest(word: str, words: Iterable[str]) -> str:
    """A sentence that names the nearest of the words, or all of them where none is near."""
    known = list(words)
    match = near(word, known)
    return f"Did you mean {match[0]}?" if match else f"Write one of: {', '.join(known)}."
