"""What the extensions of the site make of a text: a sheet has the same words in the same order as a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from cocreate_plugin.hosts.mkdocs.markdown import Markdown
from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.prose import Dialect, normalised
from cocreate_plugin.prose.rendering import PAGE_EXTENSIONS
from cocreate_plugin.prose.tag_reader import TagReader
from cocreate_plugin.sheets import a3
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import write

pytestmark = pytest.mark.paper

ELEMENTS = {
    "abbr": "The HTML tells.\n\n*[HTML]: A language",
    "admonition": '!!! tip "A hint to all"\n\n    Take your time.',
    "attr_list": "A word *set apart*{ .wide } here.\n\n![A wall](wall.png){ width=20% align=right }",
    "def_list": "Gate\n:   Where a phase is closed.\n\nLane\n:   Where a step stands.",
    "footnotes": "It is known[^a] here.",
    "md_in_html": '<figure markdown="span">\n![A wall](wall.png){ width="40" }\n<figcaption>The first wall</figcaption>\n</figure>',
    "tables": "| Who | Days |\n|---|---:|\n| Anna | 3 |\n| Björn | 12 |",
    "toc": "### A heading within\n\nIts text.",
    "pymdownx.betterem": "**Strong** and *soft* and ***both***.",
    "pymdownx.caret": "An ^^insertion^^ and x^2^.",
    "pymdownx.details": '??? note "Closed on the screen"\n\n    Printed all the same.\n\n???+ note "Open"\n\n    Seen.',
    "pymdownx.mark": "A ==marked== word.",
    "pymdownx.superfences": '``` python title="sums.py" linenums="1" hl_lines="2"\nfirst = 1\nsecond = 2\n```\n\n- An item\n\n    ```\n    within = 3\n    ```',
    "pymdownx.tabbed": '=== "In the *room*"\n\n    - Take the wall\n\n=== "Online"\n\n    Share a page.',
    "pymdownx.tasklist": "- [x] Chairs are there\n- [ ] Doors are open",
    "pymdownx.tilde": "A ~~deletion~~ and H~2~O.",
}
"""An element of each extension, by its name."""
AUTHORS = {
    "pymdownx.arithmatex": ({"generic": True}, "The sum $a^2 + b$ is\n\n$$\n\\frac{a}{b}\n$$\n\nin the end."),
    "pymdownx.emoji": ({}, "Done :smile: and :not_one: too."),
    "pymdownx.inlinehilite": ({}, "Write `#!python total = 1` first."),
    "pymdownx.keys": ({"separator": "-"}, "Press ++ctrl+alt+p++ now."),
    "pymdownx.magiclink": ({}, "See https://example.org/a for more."),
    "pymdownx.smartsymbols": ({"arrows": False}, "Whole (c) 1/2 +/- 3 --> 4."),
    "pymdownx.snippets": ({"base_path": ["shared"]}, 'Before.\n\n--8<-- "words.md"\n\nBehind.'),
    "pymdownx.tilde": ({"subscript": False}, "A ~one~ sign and ~~two~~."),
    "smarty": ({}, "\"Quoted\" -- and 'so' on..."),
}
"""An element of each extension that an author may add or set, with its options."""
NOTE = "[^a]: Since the first year."
MOVED = {
    "1 2 first = 1 second": "1 first = 1 2 second",
    "room Online Take the wall": "room Take the wall Online",
    "Ctrl-Alt-P": "Ctrl - Alt - P",
    r"\(a^2 + b\)": "a^2 + b",
    r"\[ \frac{a}{b} \]": r"\frac{a}{b}",
}
"""What a page sets in another order or for a script, and how a sheet does."""
TEMPLATE = (
    "---\ntitle: One box\npurpose: One sheet.\nlayout:\n  - [one 1]\n---\n\n## One {#one}\n\n- A prompt?\n"
)
SHEET = "---\ntitle: All\npurpose: A trial.\ntemplate: one-box\n---\n\n## One\n\n"


def test_there_is_an_element_for_every_extension_of_the_site() -> None:
    assert ELEMENTS.keys() == PAGE_EXTENSIONS.keys()


class PageWords(TagReader):
    """Collects the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text += " " * (
            tag not in ("sup", "sub", "a", "em", "strong", "mark", "del", "ins", "span", "kbd", "code")
        )

    def handle_data(self, data: str) -> None:
        self.text += data


def words(text: str) -> list[str]:
    """Give the words that are read; permanent links and ways back from a note are of use on the screen only."""
    return [word for word in text.replace("¶", " ").replace("↩", " ").split() if word.strip("•×")]


def printed_sheet(
    folder: Path, printed: Callable[..., list[Printed]], body: str, dialect: Dialect | None = None
) -> Path:
    """Print a text in the one box of an A3."""
    write(
        folder,
        {
            "process/handbook.yml": "title: Ours\nlanguage: en\n",
            "process/a3/one-box.md": TEMPLATE,
            "process/a3/all.md": f"{SHEET}{body}\n",
        },
    )
    Image.new("RGB", (80, 60), "teal").save(folder / "process/a3/wall.png")
    book = load(folder, dialect=dialect).handbook
    sheets = [sheet for sheet in a3.sheets(book) if sheet.path == "print/a3/all.pdf"]
    (result,) = printed(*jobs(sheets, folder))
    assert result.problems == () and result.file
    return result.file


OURS = {name: ({}, text) for name, text in ELEMENTS.items()}
HALVES = [dict(list(OURS.items())[half::2]) for half in (0, 1)]


@pytest.mark.parametrize("elements", [*HALVES, AUTHORS], ids=["ours", "ours-too", "authors"])
def test_a_sheet_has_the_words_of_a_page_in_their_order(tmp_path, printed, elements, monkeypatch) -> None:
    """On pages numbers of lines stand beside code, and titles of tabs above all of them."""
    monkeypatch.chdir(write(tmp_path, {"shared/words.md": "Shared **words**,\nin two lines."}))
    body = "\n\n".join(text for _, text in elements.values())
    body += f"\n\n{NOTE}" * ("[^a]" in body)
    settings = {name: options for name, (options, _) in elements.items()}
    dialect = Dialect.of(settings) if elements is AUTHORS else None
    with pypdfium2.PdfDocument(printed_sheet(tmp_path, printed, body, dialect)) as document:
        on_paper = " ".join(words(document[0].get_textpage().get_text_range()))
    authors = {name: options for name, options in settings.items() if options or elements is AUTHORS}
    page = PageWords()
    page.feed(Markdown(tuple(authors), authors).with_ours().reader()(normalised(body)))
    shown = " ".join(words(page.text))
    for here, there in MOVED.items():
        shown = shown.replace(here, there)
    assert f" {shown} " in on_paper.replace(" .", ".")


def test_a_picture_has_the_width_and_the_side_that_are_asked_for(tmp_path, printed) -> None:
    body = 'Beside it.\n\n![A wall](wall.png){ width=25% align=right }\n\n![A wall](wall.png){ width="96" align=left }'
    with pypdfium2.PdfDocument(printed_sheet(tmp_path, printed, body)) as document:
        page = document[0]
        right, left = (shape.get_bounds() for shape in page.get_objects(filter=[3]))
        middle = page.get_width() / 2
    assert 0.22 < (right[2] - right[0]) / (2 * middle) < 0.25 and right[0] > middle
    assert round(left[2] - left[0]) == 72 and left[2] < middle
    assert right[3] > left[3] - 40, "they stand beside each other"


def test_a_drawing_has_the_name_of_its_label_and_an_ornament_none(tmp_path, printed) -> None:
    shape = '<rect width="9" height="9" /></svg>'
    size = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 9 9"'
    marks = ('role="img" aria-label="A clock"', 'aria-hidden="true"', 'role="presentation"')
    body = "\n\n".join(f"Text {size} {mark}>{shape} behind." for mark in marks)
    with pikepdf.open(printed_sheet(tmp_path, printed, body)) as pdf:
        tags = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        figures = [each for each in tags if each.get("/S") == "/Figure"]
        assert [str(each.get("/Alt")) for each in figures if str(each.get("/Alt")) != "None"].count(
            "A clock"
        ) == 1
        assert all("/Alt" in each for each in figures), "every figure has a name, or is none"
