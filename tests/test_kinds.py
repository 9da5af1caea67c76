"""The schema: every kind is a frozen dataclass whose fields explain themselves."""

import ast
import dataclasses
import inspect

import pytest

from cocreate_plugin import kinds
from cocreate_plugin.kinds import KINDS, Document, front_fields, references, section_fields

EVERY = [*KINDS, kinds.Identity]


def test_the_types_of_fields_are_worked_out_once():
    assert kinds.hints(kinds.Phase) is kinds.hints(kinds.Phase)
    assert kinds.item_type(kinds.Phase, "gate") is kinds.Task


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_values_are_frozen_and_small(kind):
    assert kind.__dataclass_params__.frozen
    assert hasattr(kind, "__slots__")
    assert kind.__doc__.strip().endswith((".", "optional."))


@pytest.mark.parametrize("kind", [Document, *EVERY], ids=lambda kind: kind.__name__)
def test_every_field_explains_itself_underneath(kind):
    body = ast.parse(inspect.getsource(kind)).body[0].body
    for at, each in enumerate(body):
        if isinstance(each, ast.AnnAssign) and "ClassVar" not in ast.unparse(each.annotation):
            below = body[at + 1] if at + 1 < len(body) else None
            told = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
            assert told or each.target.id in ("id", "sources"), f"{kind.__name__}.{each.target.id}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_kind_is_a_folder_with_a_name(kind):
    assert [each for each in KINDS if each.folder == kind.folder or each.kind == kind.kind] == [kind]
    assert {"title", "purpose"} <= set(front_fields(kind))
    assert not set(front_fields(kind)) & set(section_fields(kind))
    for ref in references(kind).values():
        assert set(ref.kinds) <= {each.kind for each in KINDS}


def test_every_field_of_a_kind_is_optional_but_two():
    for kind in KINDS:
        needed = {
            each.name
            for each in dataclasses.fields(kind)
            if each.default is each.default_factory is dataclasses.MISSING
        }
        assert needed == {"id", "path", "title", "purpose"}
