"""The JSON Schema of a facts file."""

import json

from schema.facts import Facts


def facts_schema() -> str:
    """The schema as JSON text; `# yaml-language-server: $schema=…` in a facts file makes an editor use it."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Facts.model_json_schema()}
    schema["title"] = "A file of facts for citykg"
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
