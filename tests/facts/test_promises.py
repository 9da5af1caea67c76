"""Promises: what is promised, who keeps it, and by which day."""

from __future__ import annotations

import datetime as dt

import pytest

from cocreate_plugin.facts.promises import Within, keeper_and_time, promises, with_keepers
from cocreate_plugin.kinds import Phase, ReadyText
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.sheets import promises as sheet
from cocreate_plugin.sheets.all import sheets as all_sheets
from cocreate_plugin.testing import handbook, project

ROLE = "---\ntitle: Note taker\npurpose: Writes.\n---\n\n## Frontstage\n\n- Writes\n"
PHASE = "---\ntitle: Explore\npurpose: Why.\n---\n\n## Participants receive\n\nSome words.\n\n{items}"
FILES = {"process/roles/documenter.md": ROLE}


def told(items: str, language: str = "en") -> list[tuple[str, str, str]]:
    files = {**FILES, "process/phases/explore.md": PHASE.format(items=items)}
    return [(each.text.markdown, *keeper_and_time(each, language)) for each in promises(handbook(files))]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "A summary — documenter, within 10 working days",
            ("A summary", "Note taker", "within 10 working days"),
        ),
        ("A photo — Note taker, the same day", ("A photo", "Note taker", "the same day")),
        ("A photo -- documenter", ("A photo", "Note taker", "")),
        ("A photo — within 1 week", ("A photo", "", "within 1 week")),
        ("En bild — documenter, inom 2 veckor", ("En bild", "Note taker", "within 2 weeks")),
        ("The answer — yes or no", ("The answer — yes or no", "", "")),
        ("Plain", ("Plain", "", "")),
    ],
)
def test_an_item_names_keeper_and_time(item: str, expected: tuple[str, str, str]) -> None:
    assert told(f"- {item}\n") == [expected]


def test_it_is_said_in_the_language_of_the_handbook() -> None:
    assert told("- A — documenter, within 10 working days\n", "sv")[0][2] == "inom 10 arbetsdagar"


def test_readers_see_the_title_of_a_keeper() -> None:
    item = "- A — b,\n  documenter — documenter, within\n  1 week\n- Note: documenter\n"
    text = "---\ntitle: Note\npurpose: Why.\n---\n\n## Text\n\nDear.\n\n## Promises\n\n- A -- documenter\n"
    files = {**FILES, "process/phases/explore.md": PHASE.format(items=item), "process/texts/note.md": text}
    book = handbook(files)
    [phase], [note] = book.of(Phase), book.of(ReadyText)
    shown = with_keepers(book, phase).participants_receive
    assert (
        shown and shown.markdown == "Some words.\n\n" + item.replace("— documenter,", "— Note taker,").strip()
    )
    promised = with_keepers(book, note).promises
    assert promised and [each.text for each in promised] == ["A -- Note taker"]
    page = next(page for page in pages(Site(book)) if page.path == "phases/explore.md")
    assert "Note taker, within" in page.markdown
    printed = [each for each in all_sheets(book, with_book=True) if each.path != "print/promises.pdf"]
    assert len(printed) > 1 and all("— documenter, within" not in repr(each) for each in printed)


@pytest.mark.parametrize(
    ("within", "day"),
    [
        (Within(0, "day"), "2026-11-27"),
        (Within(1, "working-day"), "2026-11-30"),
        (Within(10, "working-day"), "2026-12-11"),
        (Within(3, "day"), "2026-11-30"),
        (Within(2, "week"), "2026-12-11"),
        (Within(3, "month"), "2027-02-27"),
    ],
)
def test_the_last_day_is_counted_from_the_event(within: Within, day: str) -> None:
    friday = dt.date(2026, 11, 27)
    assert within.after(friday) == dt.date.fromisoformat(day)


def test_a_month_ends_where_the_short_one_does() -> None:
    assert Within(1, "month").after(dt.date(2027, 1, 31)) == dt.date(2027, 2, 28)


def test_a_session_counts_the_days_of_its_phase() -> None:
    items = "- A photo — documenter, the same day\n- A summary — documenter, within 10 working days\n- More\n"
    session = "---\ntitle: Kick-off\npurpose: W.\nphase: explore\n{day}---\n\n## Agenda\n\n| min | step |\n|---|---|\n| 10 | A |\n"

    def page(day: str) -> str:
        files = {**FILES, "process/phases/explore.md": PHASE.format(items=items)}
        book = handbook({**files, "process/sessions/kick-off.md": session.format(day=day)})
        return next(each for each in pages(Site(book)) if each.path == "sessions/kick-off.md").markdown

    dated = page("date: 2026-11-27\n")
    assert "Friday, 27 November 2026" in dated and "Friday, 11 December 2026" in dated
    assert "within 10 working days" not in dated and "within 10 working days" in page("")


def test_a_keeper_that_is_no_role_is_told_where_it_stands() -> None:
    text = PHASE.format(items="- A photo\n- A summary — documentr, within 10 working days\n")
    found = project({**FILES, "process/phases/explore.md": text}).problems
    (one,) = (each for each in found if each.code == "unknown-keeper")
    assert (one.place.line, one.facts["word"], one.facts["suggestion"]) == (11, "documentr", "documenter")


def test_page_and_sheet_are_there_when_somebody_keeps_something() -> None:
    plain = handbook({**FILES, "process/phases/explore.md": PHASE.format(items="- A photo\n")})
    assert not sheet.sheets(plain) and not Site(plain).has_page("promises")
    kept = handbook(
        {
            **FILES,
            "process/phases/explore.md": PHASE.format(items="- A photo — documenter, the same day\n- More\n"),
            "process/texts/hello.md": "---\ntitle: Hello\npurpose: W.\n---\n\nHi.\n\n## Promises\n\n- A reply — documenter\n",
        }
    )
    (made,) = sheet.sheets(kept)
    assert [(row.what.markdown, row.keeper, row.by, row.where.markdown) for row in made.data.rows] == [
        ("A photo", "Note taker", "the same day", "Explore"),
        ("More", "", "", "Explore"),
        ("A reply", "Note taker", "", "Hello"),
    ]
    page = next(each for each in pages(Site(kept)) if each.path == "promises/index.md")
    assert "the same day" in page.markdown and "[Note taker](../roles/documenter.md)" in page.markdown
