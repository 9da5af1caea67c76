"""What people type for what a handbook calls otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cocreate_plugin.facts.found_by import FoundBy, folded, listed_after
from cocreate_plugin.hosts.mkdocs import search
from cocreate_plugin.testing import handbook

GLOSSARY = "# Words\n\n## Facilitator\n\nLeads a talk.\n\nAlso: moderator, chair.\n\nAvoid: boss\n\n## Gate\n\nA stop.\n"


def found_by(language: str = "en", glossary: str = GLOSSARY) -> FoundBy:
    files = {
        "process/handbook.yml": f"language: {language}\n",
        "process/glossary.md": glossary,
        "process/dialogue-models/talk.md": "---\ntitle: Talk\npurpose: We talk.\n---\n",
    }
    return FoundBy(handbook(files))


def test_a_term_has_other_words() -> None:
    assert found_by().synonyms("Role of the *facilitators*") == ("moderator", "chair", "boss")
    assert not found_by().synonyms("A gate")
    assert listed_after("**Även:** ledare, ordförande.", "word.also") == ("ledare", "ordförande")


@pytest.mark.parametrize(
    ("language", "title", "typed"),
    [
        ("en", "Story", "stories"),
        ("en", "Stories", "story"),
        ("en", "Fishbowl", "fishbowls"),
        ("en", "Café", "cafe"),
        ("en", "Facilitator", "moderators"),
        ("sv", "Körschema", "korschema"),
        ("sv", "Konflikt", "konflikter"),
        ("sv", "Penna", "pennor"),
        ("sv", "Öppna <b>dörrar</b> &amp; fönster", "dorrar"),
        ("sv", "Möte", "moten"),
        ("fi", "Ääni", "aani"),
    ],
)
def test_a_title_is_found_by_its_other_number_and_without_marks(
    language: str, title: str, typed: str
) -> None:
    words = {*found_by(language).others_of_title(title), *folded(title).split()}
    # The theme looks for what begins as the typed word does.
    assert any(word.startswith(typed) for word in words), words


def test_words_of_a_text_without_their_marks() -> None:
    assert found_by().unmarked("<p>Smörgås och te, på Ås&#xe5;</p>") == ("asa", "pa", "smorgas")


def test_the_index_gets_fields_that_nobody_sees(tmp_path: Path) -> None:
    config: Any = SimpleNamespace(site_dir=str(tmp_path))
    book = found_by().handbook
    search.widen(config, book)
    file = tmp_path / search.INDEX
    file.parent.mkdir()
    entry = {"location": "a/", "title": "Facilitator", "text": "<p>Café</p>"}
    file.write_text(json.dumps({"config": {"fields": {"title": {"boost": 1000}}}, "docs": [entry]}))
    search.widen(config, book)
    index = json.loads(file.read_text())
    assert set(index["config"]["fields"]) == {"title", "also", "unmarked"}
    assert index["docs"][0] | entry == index["docs"][0] and index["docs"][0]["unmarked"] == "cafe"
    assert {"moderator", "moderators", "boss"} <= {*index["docs"][0]["also"].split()}
    file.write_text('{"config": {"lang": ["en"]}, "docs": []}')
    search.widen(config, book)
    assert "also" not in file.read_text()


def test_pages_for_contributors_come_last_unless_they_say_otherwise() -> None:
    def boost(path: str, **meta: Any) -> Any:
        page: Any = SimpleNamespace(file=SimpleNamespace(src_uri=path), meta=meta)
        search.come_last(page, ["reference/", "guide/cms"])
        return page.meta.get("search", {}).get("boost")

    assert boost("reference/fields.md") == search.LAST and boost("references.md") is None
    assert boost("guide/cms.md") == search.LAST and boost("guide/event.md") is None
    assert boost("reference/fields.md", search={"boost": 3}) == 3
