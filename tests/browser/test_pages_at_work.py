"""What the scripts of the pages do, what is there without them, and that a keyboard reaches all of it."""

from __future__ import annotations

import base64
import io

import pypdf
import pytest

from tests.browser.conftest import Place
from tests.browser.webdriver import ENTER, SPACE, TAB, Browser

pytestmark = [pytest.mark.browser, pytest.mark.site]

TICKED = "return [...document.querySelectorAll('[data-cc-tick]')].map(each => each.checked)"
ENTERED = """
const field = document.querySelector(".cc-now__form").elements[arguments[0]]
field.value = arguments[1]
field.dispatchEvent(new Event("input", { bubbles: true }))
"""
SHEET = ".cc-now__sheet:not([hidden])"


def texts(window: Browser, selector: str) -> list[str]:
    """Gives the text of everything that matches and can be seen."""
    found: list[str] = window.run(
        "return [...document.querySelectorAll(arguments[0])].filter(each => each.checkVisibility())"
        ".map(each => each.textContent.trim().replace(/\\s+/g, ' '))",
        selector,
    )
    return found


def click(window: Browser, selector: str, number: int = 0) -> None:
    window.run("document.querySelectorAll(arguments[0])[arguments[1]].click()", selector, number)


def tab_to(window: Browser, selector: str) -> None:
    """Presses Tab until something that matches has the focus."""
    for _ in range(200):
        window.press(TAB)
        if window.run("return document.activeElement.matches(arguments[0])", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_ticks_are_remembered_and_can_be_cleared(desk: Browser, example: Place) -> None:
    page = example / "checklists/opening/"
    desk.open(page)
    assert not any(desk.run(TICKED)) and not texts(desk, ".cc-bar-of-list button")
    click(desk, "[data-cc-tick]")
    assert desk.open(page).run(TICKED)[0]
    assert texts(desk, ".cc-bar-of-list [role=status]")[0].startswith("1 of")
    click(desk, ".cc-bar-of-list button")
    assert not any(desk.open(page).run(TICKED))


def test_ticks_of_two_lists_are_apart(desk: Browser, example: Place) -> None:
    desk.open(example / "checklists/gate-listen/")
    click(desk, "[data-cc-tick]")
    assert desk.open(example / "phases/listen/").run(TICKED)[0], (
        "the gate stands on the page of its phase too"
    )
    assert not any(desk.open(example / "checklists/opening/").run(TICKED))


def test_profile_is_the_mean_of_the_answers(desk: Browser, example: Place) -> None:
    desk.open(example / "assess/")
    assert not texts(desk, ".cc-profile")
    statements = desk.run(
        "const all = [...document.querySelectorAll('.cc-statement')];"
        "return all.filter(each => each.dataset.ccFactor === all[0].dataset.ccFactor).map(each => each.dataset.ccStatement)"
    )
    for number, statement in enumerate(statements):
        click(desk, f"[name='{statement}'][value='{3 + number % 2}']")
    expected = sum(3 + number % 2 for number in range(len(statements))) / len(statements)
    assert texts(desk, ".cc-mean")[0] == f"{expected:.1f}".removesuffix(".0")
    assert texts(desk.open(example / "assess/"), ".cc-mean")[0] == f"{expected:.1f}".removesuffix(".0")
    click(desk, ".cc-bar-of-list button")
    assert not texts(desk, ".cc-profile")


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        (0, "2", ["Silent tea"]),
        (0, "5", ["Silent tea", "Tea round"]),
        (0, "50", ["Silent tea"]),
        (1, "20", ["Silent tea"]),
        (2, "cup in hand", ["Tea round"]),
        (2, "coffee", []),
    ],
)
def test_choosing_leaves_what_suits(
    desk: Browser, example: Place, field: int, value: str, left: list[str]
) -> None:
    desk.open(example / "choose/")
    desk.run(
        "const input = document.querySelectorAll('.cc-filter input')[arguments[0]]; input.value = arguments[1];"
        "input.dispatchEvent(new Event('input'))",
        field,
        value,
    )
    assert texts(desk, ".cc-models tbody th") == left
    assert texts(desk, ".cc-filter [role=status]") == [f"{len(left)} of 2"]


def test_print_now_reckons_clock_times_and_materials(desk: Browser, example: Place) -> None:
    desk.open(example / "print/")
    assert not texts(desk, ".cc-now__all table")
    desk.run(ENTERED, "model", "tea-round")
    desk.run(ENTERED, "start", "23:35")
    desk.run(ENTERED, "people", "7")
    desk.run(ENTERED, "groups", "2")
    assert texts(desk, f"{SHEET} .cc-times__starts") == ["23:35", "23:45", "00:15"]
    assert texts(desk, f"{SHEET} .cc-now__when") == ["23:35–00:25 · 50 minutes"]
    assert texts(desk, f"{SHEET} .cc-amount")[:2] == ["7 (1 per person)", "4 (2 per group)"]
    assert not texts(desk, ".cc-now__form [role=status]")[0]
    desk.run(ENTERED, "people", "30")
    assert texts(desk, ".cc-now__form [role=status]") == ["Made for 3–8 people."]
    assert any("Tea A3 · A3" in each for each in texts(desk, f"{SHEET} .cc-now__ready a"))
    desk.run(ENTERED, "paper", "small")
    ready = texts(desk, f"{SHEET} .cc-now__ready a")
    assert "Tea A3 · A4 · 2 pages" in ready and not any("· A3 ·" in each for each in ready)
    desk.run(ENTERED, "model", "silent-tea")
    assert texts(desk, f"{SHEET} .cc-times__starts") == ["23:35"]
    assert "Groups" not in texts(desk, ".cc-now__form label")


def test_print_now_prints_the_run_sheet_alone(desk: Browser, example: Place) -> None:
    desk.open(example / "print/#now-tea-round")
    assert texts(desk, f"{SHEET} .cc-now__head strong") == ["Tea round"]
    desk.run("window.print = () => { window.asked = true }")
    desk.run(ENTERED, "start", "09:00")
    click(desk, ".cc-now__form button")
    assert desk.run("return window.asked")
    paper = pypdf.PdfReader(io.BytesIO(base64.b64decode(desk.cdp("Page.printToPDF")["data"])))
    words = paper.pages[0].extract_text()
    assert len(paper.pages) == 1
    assert "Tea round" in words and "09:40" in words and "Real time" in words
    assert "By phase" not in words and "Run sheet ·" not in words and "Made with" not in words
    desk.run("window.dispatchEvent(new Event('afterprint'))")
    assert not desk.run("return document.querySelectorAll('.cc-printed, .cc-printing').length")


def test_a_model_of_the_reference_leads_to_its_clock_times(desk: Browser, reference: Place) -> None:
    desk.open(reference / "dialogue-models/world-cafe/")
    way = desk.run(
        "return [...document.querySelectorAll('.cc-print a')].map(each => each.href).find(each => each.includes('#now-'))"
    )
    desk.open(way)
    assert texts(desk, f"{SHEET} .cc-now__head strong")[0].casefold() == "world café"
    starts = texts(desk, f"{SHEET} .cc-times__starts")
    assert len(starts) > 3 and all(len(each) == 5 for each in starts)


@pytest.mark.parametrize(
    ("page", "selector", "said"),
    [
        ("print/", ".cc-now__all table", "Tea round"),
        ("print/", ".cc-entries", "Opening"),
        ("checklists/opening/", ".cc-ticks", "cup"),
        ("assess/", ".cc-assess", "1: not at all"),
        ("choose/", ".cc-models", "Silent tea"),
        ("dialogue-models/tea-round/", ".cc-times", "0:10"),
        ("a3/green-tea/", ".cc-a3", "Background"),
        ("blueprint/", ".cc-blueprint", "Backstage"),
    ],
)
def test_everything_can_be_read_without_scripts(
    desk: Browser, example: Place, page: str, selector: str, said: str
) -> None:
    desk.scripts(False)
    desk.open(example / page)
    assert said.casefold() in " ".join(texts(desk, selector)).casefold()
    assert not texts(desk, ".cc-now__form") and not texts(desk, ".cc-profile")
    assert not desk.run("return document.querySelector('[data-cc-ready]')")
    desk.scripts(True)


def test_the_keyboard_reaches_every_button(desk: Browser, example: Place) -> None:
    desk.open(example / "checklists/opening/")
    tab_to(desk, "[data-cc-tick]")
    desk.press(SPACE)
    assert desk.run(TICKED)[0]
    tab_to(desk, ".cc-bar-of-list button")
    desk.press(ENTER)
    assert not any(desk.run(TICKED))
    desk.open(example / "print/")
    desk.run("window.print = () => { window.asked = true }")
    tab_to(desk, ".cc-now__form button")
    desk.press(ENTER)
    assert desk.run("return window.asked")
    tab_to(desk, ".cc-entries .cc-button")
    tab_to(desk, ".cc-entries summary")
    desk.press(ENTER)
    assert desk.run("return document.activeElement.parentElement.open")


def test_what_has_the_focus_is_seen_to_have_it(desk: Browser, example: Place) -> None:
    desk.open(example / "print/")
    for selector in (
        ".cc-now__form select",
        ".cc-now__form button",
        ".cc-entries .cc-button",
        ".cc-more > summary",
    ):
        tab_to(desk, selector)
        style = desk.run(
            "const style = getComputedStyle(document.activeElement); return [style.outlineStyle, style.outlineWidth]"
        )
        assert style[0] != "none" and style[1] != "0px", selector


@pytest.mark.parametrize("dark", [False, True])
def test_pages_follow_the_reader_into_the_dark(desk: Browser, example: Place, dark: bool) -> None:
    desk.dark(dark)
    desk.open(example / "phases/listen/")
    scheme = "slate" if dark else "default"
    assert desk.until(f"document.body.dataset.mdColorScheme === '{scheme}'")


def test_a_former_address_leads_on_with_its_part(desk: Browser, example: Place) -> None:
    desk.open(example / "phases/hear/#gate")
    assert desk.until("location.pathname.endsWith('/phases/listen/')")
    assert desk.run("return location.hash") == "#gate"
