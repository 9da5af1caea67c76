"""HTML read tag by tag; Python's reader trips over declarations that every browser passes over."""

from __future__ import annotations

from html.parser import HTMLParser


class TagReader(HTMLParser):
    """Reads HTML of any kind to its end."""

    def __init__(self) -> None:
        """Resolve references to characters in the text."""
        super().__init__(convert_charrefs=True)

    def parse_html_declaration(self, i: int) -> int:
        """Read what begins with `<!` as browsers do: a comment, or something that counts as one."""
        if self.rawdata.startswith("<!--", i):
            return self.parse_comment(i)
        return self.parse_bogus_comment(i)
