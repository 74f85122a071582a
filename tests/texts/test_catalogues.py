"""The catalogues of texts: no key twice, and a template for every refusal, filled by the values that it brings."""

from __future__ import annotations

import ast
import string
from typing import Dict, Iterator, Optional, Set, Tuple

import pytest

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.texts.messages import REFUSALS, message

RAISED_BY_VARIABLE = {
    # f"{kind}_unknown" in domain/criteria.py
    "definition_unknown",
    "delisting_unknown",
    # what GDAL says and what the version says, in store/
    "store_locked",
    "store_full",
    "store_read_only",
    "store_unusable",
    "store_newer",
    "store_older",
    # what the server's codes mean, in store/postgis/connection.py
    "store_unreachable",
    "store_forbidden",
    "store_row_refused",
}


def dictionaries(tree: ast.AST) -> Iterator[ast.Dict]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Dict))


@pytest.mark.parametrize("module", ["labels", "messages"])
def test_no_key_stands_twice_in_a_catalogue(checkout, module):
    tree = ast.parse((checkout / f"drugscene_plugin/texts/{module}.py").read_text(encoding="utf-8"))
    repeated = []
    for dictionary in dictionaries(tree):
        keys = [key.value for key in dictionary.keys if isinstance(key, ast.Constant)]
        repeated += [key for key in set(keys) if keys.count(key) > 1]
    assert repeated == []


def given(call: ast.Call, function: ast.AST) -> Set[str]:
    """The names of the values of a Refusal; ``**values`` are read from the dictionary of that name in its function."""
    names = {keyword.arg for keyword in call.keywords if keyword.arg}
    for keyword in call.keywords:
        if keyword.arg is None and isinstance(keyword.value, ast.Name):
            for node in ast.walk(function):
                targets = node.targets if isinstance(node, ast.Assign) else []
                if any(isinstance(t, ast.Name) and t.id == keyword.value.id for t in targets):
                    names |= {key.value for d in dictionaries(node.value) for key in d.keys if key is not None}
    return names


def refusals(checkout) -> Iterator[Tuple[str, Optional[str], Set[str]]]:
    """Each Refusal raised in the sources: where, its code (None: not a literal), the names of its values."""
    for path in sorted((checkout / "drugscene_plugin").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        seen: Dict[int, Tuple[ast.Call, ast.AST]] = {}
        for function in [tree, *(n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.ClassDef)))]:
            bases = [ast.unparse(base) for base in getattr(function, "bases", ())]
            calls = ("Refusal", "super().__init__") if "Refusal" in bases else ("Refusal",)
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in calls:
                    seen[id(node)] = (node, function)  # the innermost function comes last
        for call, function in seen.values():
            code = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
            yield f"{path.name}:{call.lineno}", code, given(call, function)


def test_every_refusal_has_a_template_that_its_values_fill(checkout):
    found = [(where, code, names) for where, code, names in refusals(checkout) if code is not None]
    assert len(found) > 80
    assert [(where, code) for where, code, _ in found if code not in REFUSALS] == []
    lacking = {}
    for where, code, names in found:
        wanted = {name for _, name, _, _ in string.Formatter().parse(REFUSALS[code]) if name}
        if wanted - names:
            lacking[where, code] = wanted - names
    assert lacking == {}


def test_every_template_is_for_a_refusal_that_can_be_raised(checkout):
    raised = {code for _, code, _ in refusals(checkout) if code is not None}
    assert set(REFUSALS) - raised - RAISED_BY_VARIABLE == set()
    assert set(REFUSALS) >= RAISED_BY_VARIABLE


def test_a_state_or_level_in_a_refusal_is_put_into_words():
    refusal = Refusal("round_not_editable", round="2023", state="published")
    assert "(Publicerad)" in message(refusal, "sv")
    refusal = Refusal("area_exists", code="5312", level="police_area")
    assert "Police area" in message(refusal, "en")
