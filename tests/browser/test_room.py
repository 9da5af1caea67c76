"""In the room: now and next in large letters, minutes left, in time or not, and when each block really began."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SOURCES, Desk, Place
from tests.browser.test_every_page import judged
from tests.browser.test_my_event import REFUSED, facts, press, saved
from tests.browser.test_pages_at_work import tab_to, texts

pytestmark = [pytest.mark.browser, pytest.mark.site]


def shown(page: Page) -> list[str]:
    return [page.locator(f".cc-room__{name}").inner_text() for name in ("now", "left", "next", "whole")]


def later(page: Page, minutes: int) -> None:
    page.clock.fast_forward(minutes * 60 * 1000)


def led(desk: Desk, example: Place, at: str = "13:10", start: str = "13:10") -> Page:
    """Begin an event of a round of tea, 50 minutes in four rows, and a break of 15."""
    page = desk.page
    page.clock.install(time=dt.datetime.fromisoformat(f"2026-05-04T{at}:00"))
    desk.open(example / "event/#add-tea-round")
    facts(page, title="Tea", start=start)
    press(page, "rest")
    press(page, "room")
    return page


def test_an_event_is_led_by_keyboard_and_shortened_to_end_in_time(desk: Desk, example: Place) -> None:
    page = led(desk, example)
    assert page.evaluate("document.activeElement.name") == "on"
    page.keyboard.press("Enter")
    first, left, second, whole = shown(page)
    assert left.endswith("min left") and whole == "In time" and second.startswith("Next: 13:")
    minutes = int(left.split()[0])
    later(page, minutes + 2)
    # The page's clock runs on while a busy machine works.
    expect(page.locator(".cc-room__left")).to_have_text(re.compile("^[2-4] min over$"))
    expect(page.locator(".cc-room__whole")).to_have_text(re.compile("^[2-4] min behind$"))
    page.keyboard.press("ArrowRight")
    assert shown(page)[0] != first and re.fullmatch("[2-4] min behind", shown(page)[3])
    tab_to(page, ".cc-room [name=rest]")
    page.keyboard.press("Enter")
    assert shown(page)[3] == "In time"
    assert page.evaluate("document.activeElement.name") == "on", "the button that is done with has gone"
    page.keyboard.press("Escape")
    expect(page.locator(".cc-room")).to_have_count(0)
    assert page.evaluate("document.activeElement.name") == "room"
    real = texts(page, ".cc-event__sheet table:first-of-type td:last-child")
    assert real[0] in ("13:10", "13:11") and not real[2]
    assert real[1] in [f"13:{10 + minutes + over}" for over in range(2, 5)]
    assert not desk.complaints()


def test_a_run_stays_until_it_is_begun_again(desk: Desk, example: Place) -> None:
    page = led(desk, example)
    for _ in range(3):
        page.locator(".cc-room [name=on]").click()
    page.reload()
    press(page, "room")
    now = shown(page)[0]
    page.locator(".cc-room [name=back]").click()
    assert shown(page)[0] != now
    while page.locator(".cc-room [name=on]").inner_text() != "Begin again":
        later(page, 2)
        page.locator(".cc-room [name=on]").click()
    assert re.fullmatch(r"It took \d+ minutes\.", shown(page)[0]) and shown(page)[1:] == ["", "", ""]
    page.locator(".cc-room [name=on]").click()
    assert page.locator(".cc-room [name=on]").inner_text() == "Begin"
    assert not page.locator(".cc-room [name=back]").is_visible()


def test_what_happened_is_saved_as_a_practice_case(desk: Desk, example: Place, tmp_path: Path) -> None:
    page = led(desk, example)
    facts_of_event = page.locator(".cc-event__facts [name=purpose]")
    assert not page.locator("[name=practice]").is_visible(), "nothing has happened yet"
    for minutes in (0, 12, 31, 11, 15):
        later(page, minutes)
        page.locator(".cc-room [name=on]").click()
    page.keyboard.press("Escape")
    facts_of_event.fill("Hear: how | it went")
    shutil.copytree(SOURCES["example"], tmp_path / "book")
    text = saved(page, "practice", tmp_path / "book/process/practice/tea.md").read_text()
    assert "date: 2026-05-04" in text and text.endswith("(../dialogue-models/tea-round.md) | 50 | 54 |\n")
    done = subprocess.run(
        [Path(sys.executable).with_name("cocreate"), "check", "--strict"],
        cwd=tmp_path / "book",
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and "tea.md" not in done.stdout + done.stderr, done.stdout + done.stderr


def test_what_another_tab_writes_meanwhile_is_not_lost(desk: Desk, example: Place) -> None:
    page = led(desk, example)
    page.locator(".cc-room [name=on]").click()
    other = page.context.new_page()
    other.goto(example / "event/")
    facts(other, place="Room 7")
    # A browser tells its windows a moment later; nobody has a finger in both so soon.
    page.wait_for_function("Object.values({ ...localStorage }).some(text => text.includes('Room 7'))")
    page.locator(".cc-room [name=on]").click()
    page.keyboard.press("Escape")
    assert page.locator("[name=place]").input_value() == "Room 7"
    real = texts(page, ".cc-event__sheet table:first-of-type td:last-child")
    assert all(real[:2]) and not any(real[2:])


@pytest.mark.parametrize(("at", "start"), [("09:00", "13:10"), ("23:50", "")])
def test_a_rehearsal_and_an_event_without_a_clock_count_from_their_beginning(
    desk: Desk, example: Place, at: str, start: str
) -> None:
    page = led(desk, example, at, start)
    page.locator(".cc-room [name=on]").click()
    assert shown(page)[3] == "In time"
    later(page, 120)
    expect(page.locator(".cc-room__whole")).to_have_text(re.compile(r"^1[01]\d min behind$"))


def test_it_works_where_nothing_is_kept(desk: Desk, example: Place) -> None:
    desk.page.add_init_script(REFUSED)
    page = led(desk, example)
    page.locator(".cc-room [name=on]").click()
    assert shown(page)[3] == "In time"
    assert not [*judged(desk, ((320, "slate"), (1280, "default")))]
