"""The published JSON schemas of what is inferred."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema

SCHEMAS = Path(__file__).parents[4] / "docs" / "reference" / "schemas"


@cache
def schema(name: str) -> jsonschema.Draft202012Validator:
    """What refuses a document that is not laid out as published."""
    return jsonschema.Draft202012Validator(
        json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    )
