"""Markdown of other tools as documents: fields, dialects, links, pictures, and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from cocreate_plugin.intake import TakenIn, taken_in
from cocreate_plugin.intake.dialects import turned
from cocreate_plugin.intake.draft import Draft
from cocreate_plugin.intake.plain_text import front_and_body
from cocreate_plugin.intake.trial import Trial
from cocreate_plugin.kinds import KINDS
from cocreate_plugin.phrases import phrases
from cocreate_plugin.testing import write
from tests.intake.makers import PNG

EXAMPLE = Path(__file__).parents[1] / "example" / "process"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>'


def take(
    folder: Path,
    files: Mapping[str, str | bytes],
    kind: str = "dialogue-model",
    language: str = "en",
    split: bool = False,
) -> TakenIn:
    """Takes files in for an empty handbook."""
    write(folder, {"book/process/handbook.yml": f"language: {language}\n"})
    write(folder / "old", files)
    chosen = next(each for each in KINDS if each.kind == kind)
    return taken_in(folder / "old", folder / "book", "process", chosen, phrases(language), split=split)


def one(folder: Path, text: str, kind: str = "dialogue-model", language: str = "en") -> Draft:
    (draft,) = take(folder, {"old-file.md": text}, kind, language).drafts
    return draft


def body(draft: Draft) -> str:
    return draft.text.split("\n---\n", 1)[1].strip("\n")


def told(draft: Draft, code: str) -> list[dict[str, object]]:
    return [dict(each.facts) for each in draft.notes if each.code == code]


def _plain(path: Path) -> tuple[str, str, str]:
    """A document's title, purpose and body."""
    front, text, *_ = front_and_body(path.read_text("utf-8"))
    return str(front["title"]), str(front["purpose"]), text.strip("\n")


ROUND = sorted(
    path
    for path in EXAMPLE.glob("*/*.md")
    if path.parent.name in ("phases", "dialogue-models", "roles", "checklists", "success-factors", "a3")
    and not path.name.endswith(("index.md", ".sv.md"))
)


@pytest.mark.parametrize("path", ROUND, ids=lambda path: path.stem)
def test_a_document_without_its_front_matter_comes_back(path: Path, tmp_path: Path):
    """All of the body: what stood at the top nobody can know."""
    title, _, text = _plain(path)
    # A link between two kinds can be followed only where both are taken in.
    text = re.sub(r"\[([^\]]+)\]\(\.\./[^)]*\)", r"\1", text)
    kind = next(each.kind for each in KINDS if each.folder == path.parent.name)
    draft = one(tmp_path, f"# {title}\n\n{text}\n", kind)
    assert draft.fields.title == title
    back = body(draft)
    if draft.fields.purpose != "…":
        back = f"{draft.fields.purpose}\n\n{back}"
    assert re.sub(r"\n+", "\n", back) == re.sub(r"\n+", "\n", text)


def test_fields_of_other_tools():
    yaml = "---\ntitle: A: B\nweight: 3\n---\n# X\n"
    assert front_and_body(yaml) == ({"title": "A: B", "weight": "3"}, "# X\n", 4, [])
    toml = '+++\ntitle = "T"\ndraft = true\n[extra]\ntags = ["a", "b"]\n+++\nText\n'
    assert front_and_body(toml)[:3] == ({"title": "T", "draft": "true", "tags": ["a", "b"]}, "Text\n", 6)
    assert front_and_body("% Title\n% Ann\nText")[:3] == ({"title": "Title", "author": "Ann"}, "Text", 2)
    assert front_and_body("No fields\n") == ({}, "No fields\n", 0, [])


def test_what_means_a_field_is_taken_over_and_the_rest_is_told(tmp_path: Path):
    front = (
        "title: 'Tea: round'\ndescription: People hear each other.\nsidebar_position: 2\nkeywords: [tea, talk]\n"
        "draft: true\nlayout: page\nauthor: Ann Lee\nnested: {a: b}\npeople: lots"
    )
    draft = one(tmp_path, f"---\n{front}\n---\n\nText.\n")
    assert draft.text.startswith(
        '---\ntitle: "Tea: round"\npurpose: People hear each other.\norder: 2\ntags: [tea, talk]\nstatus: draft\n---\n'
    )
    left = {each["name"]: each["value"] for each in told(draft, "front-left")}
    assert left == {"layout": "page", "nested": "{'a': 'b'}", "people": "lots"}
    assert told(draft, "person") == [{"what": "Ann Lee"}]


@pytest.mark.parametrize(
    ("text", "title", "sections"),
    [
        ("# One\n\n## A\n\nx\n\n### B\n\ny\n", "One", ["## A", "### B"]),
        ("One\n===\n\nA\n---\n\nx\n", "One", ["## A"]),
        ("# A\n\nx\n\n# B\n\n## C\n\ny\n", "old file", ["## A", "## B", "### C"]),
        ("Text first.\n\nMore. And more.\n\n# One\n\nx\n", "One", []),
        ("## One\n\n#### A\n\nx\n", "One", ["## A"]),
        ("No heading at all. None.\n", "old file", []),
        ("**Bold one**\n\nx\n\n**Bold two**\n\ny\n", "old file", ["## Bold one", "## Bold two"]),
        ("# One\n\n## A\n\nx\n\n**What you need:**\n\n- tea\n", "One", ["## A", "## Materials"]),
    ],
)
def test_headings(text: str, title: str, sections: list[str], tmp_path: Path):
    draft = one(tmp_path, text)
    assert draft.fields.title == title
    assert [line for line in draft.text.split("\n") if line.startswith("#")] == sections


def test_headings_become_fields_in_any_language_and_shape(tmp_path: Path):
    draft = one(
        tmp_path,
        "# Ring\n\n## Syfte\n\nAlla hörs.\n\n## 2. What you need\n\nPennor\n\nPapper\n\n"
        "## Before the session\n\n1. Ställ fram\n   - [ ] stolar\n2. [x] Koka te\n\n"
        "## Schedule\n\n| Tid | Moment | Hur |\n|--|--|--|\n| 10 min | Hej | a \\| b |\n| 9.10–9.30 | Prata | |\n\n"
        "## Övrigt\n\nMer text.\n",
        language="sv",
    )
    assert body(draft) == (
        "## Material\n\n- Pennor\n- Papper\n\n"
        "## Förbered\n\n- [ ] Ställ fram\n   - stolar\n- [x] Koka te\n\n"
        "## Körschema\n\n| min | steg | hur |\n| --- | --- | --- |\n| 10 | Hej | a \\| b |\n| 20 | Prata |  |\n\n"
        "## Övrigt\n\nMer text."
    )
    assert draft.fields.purpose == "Alla hörs."
    assert told(draft, "box-lost") == [{"number": 1}] and not told(draft, "lost")


def test_what_fits_no_field_is_kept_as_text_and_told(tmp_path: Path):
    text = "# Brew\n\n## Steps\n\nFirst pour. Then wait.\n\n## Gate\n\n- Tea is hot\n"
    draft = one(tmp_path, text, "phase")
    assert body(draft) == "## Steps (as it was)\n\nFirst pour. Then wait.\n\n## Gate\n\n- [ ] Tea is hot"
    (aside,) = told(draft, "field-aside")
    assert aside["field"] == "steps" and "###" in str(aside["why"])


def test_checklists_get_their_boxes(tmp_path: Path):
    numbered = one(tmp_path / "a", "# Print\n\n1. Ask for paper\n2. Ask for a proof\n", "checklist")
    assert body(numbered) == "- [ ] Ask for paper\n- [ ] Ask for a proof"
    nested = one(
        tmp_path / "b", "# Send\n\n- [ ] It says\n  - [ ] what\n- [x] Clear\n\n- no task\n", "checklist"
    )
    assert body(nested) == "- [ ] It says\n  - what\n- [x] Clear\n\n- [ ] no task"
    word = one(tmp_path / "c", "# Word\n\n☐ Room\n\n☑ Coffee\n", "checklist")
    assert body(word) == "- [ ] Room\n\n- [x] Coffee"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("{{< notice tip >}}\nWater.\n{{< /notice >}}", "> [!TIP]\n> Water.\n"),
        (
            '{{% alert title="Mind" color="warning" %}}\nStep.\n{{% /alert %}}',
            "> [!WARNING]\n> **Mind**\n>\n> Step.\n",
        ),
        (":::::: instructor\n\nAsk.\n\n::::::", "> **Instructor**\n>\n> Ask.\n"),
        ("::: tip\n::: note In\nA\n:::\n:::", "> [!TIP]\n> > [!NOTE]\n> > **In**\n> >\n> > A\n"),
        ("[a]({{ '/x/' | url }})", "[a](/x/)"),
        ('[a]({{< relref "x.md" >}})', "[a](x.md)"),
        ("[a]({% link x/y.md %})", "[a](x/y.md)"),
        ("{{ site.baseurl }}/z", "/z"),
        ('{{< figure src="a b.png" alt="A map" caption="Where" >}}', "![A map](<a b.png>) *Where*"),
        ("[[_TOC_]]\n\n* TOC\n{:toc}", "\n\n\n"),
        ("{% highlight ruby %}\nputs {{ x }}\n{% endhighlight %}", "```ruby\nputs {{ x }}\n```"),
        ('<iframe src="https://v.example/1"></iframe>', "<https://v.example/1>"),
        ("a <script>alert(1)</script> b", "a  b"),
        ("• one\n• two", "- one\n- two"),
        ("`{{< notice >}}` and\n\n```\n::: x\n:::\n```", "`{{< notice >}}` and\n\n```\n::: x\n:::\n```"),
        ("{% include map.html %}\n\n{{< notice >}}\nopen", "{% include map.html %}\n\n{{< notice >}}\nopen"),
    ],
)
def test_signs_of_other_programs(text: str, becomes: str):
    assert turned(text, 1)[0] == becomes


def test_links_and_pictures_follow(tmp_path: Path):
    texts = {
        "one.md": "# First one\n\n## What you need\n\n- [Two](sub/two.md#notes) [2](/sub/two.html) [[Second]] [[Third|no]]\n"
        "- [gone `a([b, [c]])`](gone.md) [web](https://e.example/) [here](#what-you-need) [site](/elsewhere/)\n",
        "sub/two.md": "# Second\n\n## Notes\n\n[One](../one.md#what-you-need) ![](<../my pic.png>) ![A](a.svg)\n"
        "![B](https://e.example/b.png) ![gone](gone.png) [paper](../form.pdf) ![same](../copy.png) `[x](gone.md)`\n",
        "my pic.png": PNG,
        "copy.png": PNG,
        "sub/a.svg": SVG.format("<script>x</script>"),
        "form.pdf": b"%PDF-1.4",
    }
    taken = take(tmp_path, texts)
    first, second = taken.drafts
    assert body(first) == (
        "## Materials\n\n- [Two](second.md#notes) [2](second.md) [Second](second.md) no\n"
        "- gone `a([b, [c]])` [web](https://e.example/) [here](#materials) [site](/elsewhere/)"
    )
    assert body(second) == (
        "## Notes\n\n[One](first-one.md#materials) ![image](<../files/my-pic.png>) A\n"
        "[B](https://e.example/b.png) gone [paper](../files/form.pdf) ![same](../files/my-pic.png) `[x](gone.md)`"
    )
    assert {name for name in taken.files if "/files/" in name} == {
        "process/files/my-pic.png",
        "process/files/form.pdf",
    }
    assert [each["target"] for each in told(first, "link-elsewhere")] == ["[[Third|no]]", "gone.md"]
    assert told(second, "picture-unusable") == [{"target": "a.svg", "reason": "unsafe"}]
    assert [note.line for note in first.notes if note.code == "link-elsewhere"] == [5, 6]


def test_links_and_pictures_called_like_their_document_stay_theirs(tmp_path: Path):
    text = "# Lunch\n\n- Eat ![The pot](lunch-1.png)\n- Read [more](lunchs.md)\n"
    taken = take(
        tmp_path, {"a.md": text, "lunch-1.png": PNG, "lunchs.md": "# Lunches\n\n- Eat\n"}, "checklist"
    )
    assert "![The pot](../files/lunch-1.png)" in taken.drafts[0].text
    assert "[more](lunches.md)" in taken.drafts[0].text


def test_addresses_that_stand_apart_and_elements_follow(tmp_path: Path):
    text = (
        "# One\n\nA [b][two], ![c][pic] and [d]. [Web][w] `[b][two]`\n\n## More\n\n[two] "
        '<a href="gone.md">e</a> <img src="https://e.example/f.png" alt="F"> <img src="p.png">\n\n'
        "[two]: two.md#x\n[pic]: https://e.example/c.png\n[d]: gone.md\n[w]: https://e.example/\n"
    )
    first, _ = take(tmp_path, {"one.md": text, "two.md": "# Two\n\nText. More.\n", "p.png": PNG}).drafts
    assert body(first) == (
        "A [b](<two.md#x>), [c](https://e.example/c.png) and d. [Web][w] `[b][two]`\n\n## More\n\n[two](<two.md#x>) "
        'e [F](https://e.example/f.png) <img alt="image" src="../files/p.png">\n\n[w]: https://e.example/'
    )
    assert not told(first, "lost")


def test_each_heading_of_the_first_level_may_become_a_document(tmp_path: Path):
    text = "# One\n\nA. B. [^1] [two](#more)\n\n# Two\n\n## More\n\nC.\n\n[^1]: Note\n"
    one_, two = take(tmp_path, {"a.md": text}, split=True).drafts
    assert (one_.fields.title, two.fields.title) == ("One", "Two")
    assert "[two](two.md#more)" in one_.text and "[^1]: Note" in one_.text and "[^1]" not in two.text


def test_ids_are_free_and_may_be_used(tmp_path: Path):
    names = ["gate-x", "A", "a", "Ελληνικά", "Följa upp", "con", "praise-participants", "x" * 300]
    taken = take(tmp_path, {f"{at}.md": f"# {name}\n\nText. More.\n" for at, name in enumerate(names)})
    assert [draft.id for draft in taken.drafts] == [
        "the-gate-x", "a", "a-2", "3", "folja-upp", "the-con", "praise-participants-2", "x" * 60,
    ]  # fmt: skip


def test_one_file_that_trips_a_reader_does_not_cost_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settle = Trial.settle

    def trips(trial: Trial, draft: Draft) -> None:
        if draft.id == "b":
            raise RuntimeError("tripped")
        settle(trial, draft)

    monkeypatch.setattr(Trial, "settle", trips)
    taken = take(tmp_path, {"a.md": "# A\n\n[b](b.md)\n", "b.md": "# B\n"})
    assert [draft.id for draft in taken.drafts] == ["a"] and list(taken.files) == [
        "process/dialogue-models/a.md"
    ]
    assert [(left.name, left.reason) for left in taken.left] == [("b.md", "cannot-read")]


def test_nothing_is_lost_in_silence(tmp_path: Path):
    draft = one(
        tmp_path,
        "# T\n\nOne two. Three.\n\n<!-- kept -->\n\n[toc]: https://e.example/\n\n<form>name</form>\n",
    )
    assert not told(draft, "lost") and told(draft, "sign-dropped")


def test_people_are_asked_about(tmp_path: Path):
    draft = one(tmp_path, "# T\n\nAsk anna@example.org or 070-123 45 67. On 2024-01-02, 10-12 people.\n")
    assert [each["what"] for each in told(draft, "person")] == ["anna@example.org", "070-123 45 67"]
