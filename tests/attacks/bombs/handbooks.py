"""Bombs of whole handbooks: many documents, many files, and much that refers to much."""

from __future__ import annotations

from .bomb import Files, bomb, document


def many(folder: str, number: int, front: str = "", body: str = "") -> dict[str, str]:
    """Write so many documents of a kind; `@` is the number of each."""
    return {
        f"process/{folder}/d{n}.md": document(
            front.replace("@", str(n)), body.replace("@", str(n)), title=f"{folder} {n}"
        )
        for n in range(number)
    }


def ids(number: int) -> str:
    """Name so many documents."""
    return ", ".join(f"d{n}" for n in range(number))


STEP = "## Steps\n\n### A\n\n- Frontstage: a — d1\n- Backstage: b — d2\n"


@bomb("five thousand factors")
def _() -> Files:
    return many("success-factors", 5_000, body="## Statements\n\n- It is so @\n")


@bomb("thousands of phases, models and factors that name each other")
def _() -> Files:
    return {
        **many("phases", 1_500, f"success_factors: [{ids(40)}]\ndialogue_models: [{ids(40)}]\n"),
        **many("dialogue-models", 1_500, f"success_factors: [{ids(40)}]\n"),
        **many("success-factors", 1_500),
    }


@bomb("a thousand roles")
def _() -> Files:
    return {**many("roles", 1_000, body="## Frontstage\n\n- a\n"), **many("phases", 20, body=STEP)}


@bomb("twenty thousand files beside")
def _() -> Files:
    return {
        "process/phases/it.md": document(body="![a](../files/a1.png)"),
        **{f"process/files/a{n}.png": b"\x89PNG\r\n\x1a\n" for n in range(20_000)},
    }


@bomb("eight thousand files beside, all linked")
def _() -> Files:
    files: dict[str, str | bytes] = {f"process/files/a{n}.txt": b"x" for n in range(8_000)}
    for part in range(4):
        lines = "\n".join(f"[a](../files/a{n}.txt)" for n in range(part * 2_000, part * 2_000 + 2_000))
        files[f"process/phases/p{part}.md"] = document(body=lines)
    return files


@bomb("drawings that hand-written pages do not name")
def _() -> Files:
    return {
        "process/phases/it.md": document(),
        **{f"docs/p{n}.md": "# Page\n\ntext\n" for n in range(500)},
        **{f"process/files/a{n}.svg": b"<svg/>" for n in range(2_000)},
    }


@bomb("twenty thousand strays")
def _() -> Files:
    return {"process/phases/it.md": document(), **{f"process/stray{n}.md": "# A\n" for n in range(20_000)}}


@bomb("folders within each other")
def _() -> Files:
    return {"process/phases/it.md": document(), "process/" + "a/" * 400 + "a.md": document()}


@bomb("former ids in a chain")
def _() -> Files:
    files = {f"process/phases/d{n}.md": document(f"formerly: [d{n}x, d{n + 1}x]\n") for n in range(1_000)}
    return files | many("phases", 1)


@bomb("former ids by the thousand")
def _() -> Files:
    words = ", ".join(f"old{n}" for n in range(2_200))
    return {f"process/phases/p{n}.md": document(f"formerly: [{words}]\n") for n in range(10)}


@bomb("unknown references by the thousand")
def _() -> Files:
    words = ", ".join(f"d{n}x" for n in range(2_500))
    return {
        **many("success-factors", 400),
        **{f"process/phases/p{n}.md": document(f"success_factors: [{words}]\n") for n in range(3)},
    }


@bomb("a choice of sixty by sixty by thirty")
def _() -> Files:
    names = [f"d{n}" for n in range(60)]
    head = "| criterion | " + " | ".join(names) + " |\n|" + "-|" * 61 + "\n"
    rows = "".join(f"| c{n} |" + " 3 |" * 60 + "\n" for n in range(60))
    criteria = "## Criteria\n\n| criterion | weight |\n|-|-|\n" + "".join(
        f"| c{n} | 3 |\n" for n in range(60)
    )
    scores = "## Scores\n\n" + "".join(f"### R{n}\n\n{head}{rows}\n" for n in range(30))
    return {
        **many("dialogue-models", 60),
        "process/choices/it.md": document(f"candidates: [{', '.join(names)}]\n", criteria + "\n" + scores),
    }


@bomb("an agenda of thousands")
def _() -> Files:
    rows = "".join(f"| 5 | [D](../dialogue-models/d{n % 50}.md) |\n" for n in range(6_000))
    body = f"## Agenda\n\n| min | step |\n|-|-|\n{rows}"
    model = "## Run sheet\n\n| min | step |\n|-|-|\n" + "| 5 | a |\n" * 100
    return {
        **many("dialogue-models", 50, body=model),
        "process/sessions/it.md": document("start: 09:00\npeople: 8\n", body),
    }


@bomb("a thousand million people", "print", "it")
def _() -> Files:
    front = "people: 999999999\ngroups: 999999999\na3: [{id: t, copies: 999999999}]\n"
    return {
        "process/a3/t.md": document("use: problem\n", "## A\n\n- b\n"),
        "process/sessions/it.md": document(front),
    }


@bomb("terms by the thousand")
def _() -> Files:
    terms = "".join(f"## Term {n}\n\nA [term](#term-{n + 1}).\n\n" for n in range(2_400))
    return {"process/phases/it.md": document(), "process/glossary.md": f"# Words\n\n{terms}"}


@bomb("translations by the hundred")
def _() -> Files:
    letters = "abcdefghijklmnopqrstuvwxyz"
    codes = [a + b for a in letters[:9] for b in letters]
    return {
        "process/phases/it.md": document(body="## Gate\n\n- [ ] a\n"),
        **{f"process/phases/it.{code}.md": document(body="## Gate\n\n- [ ] a\n") for code in codes},
    }


@bomb("phases by the thousand")
def _() -> Files:
    return many("phases", 4_400, body="## Question\n\nWhy @?\n\n" + STEP)


@bomb("titles that are alike")
def _() -> Files:
    return {f"process/roles/d{n}.md": document() for n in range(1_500)}


@bomb("long documents by the score")
def _() -> Files:
    return {
        f"process/phases/d{n}.md": document(body="## Question\n\n" + "A word and *more*.\n\n" * 400)
        for n in range(40)
    }


@bomb("hand-written pages that are long")
def _() -> Files:
    return {"process/phases/it.md": document(), **{f"docs/p{n}.md": "[" * 19_000 + "\n" for n in range(20)}}
