"""One document, typed: labels, references and names."""

import pytest

from cocreate_plugin.kinds import A3, KINDS, Phase, Role, SuccessFactor, columns, shapes
from cocreate_plugin.phrases import phrases
from cocreate_plugin.testing import project, report
from cocreate_plugin.validate import free_id, hashed, labels, slug
from cocreate_plugin.validate.names import DocumentName, Names


def document(title="It", front="", body=""):
    return f"---\ntitle: {title}\npurpose: Why.\n{front}---\n{body}"


def phase(front="", body="", problems=(), **files):
    loaded = project({"process/phases/it.md": document(front=front, body=body), **files})
    assert [each.code for each in loaded.problems] == list(problems), report(loaded)
    return loaded.handbook.of(Phase)[0]


def test_labels_are_those_of_english_and_of_the_language():
    known = labels(Phase, phrases("sv"))
    assert known["gate"] == known["grind"] == "gate"
    assert known["participants receive"] == known["deltagarna får"] == "participants_receive"
    assert "grind" not in labels(Phase, phrases("en"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_label_of_every_kind_opens_its_field_in_every_language(kind):
    if kind.kind in ("a3", "checklist"):
        assert not labels(kind, phrases("sv"))
        return
    contents = {
        "text": "x",
        "list": "- x",
        "tasks": "- [ ] x",
        "steps": "### x\n\ny",
        "scores": "### x\n| a | b |\n|-|-|\n",
    }
    for language in ("en", "sv"):
        words = phrases(language)
        for label, name in labels(kind, words).items():
            table = (
                "| "
                + " | ".join(columns(kind, name)).replace("_", " ")
                + " |\n"
                + "|-" * len(columns(kind, name))
                + "|\n"
            )
            body = f"## {label.upper()}\n{contents.get(shapes(kind)[name], table)}\n"
            path = f"process/{kind.folder}/it.md"
            loaded = project({path: document(body=body), "process/handbook.yml": f"language: {language}\n"})
            assert not loaded.problems, report(loaded)
            assert getattr(loaded.handbook.documents[0], name) is not None, label


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [("Pitfals", "Pitfalls"), ("Input", "Inputs"), ("Participant receives", "Participants receive"), ("Step", "Steps"),
     ("Background", None), ("What we do", None), ("Gates of town", None)],
)  # fmt: skip
def test_a_heading_that_looks_like_a_label_is_a_warning(heading, wanted):
    loaded = project({"process/phases/it.md": document(body=f"## {heading}\n\nText.\n")})
    assert [(each.code, each.facts.get("suggestion")) for each in loaded.problems] == (
        [("field-misspelt", wanted)] if wanted else []
    )
    assert len(loaded.handbook.of(Phase)[0].free) == 1


def test_a_field_twice_is_an_error_in_whatever_words():
    loaded = project(
        {"process/phases/it.md": document(body="## Gate\n- [ ] a\n## Our gate {#gate}\n- [ ] b\n")}
    )
    assert [(each.code, each.place.line, each.facts["first"]) for each in loaded.problems] == [
        ("field-twice", 7, 5)
    ]
    assert [each.text for each in loaded.handbook.of(Phase)[0].gate] == ["a"]


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("Entry", "- a", "a"), ("Entry", "1. a", "| a |\n|---|\n"), ("Gate", "- [ ] a", "a"), ("Gate", "1. [ ] a", "> - [ ] a"),
        ("Steps", "### a\n- Participants: a", "a"), ("Steps", "### a\n\ntext", "- Frontstage: a"), ("Question", "a", None),
        ("Question", "| a |\n|---|\n", None), ("Question", "- a", None),
    ],
)  # fmt: skip
def test_a_field_has_its_shape(field, good, bad):
    phase(body=f"## {field}\n{good}\n")
    if bad:
        phase(body=f"## {field}\n{bad}\n", problems=["wrong-shape"])


@pytest.mark.parametrize(
    ("title", "id_"),
    [("Följ upp!", "folj-upp"), ("[A](b.md) c", "a-c"), ("`Code` & **more**", "code-more"), ("日本", ""), ("  ", ""), ("1. Why?", "1-why")],
)  # fmt: skip
def test_a_heading_makes_an_id(title, id_):
    assert slug(title) == id_


def test_the_id_of_a_task_lasts():
    # Ticks are stored under it in browsers: a change of this number loses them.
    assert hashed("Stories are heard") == hashed("stories  are\nheard") == "t130e69a6c7"


def test_a_former_id_still_leads_to_its_document_with_a_warning():
    files = {"process/roles/host.md": document("Host", "formerly: [leader, chair]\n")}
    assert phase("decides: leader\n", problems=["former-id"], **files).decides == "host"
    assert phase("roles: [chair, host]\n", problems=["former-id", "duplicate-reference"], **files).roles == (
        "host",
    )


def test_an_unknown_reference_proposes_an_id_by_id_or_by_title():
    files = {"process/roles/process-owner.md": document("Line manager")}
    for word in ("proces-owner", "Process-Owner", "line manager", "Line Manager", "roles/process-ownr"):
        loaded = project({"process/phases/it.md": document(front=f"decides: {word}\n"), **files})
        assert loaded.problems[0].facts["suggestion"] == "process-owner", word


def test_text_in_front_matter_that_belongs_in_the_body_is_told_so():
    loaded = project({"process/phases/it.md": document(front="Gate: [a]\nparticipants_receive: x\n")})
    assert [(each.code, each.facts["heading"]) for each in loaded.problems] == [
        ("field-is-heading", "Gate"), ("field-is-heading", "Participants receive"),
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "wanted"), [("sucess_factors", "success_factors"), ("success-factors", "success_factors"),
                                              ("Order", "order"), ("colour", None), ("owners", "owner")])  # fmt: skip
def test_an_unknown_field_proposes_a_known_one(name, wanted):
    loaded = project({"process/phases/it.md": document(front=f"{name}:\n")})
    assert [(each.code, each.facts.get("suggestion")) for each in loaded.problems] == [
        ("unknown-field", wanted)
    ]


def test_every_document_tells_where_its_fields_stand():
    found = phase("order: 2\ntags: [a,\n  b]\n", "## Gate\n- [ ] a\n")
    assert {name: (place.line, place.column) for name, place in found.place_of.items()} == {
        "title": (2, 8), "purpose": (3, 10), "order": (4, 8), "tags": (5, 7), "tags.0": (5, 8), "tags.1": (6, 3), "gate": (8, 1),
    }  # fmt: skip
    assert found.where("nothing") == found.first_line


def test_boxes_of_a_sheet_are_its_headings():
    body = "On its page only.\n\n## Why, now?\n- a\n### Deeper\n\n## 目標 {#goal}\n| a |\n|---|\n"
    loaded = project({"process/a3/t.md": document(body=body)})
    assert not loaded.problems
    sheet = loaded.handbook.of(A3)[0]
    assert [(each.id, each.title, each.text.markdown) for each in sheet.boxes] == [
        ("why-now", "Why, now?", "- a\n### Deeper"), ("goal", "目標", "| a |\n|---|"),
    ]  # fmt: skip
    assert sheet.introduction.markdown == "On its page only."


def test_a_role_and_a_factor_have_their_fields():
    loaded = project({
        "process/roles/host.md": document("Host", "not_with: [host]\n", "## Frontstage\n- talk\n## Backstage\n- book\n"),
        "process/success-factors/trust.md": document(
            "Trust", "group: People\n", "## Why\nBecause.\n## Signs\n- a\n## Statements\n- One speaks. {#speaks}\n- Two\n"),
    })  # fmt: skip
    assert not loaded.problems
    role, factor = loaded.handbook.of(Role)[0], loaded.handbook.of(SuccessFactor)[0]
    assert [each.text for each in (*role.frontstage, *role.backstage)] == ["talk", "book"]
    assert [(each.text, each.id) for each in factor.statements] == [("One speaks.", "speaks"), ("Two", "")]
    assert (factor.group, factor.why.markdown) == ("People", "Because.")


def test_free_sections_have_ids_of_their_own():
    found = phase(body="## More\n\n## 日本\n\n## more\n\n## 中国\n\n## Kept {.wide #mine}\n")
    assert [each.id for each in found.free] == ["more", "section", "more-2", "section-2", "mine"]


def test_letters_with_marks_may_be_written_in_two_ways():
    role = {"process/roles/host.md": document("Värd")}
    found = phase(body="## Gate\n- [ ] Boka — va\u0308rd <!-- or she -->\n", **role)
    assert [(each.text, each.who) for each in found.gate] == [("Boka", ("host",))]
    loaded = project(
        {
            "process/phases/it.md": document(body="## Fra\u030aga\nx\n"),
            "process/handbook.yml": "language: sv\n",
        }
    )
    assert loaded.handbook.of(Phase)[0].question.markdown == "x"


@pytest.mark.parametrize(
    ("code", "right"), [("sv", True), ("pt-BR", True), ("ar", True), ("xx", False), ("zz", False)]
)
def test_a_language_exists(code, right):
    loaded = project(
        {
            "process/handbook.yml": f"language: {code}\n",
            "process/phases/it.md": "---\ntitle: It\npurpose: Why.\n---\n",
        }
    )
    wrong = [each.code for each in loaded.problems if each.code != "missing-words"]
    assert wrong == ([] if right else ["wrong-type"])


class Counted(dict):
    """Counts how often somebody asks whether an id is taken."""

    asked = 0

    def __contains__(self, key):
        self.asked += 1
        return super().__contains__(key)


def test_an_id_is_found_in_as_many_steps_as_there_are_headings():
    taken = Counted()
    ids = [free_id("again", taken) for _ in range(8000)]
    assert len(set(ids)) == 8000 and ids[:2] == ["again", "again-2"] and ids[-1] == "again-8000"
    assert taken.asked == 8000


def test_an_id_that_was_given_is_not_given_again():
    taken = {}
    assert [free_id(wanted, taken) for wanted in ("a-2", "a", "a", "a-2")] == ["a-2", "a", "a-3", "a-2-2"]


def test_equal_free_sections_and_equal_tasks_get_ids_of_their_own():
    body = "## Gate\n" + "- [ ] same\n" * 4 + "## More\nx\n" * 4
    phase = project({"process/phases/it.md": document(body=body)}).handbook.of(Phase)[0]
    assert len({task.id for task in phase.gate}) == 4
    assert [each.id for each in phase.free] == ["more", "more-2", "more-3", "more-4"]


@pytest.mark.parametrize(
    ("word", "id_"),
    [("prepare-circle", "prepare-circle"), ("checklists/prepare-circle", "prepare-circle"), ("gate-circle", None),
     ("prepare-dialogue-models/circle", None), ("prepare-", None), ("circle", None)],
)  # fmt: skip
def test_a_generated_list_is_named_by_one_word(word, id_):
    names = Names([DocumentName("dialogue-model", "circle", "Circle", "process/dialogue-models/circle.md")])
    assert names.generated(word) == id_
