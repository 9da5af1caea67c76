"""What the extensions of the site make of a text: a sheet has the same words in the same order as a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.prose import page_reader
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
NOTE = "[^a]: Since the first year."
MOVED = {
    "1 2 first = 1 second": "1 first = 1 2 second",
    "room Online Take the wall": "room Take the wall Online",
}
"""What a page sets in another order, and how a sheet does."""
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
        self.text += " " * (tag not in ("sup", "sub", "a", "em", "strong", "mark", "del", "ins", "span"))

    def handle_data(self, data: str) -> None:
        self.text += data


def words(text: str) -> list[str]:
    """Give the words that are read; permanent links and ways back from a note are of use on the screen only."""
    return [word for word in text.replace("¶", " ").replace("↩", " ").split() if word.strip("•×")]


def printed_sheet(folder: Path, printed: Callable[..., list[Printed]], body: str) -> Path:
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
    sheets = [sheet for sheet in a3.sheets(load(folder).handbook) if sheet.path == "print/a3/all.pdf"]
    (result,) = printed(*jobs(sheets, folder))
    assert result.problems == () and result.file
    return result.file


@pytest.mark.parametrize("half", [0, 1])
def test_a_sheet_has_the_words_of_a_page_in_their_order(tmp_path, printed, half) -> None:
    """On pages numbers of lines stand beside code, and titles of tabs above all of them."""
    body = "\n\n".join(list(ELEMENTS.values())[half::2])
    body += f"\n\n{NOTE}" * ("[^a]" in body)
    with pypdfium2.PdfDocument(printed_sheet(tmp_path, printed, body)) as document:
        on_paper = " ".join(words(document[0].get_textpage().get_text_range()))
    page = PageWords()
    page.feed(page_reader()(body))
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
