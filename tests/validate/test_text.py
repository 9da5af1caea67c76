"""What may stand anywhere in a body: definitions, spaces, lines that are doubtful."""

import pytest

from cocreate_plugin.sources import Bullets, Grid, Heading, Paragraphs, read_body
from tests.validate.bodies import model, phase, sections


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
