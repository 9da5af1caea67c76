"""The reference says what the code does."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from cocreate_plugin.kinds import KINDS, front_fields, section_fields
from cocreate_plugin.phrases import DRAFTED, languages, phrases
from cocreate_plugin.problems import CODES

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_written_pages_are_fresh(reference: ModuleType) -> None:
    stale = [path for path, text in reference.pages().items() if (ROOT / path).read_text("utf-8") != text]
    assert not stale, f"run python scripts/reference.py: {', '.join(stale)}"


@pytest.mark.parametrize("language", languages())
def test_every_code_has_a_paragraph(language: str) -> None:
    words = phrases(language)
    assert not [code for code in CODES if words.t(f"about.{code}") == ""]


def own_keys(language: str) -> set[str]:
    folder = ROOT / "cocreate_plugin" / "locale" / language / "LC_MESSAGES"
    texts = ((folder / name).read_text("utf-8") for name in ("problems.po", "manual.po", "commands.po"))
    return {key for text in texts for key in re.findall(r'^msgid(?:_plural)? "(.+)"$', text, re.MULTILINE)}


@pytest.mark.parametrize("language", [each for each in languages() if each not in DRAFTED])
def test_a_language_has_every_paragraph(language: str) -> None:
    assert own_keys(language) == own_keys("en")


def test_every_field_is_told_in_the_reference(reference: ModuleType) -> None:
    page = reference.fields_page()
    for kind in KINDS:
        for name in front_fields(kind):
            assert f"| `{name}` |" in page
        for name in section_fields(kind):
            assert name == "items" or f"`## {phrases('en').t(f'field.{name}')}`" in page


def test_links_between_codes_and_pages_lead_somewhere(reference: ModuleType) -> None:
    for path, text in reference.pages().items():
        if path.endswith(".md"):
            for target in re.findall(
                r"\]\((?!https?:|\.\./files/)([^)#`]+\.md)", re.sub(r"`[^`\n]*`", "", text)
            ):
                assert (ROOT / path).parent.joinpath(target).exists(), f"{path} links to {target}"


def test_every_option_is_described(reference: ModuleType) -> None:
    for option in ("process_dir", "pdf", "cache_dir", "workers"):
        assert f"| `{option}` | " in reference.options_page()
