"""Content security policies as text: what they allow, and where they stand in a page."""

from __future__ import annotations

import pytest

from cocreate_plugin.policy import STRICTEST, digest, extra_sources, malformed

PAGE = "<!doctype html>\n<html><head>\n  <meta charset='utf-8'>\n<script>1</script></head></html>"


def test_a_hash_is_that_of_the_standard() -> None:
    # The example of W3C, Content Security Policy Level 3, section 8.
    assert digest(b"alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="


def test_nothing_comes_from_elsewhere() -> None:
    told = STRICTEST.element
    assert "default-src 'self'; script-src 'none'; worker-src 'self'" in told
    assert "object-src 'none'; base-uri 'none'" in told
    assert "http" not in told.partition("content=")[2] and "unsafe-eval" not in told


def test_sources_are_added_once_and_in_the_form_of_the_standard() -> None:
    given = {
        "script-src": ["self", "sha256-a+b/c=", "https://a.example", "self"],
        "img-src": "https://b.example",
    }
    told = STRICTEST.allowing(extra_sources(given)).element
    assert "script-src 'self' 'sha256-a+b/c=' https://a.example;" in told
    assert "img-src 'self' data: https://b.example;" in told
    assert extra_sources(True) == extra_sources(None) == {}


def test_on_a_disk_files_beside_the_page_run_and_no_text_in_it() -> None:
    told = STRICTEST.on_a_disk().element
    assert "script-src 'self' file:;" in told and "img-src 'self' data: file:;" in told


@pytest.mark.parametrize(
    ("source", "address", "covered"),
    [
        ("https://a.example", "https://a.example", True),
        ("https://a.example", "https://a.example/x.png", True),
        ("https://a.example/", "https://a.example/x.png", True),
        ("a.example", "https://a.example/x.png", True),
        ("https:", "https://a.example/x.png", True),
        ("https://*.example", "https://a.example/x.png", True),
        ("https://a.example/pictures/", "https://a.example/pictures/x.png", True),
        ("https://a.example/pictures/", "https://a.example/x.png", False),
        ("https://a.example", "https://a.example.org/x.png", False),
        ("https://*.example", "https://a.example.org/x.png", False),
        ("http:", "https://a.example/x.png", False),
    ],
)
def test_an_address_is_allowed_by_its_host_or_scheme(source: str, address: str, covered: bool) -> None:
    assert STRICTEST.allowing({"img-src": [source]}).allows("img-src", address) is covered


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"img-src": ["https://a.example", "data:", "'self'"]}, []),
        ({"img": ["https://a.example"]}, ["img"]),
        ({"frame-ancestors": ["none"]}, ["frame-ancestors"]),
        ({"img-src": ["a.example; script-src *"]}, ["a.example; script-src *"]),
        ({"img-src": ['">']}, ['">']),
        ({"img-src": ["a b", "a,b", "ö.example", ""]}, ["a b", "a,b", "ö.example", ""]),
    ],
)
def test_what_is_no_policy_is_named(given: dict[str, list[str]], named: list[str]) -> None:
    assert list(malformed(given)) == named


@pytest.mark.parametrize("page", [PAGE, PAGE.replace("<meta charset='utf-8'>", ""), PAGE.upper()])
def test_the_policy_stands_before_everything_that_it_speaks_of(page: str) -> None:
    made = STRICTEST.in_page(page)
    assert made.replace(STRICTEST.element, "") == page
    assert made.index(STRICTEST.element) < made.lower().index("<script")
    # A browser looks for the encoding of a page in its first 1024 bytes.
    assert "charset" not in page.lower() or made.lower().index("charset") < made.index(STRICTEST.element)


def test_what_has_no_head_stays() -> None:
    assert STRICTEST.in_page("<p>x</p>") == "<p>x</p>"
