"""Front matter: words that mean what they look like, each with its place."""

import datetime as dt

import pytest

from cocreate_plugin.kinds import A3, Agreement, Copies, Duration, Phase, Share, Span
from cocreate_plugin.sources import read_yaml, split_front_matter
from cocreate_plugin.testing import project, report

PATHS = {
    "phase": "process/phases/it.md",
    "dialogue-model": "process/dialogue-models/it.md",
    "role": "process/roles/it.md",
    "checklist": "process/checklists/it.md",
    "a3": "process/a3/it.md",
    "session": "process/sessions/it.md",
}


def load(front, kind="phase", language="", body="", **files):
    named = {PATHS[kind]: f"---\ntitle: It\npurpose: Why.\n{front}\n---\n{body}", **files}
    if language:
        named["process/handbook.yml"] = f"language: {language}\n"
    return project(named)


def value(field, given, kind="phase", language="", body="", **files):
    loaded = load(f"{field}: {given}", kind, language, body, **files)
    assert not loaded.problems, report(loaded)
    return getattr(next(each for each in loaded.handbook.documents if each.id == "it"), field)


def fault(field, given, kind="phase", language=""):
    (found,) = load(f"{field}: {given}", kind, language, "- [ ] a\n" if kind == "checklist" else "").problems
    assert found.place.line == 4
    return found


@pytest.mark.parametrize(
    ("kind", "field", "given", "read"),
    [
        ("phase", "order", "3", 3), ("phase", "order", "-1", -1), ("phase", "order", "007", 7),
        ("phase", "owner", "no", "no"), ("phase", "owner", "12:30", "12:30"), ("phase", "owner", "1e3", "1e3"),
        ("phase", "owner", "null", "null"), ("phase", "owner", "~", "~"), ("phase", "owner", "0x1F", "0x1F"),
        ("phase", "owner", "2026-11-21", "2026-11-21"), ("phase", "owner", "'it''s'", "it's"),
        ("phase", "owner", '"a: b"', "a: b"), ("phase", "owner", "", None),
        ("phase", "publish", "no", False), ("phase", "publish", "Nej", False), ("phase", "publish", "yes", True),
        ("phase", "reviewed", "2026-02-28", dt.date(2026, 2, 28)),
        ("phase", "review_every", "12 months", Duration(12, 12, "month")),
        ("phase", "duration", "4-8 weeks", Duration(4, 8, "week")),
        ("phase", "duration", "4–8 weeks", Duration(4, 8, "week")),
        ("phase", "duration", "90 min", Duration(90, 90, "min")),
        ("phase", "duration", "1.5 h", Duration(1.5, 1.5, "hour")),
        ("phase", "duration", "1,5 h", Duration(1.5, 1.5, "hour")),
        ("phase", "duration", "1 Week", Duration(1, 1, "week")),
        ("phase", "duration", "2\u00a0years", Duration(2, 2, "year")),
        ("phase", "tags", "[a, b c]", ("a", "b c")), ("phase", "tags", "\n- a\n- b", ("a", "b")),
        ("phase", "status", "draft", "draft"), ("phase", "basis", "proposal", "proposal"),
        ("phase", "formerly", "[listen]", ("listen",)),
        ("dialogue-model", "people", "2-8", Span(2, 8)), ("dialogue-model", "people", "2–8", Span(2, 8)),
        ("dialogue-model", "people", "12+", Span(12, None)), ("dialogue-model", "people", "6", Span(6, 6)),
        ("session", "start", "13:10", dt.time(13, 10)), ("session", "start", "9:05", dt.time(9, 5)),
        ("session", "people", "24", 24), ("session", "date", "2026-11-21", dt.date(2026, 11, 21)),
        ("a3", "state", "for-talk", "for-talk"), ("a3", "version", "1.0", "1.0"), ("a3", "use", "anything", "anything"),
        ("a3", "agreed_by", "[{role: sponsor, date: 2026-01-02}, {name: Ada}]",
         (Agreement("sponsor", dt.date(2026, 1, 2)), Agreement(name="Ada"))),
        ("checklist", "style", "read-do", "read-do"),
    ],
)  # fmt: skip
def test_a_value_is_what_it_looks_like(kind, field, given, read):
    assert value(field, given, kind, body="- [ ] a\n" if kind == "checklist" else "") == read


@pytest.mark.parametrize(
    ("given", "read"),
    [("90 min", Duration(90, 90, "min")), ("4–8 veckor", Duration(4, 8, "week")), ("1 år", Duration(1, 1, "year")),
     ("2 weeks", Duration(2, 2, "week")), ("3 tim", Duration(3, 3, "hour"))],
)  # fmt: skip
def test_units_stand_in_english_or_in_the_language_of_the_handbook(given, read):
    assert value("duration", given, language="sv") == read


@pytest.mark.parametrize(
    ("kind", "field", "given", "expected"),
    [
        ("phase", "order", "1.5", "whole-number"), ("phase", "order", "[1]", "whole-number"),
        ("phase", "order", "٣", "whole-number"),
        ("phase", "owner", "[a]", "one"), ("phase", "owner", "{a: b}", "text"),
        ("phase", "duration", "90", "duration"), ("phase", "duration", "8-4 weeks", "duration"),
        ("phase", "duration", "4 veckor", "duration"), ("phase", "duration", "long", "duration"),
        ("phase", "reviewed", "2026-02-30", "day"), ("phase", "reviewed", "today", "date"),
        ("phase", "publish", "maybe", "yes-or-no"), ("phase", "tags", "one", "list"),
        ("phase", "tags", "[[a]]", "list"), ("phase", "tags", "[{a: b}]", "list"),
        ("phase", "formerly", "[../../x]", "ids"), ("phase", "formerly", "[Old Name]", "ids"),
        ("phase", "formerly", "old", "ids"),
        ("dialogue-model", "people", "8-2", "people"), ("dialogue-model", "people", "some", "people"),
        ("session", "people", "-3", "count"), ("session", "people", "0", "count"), ("session", "groups", "2-3", "count"),
        ("session", "start", "25:00", "time"), ("session", "start", "13.10", "time"),
        ("session", "a3", "[{id: x, copies: -1}]", "count"), ("session", "a3", "x", "copies"),
        ("a3", "agreed_by", "[{who: x}]", "agreements"), ("a3", "agreed_by", "[{date: soon}]", "date"),
        ("a3", "layout", "[goal]", "layout"), ("a3", "layout", "[[goal 0]]", "layout"),
        ("a3", "layout", "[[goal 1 x y]]", "layout"), ("a3", "layout", "[[]]", "layout"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_at_its_place(kind, field, given, expected):
    found = fault(field, given, kind)
    assert (found.code, found.facts["expected"]) == ("wrong-type", expected)


def test_a_layout_is_columns_of_boxes_with_shares():
    body = "## Background\n- Why?\n## Goal\n- What?\n## Check\n- How?\n"
    found = load("layout:\n  - [background 2, goal 1.5]\n  - [check]", "a3", body=body)
    assert not found.problems
    assert found.handbook.of(A3)[0].layout == (
        (Share("background", 2), Share("goal", 1.5)),
        (Share("check", 1),),
    )


def test_a_box_of_a_layout_may_say_what_one_draws_on() -> None:
    body = "## Background\n- Why?\n## Goal\n- What?\n"
    found = load("layout:\n  - [background 2 five-whys, goal grid]", "a3", body=body)
    assert not found.problems
    assert found.handbook.of(A3)[0].layout == (
        (Share("background", 2, "five-whys"), Share("goal", 1, "grid")),
    )


def test_sheets_of_a_session_with_and_without_copies():
    sheet = {
        "process/a3/sheet.md": "---\ntitle: S\npurpose: W.\n---\n",
        "process/a3/other.md": "---\ntitle: O\npurpose: W.\n---\n",
    }
    assert value("a3", "[a3/sheet, {id: other, copies: 4}]", "session", **sheet) == (
        Copies("sheet"),
        Copies("other", 4),
    )


def test_a_reference_names_its_folder_where_it_must():
    sheet = {"process/a3/sheet.md": "---\ntitle: S\npurpose: W.\n---\n"}
    assert value("a3", "[a3/sheet]", **sheet) == ("sheet",)
    (found,) = load("a3: [roles/sheet]", **sheet).problems
    assert (found.code, found.facts["suggestion"]) == ("unknown-reference", "sheet")


def test_all_faults_of_one_document_come_at_once_and_the_rest_is_read():
    loaded = load("order: x\nduration: long\nowner: me\ncolour: red\nstatus: drafft")
    assert [each.code for each in loaded.problems] == [
        "wrong-type",
        "wrong-type",
        "unknown-field",
        "not-a-choice",
    ]
    found = loaded.handbook.of(Phase)[0]
    assert (found.title, found.owner, found.order, found.status) == ("It", "me", None, None)


# YAML


@pytest.mark.parametrize(
    ("line", "code", "correction"),
    [
        ("title: Explore: the start", "needs-quotes", 'title: "Explore: the start"'),
        ("title: @all are heard", "needs-quotes", 'title: "@all are heard"'),
        ("title: `code` first", "needs-quotes", 'title: "`code` first"'),
        ("title: %x", "needs-quotes", 'title: "%x"'),
        ("title: *important* words", "needs-quotes", 'title: "*important* words"'),
        ("title: **Important** words", "needs-quotes", 'title: "**Important** words"'),
        ("title: !important", "yaml-reference", None),
        ("title: &x y", "yaml-reference", None),
        ("title: *x", "needs-quotes", 'title: "*x"'),
        ('title: "Explore" and more', "needs-quotes", "title: '\"Explore\" and more'"),
        ("title: 'Explore' and more", "needs-quotes", "title: \"'Explore' and more\""),
        ("title: [a] and more", "needs-quotes", 'title: "[a] and more"'),
        ("title: Say \"a: b\"", "needs-quotes", "title: 'Say \"a: b\"'"),
        ("inputs: [Why?, a, What now?]", "needs-quotes", 'inputs: ["Why?", a, "What now?"]'),
        ("inputs: {ask: Why so?, b: c}", "needs-quotes", 'inputs: {ask: "Why so?", b: c}'),
        ("inputs: [see http://x.y/?a=1]", "needs-quotes", 'inputs: ["see http://x.y/?a=1"]'),
        ("inputs: [a,\n  is it?,\n  b]", "needs-quotes", '"is it?",'),
        ("inputs: ['a, b?', it's so?]", "needs-quotes", "inputs: ['a, b?', \"it's so?\"]"),
        ('title: "Explore', "open-bracket", None),
        ("title: [a", "open-bracket", None),
        ("title: {a", "open-bracket", None),
        ("title", "bad-yaml", None),
        ('title: "Explore: it"\nowner', "bad-yaml", None),
        ("title:Explore", "bad-yaml", "title: Explore"),
        ("- title", "bad-yaml", None),
        ("title: a\n title: b", "bad-yaml", None),
        ("\ttitle: a", "tab-in-yaml", None),
        ("title: a\ntitle: b", "duplicate-key", None),
        ("title: \x07", "strange-sign", None),
    ],
)  # fmt: skip
def test_slips_are_told_with_what_to_write(line, code, correction):
    loaded = project({PATHS["phase"]: f"---\npurpose: Why.\n{line}\n---\n"})
    found = next(each for each in loaded.problems if each.code != "missing-field")
    assert (found.code, found.facts.get("correction")) == (code, correction), report(loaded)
    assert 2 <= found.place.line <= 5


def test_a_correction_can_be_pasted():
    for text in ('a: "b"', "it's: so", "back\\slash: x", "å: ä"):
        _, (found,) = read_yaml(f"title: {text}", "x.md")
        again, none = read_yaml(str(found.facts["correction"]), "x.md")
        assert not none
        assert again.plain() == {"title": text}


def test_lines_are_those_of_an_editor_though_yaml_has_more():
    read, _ = read_yaml("a: 'x\u2028y\x85z'\nb: c", "x.md", 2)
    assert read.pairs()["b"].place.line == 3
    _, (found,) = read_yaml("a: b\u2028\u2028c: d: e\n", "x.md", 2)
    assert found.place.line == 2


def test_aliases_that_multiply_are_refused_at_once():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    read, problems = read_yaml("\n".join(lines), "x.md")
    assert {each.code for each in problems} == {"yaml-reference"}
    assert len(list(read.words())) == 100


def test_fences_are_lines_of_their_own():
    assert split_front_matter("---\na: b\n---\nc") == ("a: b", 3, False)
    assert split_front_matter("--- \na: b\n...\n") == ("a: b", 3, False)
    assert split_front_matter("---\n---") == ("", 2, False)
    assert split_front_matter("---\na: b\n ---\n") == (None, 0, True)
    assert split_front_matter("----\n") == (None, 0, False)
    assert split_front_matter("") == (None, 0, False)
