"""Advice on plain language: what it tells, and above all what it leaves alone."""

from __future__ import annotations

import pytest

from cocreate_plugin.problems import Level
from cocreate_plugin.rules.plain.language import language, languages
from cocreate_plugin.rules.plain.passages import passages, sentences
from cocreate_plugin.sources import Source
from cocreate_plugin.sources.body import read_body
from cocreate_plugin.testing import project

LONG = "one two three four five six seven eight nine ten " * 3
CODES = ("long-sentence", "passive-voice", "unexplained-abbreviation", "avoided-word")


def advice(body: str, settings: str = "", glossary: str = "", purpose: str = "Why.") -> list[str]:
    """Give the advice on a role's text as `line:column code`."""
    files = {
        "process/handbook.yml": f"plain_language: yes\n{settings}",
        "process/roles/host.md": f"---\ntitle: Host\npurpose: {purpose}\n---\n{body}\n",
    }
    if glossary:
        files["process/glossary.md"] = glossary
    found = [each for each in project(files).problems if each.code in CODES]
    assert all(each.level is Level.NOTE for each in found)
    return [f"{each.place.line}:{each.place.column} {each.code}" for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Ek came, e.g. on p. 12. Then she left.", 2),
        ("It ends at 9 a.m. on Monday. No. 5 comes at 13.10. No. That was all.", 4),
        ("One thing; another thing... and the third (see this one).", 2),
        ("Look at https://example.org/a.b. And “what?” she said. Version 3.5 is out.", 3),
        ("“All is well.” She left.", 2),
        ("Dear Anna,  \nwe thank you\\\nfor all", 3),
    ],
)
def test_where_a_sentence_ends(text: str, expected: int) -> None:
    english = language("en")
    assert english
    passage = next(passages(Source("a.md", "roles", "a", "", None, read_body(text, "a.md")[0])))
    assert len(tuple(sentences(passage, english))) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"## {LONG}",
        f"> {LONG}.",
        f"```\n{LONG}\n```",
        f"| a |\n|---|\n| {LONG} |",
        f"He says “{LONG}”.",
        f"See `{LONG}`.",
        "\n".join(f"- {word} and more" for word in LONG.split()),
        f"<!-- {LONG} -->",
        f"![{LONG}](../files/a.svg)",
        "- [ ] The notes must be sent",
        "Must the notes be sent, or should they be read?",
        "- A decision is to be taken",
        "He should be prepared and must be satisfied.",
        "What must be done is known by all.",
        "The matter was settled by Friday.",
        "The “SKR” says so, as does [@skr2021]. The PDF is in the EU. XVI and A3.",
        "See [the text](../SKR/SKR.md), `SKR`, <https://SKR.se>.",
        "PLEASE DO READ THIS. It must NOT burn.",
        "The Care Board (CB) met. The CB was late.",
        "The CB (Care Board) met.",
        "The CB met.\n\n*[CB]: Care Board",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert not advice(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"So. This {LONG}.", ["5:5 long-sentence"]),
        (f"- A\n- {LONG}", ["6:3 long-sentence"]),
        ("So it is.\nThe notes must not be sent.", ["6:11 passive-voice"]),
        ("The tea was always chosen by the guests.", ["5:9 passive-voice"]),
        ("The CB met. The CB is late.", ["5:5 unexplained-abbreviation"]),
        ("1. It is **CB** that met.", ["5:12 unexplained-abbreviation"]),
    ],
)
def test_what_is_told_and_where(text: str, expected: list[str]) -> None:
    assert advice(text) == expected


SENT = "The notes must be sent."


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- plain: ok -->\n{SENT}",
        f"<!-- plain: ok -->\n\n{SENT}",
        f"{SENT} <!-- plain: ok -->",
        f"- {SENT}  <!-- plain:OK -->",
        f"<!-- plain: ok -->\n- {SENT}\n- {SENT}",
    ],
)
def test_a_comment_silences_its_block(text: str) -> None:
    assert not advice(text)
    assert advice(f"{text}\n\n{SENT}")


def test_front_matter_is_read_and_silenced_in_its_line() -> None:
    assert advice("", purpose=SENT) == ["3:20 passive-voice"]
    assert not advice("", purpose=f"{SENT}  # plain: ok")


GLOSSARY = (
    "# Words\n\n## Dialogue model\n\nA way to talk.\n\n**Avoid:** *method*, model, CB.\n\n## {}\n\nSo.\n"
)


def test_words_that_the_glossary_tells_to_avoid() -> None:
    glossary = GLOSSARY.format("NGO")
    text = "A Method and methods, no methodology. Dialogue models, “a model”, and an NGO."
    assert advice(text, glossary=glossary) == ["5:3 avoided-word", "5:14 avoided-word"]
    assert advice(text, "language: fi\n", glossary) == ["5:3 avoided-word"]


def test_words_to_avoid_in_swedish() -> None:
    glossary = "# Ord\n\n## Deltagare\n\nDen som är med.\n\nUndvik: kund\n"
    assert advice("Kunderna kom, kundtjänst inte.", "language: sv\n", glossary) == ["5:1 avoided-word"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Anteckningarna ska skickas.", 1),
        ("Beslutet fattas av chefen.", 1),
        ("Vi ska hoppas på det som ska sägas. De samlas av en slump, till fots.", 0),
        ("Värdens ord och handbokens sidor läses. Det finns av alla sorter.", 0),
        ("Vi ses kl. 9, t. ex. i salen, se s. 12. Priset är 3,5 kr. Sedan går vi.", 0),
    ],
)
def test_swedish(text: str, number: int) -> None:
    assert len(advice(text, "language: sv\n")) == number


def test_only_what_is_asked_for() -> None:
    text = f"The CB must be sent {LONG}."
    files = {"process/roles/host.md": f"---\ntitle: Host\npurpose: Why.\n---\n{text}\n"}
    assert not [each for each in project(files).problems if each.code in CODES]
    files["process/handbook.yml"] = "plain_language: [passive]\n"
    assert [each.code for each in project(files).problems] == ["passive-voice"]
    files["process/handbook.yml"] = "plain_language: no\n"
    assert not project(files).problems
    files["process/handbook.yml"] = "plain_language: [passiv]\n"
    assert [each.code for each in project(files).problems] == ["wrong-type"]


def test_a_document_in_another_language_is_judged_by_its_own() -> None:
    text = "---\ntitle: Värd\npurpose: Varför.\n---\nAnteckningarna ska skickas.\n"
    files = {
        "process/handbook.yml": "plain_language: yes\n",
        "process/roles/host.md": "---\ntitle: Host\npurpose: Why.\n---\nSo.\n",
        "process/roles/host.sv.md": text,
    }
    assert [each.place.path for each in project(files).problems] == ["process/roles/host.sv.md"]


def test_every_language_has_a_whole_table() -> None:
    assert languages() == ("en", "sv")
    assert all(language(code) and language(f"{code}-XX") for code in languages())
    assert language("fi") is None
