"""How to put a fault right, for a person who sees a sheet where others see YAML."""

from __future__ import annotations

import re

_IN_A_SHEET = (
    (r"Write a record `- id: (\S+)`", r"Add \1 to its sheet"),
    (r"Say which document says so, and where: `evidence: .*", "Fill in `evidence document` and `evidence place`."),
    (r"Name at least two: `parties: .*", "Name at least two in `parties`, one a row."),
    (r"Write `(\w+): …`\.", r"Fill in `\1`."),
    (r": `quote: …`", ", in `evidence quote`"),
    (r", in quotes: ", ", such as "),
)
"""What the messages about facts files say, and what is said instead."""


def in_a_sheet(mend: str) -> str:
    """A sentence on how to put a fault right, in the words of a sheet.

    >>> in_a_sheet("Write `kind: …`.")
    'Fill in `kind`.'
    """
    for words, instead in _IN_A_SHEET:
        mend = re.sub(words, instead, mend)
    return mend
