"""Lists to tick: occasions, words that changed, two tabs, and what is kept where."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Page, Route, expect

from cocreate_plugin.site_assets import SHIPPED_IN
from tests.browser.conftest import Desk, Place
from tests.browser.test_every_page import STILL, judged
from tests.browser.test_pages_at_work import PRINTED, tab_to, texts, ticked

pytestmark = [pytest.mark.browser, pytest.mark.site]

LIST = "checklists/opening/"
KEPT = "Object.entries(localStorage).find(([name]) => name.startsWith('cocreate:runs:'))"


def act(page: Page, name: str) -> None:
    page.locator(f".cc-ticks [name={name}]").first.click()


def tick(page: Page, at: int = 0) -> None:
    page.locator("[data-cc-tick]").nth(at).check(force=True)


def occasions(page: Page) -> list[str]:
    return page.locator(".cc-ticks [name=run] option").all_text_contents()


def count(page: Page) -> str:
    return texts(page, ".cc-bar-of-list [role=status]")[0]


def items(page: Page) -> dict[str, dict[str, Any]]:
    """Gives what is kept of the occasion that has no name."""
    name, text = page.evaluate(KEPT)
    assert name
    kept: dict[str, dict[str, Any]] = json.loads(text)["runs"]["any"]["items"]
    return kept


def store(page: Page, changed: dict[str, dict[str, Any]]) -> None:
    """Puts other items in the place of those that are kept, and loads the page again."""
    page.evaluate(
        f"items => {{ const [name] = {KEPT}; "
        "localStorage.setItem(name, JSON.stringify({ version: 1, runs: { any: { items } } })) }",
        changed,
    )
    page.reload()


def faults(desk: Desk, views: Sequence[tuple[int, str]]) -> list[str]:
    """Asks axe-core, with nothing that moves and nothing below the header."""
    desk.page.add_style_tag(content=STILL)
    desk.page.evaluate("scrollTo(0, 0)")
    return [*judged(desk, views)]


JOINED = """() => {
  const { sound, soundRun, joined, withItem, named, deleted, cleared, putBack, settled, isThere, NO_RUN } = cocreateRuns
  const all = run => sound({ runs: { a: run } })
  const both = (one, other) => {
    const [first, second] = [joined(all(one), all(other)), joined(all(other), all(one))]
    if (JSON.stringify(first) !== JSON.stringify(second)) throw Error("the order of joining is seen")
    if (JSON.stringify(joined(first, all(one))) !== JSON.stringify(first)) throw Error("joining again changes it")
    return first.runs.a
  }
  const begun = withItem(NO_RUN, "x", { done: true, who: "AB" }, 10)
  const hers = withItem(begun, "y", { done: true }, 20)
  const his = withItem(begun, "x", { done: false, note: "no" }, 30)
  const apart = both(his, withItem(NO_RUN, "x", { done: true, who: "CD" }, 25))
  const gone = deleted(hers, 40)
  const back = putBack(gone, hers, 50)
  const clear = cleared(hers, 60)
  const take = settled(apart, "x", apart.items.x.others[0], 70)
  return {
    union: Object.entries(both(hers, his).items).map(([id, one]) => [id, one.done, one.others.length]),
    apart: apart.items.x.others.map(one => one.who),
    same: both(withItem(NO_RUN, "x", { done: true }, 1), withItem(NO_RUN, "x", { done: true }, 2)).items.x.others.length,
    settled: [both(take, apart).items.x.who, both(take, apart).items.x.others.length],
    gone: [isThere(both(gone, hers)), isThere(both(gone, withItem(hers, "z", { done: true }, 99)))],
    back: Object.values(both(both(gone, back), hers).items).map(one => one.done),
    cleared: Object.values(both(clear, hers).items).map(one => one.done),
    uncleared: Object.values(both(clear, putBack(clear, hers, 70)).items).map(one => one.done),
    strange: [null, 1, "x", [], [1], { runs: 5 }, { runs: { a: 7 } }, { runs: { a: { items: { x: { at: "1", done: 1 } } } } }]
      .map(one => Object.values(sound(one).runs).flatMap(run => Object.keys(run.items)).length),
    names: (() => {
      const odd = soundRun(JSON.parse('{"items": {"__proto__": {"at": 5, "done": true}, "constructor": {"at": 5}}}'))
      return [Object.keys(odd.items), soundRun({}).items.constructor === undefined, {}.done === undefined]
    })(),
    dates: ["2026-01-01", ["2026-01-01"], "2026-01-01x", "\\n2026-01-01", 5].map(date => soundRun({ date }).date),
    many: Object.keys(sound({ runs: Object.fromEntries([...Array(999).keys()].map(id => [`r${id}`, id === 998 ? begun : gone])) })
      .runs).filter(id => id === "r998").length,
    long: soundRun({ name: "x".repeat(9999), date: "<b>", items: { x: { at: 1, note: "y".repeat(99999), past: Array(9999).fill(1) } } }),
    often: Array.from({ length: 99 }).reduce((run, _, at) => withItem(run, "x", { done: at % 2 === 0 }, at), NO_RUN).items.x.past.length,
  }
}"""


def test_states_of_two_become_one_in_any_order_and_nothing_is_lost(desk: Desk) -> None:
    desk.page.add_script_tag(path=SHIPPED_IN / "runs.js")
    made = desk.page.evaluate(JOINED)
    assert made["union"] == [["x", False, 0], ["y", True, 0]], "who knew what he changed differs from nobody"
    assert made["apart"] == ["CD"], "what was not known of stays beside it"
    assert made["same"] == 0 and made["settled"] == ["CD", 0]
    assert made["gone"] == [False, True], "what is done after a deletion is no part of it"
    assert (
        made["back"] == [True, True]
        and made["cleared"] == [False, False]
        and made["uncleared"] == [True, True]
    )
    assert made["strange"] == [0] * 8
    assert made["names"] == [["__proto__", "constructor"], True, True]
    assert made["dates"] == ["2026-01-01", "", "", "", ""] and made["many"] == 1
    long = made["long"]
    assert len(long["name"]) == 100 and not long["date"] and len(long["items"]["x"]["note"]) == 1000
    assert len(long["items"]["x"]["past"]) == made["often"] == 40


def test_every_occasion_has_ticks_of_its_own_and_comes_back_when_it_is_deleted(
    desk: Desk, example: Place
) -> None:
    page = desk.open(example / "event/").page
    page.locator(".cc-event__facts [name=title]").fill("Tea & <b>")
    page.locator(".cc-event__facts [name=date]").fill("2026-12-03")
    desk.open(example / LIST)
    assert occasions(page) == ["no occasion in particular", "Tea & <b> · December 3, 2026"]
    tick(page)
    tab_to(page, ".cc-ticks__more summary")
    page.keyboard.press("Enter")
    tab_to(page, "[name=new]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "name" and not any(ticked(page))
    page.keyboard.type("Library")
    page.keyboard.press("Tab")
    tick(page, 1)
    page.locator("[name=run]").select_option(label="Tea & <b> · December 3, 2026")
    assert not any(ticked(page)) and not page.locator("[name=remove]").is_visible()
    tick(page)
    page.locator("[name=run]").select_option(label="Library")
    page.reload()
    assert ticked(page) == [False, True] and texts(page, ".cc-ticks__kept")[0].startswith(
        "What you enter is kept in this"
    )
    desk.open(example / "checklists/gate-listen/")
    assert (
        "Library" in occasions(page) and page.locator("[name=run] option:checked").text_content() == "Library"
    )
    desk.open(example / LIST)
    page.locator(".cc-ticks__more summary").click()
    act(page, "remove")
    assert "Library" not in occasions(page) and ticked(page) == [True, False]
    assert page.evaluate("document.activeElement.name") == "undo"
    act(page, "undo")
    assert (
        ticked(page) == [False, True]
        and page.locator("[name=run] option:checked").text_content() == "Library"
    )
    act(page, "clear")
    assert not any(ticked(page)) and page.evaluate("document.activeElement.name") == "undo"
    page.keyboard.press("Enter")
    assert ticked(page) == [False, True]
    assert not faults(desk, ((1280, "default"), (320, "slate")))
    assert not desk.complaints()


def test_a_tick_keeps_the_words_that_it_was_given_for(desk: Desk, example: Place) -> None:
    page = desk.open(example / LIST).page
    tick(page, 0)
    tick(page, 1)
    assert count(page) == "All ticked"
    kept = items(page)
    assert kept["clean"]["words"] == "The cups are clean."
    kept["clean"]["words"] = "The cups are <i>not</i> clean."
    kept["lost"] = kept["clean"] | {"words": "The <img src=x onerror=alert(1)> is hot."}
    kept["clean"]["done"] = True
    store(page, kept)
    assert count(page) == "1 of 2 ticked · changed since: 1"
    assert "The cups are <i>not</i> clean." in texts(page, ".cc-ticks--changed .cc-ticks__own")[0]
    assert "The <img src=x onerror=alert(1)> is hot." in texts(page, ".cc-ticks__gone")[0]
    assert not faults(desk, ((1280, "slate"), (320, "default")))
    act(page, "drop")
    assert not texts(page, ".cc-ticks__gone")
    act(page, "undo")
    assert texts(page, ".cc-ticks__gone")
    act(page, "still")
    assert count(page) == "All ticked" and not texts(page, ".cc-ticks--changed")
    assert page.evaluate("document.activeElement.dataset.ccTick") == "clean"
    page.reload()
    assert count(page) == "All ticked" and not desk.complaints()


def test_ticks_of_an_earlier_version_are_taken_over(desk: Desk, example: Place) -> None:
    page = desk.open(example / LIST).page
    page.evaluate(
        "localStorage.setItem('cocreate:/:opening', JSON.stringify({ clean: true, constructor: 1, old: true }))"
    )
    page.reload()
    assert ticked(page) == [True, False] and "Its words were not kept." in texts(page, ".cc-ticks__gone")[0]
    page.locator("[data-cc-tick]").first.uncheck(force=True)
    page.reload()
    assert not any(ticked(page))
    assert page.evaluate("localStorage.getItem('cocreate:/:opening')") is None


def test_two_windows_write_in_one_list(desk: Desk, example: Place) -> None:
    page = desk.open(example / LIST).page
    with page.context.new_page() as other:
        other.goto(example / LIST)
        tick(page, 0)
        expect(other.locator("[data-cc-tick]").first).to_be_checked()
        tick(other, 1)
        expect(page.locator("[data-cc-tick]").nth(1)).to_be_checked()
        # Both write at once: the one that comes late has not seen the other.
        name, before = page.evaluate(KEPT)
        page.locator("[data-cc-tick]").first.uncheck(force=True)
        other.evaluate("([name, text]) => localStorage.setItem(name, text)", [name, before])
        page.wait_for_function(
            "([name, before]) => localStorage.getItem(name) !== before", arg=[name, before]
        )
        expect(other.locator("[data-cc-tick]").first).not_to_be_checked()


def saved(page: Page, file: Path) -> Path:
    with page.expect_download() as download:
        act(page, "save")
    download.value.save_as(file)
    return file


def opened(page: Page, file: Path, button: str = "open") -> str:
    """Opens a file, and gives what the page says of it."""
    with page.expect_file_chooser() as chooser:
        act(page, button)
    said = page.locator(".cc-ticks__told")
    said.evaluate("said => { said.textContent = '' }")
    chooser.value.set_files(file)
    expect(said).not_to_be_empty()
    return said.text_content() or ""


def remark(page: Page, at: int, **words: str) -> None:
    """Writes beside an item, by keyboard once the fields are there."""
    row = page.locator(".cc-ticks li:has([data-cc-tick])").nth(at)
    if not row.locator("[name=note]").is_visible():
        row.locator("[name=remark]").click()
        expect(row.locator("[name=note]")).to_be_focused()
    for name, text in words.items():
        row.locator(f"[name={name}]").fill(text)
        page.keyboard.press("Tab")


def test_an_item_has_initials_a_note_and_a_reason_why_it_does_not_apply(desk: Desk, example: Place) -> None:
    page = desk.open(example / LIST).page
    page.evaluate(PRINTED)
    act(page, "remark")
    page.keyboard.press("Escape")
    page.locator(".cc-ticks__more > summary").click()
    page.locator("[name=me]").fill("ÅB")
    tick(page, 0)
    remark(page, 0, note="Two are <b>chipped</b>")
    remark(page, 1, **{"not": "We meet outside"})
    assert texts(page, ".cc-ticks__own p") == [
        "ÅB · Two are <b>chipped</b>",
        "Does not apply: We meet outside",
    ]
    assert count(page) == "1 of 2 ticked · Does not apply: 1"
    assert not faults(desk, ((1280, "default"), (320, "slate")))
    act(page, "print")
    paper = pypdf.PdfReader(io.BytesIO(page.pdf()))
    words = " ".join(paper.pages[0].extract_text().split())
    assert len(paper.pages) == 1 and "Opening 1 of 2 ticked" in words and "Used in" not in words
    assert "chipped" in words and "We meet outside" in words and "Clear all" not in words
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.reload()
    assert len(texts(page, ".cc-ticks__own p")) == 2
    tick(page, 1)
    assert count(page) == "All ticked" and not desk.complaints()


def test_files_of_two_become_one(desk: Desk, example: Place, tmp_path: Path) -> None:
    page = desk.open(example / LIST).page
    page.locator(".cc-ticks__more > summary").click()
    act(page, "new")
    page.keyboard.type("Library")
    page.keyboard.press("Tab")
    tick(page, 0)
    file = saved(page, tmp_path / "library.json")
    assert json.loads(file.read_text())["run"]["name"] == "Library"

    # Two go on from the same file: each with an item of their own, and both with the first one.
    hers, his = json.loads(file.read_text()), json.loads(file.read_text())
    at = hers["run"]["items"]["clean"]["at"]
    for run, later, who in ((hers["run"], 10, "HERS"), (his["run"], 20, "HIS")):
        item = run["items"]["clean"]
        run["items"]["clean"] = item | {"at": at + later, "past": [at], "who": who, "note": f"by {who}"}
    page.locator("[name=run]").select_option("any")
    for name, content in (("hers", hers), ("his", his)):
        (tmp_path / f"{name}.json").write_text(json.dumps(content))
    assert opened(page, tmp_path / "hers.json") == "Items that are new or different: 1. With two answers: 0."
    assert page.locator("[name=run] option:checked").text_content() == "Library"
    assert opened(page, tmp_path / "his.json", "merge").endswith("With two answers: 1.")
    assert texts(page, ".cc-ticks__own p")[0] == "HIS · by HIS" and "two answers: 1" in count(page)
    assert "Somebody else said: ticked · HERS · by HERS" in texts(page, ".cc-ticks__own p")[1]
    opened(page, tmp_path / "hers.json", "merge")
    assert "two answers: 1" in count(page), "what was merged already changes nothing"
    act(page, "take")
    assert texts(page, ".cc-ticks__own p") == ["HERS · by HERS"] and "two" not in count(page)
    act(page, "undo")
    assert texts(page, ".cc-ticks__own p")[0] == "HIS · by HIS" and "two answers: 1" in count(page)

    # What was deleted here is opened as something new, and that can be undone.
    act(page, "remove")
    assert "Library" not in occasions(page)
    opened(page, file)
    assert "Library" in occasions(page) and ticked(page) == [True, False]
    act(page, "undo")
    assert "Library" not in occasions(page)


@pytest.mark.parametrize(
    "content",
    ["{", "null", '{"format": "cocreate-ticks", "list": "other"}', '"x"', "[1]", f'"{"x" * 1_000_001}"'],
    ids=["broken", "nothing", "another list", "text", "a list", "too long"],
)
def test_what_is_no_file_of_ours_is_refused(desk: Desk, example: Place, tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    page = desk.open(example / LIST).page
    page.locator(".cc-ticks__more > summary").click()
    assert "x.json holds no ticks of this list" in opened(page, tmp_path / "x.json")
    assert not any(ticked(page)) and not desk.complaints()


def test_editions_side_by_side_have_their_ticks_together(desk: Desk, example: Place) -> None:
    def edition(route: Route) -> None:
        answer = route.fetch(url=re.sub(r"/hb/\d\.0/", "/", route.request.url))
        text = answer.text().replace('"version": null', '"version": {"provider": "mike"}', 1)
        route.fulfill(response=answer, **({"body": text} if "/assets/" not in route.request.url else {}))

    desk.page.route(re.compile(r"/hb/\d\.0/"), edition)
    page = desk.open(example / f"hb/1.0/{LIST}").page
    tick(page)
    assert ticked(desk.open(example / f"hb/2.0/{LIST}").page)[0]
    assert not any(ticked(desk.open(example / LIST).page)), "that is another handbook"
