"""What must hold across documents, and in their text."""

import datetime as dt

import pytest

from cocreate_plugin.rules import local_file, local_target
from cocreate_plugin.testing import project, report


def document(title="It", front="", body=""):
    return f"---\ntitle: {title}\npurpose: Why.\n{front}---\n{body}"


def codes(files, today=None):
    loaded = project(files, today)
    return [each.code for each in loaded.problems]


def phase(body, front="", **files):
    return codes({"process/phases/it.md": document(front=front, body=body), **files})


# Text, wherever it stands


@pytest.mark.parametrize(
    "text",
    ["<script>x</script>", "<p onclick='x()'>a</p>", "[a](javascript:alert(1))", "[a]( JaVaScRiPt:alert(1))",
     "<iframe src='x'></iframe>", "<form></form>", "text\n{: onclick='x()' }", "[a](b.md){: onclick=x }",
     "[a][b]\n\n[b]: javascript:x", "note[^1]\n\n[^1]: <script>x</script>"],
)  # fmt: skip
@pytest.mark.parametrize("where", ["{}", "## Question\n\n{}", "## Other\n\n{}", "## Entry\n\n- one\n\n{}"])
def test_unsafe_text_is_an_error_wherever_it_stands(text, where):
    found = phase(where.format(text).replace("(b.md)", "(it.md)"))
    assert "unsafe-html" in found


@pytest.mark.parametrize("field", ["title", "owner", "tags", "pause_point"])
def test_words_of_front_matter_are_checked_as_text(field):
    front = f'{field}: "<script>x</script>"\n' if field != "tags" else 'tags: ["<script>x</script>"]\n'
    head = "---\npurpose: Why.\n" + ("title: It\n" if field != "title" else "")
    loaded = project({"process/phases/it.md": f"{head}{front}---\n"})
    (found,) = loaded.problems
    assert (found.code, found.place.line) == ("unsafe-html", 3 if field == "title" else 4)
    assert found.place.column > len(field)


def test_words_of_handbook_yml_are_checked_as_text():
    assert codes(
        {"process/phases/it.md": document(), "process/handbook.yml": 'licence: "[x](javascript:y)"\n'}
    ) == ["unsafe-html"]


def test_a_glossary_and_an_introduction_are_checked_as_text():
    files = {
        "process/phases/it.md": document(),
        "process/phases/index.md": "[a](no.md)",
        "process/glossary.md": "## A\n\n[@no]",
    }
    assert codes(files) == ["unknown-source", "broken-link"]


def test_images_lie_in_the_handbook_and_say_what_they_show():
    files = {"process/files/a.png": b"x"}
    assert not phase("![A table](../files/a.png)\n", **files)
    assert phase("![](../files/a.png)\n", **files) == ["no-alt"]
    assert phase("![A](../files/b.png)\n", **files) == ["broken-link"]
    assert phase("![A](https://example.org/a.png)\n") == ["remote-image"]


@pytest.mark.parametrize(
    ("target", "found"),
    [("../roles/host.md", True), ("../roles/host.md#x", True), ("../../docs/index.md", True), ("#here", True),
     ("https://example.org", True), ("mailto:a@example.org", True), ("../roles", True), ("it.md?x#y", True),
     ("../r%6fles/host.md", True), ("../roles/hots.md", False), ("../../../outside.md", False), ("..", True),
     ("a" * 300 + ".md", False), ("a" * 300 + "/b.md", False), ("a%00b.md", False), ("//example.org/x", True)],
)  # fmt: skip
def test_links_lead_somewhere(target, found):
    files = {"process/roles/host.md": document("Host"), "docs/index.md": "x"}
    assert phase(f"[x]({target})\n", **files) == ([] if found else ["broken-link"])


def test_a_broken_link_proposes_what_it_may_mean():
    loaded = project(
        {
            "process/phases/it.md": document(body="[x](../roles/hots.md)"),
            "process/roles/host.md": document("Host"),
        }
    )
    assert loaded.problems[0].facts["suggestion"] == "../roles/host.md"


def test_a_path_stays_below_its_folder(tmp_path):
    (tmp_path / "a.png").touch()
    assert local_file(tmp_path, "a.png")
    assert not local_file(tmp_path, "/etc/passwd")
    assert not local_file(tmp_path, "x/../../etc")
    assert local_target("process/phases/it.md", "../../docs/a.md") == "docs/a.md"
    assert local_target("process/phases/it.md", "http://[") is None


def test_citations_name_sources():
    bib = {"process/sources.bib": "@book{known, title={A}, author={B, C}, year={2020}}\n"}
    assert not phase("[@known, p. 12] and [@known; @known]\n", "sources: [known]\n", **bib)
    assert phase("[@knwon] `[@code]`\n", "sources: [none]\n", **bib) == ["unknown-source"] * 2
    assert codes(
        {"process/phases/it.md": document(), "process/phases/it.sv.md": document(front="sources: [no]\n")}
    ) == ["unknown-source"]


# Across documents


def test_a_gate_and_a_checklist_are_read_through():
    tasks = "".join(f"- [ ] Item {number}\n" for number in range(9))
    assert not phase(f"## Gate\n{tasks}")
    assert phase(f"## Gate\n{tasks}- [ ] Ten\n") == ["long-checklist"]
    assert codes({"process/checklists/it.md": document(body=f"{tasks}- [ ] Ten\n")}) == ["long-checklist"]


TEMPLATE = document(
    "T", "layout:\n  - [goal 1, check 1]\n", "## Goal\n- What?\n## Check it {#check}\n- How?\n"
)


@pytest.mark.parametrize(
    ("front", "body", "found"),
    [
        ("", "## Goal\n\nx\n\n## Check it\n\ny\n", []),
        ("", "## goal\n\nx\n\n## Something {#check}\n\ny\n", []),
        ("", "## Goal\n\nx\n", []),
        ("state: agreed\n", "## Goal\n\nx\n\n## Check it\n", ["empty-box"]),
        ("state: closed\n", "## Goal\n\nx\n", ["empty-box"]),
        ("", "## Gaol\n\nx\n", ["unknown-box"]),
        ("", "## Goal\n\n## Goal\n", ["box-twice"]),
        ("", "## Goal\n\n## Aim {#goal}\n", ["box-twice"]),
        ("", "## Check it\n\nx\n\n## Check {#check}\n\ny\n", ["box-twice"]),
        ("", "Before.\n\n## Goal\n\n### Deeper\n\n| a |\n|---|\n| b |\n", []),
    ],
)  # fmt: skip
def test_a_sheet_has_the_boxes_of_its_template(front, body, found):
    files = {
        "process/a3/t.md": TEMPLATE,
        "process/a3/ours.md": document("Ours", f"template: t\n{front}", body),
    }
    assert codes(files) == found


@pytest.mark.parametrize(
    ("layout", "found"),
    [("- [goal 1, check 2]", []), ("- [goal]\n- [check]", []), ("- [goal]", ["unknown-box"]),
     ("- [goal, check, gaol]", ["box-without-section"]), ("- [goal, check, goal]", ["box-twice"]), ("", [])],
)  # fmt: skip
def test_a_layout_places_every_box_once(layout, found):
    front = f"layout:\n{layout}\n" if layout else ""
    assert codes({"process/a3/t.md": document("T", front, "## Goal\n- x\n## Check\n- y\n")}) == found


def test_a_sheet_is_filled_in_from_a_template():
    files = {"process/a3/t.md": TEMPLATE, "process/a3/ours.md": document("Ours", "template: t\n"),
             "process/a3/theirs.md": document("Theirs", "template: ours\n")}  # fmt: skip
    assert codes(files) == ["not-a-template"]
    assert codes({"process/a3/ours.md": document("Ours", "template: ours\n")}) == ["not-a-template"]


@pytest.mark.parametrize(
    ("front", "due"),
    [("reviewed: 2025-01-01\nreview_every: 12 months\n", True), ("reviewed: 2025-12-01\nreview_every: 12 months\n", False),
     ("reviewed: 2025-12-01\n", False), ("review_every: 1 day\n", False), ("reviewed: 2026-05-01\nreview_every: 2-4 weeks\n", True),
     ("reviewed: 2026-05-01\nreview_every: 2-8 weeks\n", False), ("reviewed: 2025-01-01\nreview_every: 999999 years\n", False)],
)  # fmt: skip
def test_a_review_that_is_due_is_a_note(front, due):
    files = {"process/phases/it.md": document(front=front)}
    assert codes(files, dt.date(2026, 6, 1)) == (["review-due"] if due else [])
    assert not codes(files)


def test_a_logo_is_a_picture_of_the_handbook():
    files = {"process/phases/it.md": document(), "process/files/logo.svg": "<svg/>"}
    assert not codes({**files, "process/handbook.yml": "logo: files/logo.svg\n"})
    loaded = project({**files, "process/handbook.yml": "edition: 1\nlogo: files/lgoo.svg\n"})
    assert report(loaded)[0].startswith("process/handbook.yml:2:7: error[broken-link]")


def test_a_row_cannot_be_shortened_to_more():
    body = "## Run sheet\n| min | step | shorten to |\n|-|-|-|\n| 5 | Talk | 6 |\n| | Rest | 5 |\n"
    assert codes({"process/dialogue-models/it.md": document(body=body)}) == ["shorten-too-long"]


def test_drafts_of_a_format_to_come_are_refused():
    loaded = project({"process/phases/it.md": document(), "process/handbook.yml": "edition: 1\nformat: 2\n"})
    assert [(each.code, each.place.line) for each in loaded.problems] == [("unknown-format", 2)]
