"""My event: blocks with clock times, shortened, kept, printed, and saved as a file that a handbook accepts."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.browser.conftest import SOURCES, Desk, Place
from tests.browser.test_every_page import judged
from tests.browser.test_pages_at_work import PRINTED, tab_to, texts

pytestmark = [pytest.mark.browser, pytest.mark.site]

REFUSED = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


def facts(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f".cc-event__facts [name={name}]").fill(value)


def minutes(page: Page) -> list[str]:
    return [box.input_value() for box in page.locator(".cc-event__block [name=min]").all()]


def starts(page: Page) -> list[str]:
    return texts(page, ".cc-event__time")


def press(page: Page, name: str) -> None:
    page.locator(f".cc-event__form [name={name}]").first.click()


def saved(page: Page, button: str, file: Path) -> Path:
    with page.expect_download() as download:
        press(page, button)
    download.value.save_as(file)
    return file


def test_an_event_is_put_together_by_keyboard_and_ends_in_time(desk: Desk, example: Place) -> None:
    page = desk.open(example / "event/#add-tea-round").page
    page.evaluate(PRINTED)
    facts(page, title="Tea", start="13:10", end="14:10")
    for name in ("rest", "own"):
        tab_to(page, f".cc-event__form [name={name}]")
        page.keyboard.press("Enter")
    assert starts(page) == ["13:10", "14:00", "14:15"] and minutes(page) == ["50", "15", "10"]
    assert texts(page, ".cc-event__sum") == ["13:10–14:25 · 15 min too long"]
    tab_to(page, "li:last-child [name=up]")
    page.keyboard.press("Enter")
    assert minutes(page) == ["50", "10", "15"]
    assert page.evaluate("document.activeElement.name") == "up"
    tab_to(page, "li:last-child [name=drop]")
    page.keyboard.press("Enter")
    assert minutes(page) == ["50", "10"] and page.evaluate("document.activeElement.name") == "undo"
    page.locator(".cc-event__block [name=shorten_to]").last.fill("5")
    facts(page, end="14:00")
    press(page, "shorten")
    assert minutes(page) == ["44", "6"] and texts(page, ".cc-event__sum") == ["13:10–14:00"]
    press(page, "print")
    paper = pypdf.PdfReader(io.BytesIO(page.pdf()))
    assert len(paper.pages) == 1 and "13:10–14:00" in paper.pages[0].extract_text()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert not [*judged(desk, ((1280, "default"), (320, "slate")))]
    assert not desk.complaints()


def test_materials_are_added_up(desk: Desk, example: Place) -> None:
    page = desk.open(example / "event/#add-tea-round?people=7").page
    press(page, "add")
    assert page.locator(".cc-things tr").first.is_visible()
    amounts = texts(page, ".cc-things tbody td")
    assert amounts[:3] == ["7", "3, 2 per group", ""]
    facts(page, groups="2")
    assert texts(page, ".cc-things tbody td")[1] == "4", (
        "pots are used again: four for tea are enough for silence"
    )


def test_events_stay_and_what_is_cleared_comes_back(desk: Desk, example: Place) -> None:
    page = desk.open(example / "event/#add-tea-round").page
    facts(page, title="One")
    press(page, "new")
    facts(page, title="Two")
    page.reload()
    assert page.locator("[name=which] option").all_text_contents() == ["One", "Two"]
    assert minutes(page) == ["50"]
    press(page, "remove")
    assert page.locator("[name=which] option").all_text_contents() == ["Two"]
    press(page, "undo")
    assert page.locator("[name=title]").input_value() == "One" and minutes(page) == ["50"]


@pytest.mark.parametrize("kept", ['[1, {"id": 3}]', '{"a": {"id": "a", "blocks": [7]}}', "{", '"x"', "null"])
def test_what_is_no_event_is_passed_over(desk: Desk, example: Place, kept: str) -> None:
    page = desk.open(example / "event/").page
    page.evaluate("kept => localStorage.setItem(`cocreate:${location.pathname}`, kept)", kept)
    page.reload()
    press(page, "rest")
    assert minutes(page) == ["15"] and not desk.complaints()


def test_blocks_are_dragged(desk: Desk, example: Place) -> None:
    page = desk.open(example / "event/#add-tea-round").page
    press(page, "rest")
    page.locator(".cc-event__grip").last.drag_to(page.locator(".cc-event__time").first)
    expect(page.locator(".cc-event__block [name=min]").first).to_have_value("15")


def test_without_storage_it_works_and_says_so(desk: Desk, example: Place) -> None:
    desk.page.add_init_script(REFUSED)
    page = desk.open(example / "event/#add-tea-round").page
    press(page, "rest")
    assert minutes(page) == ["50", "15"] and "keeps nothing" in texts(page, ".cc-event__kept")[0]
    press(page, "new")
    assert page.locator("[name=which] option").count() == 2 and not minutes(page)


@pytest.mark.parametrize("desk", [{"java_script_enabled": False}], indirect=True, ids=["no scripts"])
def test_without_scripts_the_models_are_there(desk: Desk, example: Place) -> None:
    page = desk.open(example / "event/").page
    assert "Tea round" in texts(page, ".cc-event__all table")[0] and not texts(page, ".cc-event__form")


def test_a_handbook_accepts_the_file(desk: Desk, example: Place, tmp_path: Path) -> None:
    page = desk.open(example / "event/#add-tea-round").page
    purpose = 'Drink "tea": and *talk* about <b> | å & {x} ~ $5 = ^up! [a](b)'
    title, place, step = "Tea in Škoda's #1_a_ &c", "Room 1 <b> & ~2", "Talk | *of* [all] <i> & $x$ == ~a~ \\"
    facts(page, title=title, purpose=purpose, date="2026-12-03", start="13:10", end="14:00")
    facts(page, place=place, people="6", groups="2")
    press(page, "add")
    press(page, "own")
    page.locator(".cc-event__block [name=step]").fill(step)
    page.locator(".cc-event__block [name=shorten_to]").last.fill("5")
    page.locator(".cc-event__block [name=min]").first.fill("45")
    shutil.copytree(SOURCES["example"], tmp_path / "book")
    text = saved(page, "save", tmp_path / "book/process/sessions/session.md").read_text()
    assert "../dialogue-models/" in text and "| 8 | Pour | understand | 5 |" in text
    command = [Path(sys.executable).with_name("cocreate"), "check", "--strict"]
    done = subprocess.run(command, cwd=tmp_path / "book", capture_output=True, text=True)
    assert done.returncode == 0 and "session.md" not in done.stdout + done.stderr, done.stdout + done.stderr
    settings = tmp_path / "book/mkdocs.yml"
    settings.write_text(settings.read_text().replace("cocreate]", "{cocreate: {pdf: false}}]"))
    build = [Path(sys.executable).with_name("mkdocs"), "build", "--quiet"]
    subprocess.run(build, cwd=tmp_path / "book", check=True, capture_output=True)
    words = BeautifulSoup(
        (tmp_path / "book/site/sessions/session/index.html").read_bytes(), "html.parser"
    ).text
    shown = " ".join(words.split())
    assert [each for each in (title, purpose, place, step) if each not in shown] == []


def test_lists_have_their_day_and_sheets_begin_with_what_is_known(desk: Desk, example: Place) -> None:
    page = desk.open(example / "event/").page
    needed = page.locator(".cc-event__needed li:visible")
    assert needed.count() == 0
    facts(page, title="Tea & <b>", date="2026-12-03")
    page.locator("[name=model]").select_option("tea-round")
    press(page, "add")
    day = "Opening · to be read on Tuesday, December 1, 2026"
    assert needed.all_inner_texts() == [day, "Prepare: Tea round", "Tea A3"]
    desk.open(example / "checklists/opening/")
    page.locator("[name=run]").select_option(label="Tea & <b> · December 3, 2026")
    expect(page.locator(".cc-ticks__head")).to_contain_text("to be read on Tuesday, December 1, 2026")
    for _ in range(2):
        desk.open(example / "event/")
        page.get_by_role("link", name="Tea A3").first.click()
        expect(page.locator(".cc-fill__dialog [name=title]")).to_have_value("Tea & <b>")
        assert page.locator(".cc-fill__dialog [name=date]").input_value() == "2026-12-03"
        assert page.locator(".cc-fill__dialog [name=which] option").count() == 1, (
            "it goes on with the same sheet"
        )
    assert not desk.complaints()


def test_an_event_goes_into_a_calendar(desk: Desk, example: Place, tmp_path: Path) -> None:
    page = desk.open(example / "event/#add-tea-round").page
    press(page, "calendar")
    assert page.evaluate("document.activeElement.name") == "date", "it says what is lacking"
    facts(page, title="Tea, å; \\ " + "ö" * 60, date="2026-12-03", start="23:40", place="Room 1")
    text = saved(page, "calendar", tmp_path / "event.ics").read_bytes()
    assert all(len(line) <= 75 for line in text.split(b"\r\n")) and b"\n" not in text.replace(b"\r\n", b"")
    lines = text.replace(b"\r\n ", b"").decode().split("\r\n")
    assert {"DTSTART:20261203T234000", "DURATION:PT50M", "LOCATION:Room 1"} <= set(lines)
    assert "SUMMARY:Tea\\, å\\; \\\\ " + "ö" * 60 in lines
