"""Templates of a handbook's own get values: no file, no program, and an end."""

from __future__ import annotations

import pytest

from cocreate_plugin.load import load
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.templating import BrokenTemplate
from cocreate_plugin.templating.sandbox import Sandbox
from cocreate_plugin.testing import write

DOCUMENT = "---\ntitle: It\npurpose: Why.\n---\n"

REFUSED = (
    "{{ handbook.root }}",
    "{{ handbook.root.joinpath('/etc/passwd').read_text() }}",
    "{{ handbook['root'] }}",
    "{{ handbook | attr('root') }}",
    "{{ site.handbook.root.parent }}",
    "{{ kinds.Phase.__module__ }}",
    "{{ kinds.base.dt.sys.modules }}",
    "{{ plain.__globals__ }}",
    "{{ find.func.__globals__ }}",
    "{{ ''.__class__.mro() }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(999999999) %}{% endfor %}",
    "{{ 'x' * 10 ** 9 }}",
    "{{ [0] * 10 ** 9 }}",
    "{{ 9 ** 99999999 }}",
    "{{ '%999999999d' % 1 }}",
    "{% set x = namespace(a='0123456789') %}{% for i in range(60) %}{% set x.a = x.a ~ x.a %}{% endfor %}",
    "{% set x = namespace(a='0123456789') %}{% for i in range(60) %}{% set x.a = x.a + x.a %}{% endfor %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
)


@pytest.mark.parametrize("template", REFUSED)
def test_a_template_reaches_no_file_and_ends(template, tmp_path):
    files = {"process/phases/it.md": DOCUMENT, "templates/pages/phase.md.jinja": template}
    book = load(write(tmp_path, files)).handbook
    with pytest.raises(BrokenTemplate):
        pages(Site(book))


def test_a_template_reads_the_content_alone(tmp_path):
    text = "{{ [handbook] | map(attribute='root') | list }}{{ site.text_at('../secret.txt') }}{{ site.text_at('process/../secret.txt') }}{{ site.text_at('mkdocs.yml') }}"
    files = {
        "process/phases/it.md": DOCUMENT,
        "secret.txt": "SECRET",
        "mkdocs.yml": "SECRET",
        "templates/pages/phase.md.jinja": text,
    }
    book = load(write(tmp_path, files)).handbook
    written = "".join(page.markdown for page in pages(Site(book)))
    assert "SECRET" not in written and str(tmp_path) not in written


def test_ordinary_templates_work_as_before():
    tools = Sandbox(autoescape=True)
    text = "{% for a in [1, 2] %}{{ a ~ '<' }}{{ loop.last }}{{ '%g' % 1.5 }}{{ '#' * 3 }}{% endfor %}"
    assert tools.from_string(text).render() == "1&lt;False1.5###2&lt;True1.5###"
    assert Sandbox().from_string("{{ 'a' ~ ('<' | e) ~ '<' }}").render() == "a&lt;<"
