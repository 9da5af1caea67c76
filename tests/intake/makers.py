"""Word processor's files, made of the few parts that a reader needs."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_MAIN}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(*targets: tuple[str, str, str]) -> str:
    """Relationships of a part: id, type and target."""
    lines = (
        f'<Relationship Id="{id_}" Type="{_RELATIONS}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for id_, kind, target in targets
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'


def part(name: str, inside: str) -> str:
    """A part of WordprocessingML."""
    return f"<w:{name} {_SPACES}>{inside}</w:{name}>"


def paragraph(words: str, style: str = "", bold: bool = False) -> str:
    """A paragraph of one run; words that begin with `<` are runs already."""
    shown = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    strong = "<w:rPr><w:b/></w:rPr>" if bold else ""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    runs = (
        words if words.startswith("<w:") else f'<w:r>{strong}<w:t xml:space="preserve">{escaped}</w:t></w:r>'
    )
    return f"<w:p>{shown}{runs}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of words."""
    return (
        "<w:tbl>"
        + "".join(
            "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
        )
        + "</w:tbl>"
    )


def item(words: str) -> str:
    """An item of a bulleted list."""
    return paragraph(words).replace(
        "<w:p>", '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>', 1
    )


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr=""/><a:graphic><a:graphicData><pic:pic>'
    '<pic:blipFill><a:blip r:embed="rId7"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r>"
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003"
    "010100c9fe92ef0000000049454e44ae426082"
)

STYLES = part(
    "styles",
    "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr></w:style>'
        for id_, name, level in (("Rubrik1", "heading 1", 0), ("Kapitel", "Vårt kapitel", 1))
    )
    + '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    + '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>',
)
NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)


def docx(body: str, parts: Mapping[str, str | bytes] | None = None, document: str | bytes = "") -> bytes:
    """A file with a body and more parts; `document` takes the place of the whole main part."""
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": document or part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/_rels/document.xml.rels": relations(
            ("rId2", "styles", "styles.xml"),
            ("rId3", "numbering", "numbering.xml"),
            ("rId4", "comments", "comments.xml"),
            ("rId5", "footnotes", "footnotes.xml"),
            ("rId7", "image", "media/a.png"),
        ),
        "word/media/a.png": PNG,
        **(parts or {}),
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in whole.items():
            file.writestr(name, content)
    return made.getvalue()
