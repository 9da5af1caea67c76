"""While somebody writes, every address is answered: with a page, with a PDF, or with words that say why not."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.config import load_config

from cocreate_plugin.hosts.mkdocs.answers import Answers, Served
from cocreate_plugin.hosts.mkdocs.paper import Paper, sheets
from cocreate_plugin.pages.site import Site
from cocreate_plugin.problems import Place, problem
from cocreate_plugin.testing import handbook, write
from tests.hosts.building import CONFIG, PHASE
from tests.hosts.mkdocs.test_paper import served

LIST = "---\ntitle: Opening\npurpose: Ready.\n---\n\n- [ ] The cups are clean.\n"
PDF = "print/checklists/opening.pdf"
HTML = b"<html><body class='x'><p>Words.</p></body></html>"


def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Serves a page at every address that ends in a slash, and a text elsewhere."""
    found, status = environ["PATH_INFO"].endswith("/"), "404 Not Found"
    kind = "text/html" if found else "text/plain"
    start("200 OK" if found else status, [("Content-Type", kind), ("Content-Length", str(len(HTML)))])
    return [HTML]


def absent(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    start("404 Not Found", [("Content-Type", "text/html")])
    return [b"404 Not Found"]


class Asked:
    """Asks as MkDocs' server does."""

    def __init__(self, make: Callable[..., Paper] = lambda sheets: Paper(), patience: float = 60) -> None:
        book = handbook({"process/checklists/opening.md": LIST})
        self.handbook = Served(make, True, Site(book, sheets(book)))
        self.answers = Answers("/tea/", "", self.handbook, patience)

    def __call__(self, address: str, inner: Any = app) -> tuple[str, dict[str, str], str]:
        begun: list[tuple[str, dict[str, str]]] = []
        body = self.answers.around(inner)(
            {"PATH_INFO": f"/tea/{address}"}, lambda status, headers: begun.append((status, dict(headers)))
        )
        content = b"".join(body)
        ((status, headers),) = begun
        assert int(headers["Content-Length"]) == len(content)
        return status, headers, content.decode("utf-8", "replace")


UNFIT = problem(
    "does-not-fit",
    Place("process/checklists/opening.md", 7),
    box="<i>Cups</i>",
    path="print/checklists/opening.pdf",
    mm=3.0,
)


class TestPdfs:
    def test_one_that_is_made(self, tmp_path: Path) -> None:
        file = write(tmp_path, {"made.pdf": "%PDF-1.7"}) / "made.pdf"
        status, headers, content = Asked(lambda sheets: Paper({sheets[0].path: file}))(PDF)
        assert (status, headers["Content-Type"], content) == ("200 OK", "application/pdf", "%PDF-1.7")

    def test_one_that_does_not_fit(self) -> None:
        status, headers, content = Asked(lambda sheets: Paper(problems=(UNFIT,)))(PDF)
        assert status == "500 Internal Server Error" and headers["Content-Type"].startswith("text/html")
        assert (
            "process/checklists/opening.md:7: “&lt;i&gt;Cups&lt;/i&gt;” does not fit on print/checklists/opening.pdf."
            in content
        )

    def test_one_that_trips(self) -> None:
        status, _, content = Asked(lambda sheets: Paper(files=1 / 0))(PDF)  # type: ignore[arg-type]
        assert status == "500 Internal Server Error" and "division by zero" in content

    def test_one_that_is_being_made(self, tmp_path: Path) -> None:
        """It is made once, however often somebody asks, and given when it is there."""
        file = write(tmp_path, {"made.pdf": "%PDF-1.7"}) / "made.pdf"
        go, times = threading.Event(), []

        def make(wanted: Any) -> Paper:
            times.append(wanted)
            go.wait(60)
            return Paper({wanted[0].path: file})

        ask = Asked(make, patience=0)
        for _ in range(2):
            status, headers, content = ask(PDF)
            assert status == "503 Service Unavailable" and int(headers["Retry-After"]) > 0
            assert "This PDF is being made" in content and 'http-equiv="refresh"' in content
        go.set()
        ask.answers.patience = 60
        assert ask(PDF)[0] == "200 OK" and len(times) == 1

    def test_one_asked_for_while_the_site_is_made_anew(self) -> None:
        ask = Asked(patience=0)
        told: list[tuple[str, dict[str, str], str]] = []
        ask.answers.watching(lambda: told.append(ask(PDF)))()
        ((status, headers, content),) = told
        assert status == "503 Service Unavailable" and "Retry-After" in headers
        assert "The site is being made anew" in content

    def test_what_is_no_sheet_is_left_to_others(self) -> None:
        assert Asked()("print/checklists/opened.pdf")[0] == "404 Not Found"
        ask = Asked()
        ask.handbook.on_demand = False
        assert ask(PDF)[0] == "404 Not Found"


class TestPages:
    def test_without_problems_a_page_is_as_it_was(self) -> None:
        ask = Asked()
        ask.handbook.problems = (problem("unused-file", Place("process/a.png"), file="a"),)
        assert ask("phases/")[2].encode() == HTML

    def test_problems_stand_on_top_those_of_the_page_first(self) -> None:
        ask = Asked()
        other = problem("unknown-field", Place("process/a.md", 2, 3), name="<b>")
        by_hand = problem("broken-link", Place("docs/about.md", 4), target="x.md")
        ask.handbook.problems = (other, by_hand, UNFIT)
        for address, first in (("checklists/opening/", "opening.md:7:1"), ("about/", "about.md:4:1")):
            content = ask(address)[2]
            assert content.startswith("<html><body class='x'><style>")
            banner = content[content.index("<aside") : content.index("</aside>")]
            assert 'role="status"' in banner and "3 problems in the handbook" in banner
            assert banner.index(first) < banner.index("process/a.md:2:3") and "&lt;b&gt;" in banner

    def test_what_is_no_page_stays(self) -> None:
        ask = Asked()
        ask.handbook.problems = (UNFIT,)
        assert ask("a.css")[2].encode() == HTML

    def test_a_build_that_failed_is_told_and_does_not_stop_the_server(self) -> None:
        ask = Asked()

        def fails() -> None:
            raise SystemExit("no <site_name>")

        ask.answers.watching(fails)()
        assert "no &lt;site_name&gt;" in ask("about/")[2]
        status, _, content = ask("about/", absent)
        assert status == "500 Internal Server Error" and "no &lt;site_name&gt;" in content
        ask.answers.watching(lambda: None)()
        assert ask("about/")[2].encode() == HTML


def fetched(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=120) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")


def until(address: str, wanted: Callable[[int, str], bool]) -> str:
    """Asks until the answer is the wanted one."""
    for _ in range(3000):
        code, content = fetched(address)
        if wanted(code, content):
            return content
        time.sleep(0.1)
    raise AssertionError(content)


@pytest.mark.site
@pytest.mark.paper
def test_mistakes_come_and_go_while_serving(tmp_path: Path) -> None:
    """An error, settings that cannot be read, and a sheet that does not fit: every page is there all the time."""
    wrong = LIST.replace("purpose", "colour: red\npurpose")
    config = "site_name: Tea\ntheme: material\nplugins: [cocreate]\n"
    long = LIST + "".join(f"- [ ] {number} {'word ' * 30}\n" for number in range(60))
    write(
        tmp_path, {"mkdocs.yml": config, "docs/index.md": "# Home\n", "process/checklists/opening.md": wrong}
    )
    with served(tmp_path) as address:
        page, said = f"{address}/checklists/opening/", "opening.md:3:1</code> error[unknown-field]"
        assert said in fetched(page)[1] and said in fetched(f"{address}/")[1]
        write(tmp_path, {"process/checklists/opening.md": LIST})
        assert "The cups are clean." in until(page, lambda code, text: code == 200 and said not in text)
        write(tmp_path, {"mkdocs.yml": "site_name: [Tea\n"})
        assert "The cups are clean." in until(page, lambda code, text: "could not be made anew" in text)
        write(tmp_path, {"mkdocs.yml": config, "process/checklists/opening.md": long})
        until(page, lambda code, text: "59 word" in text and "made anew" not in text)
        pdf = until(f"{address}/{PDF}", lambda code, text: code != 503)
        assert "does not fit on" in pdf and fetched(f"{address}/{PDF}")[0] in (500, 503)
        assert "warning[does-not-fit]" in fetched(page)[1]
        write(tmp_path, {"process/checklists/opening.md": LIST})
        until(f"{address}/{PDF}", lambda code, text: code == 200 and text.startswith("%PDF"))
    assert "Traceback" not in (tmp_path / "log").read_text()


CORPUS = sorted((Path(__file__).parents[2] / "broken").glob("*.yml"))


@pytest.mark.site
@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.stem)
def test_whatever_is_wrong_does_not_stop_a_served_site(case: Path, tmp_path: Path) -> None:
    """What can be read is shown, and the pages are there to say what is wrong."""
    data = yaml.safe_load(case.read_text("utf-8"))
    more = {name: text.encode("latin-1") for name, text in data.get("bytes", {}).items()}
    phase = {"process/phases/sound.md": PHASE.format(title="Sound")}
    config = CONFIG.replace("{pdf: false}", "{}")
    write(tmp_path, {**phase, "docs/index.md": "# Home\n", **data["files"], **more, "mkdocs.yml": config})
    settings = load_config(str(tmp_path / "mkdocs.yml"))
    settings.plugins.on_startup(command="serve", dirty=False)
    settings = settings.plugins.on_config(settings)
    settings.plugins.on_pre_build(config=settings)
    ours: Any = settings.plugins["cocreate"]
    assert ours._pages and ours.served.site
