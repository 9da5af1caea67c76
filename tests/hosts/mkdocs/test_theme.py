"""Parts of the theme that get a name, so that a screen reader can say it."""

from __future__ import annotations

from cocreate_plugin.hosts.mkdocs.theme import named

SECTION = (
    '<label class="md-nav__link " for="__nav_5" id="__nav_5_label" tabindex=""><span class="md-nav__icon md-icon">'
    '</span></label></div><nav class="md-nav" data-md-level="1" aria-labelledby="__nav_5_label" aria-expanded="true">\n'
    '<label class="md-nav__title" for="__nav_5">\n<span class="md-nav__icon md-icon"></span>\n {} \n</label>'
)


def test_a_section_with_a_page_of_its_own_is_named_by_its_title() -> None:
    page = named(SECTION.format('Tea "and" &amp; more'), "en")
    assert 'data-md-level="1" aria-label="Tea &quot;and&quot; &amp; more" aria-expanded="true"' in page
    assert "aria-labelledby" not in page and 'Tea "and" &amp; more' in page


def test_what_has_no_title_stays_as_it_is() -> None:
    for page in (SECTION.format(""), SECTION.format("<b>Tea</b>"), SECTION.replace("for", "of")):
        assert named(page, "en") == page


def test_the_search_has_a_name() -> None:
    page = '<div class="md-search" data-md-component="search" role="dialog">'
    assert named(page, "en") == page.replace(">", ' aria-label="Search the handbook">')
