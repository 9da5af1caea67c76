"""Every page of a built site has a content security policy that names the site's own scripts and no others."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from cocreate_plugin.hosts.mkdocs.policy import scripts
from cocreate_plugin.policy import digest
from cocreate_plugin.testing import write
from tests.hosts.building import CONFIG, PHASE, built, copy, run

pytestmark = pytest.mark.site

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
FILES = {"docs/index.md": "# Home\n", "process/phases/explore.md": PHASE.format(title="Explore")}
BAD = "alert(document.domain)"
HASH = f"'{digest(BAD.encode())}'"


def policy(page: Path) -> dict[str, list[str]]:
    (told,) = POLICY.findall(page.read_text())
    return {name: sources for name, *sources in (each.split() for each in unescape(told).split("; "))}


def settings(option: str) -> str:
    return f"plugins: [search, {{cocreate: {{pdf: false, content_security_policy: {option}}}}}]\n"


def configured(folder: Path, option: str, files: dict[str, str]) -> Path:
    config = (
        CONFIG.replace("pdf: false", f"pdf: false, content_security_policy: {option}") if option else CONFIG
    )
    return write(folder, {**FILES, "mkdocs.yml": config, **files})


def test_every_page_has_one_policy_of_hashes(tmp_path: Path) -> None:
    site = built(copy(tmp_path))
    pages = list(site.rglob("*.html"))
    assert len(pages) > 30 and site / "404.html" in pages
    for page in pages:
        found = policy(page)
        assert all(source.startswith("'sha256-") for source in found["script-src"]), page
        assert found["default-src"] == ["'self'"] and found["object-src"] == found["base-uri"] == ["'none'"]


def test_files_are_checked_and_their_addresses_follow_their_content(tmp_path: Path) -> None:
    site = built(copy(tmp_path))
    page = (site / "phases/listen/index.html").read_text()
    (version, integrity) = re.findall(r'assets/cocreate/ticks\.js\?([^"]+)" integrity="([^"]+)"', page)[0]
    assert integrity == digest((site / "assets/cocreate/ticks.js").read_bytes())
    assert (
        version in integrity and f"'{integrity}'" in policy(site / "phases/listen/index.html")["script-src"]
    )


def test_a_page_loads_the_scripts_that_it_has_something_for(tmp_path: Path) -> None:
    site = built(copy(tmp_path))
    page, template, event = (
        (site / name / "index.html").read_text() for name in ("phases/listen", "a3/tea-a3", "event")
    )
    assert [name in page for name in ("ticks.js", "fill.js", "measure.js", "event.js")] == [
        True,
        *[False] * 3,
    ]
    assert "fill.js" in template and "event.js" not in template
    assert "event.js" in event and "room.js" in event and "fill.js" not in event


def test_scripts_in_pages_are_refused_and_named(tmp_path: Path) -> None:
    bad = {
        "text": f"# Mine\n\n<script>{BAD};1</script>\n",
        "title": f"---\ntitle: 'x</title><script>{BAD};2</script>'\n---\n\n# Mine\n",
        "description": f"---\ndescription: '\"><script>{BAD};3</script>'\n---\n\n# Mine\n",
        "module": f"# Mine\n\n<SCRIPT type='module'>{BAD};4</SCRIPT>\n",
        "file": '# Mine\n\n<script src="../own.js"></script>\n',
    }
    files = {f"docs/{name}.md": text for name, text in bad.items()}
    done = run(configured(tmp_path, "", {**files, "docs/own.js": BAD}))
    site, hashes = tmp_path / "site", [digest(f"{BAD};{number}".encode()) for number in range(1, 5)]
    allowed = {source for page in site.rglob("*.html") for source in policy(page)["script-src"]}
    for name, source in zip(bad, [*hashes, "self"], strict=True):
        assert name == "file" or BAD in (site / name / "index.html").read_text()
        assert f'script-src: ["{source}"]' in done.stderr and f"'{source}'" not in allowed, name
    assert f"'{digest(BAD.encode())}'" not in allowed
    assert done.stderr.count("policy-refuses") == len(bad)


def test_a_file_that_the_settings_name_is_the_sites_own(tmp_path: Path) -> None:
    config = f"{CONFIG}extra_javascript: [own.js]\n"
    site = built(write(tmp_path, {**FILES, "mkdocs.yml": config, "docs/own.js": BAD}))
    assert HASH in policy(site / "index.html")["script-src"]


def test_what_comes_from_elsewhere_is_named_until_it_is_allowed(tmp_path: Path) -> None:
    elements = {
        "img-src": '<img alt="x" src="https://a.example/x.png">',
        "frame-src": '<iframe src="//a.example/x"></iframe>',
        "script-src": '<script src="https://a.example/x.js"></script>',
        "style-src": '<link rel="stylesheet" href="https://a.example/x.css">',
        "object-src": '<object data="https://a.example/x"></object>',
    }
    files = {"docs/mine.md": "# Mine\n\n" + "\n\n".join(elements.values()) + "\n"}
    done = run(configured(tmp_path, "", files))
    for directive in elements:
        assert f'{directive}: ["https://a.example' in done.stderr
    assert done.stderr.count("mine/index.html") == len(elements)
    more = ", ".join(f"{directive}: 'https://a.example'" for directive in elements)
    done = run(configured(tmp_path, f"{{{more}}}", files))
    site = tmp_path / "site"
    assert "policy-refuses" not in done.stderr
    assert all("https://a.example" in policy(site / "mine/index.html")[name] for name in elements)


def test_links_and_addresses_of_the_site_itself_load_nothing_from_elsewhere(tmp_path: Path) -> None:
    text = '# Mine\n\n[x](https://a.example/)\n\n<img alt="x" src="https://tea.example.org/handbook/x.png">\n'
    assert "policy-refuses" not in run(copy(tmp_path, {"docs/mine.md": text})).stderr


def test_a_site_may_have_none(tmp_path: Path) -> None:
    done = run(configured(tmp_path, "false", {"docs/mine.md": f"# Mine\n\n<script>{BAD}</script>\n"}))
    page = (tmp_path / "site/mine/index.html").read_text()
    assert "policy" not in done.stderr and not POLICY.findall(page) and "integrity" not in page


def test_a_guest_leaves_the_pages_of_its_host_as_they_are(tmp_path: Path) -> None:
    page = f"# Mine\n\n<script>{BAD}</script>\n"
    config = CONFIG.replace("pdf: false", "pdf: false, at: our")
    site = built(write(tmp_path, {**FILES, "mkdocs.yml": config, "docs/mine.md": page}))
    assert not POLICY.findall((site / "mine/index.html").read_text())
    assert policy(site / "our/phases/explore/index.html")["script-src"]
    write(tmp_path, {"mkdocs.yml": config.replace("at: our", "at: our, content_security_policy: true")})
    assert "policy-refuses" in run(tmp_path).stderr and policy(site / "mine/index.html")


def test_another_theme_gets_one_when_asked(tmp_path: Path) -> None:
    config = f"site_name: Tea\ntheme: {{name: readthedocs, highlightjs: false}}\n{settings('null')}"
    done = run(write(tmp_path, {**FILES, "mkdocs.yml": config}))
    assert done.returncode == 0 and "note[no-policy]" in done.stderr
    assert not POLICY.findall((tmp_path / "site/index.html").read_text())
    write(tmp_path, {"mkdocs.yml": config.replace("null", "true")})
    done = run(tmp_path)
    assert "no-policy" not in done.stderr
    assert policy(tmp_path / "site/index.html")["script-src"]


def test_what_is_no_policy_stops_the_build(tmp_path: Path) -> None:
    done = run(configured(tmp_path, "{img: [x]}", {}))
    assert done.returncode == 1 and "error[bad-policy]" in done.stderr and "Traceback" not in done.stderr


def test_pages_of_every_language_have_one(tmp_path: Path) -> None:
    i18n = "{i18n: {docs_structure: suffix, languages: [{locale: en, name: English, default: true, build: true}, {locale: sv, name: Svenska, build: true}]}}"
    site = built(
        copy(
            tmp_path,
            {"docs/index.sv.md": "# Hem\n"},
            f"plugins: [search, {i18n}, {{cocreate: {{pdf: false}}}}]\n",
        )
    )
    for page in site.rglob("*.html"):
        assert policy(page)["script-src"]


def test_a_letter_that_is_two_when_it_is_small_hides_no_script() -> None:
    page = "<p>İİİ</p><script>one()</script>İ<SCRIPT>two()</SCRIPT>"
    assert [script.text for script in scripts(page)] == ["one()", "two()"]
