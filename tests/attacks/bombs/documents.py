"""Bombs in the Markdown of one document."""

from __future__ import annotations

from .bomb import Files, bomb, document, phase, text


@bomb("quotations within each other")
def _() -> Files:
    return text(">" * 5_000 + " a")


@bomb("lists within each other")
def _() -> Files:
    return text("".join("  " * n + "- a\n" for n in range(190)))


@bomb("lists within each other on one line")
def _() -> Files:
    return text("- " * 9_000 + "a")


@bomb("brackets that open")
def _() -> Files:
    return text("[" * 19_900 + "a")


@bomb("brackets that open, line by line")
def _() -> Files:
    return text("[a\n" * 9_000)


@bomb("brackets that close")
def _() -> Files:
    return text("[" * 9_900 + "a" + "](b)" * 9_900)


@bomb("pictures within each other")
def _() -> Files:
    return text("![" * 4_900 + "a" + "](b)" * 4_900)


@bomb("backticks, each time one more")
def _() -> Files:
    return text(" ".join("`" * n for n in range(1, 198)))


@bomb("backticks, each time one less, line by line")
def _() -> Files:
    return text("\n".join("a " + "`" * n for n in range(350, 0, -1)))


@bomb("underscores")
def _() -> Files:
    return text("_a __b " * 2_800)


@bomb("asterisks, each time one more")
def _() -> Files:
    return text(" ".join("*" * n + "a" for n in range(1, 198)))


@bomb("emphasis that nothing closes")
def _() -> Files:
    return text("\n\n".join("*a **b _c __d ~~e ==f ^^g ++h " * 400 for _ in range(6)))


@bomb("a table of one row")
def _() -> Files:
    return text("|" + "a|" * 6_000 + "\n|" + "-|" * 6_000 + "\n|" + "b|" * 6_000)


@bomb("a table of five thousand rows")
def _() -> Files:
    return text("|a|\n|-|\n" + "|b|\n" * 4_900)


@bomb("a table of two thousand rows by four columns that is short of cells")
def _() -> Files:
    return text("|a|b|c|d|\n|-|-|-|-|\n" + "|b|\n" * 2_000)


@bomb("tables by the thousand")
def _() -> Files:
    return text("|a|b|\n|-|-|\n|c|d|\n\n" * 2_400)


@bomb("footnotes by the thousand")
def _() -> Files:
    return text("".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(900)))


@bomb("footnotes in footnotes")
def _() -> Files:
    return text("a[^0]\n\n" + "".join(f"[^{n}]: b[^{n + 1}]\n\n" for n in range(1_500)))


@bomb("one footnote named by the thousand")
def _() -> Files:
    return text("a[^1]\n" * 9_000 + "\n[^1]: b")


@bomb("references by the thousand")
def _() -> Files:
    return text("".join(f"[a{n}]\n\n[a{n}]: b{n}.md\n\n" for n in range(2_400)))


@bomb("definitions of references, one after another")
def _() -> Files:
    return text("[a9]\n\n" + "".join(f"[a{n}]: b{n}.md\n" for n in range(9_900)))


@bomb("abbreviations by the thousand")
def _() -> Files:
    return text("".join(f"*[AB{n}]: c\n" for n in range(4_900)) + "\nAB1 AB2 " * 2_000)


@bomb("abbreviations that begin alike")
def _() -> Files:
    return text("".join(f"*[{'A' * n}]: c\n" for n in range(1, 140)) + "\n" + "A" * 9_000)


@bomb("definition lists")
def _() -> Files:
    return text("a\n:   b\n\n" * 3_200)


@bomb("headings of one name by the thousand")
def _() -> Files:
    return phase(body="## More\n\na\n\n" * 2_400)


@bomb("headings by the thousand")
def _() -> Files:
    return phase(body="".join(f"### H{n}\n\n" for n in range(4_900)))


@bomb("headings that are nearly fields")
def _() -> Files:
    return phase(body="".join(f"## Questoin{n}\n\na\n\n" for n in range(2_400)))


@bomb("nine thousand items")
def _() -> Files:
    return phase(body="## Entry\n\n" + "- a\n" * 9_500)


@bomb("nine thousand items, blank lines between")
def _() -> Files:
    return phase(body="## Entry\n\n" + "- a\n\n" * 1_990)


@bomb("nine thousand tasks")
def _() -> Files:
    return phase(body="## Gate\n\n" + "".join(f"- [ ] task {n}\n" for n in range(9_500)))


@bomb("as many tasks as may be")
def _() -> Files:
    return phase(body="## Gate\n\n" + "".join(f"- [ ] task {n}\n" for n in range(1_990)))


@bomb("tasks of one name")
def _() -> Files:
    return phase(body="## Gate\n\n" + "- [ ] a\n" * 900)


@bomb("steps by the thousand")
def _() -> Files:
    return phase(
        body="## Steps\n\n" + "".join(f"### S{n}\n\n- Frontstage: a\n- Backstage: b\n\n" for n in range(400))
    )


@bomb("items of a numbered list with huge numbers")
def _() -> Files:
    return text("".join(f"{999_999_999 - n}. a\n" for n in range(9_500)))


@bomb("elements within each other")
def _() -> Files:
    return text("<div>" * 9_000 + "a" + "</div>" * 9_000)


@bomb("elements within each other, line by line")
def _() -> Files:
    return text("<div>\n" * 4_900 + "a\n" + "</div>\n" * 4_900)


@bomb("elements that nothing closes")
def _() -> Files:
    return text("<b><i><u><s>" * 1_600)


@bomb("paragraphs of elements that nothing closes")
def _() -> Files:
    return text("<b> a\n\n" * 1_900)


@bomb("attributes by the thousand")
def _() -> Files:
    return text("<p " + " ".join(f"a{n}=b" for n in range(1_900)) + ">a</p>")


@bomb("comments that nothing closes")
def _() -> Files:
    return text("<!-- a\n" * 4_900)


@bomb("comments by the thousand")
def _() -> Files:
    return text("a <!-- b --> c\n\n" * 1_900)


@bomb("declarations and instructions that nothing closes")
def _() -> Files:
    return text("<![CDATA[ <? <! " * 1_200)


@bomb("entities")
def _() -> Files:
    return text("&amp;&#x26;&lt" * 1_400)


@bomb("entities of huge numbers")
def _() -> Files:
    return text("&#" + "9" * 9_000 + "; &#x" + "f" * 9_000 + ";")


@bomb("addresses in angle brackets")
def _() -> Files:
    return text("\n".join("<https://e.example/" + "a" * 40 + "> <me@e.example>" for _ in range(1_200)))


@bomb("lists of attributes")
def _() -> Files:
    return text("a {: .b " * 2_400 + "}" * 10)


@bomb("signs of numbers, and a link")
def _() -> Files:
    return text("x {" + "#" * 19_000 + "\n\n[y](#foo)")


@bomb("no-break spaces")
def _() -> Files:
    return phase(body="## Gate\n\n- [ ] a {: " + "\xa0" * 19_000 + "b")


@bomb("spaces and dashes")
def _() -> Files:
    return phase(body="## Gate\n\n- [ ] a" + " \xa0— " * 4_500 + "b")


@bomb("attributes of a fence")
def _() -> Files:
    return text("``` a " + 'x="" ' * 3_000 + "!\n<b>\n```")


@bomb("fences that nothing closes")
def _() -> Files:
    return text("".join("`" * n + "\na\n" for n in range(150, 2, -1)))


@bomb("backslashes")
def _() -> Files:
    return text("\\" * 19_000 + "[a](b)")


@bomb("marks on one letter")
def _() -> Files:
    return text("a" + "\u0301\u0316\u0334" * 6_000)


@bomb("directions within each other")
def _() -> Files:
    return text("\u202e\u2066" * 9_000 + "a")


@bomb("notes within each other")
def _() -> Files:
    return text("".join("    " * n + "!!! note\n\n" for n in range(120)))


@bomb("tabs and folded notes")
def _() -> Files:
    return text("".join('=== "a"\n\n    ??? b\n\n        c\n\n' for _ in range(1_600)))


@bomb("a line that is long")
def _() -> Files:
    return text("word " * 90_000)


@bomb("lines by the hundred thousand")
def _() -> Files:
    return text("a\n" * 200_000)


@bomb("words without a break")
def _() -> Files:
    return text("\n\n".join("a" * 19_000 for _ in range(24)))


@bomb("a drawing in the text")
def _() -> Files:
    return text('<svg role="img" aria-label="a" viewBox="0 0 9 9">' + '<path d="M0 0L9 9"/>' * 900 + "</svg>")


@bomb("groups of a drawing within each other, in the text")
def _() -> Files:
    return text(
        '<svg role="img" aria-label="a" viewBox="0 0 9 9">' + "<g>" * 3_000 + "</g>" * 3_000 + "</svg>"
    )


@bomb("links to headings that are nearly there")
def _() -> Files:
    headings = "".join(f"## Heading {n}\n\na\n\n" for n in range(1_200))
    return phase(body=headings + "".join(f"[a](#headin-{n}x)\n\n" for n in range(1_000)))


@bomb("links to files that are not there")
def _() -> Files:
    return text("\n".join(f"[a](../roles/r{n}.md)" for n in range(3_000)))


@bomb("ids by the thousand")
def _() -> Files:
    return phase(body="".join(f"### H {{#i{n % 9}}}\n\n[a](#i{n})\n\n" for n in range(2_400)))


@bomb("conflict markers")
def _() -> Files:
    return text("<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n" * 1_900)


@bomb("words of placeholders")
def _() -> Files:
    return text("TODO [...] … Lorem ipsum xxx ???\n" * 4_000)


@bomb("a cell of a run sheet", "print")
def _() -> Files:
    body = "## Run sheet\n\n| min | step | how |\n|-|-|-|\n| 5 | a | " + "word " * 3_500 + "|"
    return {"process/dialogue-models/it.md": document(body=body)}


@bomb("rows of a run sheet")
def _() -> Files:
    body = "## Run sheet\n\n| min | step | how |\n|-|-|-|\n" + "| 5 | a | b |\n" * 4_000
    return {"process/dialogue-models/it.md": document("people: 2-8\n", body)}


@bomb("materials by the thousand")
def _() -> Files:
    body = "## Materials\n\n" + "".join(f"- {n} pens × person\n" for n in range(1_990))
    return {"process/dialogue-models/it.md": document("people: 2-8\n", body)}


@bomb("boxes by the thousand")
def _() -> Files:
    body = "".join(f"## Box {n}\n\n- a\n\n" for n in range(1_990))
    return {"process/a3/it.md": document("use: problem\n", body)}


@bomb("a layout of boxes by the thousand")
def _() -> Files:
    body = "".join(f"## B{n}\n\n- a\n\n" for n in range(900))
    layout = ", ".join(f"b{n} 1" for n in range(900))
    return {"process/a3/it.md": document(f"use: problem\nlayout: [[{layout}]]\n", body)}
