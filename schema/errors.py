"""Every error that citykg raises on purpose: one base class and its few children."""


class CitykgError(Exception):
    """Something that a person can put right: what is wrong, and how to mend it; `ja` says both in Japanese."""

    def __init__(self, what: str, mend: str = "", ja: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend
        self.ja = ja

    def __str__(self) -> str:
        return f"{self.what}\n  {self.mend}" if self.mend else self.what

    def told(self, language: str) -> str:
        """The error for a person: in English, and where Japanese is spoken and there are words for it, that too."""
        return f"{self}\n  {self.ja}" if language == "ja" and self.ja else str(self)


class FactsError(CitykgError):
    """Faults in a folder of facts, all of them at once; nothing of the folder is loaded."""


class NameNotFound(CitykgError):
    """A name that no place, sector or other record has, or that several have."""


class StoreError(CitykgError):
    """A store that cannot be built, opened or read."""


class CypherError(CitykgError):
    """A query that is wrong or refused; `line` and `column`, from 1, where the place is known; `code` is the engine's own.

    `excerpt` is that line of the query with a mark below the place, for a person.
    """

    def __init__(
        self,
        what: str,
        mend: str = "",
        ja: str = "",
        *,
        code: str = "",
        line: int | None = None,
        column: int | None = None,
        excerpt: str = "",
    ) -> None:
        super().__init__(what, mend, ja)
        self.code = code
        self.line = line
        self.column = column
        self.excerpt = excerpt

    def __str__(self) -> str:
        return "\n".join(part for part in (self.what, self.excerpt, self.mend and f"  {self.mend}") if part)


class QuestionError(CitykgError):
    """A question that cannot be asked as it was put."""


def quoted(text: object, longest: int = 60) -> str:
    """What a person wrote, for a message: in quotes, on one line, cut where it is long."""
    line = " ".join(str(text).split())
    return f'"{line}"' if len(line) <= longest else f'"{line[: longest - 1]}…"'
