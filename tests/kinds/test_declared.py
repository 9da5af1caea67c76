"""Kinds as data: whatever stands in a declaration, it is read or refused with a line."""

from __future__ import annotations

import pickle
from importlib.metadata import EntryPoint

import yaml
from hypothesis import HealthCheck, given, settings, strategies as st

from cocreate_plugin.kinds import KINDS, Document, declaration, front_fields, plural_of, section_fields
from cocreate_plugin.kinds.declared import LONGEST_LABEL
from cocreate_plugin.kinds.installed import with_installed
from cocreate_plugin.phrases import phrases
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sources.limits import MOST_DECLARATIONS, MOST_FIELDS
from cocreate_plugin.testing import project, report

DOCUMENT = "---\ntitle: Ada\npurpose: Why.\n---\n"
PHASE = {"process/phases/listen.md": DOCUMENT}

WORDS = st.sampled_from(
    [
        *declaration.OWN_KEYS,
        *declaration.FIELD_KEYS,
        *declaration.SECTION_KEYS,
        *declaration.TYPES,
        *declaration.SHAPES,
        "phases",
        "role",
        "en",
        "sv",
        "",
        "a",
        "x y",
        "é",
        "title",
        "__class__",
        "mro",
        "1",
        "[",
        "no",
        "personas",
    ]
)
VALUES = st.recursive(
    WORDS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
DECLARATIONS = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys((*declaration.OWN_KEYS, "other"), VALUES)
    | {"fields": st.dictionaries(WORDS, VALUES, max_size=5)},
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DECLARATIONS, st.sampled_from(["personas", "phases", "checklists", "a3"]))
def test_any_declaration_is_read_or_refused_with_a_line_of_its_file(declared: object, folder: str) -> None:
    text = yaml.safe_dump(declared, allow_unicode=True)
    path = f"process/kinds/{folder}.yml"
    loaded = project({path: text, **PHASE, "process/personas/ada.md": DOCUMENT})
    for each in loaded.problems:
        if each.place.path == path:
            assert 1 <= each.place.line <= text.count("\n") + 1
    assert report(loaded, "sv") is not None
    for kind in loaded.handbook.kinds:
        assert len(front_fields(kind)) <= len(front_fields(Document)) + MOST_FIELDS + 20
        assert not set(front_fields(kind)) & set(section_fields(kind))


def test_a_declaration_may_be_empty() -> None:
    loaded = project({"process/kinds/places.yml": "", "process/places/hall.md": DOCUMENT})
    assert not loaded.problems
    kind = loaded.handbook.documents[0].__class__
    assert (kind.kind, plural_of(kind, phrases("en"))) == ("places", "Places")


def test_there_is_an_end_to_declarations() -> None:
    many = {f"process/kinds/kind-{n:03}.yml": "" for n in range(MOST_DECLARATIONS + 2)}
    loaded = project({**many, **PHASE})
    assert [each.code for each in loaded.problems] == ["too-long", "too-long"]


def test_a_label_of_a_thousand_signs_is_refused() -> None:
    loaded = project({"process/kinds/places.yml": f"name: {'x' * (LONGEST_LABEL + 1)}\n", **PHASE})
    assert [each.code for each in loaded.problems] == ["too-long"]


def test_what_is_printed_is_a_word_or_a_list_of_words() -> None:
    loaded = project({"process/kinds/places.yml": "print: {sheet: yes}\n", **PHASE})
    assert [each.code for each in loaded.problems] == ["wrong-type"]


def test_what_goes_to_other_processes_can_be_packed() -> None:
    files = {
        "process/kinds/places.yml": "print: [sheet, checklist]\nsections: {ready: tasks}\n",
        "process/places/hall.md": DOCUMENT + "## Ready\n\n- [ ] Chairs\n",
    }
    made = sheets(project(files).handbook)
    assert pickle.loads(pickle.dumps([each.data for each in made])) == [each.data for each in made]


def test_references_lead_to_kinds_that_are_declared_elsewhere() -> None:
    files = {
        "process/kinds/places.yml": "name: place\nfields: {hosts: {to: personas}}\n",
        "process/kinds/personas.yml": "name: persona\n",
        "process/places/hall.md": DOCUMENT.replace("---\n", "---\nhosts: [ada]\n", 1),
        "process/personas/ada.md": DOCUMENT,
    }
    loaded = project(files)
    assert not loaded.problems
    assert [each.source.ref for each in loaded.handbook.back_links["personas/ada"]] == ["places/hall"]


def test_an_installed_package_brings_a_kind() -> None:
    good = EntryPoint("persona", "tests.kinds.test_any_kind:Persona", "cocreate.kinds")
    found, problems = with_installed(KINDS, [good])
    assert [kind.kind for kind in found[len(KINDS) :]] == ["persona"] and not problems


def test_a_package_that_brings_something_else_is_named() -> None:
    bad = [
        EntryPoint("a", "nowhere:Kind", "cocreate.kinds"),
        EntryPoint("b", "pathlib:Path", "cocreate.kinds"),
    ]
    bad.append(EntryPoint("c", "cocreate_plugin.kinds:Phase", "cocreate.kinds"))
    found, problems = with_installed(KINDS, bad)
    assert found == KINDS and [each.facts["name"] for each in problems] == ["a", "b", "c"]
