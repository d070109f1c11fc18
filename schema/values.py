"""Small values that records share: dates as written, yes/no/unknown, texts."""

from typing import Annotated, Any

from pydantic import GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

from schema.errors import quoted
from schema.periods import Period, Ternary


class _DateAsWritten:
    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": ["string", "integer"], "description": "1998, 1998-05, 1998-05-02, 平成10年5月 or 平成10年度"}

    def _read(self, value: object) -> Period:
        if isinstance(value, Period):
            return value
        if isinstance(value, (list, dict)):
            raise ValueError("a date is expected here, not a list or a mapping\nWrite 1998, 1998-05 or 1998-05-02.")
        return Period.parse(str(value))


_WORDS = {"true": Ternary.YES, "false": Ternary.NO, **{str(word): word for word in Ternary}}


class _YesNoUnknown:
    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"enum": ["yes", "no", "unknown", True, False]}

    def _read(self, value: object) -> Ternary:
        if (word := _WORDS.get(str(value).lower())) is None:
            raise ValueError(f"{quoted(value)} is not yes, no or unknown\nWrite yes, no or unknown.")
        return word


DateAsWritten = Annotated[Period, _DateAsWritten()]
YesNoUnknown = Annotated[Ternary, _YesNoUnknown()]
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
