"""Catalogues of words: each message has one home in each language."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from cocreate_plugin.phrases import DRAFTED

LOCALE = Path(__file__).parents[1] / "cocreate_plugin" / "locale"
LANGUAGES = sorted(each.name for each in LOCALE.iterdir() if each.is_dir())


def messages(file: Path) -> list[str]:
    """Give the ids of a file as often as they stand in it, which a reader of catalogues would not tell."""
    lines = file.read_text("utf-8").splitlines()
    return [
        line.removeprefix("msgid ").strip('"')
        for line in lines
        if line.startswith("msgid ") and line != 'msgid ""'
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_stands_in_two_files_or_twice_in_one(language: str) -> None:
    homes: dict[str, list[str]] = {}
    for file in sorted((LOCALE / language / "LC_MESSAGES").glob("*.po")):
        for message, times in Counter(messages(file)).items():
            homes.setdefault(message, []).extend([file.name] * times)
    assert len(homes) > 500
    assert not {message: files for message, files in homes.items() if len(files) > 1}


@pytest.mark.parametrize(
    "file", sorted(LOCALE.glob("*/LC_MESSAGES/*.po")), ids=lambda file: f"{file.parts[-3]}-{file.stem}"
)
def test_every_file_can_be_read_and_every_message_has_words(file: Path) -> None:
    with file.open("rb") as source:
        catalogue = read_po(source, locale=file.parts[-3])
    empty = [message.id for message in catalogue if message.id and not all(as_tuple(message.string))]
    assert not empty


def as_tuple(text: object) -> tuple[object, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (text,)


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each not in DRAFTED])
def test_every_language_has_the_same_messages_in_the_same_files(language: str) -> None:
    """Languages that a machine drafted are held against English in `test_phrases.py`, before a release."""
    here, english = (
        {
            file.name: {message for message in messages(file) if not message.startswith("about.")}
            for file in (LOCALE / code / "LC_MESSAGES").glob("*.po")
        }
        for code in (language, "en")
    )
    assert here == {name: english[name] for name in here}
