"""The words of each language: complete, with the same facts and plural forms, and each of use."""

import datetime as dt
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from cocreate_plugin.kinds import KINDS, LANES, columns, front_fields, section_fields, shapes
from cocreate_plugin.phrases import (
    DRAFTED,
    FOLDER,
    FRAME,
    REFERENCE,
    TRANSLATED_FACTS,
    Phrases,
    languages,
    phrases,
)
from cocreate_plugin.problems import CODES, Place, problem

PACKAGE = FOLDER.parent
CORE = ("fields.po", "problems.po")
OTHERS = [
    pytest.param(each, marks=pytest.mark.site) if each in DRAFTED else each
    for each in languages()
    if each != "en"
]
"""Not among the fast tests are languages that a machine drafted: a new English word needs no German at once, and
has one before a release."""


def words(language):
    found = {}
    for path in sorted((FOLDER / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    assert key not in found, f"{key} stands twice, the second time in {path.name}"
                    found[key] = (path.name, message.string)
    return found


def facts(text):
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name and name.isidentifier()})


@pytest.mark.parametrize("language", languages())
def test_every_word_has_a_text_that_can_be_filled_in(language):
    for key, (_, text) in words(language).items():
        for each in (text,) if isinstance(text, str) else text:
            assert each.strip(), key
            if facts(each):
                each.format(**dict.fromkeys(facts(each), 1))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_every_word_with_the_same_facts_and_as_many_forms(language):
    english, other = words("en"), words(language)
    asked = {file for file, _ in other.values()} | {f"{name}.po" for name in FRAME}
    known = {key for key, (file, _) in english.items() if file in asked}
    reference = {key for key in known if key.startswith(REFERENCE)}
    # What a language has beside its frame, it has whole.
    assert set(other) in (known, known - reference)
    for key in other:
        file, text = english[key]
        there, said = other[key]
        assert there == file, f"{key} stands in {file} and {there}"
        if isinstance(text, str):
            assert isinstance(said, str), key
            assert facts(text) == facts(said), key
        else:
            assert not isinstance(said, str), key
            assert len(said) == Phrases(language)._locale.plural_form.rules.__len__() + 1, key
            assert {*facts(text[-1])} == {*facts(said[-1])}, key


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    keys = set(words("en"))
    assert {key.removeprefix("problem.") for key in keys if key.startswith("problem.")} == set(CODES)
    advice = {key.removeprefix("advice.") for key in keys if key.startswith("advice.")}
    assert advice - set(CODES) == {"did-you-mean", "write"}


def test_every_part_of_the_schema_has_a_word():
    keys = set(words("en"))
    wanted = {f"kind.{kind.kind}" for kind in KINDS} | {f"kinds.{kind.kind}" for kind in KINDS}
    wanted |= {f"field.{name}" for kind in KINDS for name in section_fields(kind)}
    wanted |= {f"lane.{lane}" for lane in LANES} | {
        f"shape.{shape}" for kind in KINDS for shape in shapes(kind).values()
    }
    wanted |= {
        f"column.{column}"
        for kind in KINDS
        for name in section_fields(kind)
        for column in columns(kind, name)
    }
    assert wanted <= keys
    assert all(front_fields(kind) for kind in KINDS)


def test_every_expectation_that_can_be_told_has_a_word():
    said = "\n".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "validate").glob("*.py"))
    wanted = set(re.findall(r'_refuse\("([\w-]+)"\)|expected="([\w-]+)"', said))
    keys = words("en")
    assert all(f"expected.{one or two}" in keys for one, two in wanted)


def test_every_word_of_the_core_is_used():
    paths = [path for end in ("py", "jinja", "js") for path in PACKAGE.rglob(f"*.{end}")]
    paths += (PACKAGE.parent / "scripts").glob("*.py")
    said = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    # A family is asked for as `f"lane.{lane}"` in Python and as `"lane." ~ lane` in a template.
    families = tuple(re.findall(r"""["']([a-z][\w-]*\.[\w.-]*)(?:\{|["'] *[~+])""", said))
    # A value of a field is asked for by the names of both.
    families += tuple(f"{name}." for kind in KINDS for name in front_fields(kind))
    translated = tuple(f"{family}." for family in TRANSLATED_FACTS.values())
    unused = []
    for key, (file, _) in words("en").items():
        if file not in CORE:
            continue
        is_fact = key.startswith(translated) and f'"{key.partition(".")[2]}"' in said
        if key not in said and not key.startswith(families) and not is_fact:
            unused.append(key)
    assert not unused


def labels(language, prefix):
    return {key: phrases(language).words(key) for key in words("en") if key.startswith(prefix)}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("prefix", ["lane.", "column.", "mode.", "unit."])
def test_no_two_words_that_authors_write_are_spelt_alike(language, prefix):
    spelt = {}
    for key, spellings in labels(language, prefix).items():
        for word in spellings:
            assert spelt.setdefault(word, key) == key


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_no_two_fields_of_a_kind_have_one_label(language, kind):
    spelt = {}
    for name in section_fields(kind):
        for word in phrases(language).words(f"field.{name}"):
            assert spelt.setdefault(word, name) == name


def test_a_language_without_catalogue_speaks_english_and_its_base():
    assert phrases("fy").t("lane.support") == "Support"
    assert phrases("sv-FI").t("lane.support") == "Stöd"
    assert phrases("not a language").t("lane.support") == "Support"
    assert phrases("fy").date(dt.date(2026, 11, 21))
    with pytest.raises(KeyError):
        phrases("sv").t("no.such.word")
    with pytest.raises(KeyError):
        phrases("sv").n("no.such.word", 1)


def test_numbers_dates_and_plurals_are_those_of_the_language():
    assert phrases("sv").number(1.5) == "1,5"
    assert phrases("en").number(2.0) == "2"
    assert phrases("en").number(1 / 3) == "0.33"
    assert phrases("sv").date(dt.date(2026, 11, 21)) == "21 november 2026"
    assert [phrases("en").n("count.min", number) for number in (0, 1, 2)] == [
        "0 minutes",
        "1 minute",
        "2 minutes",
    ]
    assert [phrases("sv").n("count.day", number) for number in (1, 5)] == ["1 dag", "5 dagar"]
    assert phrases("sv").all_of(("a", "b", "c"), "or") == "a, b eller c"


def test_a_sentence_takes_any_fact_as_it_stands():
    odd = "{x} {} %s {{y}} \\ é"
    said = phrases("sv").sentence(
        problem("unknown-reference", Place("a"), kind="role", id=odd, folder="roles", suggestion=odd)
    )
    assert said.count(odd) == 2


def test_a_sentence_is_one_line_that_no_fact_can_break_or_turn_around():
    odd = "a\nb\r\u2028c\x1b[31m\u202ed"
    assert "“a b c [31m d”" in phrases("en").sentence(problem("unknown-role", Place("a"), word=odd))


def test_a_problem_that_nobody_has_written_down_is_refused():
    with pytest.raises(KeyError):
        problem("no-such-code", Place("a"))


def test_catalogues_are_named_after_what_they_hold():
    names = {
        language: {path.stem for path in (Path(FOLDER) / language / "LC_MESSAGES").iterdir()}
        for language in languages()
    }
    assert names["en"] == names["sv"]
    assert all({*FRAME} <= each <= names["en"] for each in names.values())


@pytest.mark.parametrize("language", OTHERS)
def test_words_that_a_machine_drafted_say_so_until_a_speaker_has_read_them(language):
    files = (FOLDER / language / "LC_MESSAGES").glob("*.po")
    assert {"Drafted by a machine" in file.read_text("utf-8") for file in files} == {language in DRAFTED}
