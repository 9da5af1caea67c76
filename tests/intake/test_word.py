"""Word processor's files: what comes with the text, what is told, and what is never opened."""

from __future__ import annotations

import pytest

from cocreate_plugin.intake.word import UnreadableError, word_file
from tests.intake.makers import PICTURE, PNG, docx, item, paragraph, part, relations, table


def test_headings_of_any_language_lists_tables_and_signs():
    body = "".join(
        (
            paragraph("Vårmöte", "Titel"),
            paragraph("Innehåll … 1", "TOC1"),
            paragraph("Syfte", "Rubrik1"),
            paragraph("# ingen rubrik"),
            paragraph("1. ingen lista, *inget* kursivt, a_b, <script>x</script> [a](javascript:b)"),
            paragraph("Del", "Kapitel"),
            item("Pennor"),
            item("Papper"),
            table(("Tid", "Moment"), ("10 min", "I ring | alla")),
            table(("En ruta",)),
            paragraph("☐ Rummet är bokat"),
        )
    )
    read = word_file("a.docx", docx(body))
    assert read.front == {"title": "Vårmöte"}
    assert read.body == (
        "# Syfte\n\n\\# ingen rubrik\n\n"
        "1\\. ingen lista, \\*inget\\* kursivt, a_b, \\<script>x\\</script> \\[a](javascript:b)\n\n"
        "## Del\n\n- Pennor\n- Papper\n\n"
        "| Tid | Moment |\n| --- | --- |\n| 10 min | I ring \\| alla |\n\n"
        "> En ruta\n\n☐ Rummet är bokat\n"
    )


def test_what_mammoth_passes_over_is_told():
    body = "".join(
        (
            paragraph('<w:del w:author="A"><w:r><w:delText>old words</w:delText></w:r></w:del>'),
            paragraph('<w:ins w:author="A"><w:r><w:t>new words</w:t></w:r></w:ins>'),
            paragraph('<w:r><w:t>With a note</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'),
            paragraph(f"<w:r/>{PICTURE}"),
        )
    )
    core = '<c xmlns:dc="d"><dc:creator>Karin Ek</dc:creator></c>'
    parts = {
        "word/comments.xml": part(
            "comments", f'<w:comment w:id="0" w:author="Bo">{paragraph("Really?")}</w:comment>'
        ),
        "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="2">{paragraph("The note")}</w:footnote>'),
        "word/header1.xml": part("hdr", paragraph("Norrvik 2024")),
        "docProps/core.xml": core,
    }
    read = word_file("a.docx", docx(body, parts))
    assert read.body.startswith("new words\n\nWith a note[^2]\n\n![](word-picture-1.png)")
    assert "[^2]: The note" in read.body and "old words" not in read.body
    assert [(told.code, *told.facts.values()) for told in read.notes] == [
        ("word-deleted", "old words"),
        ("word-inserted", 1),
        ("word-comment", "Bo", "Really?"),
        ("word-margin", "Norrvik 2024"),
        ("person", "Karin Ek"),
    ]
    assert [(each.ending, each.content) for each in read.pictures] == [(".png", PNG)]
    assert read.words == ("new words", "With a note", "The note")


def test_a_picture_that_lies_elsewhere_is_not_fetched():
    links = relations(("rId7", "image", "file:///etc/passwd"))
    body = paragraph(f"<w:r/>{PICTURE.replace('r:embed', 'r:link')}")
    read = word_file("a.docx", docx(body, {"word/_rels/document.xml.rels": links}))
    assert not read.pictures and read.notes[0].facts["drawing"] == "linked"


ENTITY = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK", "damaged"),
        (b"\xd0\xcf\x11\xe0 an old file", "locked"),
        (docx("", document="<none/>"), "damaged"),
        (docx("", document="<w:document"), "damaged"),
        (docx("", document=ENTITY + part("document", "<w:body/>")), "trap"),
        (docx("", {"docProps/core.xml": ENTITY.encode("utf-16")}), "trap"),
        (docx("", document=part("document", f"<w:body>{' ' * 31_000_000}</w:body>")), "too-large"),
        (docx("", {f"word/{number}": "" for number in range(5001)}), "too-large"),
        (docx(paragraph("x"))[:-40], "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_nobody_should_unpack_is_refused(content: bytes, reason: str):
    with pytest.raises(UnreadableError, match=reason):
        word_file("a.docx", content)
