"""The Markdown body: headings as fields, and what each shape of field holds."""

import pytest

from cocreate_plugin.kinds import Subheading, Task, Text
from cocreate_plugin.sources import Bullets, Grid, Heading, Paragraphs, read_body
from cocreate_plugin.testing import project, report

PHASE = "process/phases/explore.md"
MODEL = "process/dialogue-models/circle.md"
ROLES = {
    "process/roles/facilitator.md": "---\ntitle: Group host\npurpose: Leads.\n---\n\n## Frontstage\n\n- Welcomes\n",
    "process/roles/process-owner.md": "---\ntitle: Owner, and more\npurpose: Owns.\n---\n",
}


def document(body="", front=""):
    return f"---\ntitle: Explore\npurpose: Understanding.\n{front}---\n{body}"


def phase(body, front="", problems=(), language="", **files):
    named = {PHASE: document(body, front), **ROLES, **files}
    if language:
        named["process/handbook.yml"] = f"language: {language}\n"
    loaded = project(named)
    assert [each.code for each in loaded.problems] == list(problems), report(loaded)
    return loaded.handbook.phases[0]


def model(body, problems=(), **files):
    loaded = project({MODEL: document(body), **ROLES, **files})
    assert [each.code for each in loaded.problems] == list(problems), report(loaded)
    return loaded.handbook.dialogue_models[0]


def sections(text, problems=()):
    body, found = read_body(text, "x.md")
    assert [each.code for each in found] == list(problems)
    return body.sections


# Headings


@pytest.mark.parametrize(
    "heading",
    ["## Participants receive", "## PARTICIPANTS RECEIVE", "##  participants  receive ", "## Participants receive ##",
     "## **Participants receive**", "## Participants receive:", "   ## Participants receive", "##\u00a0Participants receive",
     "## Participants\u00a0receive", "## What they get {#participants-receive}", "Participants receive\n---",
     "## What they get {: #participants-receive }"],
)  # fmt: skip
def test_a_heading_that_is_a_label_opens_its_field(heading):
    found = phase(f"{heading}\nA photo.\n")
    assert found.participants_receive.markdown == "A photo."
    assert not found.free


@pytest.mark.parametrize("heading", ["## Grind", "## Gate", "## gate", "## GRIND", "## Villkor {#gate}"])
def test_a_label_stands_in_english_or_in_the_language_of_the_document(heading):
    assert len(phase(f"{heading}\n- [ ] Klart\n", language="sv").gate) == 1


def test_a_label_of_another_language_is_a_free_section():
    found = phase("## Grind\n- [ ] Klart\n")
    assert found.gate is None
    assert [each.title for each in found.free] == ["Grind"]


def test_a_translation_is_read_with_the_words_of_its_language():
    files = {PHASE: document(), "process/phases/explore.sv.md": document("## Grind\n- [ ] Klart\n")}
    loaded = project(files)
    assert not loaded.problems
    assert len(loaded.handbook.translations[0].gate) == 1


def test_text_before_the_first_heading_is_the_introduction():
    found = phase("\nBefore.\n\n- a list\n\n## Question\n\nWhat?\n\n## Other\n\nFree.\n")
    assert found.introduction.markdown == "Before.\n\n- a list"
    assert found.introduction.place.line == 6
    assert found.question.markdown == "What?"
    assert [(each.title, each.id, each.text.markdown) for each in found.free] == [("Other", "other", "Free.")]


def test_an_id_of_ones_own_makes_a_free_section_of_a_label():
    found = phase("## Steps {#our-steps}\n\nText.\n")
    assert found.steps is None
    assert [each.id for each in found.free] == ["our-steps"]


def test_a_line_equal_to_the_title_is_ignored_wherever_it_stands():
    assert phase("# Explore\n\nBefore.\n").introduction.markdown == "Before."
    assert phase("# **explore** #\n").introduction is None
    found = phase("Before.\n\n# Explore\n\nAfter.\n\n## Entry\n\n- one\n\n# Explore\n\n- two\n")
    assert found.introduction.markdown == "Before.\n\nAfter."
    assert [each.text for each in found.entry] == ["one", "two"]


def test_another_title_proposes_a_field():
    loaded = project({PHASE: document("# Question\n\nWhat?\n")})
    assert report(loaded) == [
        "process/phases/explore.md:5:1: error[extra-title]: “Question” would be a second title; "
        "the first stands at the top of the file. Write it like this: ## Question"
    ]


def test_deeper_headings_are_counted_from_the_one_above():
    phase("## Other\n\n#### Deep\n\n## More\n\n### Fine\n\n#### Fine\n", problems=["skipped-level"])


def test_headings_inside_something_else_open_nothing_and_stay_where_they_stand():
    body = "## Question\n\n> ## Entry\n\n<div>\n\n## Inputs\n\n</div>\n\n<details>\n## Outputs\n</details>\n\nEnd.\n"
    found = phase(body, problems=["field-inside"] * 3)
    assert found.question.markdown.endswith("End.")
    assert "## Inputs" in found.question.markdown
    assert found.entry is found.inputs is found.outputs is None


@pytest.mark.parametrize("inside", ["<https://example.org>", "a < b", "<br>", "<p>", "`<div>`", "<!-- <div> -->",
                                    "<img alt=\"a>b\" src=\"files/a.png\"/>", "<div title=\"x > <div>\">\n</div>"])  # fmt: skip
def test_what_is_no_open_element_hides_no_heading(inside):
    body, _ = read_body(f"{inside}\n\n## Gate\n", "x.md")
    assert [each.title for each in body.sections] == ["", "Gate"]


# Lists


def test_text_around_a_list_is_shown_with_it_and_several_lists_are_one():
    found = phase("## Entry\n\nFirst:\n\n- one\n- two\n\n### Later\n\n* three\n1. four\n\nLast.\n")
    assert [each.text for each in found.entry] == ["one", "two", "three", "four"]
    around = [(type(each), getattr(each, "text", "") or each.markdown) for each in found.entry.blocks
              if isinstance(each, Text | Subheading)]  # fmt: skip
    assert around == [(Text, "First:"), (Subheading, "Later"), (Text, "Last.")]
    assert [each.place.line for each in found.entry] == [9, 10, 14, 15]


def test_what_stands_below_a_bullet_stays_with_it():
    found = phase("## Entry\n\n- one\n\n  why\n\n      code\n- two\n  - deeper\n-\tthree\n\n\tbecause\n")
    assert [(each.text, each.more) for each in found.entry] == [
        ("one", "why\n\n    code"), ("two", "- deeper"), ("three", "because"),
    ]  # fmt: skip


def test_a_bullet_that_begins_with_something_else_than_text_loses_nothing():
    found = phase("## Entry\n\n- > said\n- ```\n  code\n  ```\n- - inner\n-\n")
    assert [(each.text, each.more) for each in found.entry] == [
        ("", "> said"), ("", "```\ncode\n```"), ("", "- inner"), ("", ""),
    ]  # fmt: skip


def test_a_list_straight_after_a_paragraph_is_one():
    assert [each.text for each in phase("## Entry\nFirst:\n- one\n- two\n").entry] == ["one", "two"]


def test_a_bullet_of_a_plain_list_is_only_text():
    found = phase("## Pitfalls\n\n- Nobody asks — facilitator\n- Nobody asks — facilitater\n")
    assert [(each.text, each.who) for each in found.pitfalls] == [
        ("Nobody asks — facilitator", ()), ("Nobody asks — facilitater", ()),
    ]  # fmt: skip


def test_an_empty_field_is_no_field():
    assert phase("## Entry\n\n## Gate\n\n## Question\n").entry is None


# Tasks


def test_a_tick_in_the_source_counts_as_none():
    body, _ = read_body("- [ ] one\n- [x] two\n- [X]\tthree\n* [ ] four\n1. [ ] five\n", "x.md")
    lists = [each for each in body.sections[0].blocks if isinstance(each, Bullets)]
    items = [each for block in lists for each in block.items]
    assert [each.text for each in items] == ["one", "two", "three", "four", "five"]
    assert [each.ticked for each in items] == [False, True, True, False, False]
    assert all(type(each) is Task for each in phase("## Gate\n- [x] Done\n").gate)


def test_a_task_has_an_id_given_or_made_of_its_words():
    one, two = phase("## Gate\n- [ ] Confirm the  summary {#confirmed}\n- [ ] Read it\n").gate
    assert (one.id, one.given_id, one.text) == ("confirmed", True, "Confirm the  summary")
    assert two.id.startswith("t") and not two.given_id
    again = phase("## Gate\n- [x] read\u00a0it\n").gate.items[0]
    assert again.id == two.id


def test_equal_texts_are_a_warning_however_they_are_written_and_get_two_ids():
    body = "## Gate\n- [ ] Same words\n- [ ] same  words\n- [ ] Same words {#own}\n- [ ] Same words\n"
    tasks = phase(body, problems=["same-item", "same-item"]).gate
    assert len({each.id for each in tasks}) == 4


@pytest.mark.parametrize(
    ("text", "rest", "who"),
    [
        ("Book a room — facilitator", "Book a room", ["facilitator"]),
        ("Book a room – facilitator", "Book a room", ["facilitator"]),
        ("Book a room -- facilitator", "Book a room", ["facilitator"]),
        ("Book a room - facilitator", "Book a room - facilitator", []),
        ("Book a room—facilitator", "Book a room—facilitator", []),
        ("Book — by noon — facilitator", "Book — by noon", ["facilitator"]),
        ("Book — facilitator — by noon", "Book — facilitator — by noon", []),
        ("Book — group host", "Book", ["facilitator"]),
        ("Book — **Group host**", "Book", ["facilitator"]),
        ("Book — `facilitator`", "Book", ["facilitator"]),
        ("Book — [her](../roles/facilitator.md)", "Book", ["facilitator"]),
        ("Book — [her](../roles/facilitator.md#frontstage \"Host\")", "Book", ["facilitator"]),
        ("Book — [her](<../roles/facilitator.md>)", "Book", ["facilitator"]),
        ("Book — [her][host]", "Book", ["facilitator"]),
        ("Book — [Host]", "Book", ["facilitator"]),
        ("Book — roles/facilitator", "Book", ["facilitator"]),
        ("Book — facilitator, process-owner", "Book", ["facilitator", "process-owner"]),
        ("Book — Owner, and more", "Book", ["process-owner"]),
        ("Book — facilitator, somebody", "Book — facilitator, somebody", []),
        ("Book\u00a0— facilitator", "Book", ["facilitator"]),
        ("Book — facilitator {#book}", "Book", ["facilitator"]),
        ("Book {#book} — facilitator", "Book", ["facilitator"]),
        ("Book\n  a room\n  — facilitator", "Book\na room", ["facilitator"]),
    ],
)  # fmt: skip
def test_who_is_what_follows_the_last_spaced_dash(text, rest, who):
    task = phase(f"## Gate\n- [ ] {text}\n\n[host]: ../roles/facilitator.md\n").gate.items[0]
    assert (task.text, list(task.who)) == (rest, who)
    assert task.id == "book" or "{" not in text


def test_a_near_miss_of_a_role_is_a_warning_and_stays_text():
    task = phase("## Gate\n- [ ] Book — facilitater\n", problems=["unknown-role"]).gate.items[0]
    assert task.text == "Book — facilitater"


def test_an_earlier_id_of_a_role_still_counts_with_a_warning():
    role = {"process/roles/host.md": "---\ntitle: Host\npurpose: Leads.\nformerly: [leader]\n---\n"}
    task = phase("## Gate\n- [ ] Book — leader\n", problems=["former-id"], **role).gate.items[0]
    assert task.who == ("host",)


def test_the_title_of_a_translated_role_names_it():
    role = {"process/roles/facilitator.sv.md": "---\ntitle: Värd\npurpose: Leder.\n---\n"}
    tasks = phase("## Gate\n- [ ] Boka — värd\n- [ ] Duka — [x](../roles/facilitator.sv.md)\n", **role).gate
    assert [each.who for each in tasks] == [("facilitator",)] * 2


def test_a_task_says_why_below_and_holds_no_tasks():
    body = "## Gate\n- [ ] One\n\n  Because.\n- [ ] Two\n  - plain\n    - [ ] deep\n"
    one, two = phase(body, problems=["nested-task"]).gate
    assert (one.more, two.more) == ("Because.", "- plain\n  - [ ] deep")


def test_a_checklist_is_all_tasks_of_its_body():
    body = "Intro.\n\n- [ ] one\n\n## Before\n\nNote.\n\n- [ ] two\n\n## After\n\n- plain\n\n- [ ] three — facilitator\n"
    loaded = project({"process/checklists/opening.md": document(body), **ROLES})
    found = loaded.handbook.checklists[0]
    assert [each.code for each in loaded.problems] == ["not-a-task"]
    assert found.introduction.markdown == "Intro."
    assert [each.text for each in found.items] == ["one", "two", "plain", "three"]
    assert [each.text for each in found.items.blocks if isinstance(each, Subheading)] == ["Before", "After"]


# Steps and lanes


def test_a_step_has_lanes_in_any_spelling_and_an_explanation():
    body = """## Steps
Before all.
### Hear *each* other
In pairs.

- Evidence: guide
- **Participants:** tell
- **Frontstage**: explain — facilitator
- __Backstage:__ pair {#pair}
- support : room
- Frontstage: thank

After.
### Rest
"""
    one, two = phase(body).steps
    assert [(each.lane, each.entry.text) for each in one.lanes] == [
        ("evidence", "guide"), ("participants", "tell"), ("frontstage", "explain"), ("backstage", "pair"),
        ("support", "room"), ("frontstage", "thank"),
    ]  # fmt: skip
    assert one.title == "Hear *each* other"
    assert one.in_lane("frontstage")[0].who == ("facilitator",)
    assert one.in_lane("backstage")[0].id == "pair"
    assert one.explanation.markdown == "In pairs.\n\nAfter."
    assert (two.title, two.lanes, two.backstage_gap) == ("Rest", (), False)


def test_lanes_in_swedish():
    body = "## Steg\n### Lyssna\n- På\u00a0scenen: lyssna\n- Bakom scenen: boka\n- Synligt: guide\n- Deltagare: berättar\n- Stöd: rum\n"
    lanes = phase(body, language="sv").steps.items[0].lanes
    assert [each.lane for each in lanes] == ["frontstage", "backstage", "evidence", "participants", "support"]


def test_what_is_nested_below_a_lane_is_one_more_entry_and_nothing_is_lost():
    body = "## Steps\n### Talk\n- Backstage: book — facilitator\n\n  Early.\n\n  - a room — process-owner\n  - food\n\n    Warm.\n- Support:\n  - chairs\n- Evidence:\n\n  A photo.\n"
    lanes = phase(body).steps.items[0].lanes
    assert [(each.lane, each.entry.text, each.entry.more, each.entry.who) for each in lanes] == [
        ("backstage", "book", "Early.", ("facilitator",)),
        ("backstage", "a room", "", ("process-owner",)),
        ("backstage", "food", "Warm.", ()),
        ("support", "chairs", "", ()),
        ("evidence", "A photo.", "", ()),
    ]


def test_a_promise_that_nobody_prepares_is_a_gap():
    body = "## Steps\n### Talk\n- Frontstage: talk\n- Backstage:\n"
    assert phase(body, problems=["backstage-gap"]).steps.items[0].backstage_gap


# Tables


def test_columns_stand_in_any_order_and_cells_hold_what_they_say():
    body = """## Run sheet
Before.

| Shorten to | **Step** | MIN | lead | mode | how |
|---|:-:|---|---|---|---|
| 5 | Say \\| hear | 10 min | facilitator, Owner, and more | Decide | one<br>two |
| | Rest |15
Not a row.
"""
    found = model(body.replace("Not a row.\n", "\nAfter.\n"))
    one, two = found.run_sheet
    assert (one.step, one.min, one.shorten_to, one.mode) == ("Say | hear", 10, 5, "decide")
    assert one.how == "one<br>two"
    assert (two.step, two.min, two.how, two.lead, two.shorten_to) == ("Rest", 15, "", (), None)
    assert [each.markdown for each in found.run_sheet.blocks if isinstance(each, Text)] == [
        "Before.",
        "After.",
    ]
    assert found.minutes == 25


@pytest.mark.parametrize("cell", ["facilitator, process-owner", "Group host<br>process-owner",
                                  "[a](../roles/facilitator.md), [b][o]"])  # fmt: skip
def test_a_cell_names_documents_by_id_title_or_link(cell):
    body = f"## Run sheet\n| min | step | lead |\n|-|-|-|\n| 5 | Talk | {cell} |\n\n[o]: ../roles/process-owner.md\n"
    assert model(body).run_sheet.items[0].lead == ("facilitator", "process-owner")


def test_other_words_in_a_cell_of_roles_stay_text():
    row = model("## Run sheet\n| min | step | lead |\n|-|-|-|\n| 5 | Talk | each group |\n").run_sheet.items[
        0
    ]
    assert (row.lead, row.lead_text) == ((), "each group")


def test_several_tables_are_read_as_one_and_a_blank_line_ends_a_table():
    body = "## Run sheet\n| min | step |\n|-|-|\n| 5 | Talk |\n\n### Part two\n\n| step | min |\n|-|-|\n| Rest | 10 |\n"
    assert [(each.min, each.step) for each in model(body).run_sheet] == [(5, "Talk"), (10, "Rest")]


def test_columns_in_swedish():
    body = "## Körschema\n| min | steg | hur | leder | läge | korta till |\n|-|-|-|-|-|-|\n| 9 | Prata | i par | facilitator | förstå | 5 |\n"
    loaded = project({MODEL: document(body), **ROLES, "process/handbook.yml": "language: sv\n"})
    row = loaded.handbook.dialogue_models[0].run_sheet.items[0]
    assert not loaded.problems
    assert (row.min, row.step, row.how, row.lead, row.mode, row.shorten_to) == (
        9, "Prata", "i par", ("facilitator",), "understand", 5,
    )  # fmt: skip


def test_the_place_of_a_cell_is_where_its_words_begin():
    found = project({MODEL: document("## Run sheet\n| min | step |\n|-|-|\n|  x  | Talk |\n")})
    assert [(each.place.line, each.place.column) for each in found.problems] == [(8, 4)]


# Anywhere


def test_definitions_stand_anywhere_and_hold_everywhere():
    body = """Intro[^n] and [link][l].

[^n]: A note
    that goes on.

    Still.

## Question
What is HTML?

*[HTML]: HyperText
[l]: https://example.org
  'Title'
[Anna]: I think this is text.

## Entry
- one[^m]

  [k]: https://example.org/k
[^m]: Another.
"""
    found = phase(body)
    assert found.introduction.markdown == "Intro[^n] and [link][l]."
    assert found.question.markdown == "What is HTML?\n\n\n\n\n[Anna]: I think this is text."
    assert [(each.text, each.more) for each in found.entry] == [("one[^m]", "")]
    for words in ("[^n]: A note\n    that goes on.\n\n    Still.", "[^m]: Another.", "*[HTML]: HyperText",
                  "[l]: https://example.org\n'Title'", "[k]: https://example.org/k"):  # fmt: skip
        assert words in found.definitions


def test_what_looks_like_a_definition_in_code_is_none():
    found = phase("## Question\n```\n[a]: b\n*[c]: d\n[^e]: f\n```\n")
    assert found.definitions == ""
    assert "[a]: b" in found.question.markdown


def test_definitions_are_checked_like_all_text():
    body = "[a][x] and [b][y] and note[^1].\n\n[x]: no.md\n[y]: javascript:alert(1)\n[^1]: See [@nobody].\n"
    phase(body, problems=["broken-link", "unsafe-html", "unknown-source"])


@pytest.mark.parametrize(
    ("line", "better"),
    [("##Question", "## Question"), ("##Sub", "## Sub"), ("-[ ] a", "- [ ] a"), ("- [] a", "- [ ] a"),
     ("- [ ]a", "- [ ] a"), ("*[x]a", "* [x] a"), ("  - [x]a", "- [x] a")],
)  # fmt: skip
def test_a_line_that_one_reader_only_would_take_is_taken_with_a_warning(line, better):
    body, problems = read_body(f"{line}\n", "x.md")
    assert [(each.code, each.facts["correction"]) for each in problems] == [("doubtful-line", better)]
    assert not isinstance(body.sections[0].blocks[:1], Paragraphs)


@pytest.mark.parametrize("line", ["#", "#5 is best", "# {#id}", "- [x](y.md)", "- [x][y]", "*[x]: an abbreviation", "- [ ] a",
                                  "    ##code", "text ##no", "- [ ]", "-[a] b", "`##a`", "-[x]: y"])  # fmt: skip
def test_other_lines_are_left_alone(line):
    assert not read_body(f"{line}\n", "x.md")[1]


def test_a_no_break_space_counts_as_a_space_and_stays_in_the_text():
    body = "##\u00a0Gate\n-\u00a0[\u00a0]\u00a0Wait 10\u00a0minutes\n\u00a0\n## Entry\n\u00a0- one\n\n   two\u00a0three\n"
    found = phase(body)
    assert [each.text for each in found.gate] == ["Wait 10\u00a0minutes"]
    assert [(each.text, each.more) for each in found.entry] == [("one", "two\u00a0three")]
    row = model(
        "## Run sheet\n|\u00a0min | step |\n|\u00a0---|---|\n|\u00a05\u00a0| 5\u00a0kr |\n"
    ).run_sheet.items[0]
    assert (row.min, row.step) == (5, "5\u00a0kr")


def test_blocks_keep_their_order_and_lines():
    (section,) = sections("a\n\n- b\n\n| c |\n|---|\n| d |\n\n### e\nf\n\n> - g\n", ["skipped-level"])
    assert [(type(each), each.place.line) for each in section.blocks] == [
        (Paragraphs, 1), (Bullets, 3), (Grid, 5), (Heading, 9), (Paragraphs, 10),
    ]  # fmt: skip


def test_markdown_extensions_in_text_open_no_field():
    body = '## Question\n!!! note "x"\n    ## Gate\n    - [ ] a\n\n=== "Tab"\n\n    - [ ] b\n\n::: x\n\n## Entry\n- one\n'
    found = phase(body, problems=["field-inside"])
    assert found.gate is None
    assert "- [ ] b" in found.question.markdown
