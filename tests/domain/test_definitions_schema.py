"""The definitions file keeps to its schema, and the schema refuses what the reader refuses."""

from __future__ import annotations

import copy
import json
import re

import pytest

from drugscene_plugin.domain.criteria import Criterion, definitions
from tests.conftest import CHECKOUT

SCHEMES = CHECKOUT / "drugscene_plugin" / "resources" / "schemes"
SCHEMA = json.loads((SCHEMES / "definitions.schema.json").read_text(encoding="utf-8"))
FILE = json.loads((SCHEMES / "definitions.json").read_text(encoding="utf-8"))
KINDS = {"object": dict, "array": list, "string": str, "integer": int}
UNDERSTOOD = {
    "$schema", "title", "$defs", "$ref", "type", "required", "additionalProperties", "properties",
    "items", "minItems", "minimum", "pattern", "enum", "const", "oneOf",
}  # fmt: skip


def fits(value, schema):
    """Whether a value keeps to a schema: the part of JSON Schema that ours uses, and nothing else."""
    assert set(schema) <= UNDERSTOOD, f"this check does not know {set(schema) - UNDERSTOOD}"
    if "$ref" in schema:
        return fits(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    if "oneOf" in schema:
        return sum(fits(value, one) for one in schema["oneOf"]) == 1
    if "type" in schema and (not isinstance(value, KINDS[schema["type"]]) or isinstance(value, bool)):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "const" in schema and value != schema["const"]:
        return False
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        return False
    if isinstance(value, int) and value < schema.get("minimum", value):
        return False
    if isinstance(value, list):
        return len(value) >= schema.get("minItems", 0) and all(fits(item, schema.get("items", {})) for item in value)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        closed = schema.get("additionalProperties", True) is False
        return (
            all(name in value for name in schema.get("required", ()))
            and not (closed and set(value) - set(known))
            and all(fits(item, known[name]) for name, item in value.items() if name in known)
        )
    return True


def test_the_file_keeps_to_its_schema():
    assert fits(FILE, SCHEMA)
    assert len(FILE["definitions"]) == len(definitions()) == 6


def test_the_schema_names_the_criteria_of_the_checklist():
    assert SCHEMA["$defs"]["rule"]["oneOf"][0]["enum"] == [criterion.value for criterion in Criterion]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda f: f.pop("version"),
        lambda f: f.update(version=2),
        lambda f: f.update(extra=1),
        lambda f: f["definitions"][0].pop("wording"),
        lambda f: f["definitions"][0].update(kind="rule"),
        lambda f: f["definitions"][0].update(version=0),
        lambda f: f["definitions"][0].update(version="1"),
        lambda f: f["definitions"][0].update(id="1D"),
        lambda f: f["definitions"][0].update(rule="mood"),
        lambda f: f["definitions"][0].update(rule={"all": []}),
        lambda f: f["definitions"][0].update(rule={"all": ["use"], "not": "sale"}),
        lambda f: f["definitions"][0].update(rule={"not": {"any": ["use", "mood"]}}),
    ],
)
def test_the_schema_refuses_what_is_malformed(spoil):
    spoiled = copy.deepcopy(FILE)
    spoil(spoiled)
    assert not fits(spoiled, SCHEMA)
