"""Markdown to HTML, links, citations' places, what HTML is allowed."""

from __future__ import annotations

from .citations import Citation as Citation, citations as citations, with_citations as with_citations
from .code_spans import place_of as place_of, with_braces as with_braces
from .critic import with_critic_marks as with_critic_marks
from .dialect import (
    CRITIC as CRITIC,
    Dialect as Dialect,
    formulas as formulas,
    is_pictogram as is_pictogram,
    on_pages as on_pages,
    on_pages_only as on_pages_only,
)
from .differences import changes as changes, clean_page as clean_page
from .drawings import lost_on_paper as lost_on_paper, refused_in_drawing as refused_in_drawing
from .evidently_safe import (
    is_evidently_plain as is_evidently_plain,
    is_evidently_safe as is_evidently_safe,
)
from .links import Link as Link, links as links, relinked as relinked
from .python_markdown import normalised as normalised, unescaped as unescaped
from .reading import Reading as Reading
from .rendering import (
    PAGE_EXTENSIONS as PAGE_EXTENSIONS,
    footnotes as footnotes,
    heading_reader as heading_reader,
    html as html,
    ids as ids,
    inline as inline,
    needed as needed,
    note as note,
    page_reader as page_reader,
    plain as plain,
)
from .safelist import (
    SAFE_ATTRIBUTES as SAFE_ATTRIBUTES,
    SAFE_SCHEMES as SAFE_SCHEMES,
    SAFE_TAGS as SAFE_TAGS,
    SVG_TAGS as SVG_TAGS,
    UNSAFE_TAGS as UNSAFE_TAGS,
)
from .snippets import missing_snippets as missing_snippets, with_snippets as with_snippets
from .strip_html import without_unlisted_html as without_unlisted_html
from .to_draw import (
    DIAGRAM as DIAGRAM,
    DISPLAYED as DISPLAYED,
    FORMULA as FORMULA,
    ToDraw as ToDraw,
    to_draw as to_draw,
    with_pictures as with_pictures,
)
from .unsafe_html import (
    UnsafeHtml as UnsafeHtml,
    changes_on_paper as changes_on_paper,
    may_change as may_change,
    read_refusals as read_refusals,
    refusals as refusals,
)
