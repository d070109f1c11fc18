"""The JSON Schema of a facts file."""

import json
from typing import Any

from schema.facts import Facts


def facts_schema() -> str:
    """The schema as JSON text; `# yaml-language-server: $schema=…` in a facts file makes an editor use it."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Facts.model_json_schema()}
    schema["title"] = "A file of facts for citykg"
    for part in (schema, *schema["$defs"].values()):
        _allow_empty(part)
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _allow_empty(part: dict[str, Any]) -> None:
    """A key without a value is a value that is not said: null, to a program that reads YAML."""
    for name, value in part.get("properties", {}).items():
        if name not in part.get("required", ()):
            part["properties"][name] = {"anyOf": [value, {"type": "null"}]}
