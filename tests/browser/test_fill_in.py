"""Filling in an A3 on its page: paper has room for what the page has room for, and a handbook accepts the file."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SOURCES, Desk, Place
from tests.browser.test_every_page import judged
from tests.browser.test_my_event import REFUSED
from tests.browser.test_pages_at_work import PRINTED, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.site]

FULL = """words => {
  const grown = new Map([...document.querySelectorAll(".cc-fill__dialog textarea")].map(field => [field, 0]))
  const isOver = field => {
    const box = field.name.replace(/(_\\d+)+$/, "")
    return document.getElementById(`cc-fill-${box}`).classList.contains("cc-fill__left--over")
  }
  const put = (field, count) => {
    field.value = Array.from({ length: count }, (_, at) => words[at % words.length]).join(" ").replace(/\\n /g, "\\n")
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
  for (let more = true; more;) {
    more = false
    for (const [field, count] of grown) for (const step of [7, 1]) {
      put(field, count + step)
      if (!isOver(field)) { grown.set(field, count + step); more = true; break }
      put(field, count)
    }
  }
  return Math.max(...grown.values())
}"""
"""Writes words into every field for as long as the page has room for them."""

WORDS = (
    "Eleven calls on *Friday* <b> evening, said\n- 1. e.g. [home] | #4 help\n- ok\n\n"
    "överförmyndarnämndshandläggarna κάθε σαββατοκύριακο СОВЕЩАНИЕ WWMM $x$ == & https://example.org/a_b !"
).split(" ")


def opened(desk: Desk, address: str) -> Page:
    page = desk.open(address).page
    page.locator("[name=fill]").click()
    return page


def left(page: Page, box: str) -> str:
    return page.locator(f"#cc-fill-{box}").inner_text()


def saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.locator(".cc-fill__dialog [name=save]").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def cocreate(folder: Path, *words: str) -> str:
    command = [str(Path(sys.executable).with_name("cocreate")), *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize(("handbook", "template"), [("example", "tea-a3"), ("reference", "problem-a3")])
def test_paper_has_room_for_what_the_page_has_room_for(
    desk: Desk, handbook: str, template: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place: Place = request.getfixturevalue(handbook)
    page = opened(desk, place / f"a3/{template}/")
    for name, text in {
        "title": "Nobody’s *Friday*",
        "owner": "Ward 3 & *co*",
        "coach": "A & B",
        "version": "0.2 <draft>",
        "participants": "nurses, <all>",
    }.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=date]").fill("2026-04-16")
    assert page.evaluate(FULL, WORDS) > 50
    for part in ("docs", "process", "mkdocs.yml"):
        source = SOURCES[handbook] / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / part)
    file = saved(page, tmp_path / "process/a3")
    assert file.name == "nobody-s-friday.md"
    cocreate(tmp_path, "check", "--strict")
    assert "does-not-fit" not in cocreate(tmp_path, "print", file.stem, "-o", "out")
    words = pypdf.PdfReader(tmp_path / f"out/print/a3/{file.stem}.pdf").pages[0].extract_text()
    assert "Ward 3 & *co*" in words and "0.2 <draft>" in words
    assert "*Friday*" in words and "<b>" in words and "[home] | #4" in words.replace("\n", " ")


def test_a_sheet_without_a_title_has_the_day_where_the_reader_is(
    desk: Desk, example: Place, tmp_path: Path
) -> None:
    desk.page.clock.set_fixed_time("2026-12-31T23:00:00Z")
    session = desk.page.context.new_cdp_session(desk.page)
    session.send("Emulation.setTimezoneOverride", {"timezoneId": "Pacific/Kiritimati"})
    opened(desk, example / "a3/tea-a3/").locator("[name=goal_0]").fill("Tea for all")
    assert saved(desk.page, tmp_path).name == "tea-a3-2027-01-01.md"


def test_it_is_filled_in_by_keyboard_kept_printed_and_says_when_it_is_full(
    desk: Desk, example: Place
) -> None:
    page = desk.open(example / "a3/tea-a3/").page
    page.evaluate(PRINTED)
    tab_to(page, "[name=fill]")
    page.keyboard.press("Enter")
    expect(page.locator("[name=title]")).to_be_focused()
    page.keyboard.type("Strong tea")
    tab_to(page, "[name=background_0]")
    room = left(page, "background")
    page.keyboard.type("Too strong, they say.\n- black\n- green")
    assert room != left(page, "background") and "Lines left" in left(page, "background")
    page.locator("[name=goal_0]").fill("tea " * 4000)
    assert "Lines to take out" in left(page, "goal")
    expect(page.locator(".cc-fill__status")).to_contain_text("Goal: Too full")
    assert not [*judged(desk, ((1280, "default"), (1280, "slate"), (320, "default")))]
    page.locator("[name=goal_0]").fill("Tea ☕ for all")
    assert left(page, "goal") == "Paper cannot show: ☕"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "fill"
    page.reload()
    page.locator("[name=fill]").click()
    expect(page.locator("[name=background_0]")).to_have_value("Too strong, they say.\n- black\n- green")
    page.evaluate(PRINTED)
    page.locator(".cc-fill__dialog [name=print]").click()
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    words = paper.pages[0].extract_text()
    assert (
        len(paper.pages) == 1 and "Strong tea" in words and "Too strong" in words and "Fill in" not in words
    )
    assert [round(float(side) / 72 * 25.4) for side in paper.pages[0].mediabox[2:]] == [420, 297]
    assert not desk.complaints()


def test_several_sheets_stay_in_two_windows_and_come_back(desk: Desk, example: Place) -> None:
    page = opened(desk, example / "a3/tea-a3/")
    page.locator("[name=title]").fill("One")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("[name=fill]").click()
    other.locator("[name=background_0]").fill("from the other window")
    expect(page.locator("[name=background_0]")).to_have_value("from the other window")
    page.locator("[name=goal_0]").fill("from this one")
    expect(other.locator("[name=goal_0]")).to_have_value("from this one")
    expect(other.locator("[name=background_0]")).to_have_value("from the other window")
    page.locator("[name=new]").click()
    page.locator("[name=title]").fill("Two")
    assert page.locator("[name=which] option").all_text_contents() == ["Two", "One"]
    page.locator("[name=remove]").click()
    expect(page.locator("[name=title]")).to_have_value("One")
    page.locator("[name=undo]").click()
    expect(page.locator("[name=title]")).to_have_value("Two")


def test_without_storage_it_works_and_passes_over_what_is_no_sheet(desk: Desk, example: Place) -> None:
    page = desk.open(example / "a3/tea-a3/").page
    page.evaluate(
        'localStorage.setItem(`cocreate:fill:${location.pathname}:x`, \'{"at": 3, "values": {"title": {}}}\')'
    )
    page.evaluate("localStorage.setItem(`cocreate:fill:${location.pathname}:y`, '[7')")
    page.evaluate(f"() => {{ {REFUSED} }}")
    page.locator("[name=fill]").click()
    page.locator("[name=new]").click()
    page.locator("[name=title]").fill("Kept in memory")
    expect(page.locator(".cc-fill__kept")).to_contain_text("keeps nothing")
    page.locator("[name=close]").click()
    page.locator("[name=fill]").click()
    expect(page.locator("[name=title]")).to_have_value("Kept in memory")
    assert not desk.complaints()


def test_it_is_proposed_where_the_repository_begins_a_file(desk: Desk, example: Place) -> None:
    page = desk.open(example / "a3/tea-a3/").page
    page.evaluate("window.open = address => { window.asked = address }")
    page.locator("[name=fill]").click()
    assert not page.locator("[name=propose]").count(), "nobody knows where this repository begins a file"
    page.keyboard.press("Escape")
    begun = f"{example.address}/new/main/process/a3?filename=cc-name.md&value=cc-text"
    page.evaluate("address => { document.querySelector('.cc-fill').dataset.ccNewFile = address }", begun)
    page.locator("[name=fill]").click()
    page.locator("[name=title]").fill("Grönt te & mer")
    page.locator("[name=goal_0]").fill("Warm")
    page.locator("[name=propose]").click()
    address = page.evaluate("decodeURIComponent(window.asked)")
    assert "filename=gront-te-mer.md&value=---\ntitle: " in address and address.endswith(
        "\n\n## Goal\n\nWarm\n"
    )
    page.locator("[name=goal_0]").fill("tea " * 3000)
    with page.expect_download():
        page.locator("[name=propose]").click()
    assert "value=" not in page.evaluate("window.asked")
    expect(page.locator(".cc-fill__status")).to_contain_text("too long for an address")
