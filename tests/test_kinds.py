"""The schema: every kind is a frozen dataclass whose fields explain themselves."""

import ast
import dataclasses
import inspect

import pytest

from cocreate_plugin import kinds
from cocreate_plugin.kinds import KIND_OF_FOLDER, KIND_OF_NAME, KINDS, Document, front_fields, section_fields
from cocreate_plugin.validate import SHAPES, references

EVERY = [*KINDS, kinds.Identity]


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
    assert KIND_OF_FOLDER[kind.folder] is kind
    assert KIND_OF_NAME[kind.kind] is kind
    assert set(section_fields(kind)) <= set(SHAPES)
    assert {"title", "purpose"} <= set(front_fields(kind))
    assert not set(front_fields(kind)) & set(section_fields(kind))
    for ref in references(kind).values():
        assert set(ref.kinds) <= set(KIND_OF_NAME)


def test_every_field_of_a_kind_is_optional_but_two():
    for kind in KINDS:
        needed = {
            each.name
            for each in dataclasses.fields(kind)
            if each.default is each.default_factory is dataclasses.MISSING
        }
        assert needed == {"id", "path", "title", "purpose"}
