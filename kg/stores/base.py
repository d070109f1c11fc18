"""What a store does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

Row = dict[str, Any]


class Store(Protocol):
    """A property graph that answers openCypher."""

    def read(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """The rows of a query, each a mapping of its columns. What it may write is undone. StoreError says what failed."""
        ...

    def close(self) -> None:
        """Let go of everything that the store holds; it cannot be read afterwards."""
        ...
