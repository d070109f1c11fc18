"""Which place a body stands for: the nearest city, district or region that it is part of."""

from __future__ import annotations

from collections.abc import Mapping

from schema.labels import CITIES, type_of


class Standing:
    """Follows `part_of` upwards; `above` gives what each id is part of."""

    def __init__(self, above: Mapping[str, str]) -> None:
        self._above = above

    def chain(self, id: str) -> list[str]:
        """The id and what it is part of, nearest first."""
        found = [str(id)]
        while (above := self._above.get(found[-1])) and above not in found:
            found.append(above)
        return found

    def place(self, id: str) -> str | None:
        """The place that it stands for, itself if it is one; None for a country or what is part of nothing else."""
        return next((link for link in self.chain(id) if type_of(link) in CITIES), None)
