"""What a kind and its fields are called: in its own words, in the catalogues', else by their names."""

from __future__ import annotations

from ..phrases import BEGINS, FALLBACK, Phrases
from .base import Document


def name_of(kind: type[Document], phrases: Phrases) -> str:
    """Give the name of one document of a kind, such as `phase`."""
    return _word(kind, phrases, "kind", f"kind.{kind.kind}") or kind.kind.replace("-", " ")


def plural_of(kind: type[Document], phrases: Phrases) -> str:
    """Give the name of all documents of a kind, such as `Phases`."""
    return _word(kind, phrases, "kinds", f"kinds.{kind.kind}") or _spaced(kind.folder)


def label(kind: type[Document], name: str, phrases: Phrases) -> str:
    """Give the label of a field, in front matter and over a section alike."""
    return _word(kind, phrases, f"field.{name}", f"field.{name}") or _spaced(name)


def column_label(kind: type[Document], name: str, column: str, phrases: Phrases) -> str:
    """Give the head of a column of a field."""
    return _word(kind, phrases, f"column.{name}.{column}", f"column.{column}") or _spaced(column)


def choice_label(kind: type[Document], name: str, value: str, phrases: Phrases) -> str:
    """Give the words of one of the values that a field may have."""
    return _word(kind, phrases, f"choice.{name}.{value}", f"{name}.{value}") or value


def about(kind: type[Document], name: str, phrases: Phrases) -> str:
    """Tell what a field is for, or the kind itself when no field is named; empty when nobody says."""
    if not name:
        return _word(kind, phrases, "about", f"manual.{kind.kind}") or (kind.__doc__ or "").strip()
    return _word(kind, phrases, f"about.{name}", f"manual.{kind.kind}.{name}", f"manual.{name}")


def spellings(kind: type[Document], name: str, phrases: Phrases) -> tuple[str, ...]:
    """Give all headings that open a field, lower case: in English, in the words' language, and as an id."""
    found = (
        name.replace("_", " "),
        *phrases.words(f"field.{name}"),
        *own_words(kind, f"field.{name}", phrases),
    )
    return tuple(dict.fromkeys(found))


def own_words(kind: type[Document], key: str, phrases: Phrases) -> tuple[str, ...]:
    """Give what a kind itself calls something, lower case, in English and the words' language."""
    found = (kind.words.get(language, {}).get(key, "") for language in _chain(phrases))
    return tuple(word.casefold() for word in found if word)


def named(kind: type[Document], name: str, phrases: Phrases) -> str:
    """Give a field as a problem names it: catalogues translate what they know, other words stay."""
    return name if phrases.has(f"field.{name}") else label(kind, name, phrases)


def kind_named(kind: type[Document], phrases: Phrases) -> str:
    """Give a kind as a problem names it."""
    return kind.kind if phrases.has(f"kind.{kind.kind}") else name_of(kind, phrases)


def _chain(phrases: Phrases) -> tuple[str, ...]:
    return (phrases.language, phrases.language.split("-")[0], "", FALLBACK)


def _word(kind: type[Document], phrases: Phrases, own: str, *keys: str) -> str:
    for language in _chain(phrases):
        if word := kind.words.get(language, {}).get(own):
            return word
    known = next((phrases.t(key) for key in keys if phrases.has(key)), "")
    return known or next((words[own] for words in kind.words.values() if words.get(own)), "")


def _spaced(name: str) -> str:
    return capitalised(name.replace("_", " ").replace("-", " "))


def capitalised(words: str) -> str:
    """Begin with a capital letter, and leave the others as they are."""
    start = len(BEGINS) if words.startswith(BEGINS) else 0
    return words[:start] + words[start : start + 1].upper() + words[start + 1 :]
