"""Documents in order, linked both ways."""

from cocreate_plugin.handbook import named_in
from cocreate_plugin.kinds import A3, DialogueModel, Phase, Role, SuccessFactor
from cocreate_plugin.testing import handbook, project


def document(title, front="", body=""):
    return f"---\ntitle: {title}\npurpose: Why.\n{front}---\n{body}"


def test_documents_stand_by_kind_then_order_then_title():
    book = handbook({
        "process/roles/z.md": document("Z"),
        "process/phases/c.md": document("Phase 10"),
        "process/phases/b.md": document("phase 9"),
        "process/phases/a.md": document("Last", "order: 2\n"),
        "process/phases/d.md": document("First", "order: -1\n"),
        "process/success-factors/f.md": document("F"),
    })  # fmt: skip
    assert [each.ref for each in book.documents] == [
        "phases/d", "phases/a", "phases/b", "phases/c", "success-factors/f", "roles/z",
    ]  # fmt: skip


def test_letters_stand_where_readers_of_the_language_look_for_them():
    titles = ["Öva", "Äga", "Åka", "Zon", "Éva", "Eva b", "Eva"]
    files = {f"process/roles/r{number}.md": document(title) for number, title in enumerate(titles)}
    files["process/glossary.md"] = "".join(f"## {title}\n\nx\n\n" for title in titles)
    swedish = handbook({**files, "process/handbook.yml": "language: sv\n"})
    assert [each.title for each in swedish.of(Role)] == ["Eva", "Éva", "Eva b", "Zon", "Åka", "Äga", "Öva"]
    assert [each.title for each in swedish.glossary] == ["Eva", "Éva", "Eva b", "Zon", "Åka", "Äga", "Öva"]
    english = handbook(files)
    assert [each.title for each in english.of(Role)] == ["Äga", "Åka", "Eva", "Éva", "Eva b", "Öva", "Zon"]


def test_the_other_side_of_a_reference_is_computed():
    book = handbook({
        "process/success-factors/trust.md": document("Trust"),
        "process/roles/host.md": document("Host"),
        "process/dialogue-models/circle.md": document(
            "Circle", body="## Run sheet\n| min | step | lead |\n|-|-|-|\n| 5 | Talk | host |\n## Prepare\n- [ ] Book — host\n"),
        "process/phases/one.md": document(
            "One", "success_factors: [trust]\ndecides: host\ndialogue_models: [circle]\n",
            "## Steps\n### Talk\n- Frontstage: talk — host\n- Backstage: book\n## Gate\n- [ ] Done — host\n"),
        "process/sessions/day.md": document(
            "Day", "phase: one\n", "## Agenda\n| step | min |\n|-|-|\n| [C](../dialogue-models/circle.md) | |\n"),
        "process/choices/ours.md": document(
            "Ours", "candidates: [circle]\n", "## Criteria\n| criterion |\n|-|\n| trust |\n"),
    })  # fmt: skip
    trust, host, circle = book.of(SuccessFactor)[0], book.of(Role)[0], book.of(DialogueModel)[0]
    links = {
        each.ref: [(link.source.id, link.field) for link in book.back_links.get(each.ref, ())]
        for each in book.documents
    }
    assert links["success-factors/trust"] == [("one", "success_factors"), ("ours", "criteria")]
    assert links["roles/host"] == [
        ("one", "decides"), ("one", "steps"), ("one", "gate"), ("circle", "prepare"), ("circle", "run_sheet"),
    ]  # fmt: skip
    assert links["dialogue-models/circle"] == [
        ("one", "dialogue_models"),
        ("ours", "candidates"),
        ("day", "agenda"),
    ]
    assert [each.id for each in book.naming(trust, Phase, "success_factors")] == ["one"]
    assert [each.id for each in book.naming(host, Phase, "decides")] == ["one"]
    assert book.naming(host, Phase, "roles") == ()
    assert [each.id for each in book.naming(circle, Phase)] == ["one"]
    assert list(named_in(trust)) == []


def test_documents_are_found_by_id_and_by_file():
    book = handbook({"process/roles/a.md": document("A"), "process/phases/a.md": document("B")})
    assert book.find(Role, "a").title == "A"
    assert book.find(Role, "b") is book.find(Role, None) is None
    assert [each.title for each in book.found(Phase, ("x", "a"))] == ["B"]
    assert book.at("process/phases/a.md").title == "B"
    assert book.at("process/phases/b.md") is None
    assert book.of(SuccessFactor) == book.of(DialogueModel) == ()


def test_a_sheet_knows_its_template():
    book = handbook({
        "process/a3/t.md": document("T", body="## Goal\n- What?\n"),
        "process/a3/ours.md": document("Ours", "template: t\n", "## goal\n\nThis.\n"),
    })  # fmt: skip
    template, ours = book.find(A3, "t"), book.find(A3, "ours")
    assert book.template_of(ours) is book.template_of(template) is template
    assert (template.is_template, ours.is_template) == (True, False)


def test_a_document_with_faults_still_counts_as_existing():
    loaded = project({
        "process/roles/host.md": "no front matter",
        "process/roles/owner.md": "---\ntitle: [\n---\n",
        "process/phases/one.md": document("One", "roles: [host, owner]\n"),
    })  # fmt: skip
    assert [each.code for each in loaded.problems] == ["no-front-matter", "open-bracket"]
    assert loaded.handbook.of(Phase)[0].roles == ("host", "owner")
