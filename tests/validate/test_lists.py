"""Lists and tasks: their text, their ids, and who does them."""

import pytest

from cocreate_plugin.kinds import Checklist, Subheading, Task, Text
from cocreate_plugin.sources import Bullets, read_body
from cocreate_plugin.testing import project
from tests.validate.bodies import ROLES, document, phase, told


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
    body = "## Entry\n\n- > said\n- ```\n  code\n  ```\n- - inner\n-\n"
    found = phase(body, problems=["empty-item"])
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
    body = "## Entry\n\n## Gate\n\n## Question\n"
    assert phase(body, problems=["empty-field"] * 3).entry is None


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


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Book a room - facilitator", "doer-not-read"),
        ("Book a room—facilitator", "doer-not-read"),
        ("Book (facilitator)", "doer-not-read"),
        ("Book — facilitator and process-owner", "doer-not-read"),
        ("Book — facilitator, somebody", "no-such-doer"),
        ("Book — somebody", "no-such-doer"),
    ],
)
def test_who_in_nearly_the_right_form_stays_text_and_is_said(text, code):
    task = phase(f"## Gate\n- [ ] {text}\n", problems=[code]).gate.items[0]
    assert (task.text, task.who) == (text, ())


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
    found = loaded.handbook.of(Checklist)[0]
    assert told(loaded) == ["not-a-task"]
    assert found.introduction.markdown == "Intro."
    assert [each.text for each in found.items] == ["one", "two", "plain", "three"]
    assert [each.text for each in found.items.blocks if isinstance(each, Subheading)] == ["Before", "After"]


@pytest.mark.parametrize(("length", "problems"), [(39, ["unknown-role"]), (40, [])])
def test_so_many_words_are_no_name_that_is_misspelt(length, problems):
    role = {"process/roles/host.md": f"---\ntitle: {'long title ' * 3}{'a' * 6}\npurpose: Leads.\n---\n"}
    words = f"{'long titel ' * 3}{'a' * (length - 33)}"
    assert len(words) == length
    phase(f"## Gate\n- [ ] Book — {words}\n", problems=problems, **role)
