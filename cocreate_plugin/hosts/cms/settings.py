"""The settings of a CMS: where the files are, and a collection of documents for each kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...handbook import Handbook
from ...kinds import capitalised, name_of, plural_of
from ...phrases import Phrases
from ...validate.schema import description
from .fields import document_fields, identity_fields

Settings = dict[str, Any]

PROGRAMS = ("sveltia", "decap")

HAS_A_PURPOSE = {"field": "purpose", "pattern": "^(?!null$)"}
"""What documents have, and the text of an overview (`index.md`) has not; Decap CMS knows no patterns."""

PICTURES = "files"
"""The folder of pictures, below the content."""


def for_kinds(book: Handbook, words: Phrases, program: str, top: str) -> Settings:
    """Give all that follows from the kinds of a handbook.

    `top` is the way from the top of the repository to the handbook, with a slash at its end.
    """
    content = f"{top}{book.process}"
    others = tuple(sorted({each.language for each in book.translations} - {"", book.language}))
    languages = {"i18n": _languages(book.language, others)} if others and program == "sveltia" else {}
    return {
        "media_folder": f"{content}/{PICTURES}",
        "public_folder": f"/{content}/{PICTURES}",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "editor": {"preview": False},
        **({"output": {"omit_empty_optional_fields": True}} if program == "sveltia" else {}),
        **languages,
        "collections": [
            *_collections(book, words, program, content, bool(languages)),
            _handbook(book, words, program, content),
        ],
    }


def _languages(own: str, others: tuple[str, ...]) -> Settings:
    """Tell how translations lie beside their originals: `explore.md` and `explore.sv.md`."""
    return {
        "structure": "multiple_files",
        "locales": [own, *others],
        "default_locale": own,
        "initial_locales": "default",
        "omit_default_locale_from_file_path": True,
    }


def _collections(
    book: Handbook, words: Phrases, program: str, content: str, translated: bool
) -> Iterator[Settings]:
    for kind in book.kinds:
        fields = [
            _translated(field) if translated else field
            for field in document_fields(kind, words, program, book)
        ]
        yield {
            "name": kind.folder,
            "label": plural_of(kind, words),
            "label_singular": capitalised(name_of(kind, words)),
            "description": description(kind, "", words).replace("`", ""),
            "folder": f"{content}/{kind.folder}",
            **({"filter": HAS_A_PURPOSE} if program == "sveltia" else {}),
            "create": True,
            "extension": "md",
            "format": "yaml-frontmatter",
            "slug": "{{title}}",
            "media_folder": f"/{content}/{PICTURES}",
            "public_folder": f"../{PICTURES}",
            **({"i18n": True} if translated else {}),
            "fields": fields,
        }


def _translated(field: Settings) -> Settings:
    """Let a translation hold words of its own, and nothing that its original says for both."""
    own = field["widget"] in ("string", "text", "markdown") and "pattern" not in field
    return {**field, "i18n": True} if own else field


def _handbook(book: Handbook, words: Phrases, program: str, content: str) -> Settings:
    return {
        "name": "handbook",
        "label": words.t("cms.handbook"),
        "description": words.t("manual.handbook").replace("`", ""),
        "files": [
            {
                "name": "handbook",
                "label": words.t("cms.handbook"),
                "file": f"{content}/handbook.yml",
                "fields": list(identity_fields(words, program, book)),
            }
        ],
    }
