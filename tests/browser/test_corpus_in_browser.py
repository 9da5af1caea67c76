"""A browser reads every text of the corpus after the cleaner, without the policy of our pages: nothing runs, nobody is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from cocreate_plugin import prose
from tests.attacks.corpus import marked, texts
from tests.attacks.places import READ
from tests.browser.conftest import Place

pytestmark = [pytest.mark.browser, pytest.mark.site]

WAYS = ("@", "@\n", "- a\n- @\n", "| a |\n| - |\n| @ |\n", "## @\n", "> @\n")
"""As HTML, and as Markdown in several places."""

WATCHED = """number => {
    window.ran = []
    for (let one = 0; one < number; one++)
        Object.defineProperty(window, `X${one}X`, { get() { window.ran.push(one); return one } })
}"""
DEEDS = """() => {
    const safe = ["http:", "https:", "mailto:", "tel:", "sms:", "data:"]
    const found = []
    const whole = element => new XMLSerializer().serializeToString(element)
    const tag = element => Object.getOwnPropertyDescriptor(Element.prototype, "tagName").get.call(element)
    for (const element of document.querySelectorAll("#corpus *")) {
        // A form's fields hide what it has of that name.
        const own = name => Element.prototype[name].bind(element)
        for (const name of own("getAttributeNames")())
            if (name.startsWith("on") || name === "action" || name === "formaction") found.push(whole(element))
        for (const address of [element.href?.baseVal ?? element.href, element.src])
            if (typeof address === "string" && address && !safe.includes(new URL(address, location).protocol))
                found.push(whole(element))
        for (const type of ["mouseover", "focus", "pointerenter", "toggle", "animationstart"])
            EventTarget.prototype.dispatchEvent.call(element, new Event(type, { bubbles: true }))
        if (["SCRIPT", "IFRAME", "OBJECT", "EMBED", "STYLE", "LINK", "BASE", "META"].includes(tag(element).toUpperCase()))
            found.push(whole(element))
    }
    return found
}"""
"""What the browser itself makes of elements and addresses; events are sent to all that might listen."""


def content(clean: Callable[[str], str]) -> Iterator[str]:
    """Give every text in several ways, each as finished HTML."""
    for number, text in enumerate(texts()):
        said = marked(text, number)
        for way in WAYS:
            html = said if way == "@" else READ(way.replace("@", said.replace("\n", "\n  ")))
            yield f"<div>{clean(html)}</div>"


def opened(browser: Browser, example: Place, inside: str) -> tuple[Page, list[str]]:
    """Open a page of ours with other content and without its policy; gives the foreign hosts that it asks as well."""
    page = browser.new_page()
    asked: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url.rstrip("/") == f"{example.address}/phases/listen":
            whole = (example.site / "phases" / "listen" / "index.html").read_text("utf-8")
            whole = re.sub(r"<meta[^>]+http-equiv=.?Content-Security-Policy[^>]*>", "", whole, flags=re.I)
            whole = whole.replace("</article>", f'<div id="corpus">{inside}</div></article>')
            route.fulfill(body=whole, content_type="text/html; charset=utf-8")
        elif route.request.url.startswith((example.address, "data:")):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    page.route("**/*", answer)
    page.add_init_script(f"({WATCHED})({len(texts())})")
    page.goto(f"{example.address}/phases/listen/")
    return page, asked


def test_nothing_of_the_corpus_acts_in_a_browser(chromium: Browser, example: Place) -> None:
    page, asked = opened(chromium, example, "".join(content(prose.clean_page)))
    assert page.evaluate("document.querySelectorAll('#corpus > div').length") == len(texts()) * len(WAYS)
    assert page.evaluate(DEEDS) == []
    assert [texts()[number] for number in page.evaluate("window.ran")] == []
    assert asked == []
    page.close()


def test_without_the_cleaner_the_browser_shows_what_texts_do(chromium: Browser, example: Place) -> None:
    inside = "".join(
        f"<div>{marked(text, number)}</div>" for number, text in enumerate(texts()) if "onerror" in text
    )
    page, asked = opened(chromium, example, f'<img src="https://e.example/x.png">{inside}')
    assert page.evaluate(DEEDS)
    assert page.evaluate("window.ran.length") > 0
    assert asked
    page.close()
