"""`cocreate export`: pages, data and PDFs in a plain folder."""

from __future__ import annotations

import json

import pytest

from cocreate_plugin.testing import write
from tests.hosts.cli.command import PHASE, Command

DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><style>%s</style></svg>'
FONT = '@font-face { font-family: "Hand"; src: url("https://example.org/Hand.woff2") }'


FORMER = PHASE.replace("title:", "formerly: [find-out]\ntitle:", 1)


class TestExport:
    BOOK = {
        "process/handbook.yml": "title: Ours\n",
        "process/phases/explore.md": f"{PHASE.rstrip()} {{#heard}}\n\n[All](../../docs/about.md)\n",
        "process/files/dot.svg": DOT % FONT,
        "process/checklists/mine.md": "---\ntitle: M\npurpose: p\npublish: no\n---\n\n- [ ] One thing\n",
        "docs/about.md": "# About\n\n[Explore](../process/phases/explore.md)\n\n![A dot](../process/files/dot.svg)\n",
    }

    @pytest.fixture
    def book(self, run: Command) -> Command:
        write(run.folder, self.BOOK)
        return run

    @pytest.mark.paper
    def test_pages_data_and_pdfs(self, book: Command) -> None:
        said = book("export", "out")
        assert said.code == 0, said.err
        out = book.folder / "out"
        assert "[Explore](phases/explore.md)" in (out / "about.md").read_text("utf-8")
        page = (out / "phases/explore.md").read_text("utf-8")
        assert page.startswith('---\ntitle: "Explore"\n')
        assert "[All](../about.md)" in page
        assert "{:" not in page
        assert (out / "files/dot.svg").read_text() == DOT % ""
        assert (out / "print/checklists/gate-explore.pdf").read_bytes().startswith(b"%PDF")
        assert not list(out.rglob("mine.*"))
        assert (out / "index.md").exists()

    @pytest.mark.paper
    def test_former_addresses_lead_on(self, run: Command) -> None:
        """As on the site: a page that leads on, also for the list, and a copy of each PDF."""
        write(run.folder, {"process/phases/explore.md": FORMER})
        assert run("export", "out").code == 0
        for former, now in (("phases/find-out", "explore"), ("checklists/gate-find-out", "gate-explore")):
            page = (run.folder / f"out/{former}/index.html").read_text("utf-8")
            assert f'url=../{now}/"' in page and "script-src 'sha256-" in page
        pdfs = run.folder / "out/print/checklists"
        assert (pdfs / "gate-find-out.pdf").read_bytes() == (pdfs / "gate-explore.pdf").read_bytes()

    @pytest.mark.paper
    def test_everything_generated_lies_in_the_folder(self, book: Command) -> None:
        """Links, PDFs and data follow `at`; what `exclude_docs` names stays behind."""
        settings = "site_name: Ours\nplugins: [{cocreate: {at: process}}]\nexclude_docs: |\n  /notes/\n"
        write(book.folder, {"mkdocs.yml": settings, "docs/notes/mine.md": "# Mine\n"})
        said = book("export", "out")
        assert said.code == 0, said.err
        out = book.folder / "out"
        assert {each.name for each in out.iterdir()} == {"process", "about.md", "index.md"}
        assert "[Explore](process/phases/explore.md)" in (out / "about.md").read_text("utf-8")
        assert "[All](../../about.md)" in (out / "process/phases/explore.md").read_text("utf-8")
        assert (out / "process/print/checklists/gate-explore.pdf").is_file()
        data = json.loads((out / "process/handbook.json").read_text("utf-8"))
        assert {each["path"] for each in data["sheets"]} >= {"process/print/checklists/gate-explore.pdf"}

    @pytest.mark.paper
    def test_every_link_leads_to_a_file(self, run: Command) -> None:
        from cocreate_plugin import prose

        run("init", "ours", "--from", "empty", "--language", "sv")
        run("export", "out", folder=run.folder / "ours")
        out = run.folder / "ours" / "out"
        for page in out.rglob("*.md"):
            for link in prose.links(page.read_text("utf-8")):
                target = link.target.partition("#")[0]
                assert ":" in target or not target or (page.parent / target).exists(), f"{page}: {target}"

    def test_errors_are_corrected_first(self, book: Command) -> None:
        write(book.folder, {"process/roles/x.md": ""})
        said = book("export", "out")
        assert said.code == 1
        assert "error[empty-file]" in said.err
        assert not (book.folder / "out").exists()

    @pytest.mark.parametrize("folder", [".", "..", "docs", "process/a3"])
    def test_what_the_handbook_is_made_from_is_not_overwritten(self, book: Command, folder: str) -> None:
        assert book("export", folder).code == 2
