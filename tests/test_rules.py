"""What must hold across documents, and in their text."""

import datetime as dt
import os
from base64 import b64decode

import pytest

from cocreate_plugin.kinds import Session
from cocreate_plugin.load import load
from cocreate_plugin.prose.targets import local_file, local_target
from cocreate_plugin.testing import project, report, write


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
    files = {
        "process/files/a.png": b"\x89PNG\r\n\x1a\nIEND",
        "process/files/b.d/c.png": b"",
        "process/files/d.pdf": b"x",
        "docs/index.md": "[a](../process/files/a.png) [c](../process/files/b.d/c.png) [d](../process/files/d.pdf)",
    }
    assert not phase("![A table](../files/a.png)\n", **files)
    assert phase("![](../files/a.png)\n", **files) == ["no-alt"]
    assert phase("![A](../files/b.png)\n", **files) == ["broken-link"]
    assert phase("![A](/files/a.png)\n", **files) == ["broken-link"]
    assert phase("![A](../files/b.d)\n", **files) == ["broken-link"]
    assert phase("![A](../files/b.d/c.png)\n", **files) == ["unreadable-image"]
    assert not phase("[A](../files/d.pdf) [B](../files/b.d/c.png)\n", **files)
    assert phase("![A](https://example.org/a.png)\n") == ["remote-image"]


@pytest.mark.parametrize(
    ("target", "found"),
    [("../roles/host.md", True), ("../roles/host.md#frontstage", True), ("../../docs/index.md#x", True), ("#gate", True),
     ("https://example.org", True), ("mailto:a@example.org", True), ("../roles", True), ("it.md?x#gate", True),
     ("../r%6fles/host.md", True), ("../roles/hots.md", False), ("../../../outside.md", False), ("..", True),
     ("a" * 300 + ".md", False), ("a" * 300 + "/b.md", False), ("a%00b.md", False), ("//example.org/x", True)],
)  # fmt: skip
def test_links_lead_somewhere(target, found):
    files = {"process/roles/host.md": document("Host", body="## Frontstage\n- x\n"), "docs/index.md": "x"}
    assert phase(f"[x]({target})\n\n## Gate\n- [ ] a\n", **files) == ([] if found else ["broken-link"])


def test_a_broken_link_proposes_what_it_may_mean():
    loaded = project(
        {
            "process/phases/it.md": document(body="[x](../roles/hots.md)"),
            "process/roles/host.md": document("Host"),
        }
    )
    assert loaded.problems[0].facts["suggestion"] == "../roles/host.md"


HEADINGS = """# Host

## Följa upp: *hur* `då`?
So.
## Participants receive
Mail.
## Participants receive!
More.
## Given {#own-id}

<a id="raw"></a>

> ### Quoted

- [ ] task {#done}
"""


@pytest.mark.parametrize(
    "anchor",
    ["host", "följa-upp-hur-då", "folja-upp-hur-da", "f%C3%B6lja-upp-hur-d%C3%A5", "participants-receive",
     "participants-receive-1", "own-id", "raw", "quoted", "done", ""],
)  # fmt: skip
def test_a_link_leads_to_a_heading_as_a_repository_or_the_site_names_it(anchor):
    files = {"process/roles/host.md": document("Host", body=HEADINGS)}
    assert not phase(f"[x](../roles/host.md#{anchor})\n", **files)


@pytest.mark.parametrize("anchor", ["Host", "folja", "participants-receive-2", "gate"])
def test_a_link_to_a_heading_that_is_not_there_is_reported(anchor):
    files = {"process/roles/host.md": document("Host", body=HEADINGS)}
    assert phase(f"[x](../roles/host.md#{anchor})\n", **files) == ["broken-anchor"]


def test_a_field_in_another_language_has_its_english_anchor_too():
    files = {
        "process/handbook.yml": "language: sv\n",
        "process/phases/it.md": document(body="## Grind\n- [ ] a\n\n[x](#gate) [y](#grind)"),
    }
    assert codes(files) == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def test_what_lies_beside_the_documents_cannot_run():
    safe = '<svg xmlns="http://www.w3.org/2000/svg"><title>on = off</title><path d="M0"/></svg>'
    text = "\n![a](../files/a.svg) [b](../files/b.xlsx)\n"
    files = {
        "process/phases/it.md": document() + text,
        "process/files/a.svg": safe,
        "process/files/b.xlsx": "x",
    }
    assert codes(files) == []
    for name, content, at in (
        ("a.svg", safe.replace("<path", "\n<script>x</script><path"), (2, 1)),
        ("a.svg", safe.replace("<path", "\n<path onclick='x'"), (2, 1)),
        ("a.html", "x", (1, 1)),
        ("a.js", "x", (1, 1)),
    ):
        text = f"\n![a](../files/{name})\n" if name == "a.svg" else ""
        loaded = project({"process/phases/it.md": document() + text, f"process/files/{name}": content})
        (found,) = loaded.problems
        assert (found.code, found.place.path) == ("unsafe-html", f"process/files/{name}")
        assert (found.place.line, found.place.column) == at


@pytest.mark.skipif(os.name == "nt", reason="needs rights to make links")
def test_nothing_from_outside_is_published_with_the_handbook(tmp_path):
    write(
        tmp_path,
        {
            "secret.txt": "x",
            "book/process/phases/it.md": document(),
            "book/mine.png": b"\x89PNG\r\n\x1a\nIEND",
        },
    )
    files = tmp_path / "book/process/files"
    files.mkdir()
    (files / "mine.png").symlink_to("../../mine.png")
    (files / "theirs.png").symlink_to("../../../secret.txt")
    (files / "round").symlink_to("round")
    text = "![a](../files/mine.png)\n"
    write(tmp_path, {"book/process/phases/it.md": document() + text})
    loaded = load(tmp_path / "book")
    assert [(each.code, each.place.path) for each in loaded.problems] == [
        ("outside-file", "process/files/theirs.png")
    ]


SESSION = "---\ntitle: S\npurpose: P.\nchecklists: [{}]\n---\n"
MODEL = "## Prepare\n- [ ] a\n\n## Run sheet\n\n| min | step |\n|---|---|\n| 10 | a |\n| 20 | b |\n"


def test_a_session_may_name_lists_that_are_made():
    files = {
        "process/phases/it.md": document(body="## Gate\n- [ ] a\n", front="formerly: [was]\n"),
        "process/phases/bare.md": document("Bare"),
        "process/dialogue-models/talk.md": document(body=MODEL),
    }
    found = project(
        {
            **files,
            "process/sessions/s.md": SESSION.format("gate-it, phase-was, prepare-talk, gate-bare, gate-no"),
        }
    )
    assert found.handbook.of(Session)[0].checklists == ("gate-it", "phase-it", "prepare-talk", "gate-bare")
    assert [(each.code, each.facts["id"]) for each in found.problems] == [
        ("unknown-reference", "gate-bare"),
        ("unknown-reference", "gate-no"),
    ]
    assert codes(
        {
            **files,
            "process/roles/r.md": document(),
            "process/phases/other.md": document("Other", front="checklists: [gate-it]\n"),
        }
    ) == ["unknown-reference"]


def test_minutes_beside_a_dialogue_model_that_do_not_count():
    agenda = "\n## Agenda\n\n| min | step |\n|---|---|\n| {} | [Talk](../dialogue-models/talk.md) |\n"
    files = {"process/dialogue-models/talk.md": document(body=MODEL)}
    for minutes, expected in (("", []), ("30", []), ("25", ["idle-minutes"])):
        session = "---\ntitle: S\npurpose: P.\n---\n" + agenda.format(minutes)
        assert codes({**files, "process/sessions/s.md": session}) == expected


def test_a_path_stays_below_its_folder(tmp_path):
    (tmp_path / "a.png").touch()
    assert local_file(tmp_path, "a.png")
    assert not local_file(tmp_path, "/etc/passwd")
    assert not local_file(tmp_path, "x/../../etc")
    assert local_target(tmp_path, "process/phases/it.md", "../../docs/a.md") == "docs/a.md"
    assert local_target(tmp_path, "process/phases/it.md", "http://[") is None


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
        ("state: agreed\n", "## Goal\n\nx\n\n## Check it\n", ["agreed-by-nobody", "empty-box"]),
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
        "process/a3/ours.md": document("Ours", f"template: t\nadvice: no\n{front}", body),
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


@pytest.mark.parametrize(
    ("reviewed", "every", "due"),
    [("2026-05-01", "6 months", "2026-11-01"), ("2020-01-01", "12 months", "2021-01-01"), ("2024-02-29", "1 year", "2025-02-28"),
     ("2025-08-31", "6 months", "2026-02-28"), ("2026-01-15", "1.5 months", "2026-03-02"), ("2026-01-15", "2 weeks", "2026-01-29"),
     ("2025-12-31", "2 months", "2026-02-28"), ("2020-01-01", "1-2 years", "2022-01-01")],
)  # fmt: skip
def test_a_review_is_due_by_the_calendar_after_its_very_day(reviewed, every, due):
    files = {"process/phases/it.md": document(front=f"reviewed: {reviewed}\nreview_every: {every}\n")}
    day = dt.date.fromisoformat(due)
    assert not codes(files, day)
    (note,) = project(files, day + dt.timedelta(days=1)).problems
    assert note.facts["due"] == due


def test_a_logo_is_a_picture_of_the_handbook():
    files = {"process/phases/it.md": document(), "process/files/logo.svg": SVG}
    assert not codes({**files, "process/handbook.yml": "logo: files/logo.svg\n"})
    loaded = project({**files, "process/handbook.yml": "edition: 1\nlogo: files/lgoo.svg\n"})
    assert report(loaded)[-1].startswith("process/handbook.yml:2:7: error[broken-link]")


def test_a_row_cannot_be_shortened_to_more():
    body = "## Run sheet\n| min | step | shorten to |\n|-|-|-|\n| 5 | Talk | 6 |\n| | Rest | 5 |\n"
    assert codes({"process/dialogue-models/it.md": document(body=body)}) == [
        "shorten-too-long",
        "row-without-time",
    ]


def test_drafts_of_a_format_to_come_are_refused():
    loaded = project({"process/phases/it.md": document(), "process/handbook.yml": "edition: 1\nformat: 2\n"})
    assert [(each.code, each.place.line) for each in loaded.problems] == [("unknown-format", 2)]


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        ("../files/sound.png", ""),
        ("../files/photo.png", ""),  # a JPEG by another name: browsers and paper show it
        ("../files/new.avif", ""),
        ("../files/old.bmp", ""),
        ("../files/text.png", "error damaged"),
        ("data:image/png;base64,iVBORw0KGgo=", ""),
        ("data:image/png;base64,aGVq", "error damaged"),
        ("data:image/avif;base64,aGVq", "error damaged"),
        ("data:image/avif;base64,AAAAIGZ0eXBhdmlmAAAAAA==", ""),
    ],
)
def test_a_picture_that_paper_cannot_draw_is_told_at_its_line(picture, said):
    files = {
        "process/phases/it.md": document(
            body=f"\n![a]({picture})\n\n[1](../files/sound.png) [2](../files/photo.png)"
            " [3](../files/new.avif) [4](../files/text.png) [5](../files/old.bmp)\n"
        ),
        "process/files/sound.png": b"\x89PNG\r\nIEND",
        "process/files/photo.png": b"\xff\xd8\xff\xe0\xff\xd9",
        "process/files/new.avif": b"....ftypavif",
        "process/files/text.png": b"words",
        "process/files/old.bmp": b"BM8",
    }
    found = [
        f"{each.level} {each.facts['reason']}" for each in project(files).problems if each.place.line == 6
    ]
    assert found == [said] * bool(said)


def test_a_picture_of_which_a_part_is_missing_is_told_without_printing(tmp_path):
    whole = b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    text = document(body="## Notes\n![A pot](../files/whole.png)\n\n![Half a pot](../files/half.png)\n")
    files = {"process/phases/it.md": text}
    found = project({**files, "process/files/whole.png": whole, "process/files/half.png": whole[:50]})
    assert [(each.code, each.place.line) for each in found.problems] == [("unreadable-image", 8)]
