"""What the scripts of the pages do, what is there without them, and that a keyboard reaches all of it."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Desk, Place
from tests.browser.test_every_page import judged

pytestmark = [pytest.mark.browser, pytest.mark.site]

SHEET = ".cc-now__sheet:not([hidden])"
PRINTED = "() => { window.print = () => { window.asked = true } }"


def texts(page: Page, selector: str) -> list[str]:
    """Gives the text of everything that matches and can be seen."""
    return [
        " ".join(text.split()) for text in page.locator(selector).filter(visible=True).all_text_contents()
    ]


def ticked(page: Page) -> list[bool]:
    return [box.is_checked() for box in page.locator("[data-cc-tick]").all()]


def tick(page: Page) -> None:
    """Ticks the first box, on the drawing that the theme shows in its place."""
    page.locator("[data-cc-tick]").first.check(force=True)


def enter(page: Page, name: str, value: str) -> None:
    field = page.locator(f".cc-now__form [name={name}]")
    if name in ("model", "paper"):
        field.select_option(value)
    else:
        field.fill(value)


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until something that matches has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_ticks_are_remembered_and_can_be_cleared(desk: Desk, example: Place) -> None:
    page = desk.open(example / "checklists/opening/").page
    assert not any(ticked(page)) and not texts(page, ".cc-ticks [name=clear]")
    tick(page)
    page.reload()
    assert ticked(page)[0]
    assert texts(page, ".cc-bar-of-list [role=status]")[0].startswith("1 of")
    page.locator(".cc-ticks [name=clear]").click()
    page.reload()
    assert not any(ticked(page))


def test_ticks_of_two_lists_are_apart(desk: Desk, example: Place) -> None:
    page = desk.open(example / "checklists/gate-listen/").page
    tick(page)
    assert ticked(desk.open(example / "phases/listen/").page)[0], "the gate stands on its phase's page too"
    assert not any(ticked(desk.open(example / "checklists/opening/").page))


def test_ticks_stay_in_memory_where_storage_is_refused(desk: Desk, example: Place) -> None:
    desk.page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full') }")
    page = desk.open(example / "checklists/opening/").page
    boxes = page.locator("[data-cc-tick]")
    for at in range(boxes.count()):
        boxes.nth(at).check(force=True)
    assert all(ticked(page)) and boxes.count() > 1
    assert "keeps nothing" in texts(page, ".cc-ticks__kept")[0]


def test_the_whole_row_ticks_and_a_thumb_meets_it(desk: Desk, example: Place) -> None:
    page = desk.open(example / "checklists/opening/").page
    row = page.locator(".cc-ticks li:has([data-cc-tick])").first
    box = row.bounding_box()
    assert box and box["height"] >= 44
    for now in (True, False):
        # Beside the words, and before the button at the end.
        row.click(position={"x": box["width"] - 100, "y": box["height"] / 2})
        assert ticked(page)[0] is now


def test_profile_is_the_mean_of_the_answers(desk: Desk, example: Place) -> None:
    page = desk.open(example / "assess/").page
    assert not texts(page, ".cc-profile")
    factor = page.locator(".cc-statement").first.get_attribute("data-cc-factor")
    statements = page.locator(f".cc-statement[data-cc-factor='{factor}']").all()
    for number, statement in enumerate(statements):
        name = statement.get_attribute("data-cc-statement")
        page.locator(f"[name='{name}'][value='{3 + number % 2}']").check(force=True)
    mean = sum(3 + number % 2 for number in range(len(statements))) / len(statements)
    shown = f"{mean:.1f}".removesuffix(".0")
    assert texts(page, ".cc-mean")[0] == shown
    page.reload()
    assert texts(page, ".cc-mean")[0] == shown
    name = statements[0].get_attribute("data-cc-statement")
    page.locator(f"[name='{name}'][value='early']").check()
    left = [3 + number % 2 for number in range(len(statements))][1:]
    assert texts(page, ".cc-mean")[0] == (f"{sum(left) / len(left):.1f}".removesuffix(".0") if left else "–")
    assert texts(page, ".cc-profile .cc-early")[0] == "too early to tell: 1"
    page.locator("[data-cc-do=clear]").click()
    assert not texts(page, ".cc-profile")
    page.locator("[data-cc-do=undo]").click()
    assert texts(page, ".cc-profile .cc-early")[0] == "too early to tell: 1"


def test_the_blanks_of_a_text_are_filled_in_and_it_is_copied(desk: Desk, reference: Place) -> None:
    page = desk.open(reference / "texts/reminder/").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    field = page.get_by_label("who meets you", exact=True)
    field.fill("Åsa")
    expect(page.locator(".cc-text__words")).to_contain_text("and Åsa meets you there")
    tab_to(page, ".cc-text__bar button")
    page.keyboard.press("Enter")
    expect(page.locator(".cc-text__bar [role=status]")).to_have_text("Copied.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("Hello [name], we look forward") and "and Åsa meets you there." in copied
    rich = page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read()
            return await (await item.getType("text/html")).text()
        }"""
    )
    assert "<p>Hello [name]" in rich and "cc-" not in rich
    field.fill("")
    expect(page.locator(".cc-text__words")).to_contain_text("[who meets you] meets you")


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        (0, "2", ["Silent tea"]),
        (0, "5", ["Silent tea", "Tea round"]),
        (0, "50", ["Silent tea"]),
        (0, "-3", ["Silent tea", "Tea round"]),
        (1, "20", ["Silent tea"]),
        (2, "cup in hand", ["Tea round"]),
        (2, "hands", ["Tea round"]),
    ],
)
def test_choosing_leaves_what_suits(
    desk: Desk, example: Place, field: int, value: str, left: list[str]
) -> None:
    page = desk.open(example / "choose/").page
    page.locator(".cc-filter input").nth(field).fill(value)
    assert texts(page, ".cc-models tbody th") == left
    assert texts(page, ".cc-filter [role=status]") == [f"{len(left)} of 2"]


def test_choosing_says_why_and_what_is_missing_for_the_nearest(desk: Desk, example: Place) -> None:
    page = desk.open(example / "choose/?people=5&minutes=45").page
    assert texts(page, ".cc-choose__why") == [
        "Fits: 2+ people · 15 minutes.",
        "Fits: 3–8 people · 40–50 minutes, shortened to 45.",
    ]
    page.locator("[name=factor]").select_option("warmth")
    page.locator("[name=mode]").select_option("create")
    assert texts(page, ".cc-models tbody th") == ["Tea round"]
    assert page.url.endswith("#people=5&minutes=45&factor=warmth&mode=create")
    page.locator("[name=minutes]").fill("30")
    assert texts(page, ".cc-filter [role=status]") == ["0 of 2. The nearest:"]
    assert texts(page, ".cc-choose__why")[1] == (
        "Missing: minutes, 10 too few. Fits: 3–8 people · Warmth · create."
    )
    page.evaluate("location.hash = 'word=kettle'")
    expect(page.locator(".cc-choose__why:visible")).to_have_text("Missing: “kettle” stands under When not.")
    page.evaluate("location.hash = 'word=coffee'")
    expect(page.locator(".cc-filter [role=status]")).to_have_text("0 of 2")
    assert not texts(page, ".cc-models tbody th")
    assert not [*judged(desk, ((1280, "default"), (320, "slate")))] and not desk.complaints()


def test_what_was_found_is_printed_as_cards_and_goes_into_an_event(desk: Desk, example: Place) -> None:
    page = desk.open(example / "choose/#people=5").page
    page.evaluate(PRINTED)
    page.locator("[data-cc-do=print]").click()
    paper = pypdf.PdfReader(io.BytesIO(page.pdf()))
    words = paper.pages[0].extract_text()
    assert (
        len(paper.pages) == 1
        and "Silent tea" in words
        and "Tea round" in words
        and "There is no kettle" in words
    )
    assert "Fits" not in words and "My event" not in words
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.locator("[data-cc-do=event]").click()
    expect(page.locator(".cc-event__block strong")).to_have_text(["Silent tea", "Tea round"])
    expect(page.locator(".cc-event__facts [name=people]")).to_have_value("5")


def test_print_now_computes_clock_times_and_materials(desk: Desk, example: Place) -> None:
    page = desk.open(example / "print/").page
    assert not texts(page, ".cc-now__all table")
    enter(page, "model", "tea-round")
    enter(page, "start", "23:35")
    enter(page, "people", "7")
    enter(page, "groups", "2")
    assert texts(page, f"{SHEET} .cc-times__starts") == ["23:35", "23:45", "00:15"]
    assert texts(page, f"{SHEET} .cc-now__when") == ["23:35–00:25 · 50 minutes"]
    assert texts(page, f"{SHEET} .cc-amount")[:2] == ["7 (1 per person)", "4 (2 per group)"]
    assert page.locator(".cc-now__form [role=status]").text_content() == ""
    enter(page, "people", "30")
    assert texts(page, ".cc-now__form [role=status]") == ["Made for 3–8 people."]
    assert any("Tea A3 · A3" in text for text in texts(page, f"{SHEET} .cc-now__ready a"))
    enter(page, "paper", "small")
    ready = texts(page, f"{SHEET} .cc-now__ready a")
    assert "Tea A3 · A4 · 2 pages" in ready and not any("· A3 ·" in text for text in ready)
    enter(page, "model", "silent-tea")
    assert texts(page, f"{SHEET} .cc-times__starts") == ["23:35"]
    assert "Groups" not in texts(page, ".cc-now__form label")


def test_print_now_shortens_to_the_time_there_is(desk: Desk, example: Place) -> None:
    page = desk.open(example / "print/#now-tea-round?minutes=45&people=4&start=13:15").page
    assert texts(page, f"{SHEET} .cc-times__starts") == ["13:15", "13:23", "13:53"]
    assert texts(page, f"{SHEET} .cc-times__min") == ["8", "30", "7"]
    assert texts(page, f"{SHEET} .cc-now__when") == ["13:15–14:00 · 45 minutes instead of 50 minutes"]
    assert texts(page, f"{SHEET} .cc-amount")[0] == "4 (1 per person)"
    enter(page, "minutes", "20")
    assert texts(page, ".cc-now__form [role=status]") == ["Cannot be shorter than 40 minutes."]
    assert texts(page, f"{SHEET} .cc-times__min") == ["5", "30", "5"]
    page.reload()
    assert texts(page, f"{SHEET} .cc-now__when") == ["13:15–13:55 · 40 minutes instead of 50 minutes"]
    enter(page, "minutes", "-5")
    assert texts(page, f"{SHEET} .cc-times__min") == ["10", "30", "10"]
    enter(page, "minutes", "")
    enter(page, "start", "")
    assert texts(page, f"{SHEET} .cc-times__starts") == ["0:00", "0:10", "0:40"]
    assert texts(page, f"{SHEET} .cc-times__min") == ["10", "30", "10"]


def test_from_a_choice_to_a_run_sheet_that_ends_in_time_by_keyboard(desk: Desk, example: Place) -> None:
    page = desk.open(example / "choose/").page
    page.evaluate(PRINTED)
    tab_to(page, ".cc-filter input")
    page.keyboard.type("5")
    page.keyboard.press("Tab")
    page.keyboard.type("45")
    assert "#people=5&minutes=45" in page.url
    page.reload()
    assert texts(page, ".cc-models tbody th") == ["Silent tea", "Tea round"]
    assert any("40–50 minutes" in text for text in texts(page, ".cc-models td"))
    tab_to(page, "a.cc-choose__now[href*='now-tea-round']")
    page.keyboard.press("Enter")
    expect(page.locator(f"{SHEET} .cc-times__min").first).to_have_text("8")
    expect(page.locator(".cc-now__form")).to_be_in_viewport()
    page.evaluate(PRINTED)
    enter(page, "start", "13:10")
    tab_to(page, ".cc-now__form button")
    page.keyboard.press("Enter")
    assert page.evaluate("window.asked")
    words = pypdf.PdfReader(io.BytesIO(page.pdf())).pages[0].extract_text()
    assert "13:10–13:55" in words
    assert not desk.complaints()


def test_print_now_prints_the_run_sheet_alone(desk: Desk, example: Place) -> None:
    page = desk.open(example / "print/#now-tea-round").page
    assert texts(page, f"{SHEET} .cc-now__head strong") == ["Tea round"]
    page.evaluate(PRINTED)
    enter(page, "start", "09:00")
    page.locator(".cc-now__form button").click()
    assert page.evaluate("window.asked")
    paper = pypdf.PdfReader(io.BytesIO(page.pdf()))
    words = paper.pages[0].extract_text()
    assert len(paper.pages) == 1
    assert "Tea round" in words and "09:40" in words and "Real time" in words
    assert "By phase" not in words and "Run sheet ·" not in words and "Made with" not in words
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".cc-printed, .cc-printing").count() == 0


def test_a_model_of_the_reference_leads_to_its_clock_times(desk: Desk, reference: Place) -> None:
    page = desk.open(reference / "dialogue-models/world-cafe/").page
    page.locator(".cc-print details:has(a[href*='#now-']) > summary").click()
    page.locator(".cc-print a[href*='#now-']").first.click()
    expect(page.locator(f"{SHEET} .cc-now__head strong")).to_have_text("World café", ignore_case=True)
    starts = texts(page, f"{SHEET} .cc-times__starts")
    assert len(starts) > 3 and all(len(start) == 5 for start in starts)


@pytest.mark.parametrize("desk", [{"java_script_enabled": False}], indirect=True, ids=["no scripts"])
@pytest.mark.parametrize(
    ("name", "selector", "said"),
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
    desk: Desk, example: Place, name: str, selector: str, said: str
) -> None:
    page = desk.open(example / name).page
    assert said.casefold() in " ".join(texts(page, selector)).casefold()
    assert not texts(page, ".cc-now__form") and not texts(page, ".cc-profile")
    assert page.locator("[data-cc-ready]").count() == 0


def test_the_keyboard_reaches_every_button(desk: Desk, example: Place) -> None:
    page = desk.open(example / "checklists/opening/").page
    tab_to(page, "[data-cc-tick]")
    page.keyboard.press("Space")
    assert ticked(page)[0]
    tab_to(page, ".cc-ticks [name=clear]")
    page.keyboard.press("Enter")
    assert not any(ticked(page))
    desk.open(example / "print/")
    page.evaluate(PRINTED)
    tab_to(page, ".cc-now__form button")
    page.keyboard.press("Enter")
    assert page.evaluate("window.asked")
    tab_to(page, ".cc-entries .cc-button")
    tab_to(page, ".cc-entries summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")


def test_what_has_the_focus_is_seen_to_have_it(desk: Desk, example: Place) -> None:
    page = desk.page
    places = {
        "print/": (
            ".cc-now__form select",
            ".cc-now__form button",
            ".cc-entries .cc-button",
            ".cc-more > summary",
        ),
        "checklists/opening/": (".cc-ticks [name=run]", "[data-cc-tick]", ".cc-ticks [name=print]"),
        "assess/": (".cc-statement input",),
        "choose/": (".cc-filter input",),
    }
    for name, selectors in places.items():
        desk.open(example / name)
        for selector in selectors:
            tab_to(page, selector)
            expect(page.locator(":focus")).not_to_have_css("outline-style", "none")
            expect(page.locator(":focus")).not_to_have_css("outline-width", "0px")
    tab_to(desk.open(example / "checklists/opening/").page, ".cc-ticks li a")
    link = page.locator(".cc-ticks li a").first
    page.keyboard.press("Tab")
    expect(link).to_have_css("text-decoration-line", "underline")


@pytest.mark.parametrize(
    "desk", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True, ids=str
)
def test_pages_follow_the_reader_into_the_dark(
    desk: Desk, example: Place, request: pytest.FixtureRequest
) -> None:
    page = desk.open(example / "phases/listen/").page
    dark = request.node.callspec.params["desk"]["color_scheme"] == "dark"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if dark else "default")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (max(map(int, re.findall(r"\d+", ground)[:3])) < 100) == dark


def test_a_former_address_leads_on_with_its_part(desk: Desk, example: Place) -> None:
    page = desk.open(example / "phases/hear/#gate").page
    expect(page).to_have_url(example / "phases/listen/#gate")
