"""The report on a change: as text for a terminal, Markdown for a comment, and JSON for a program."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from math import ceil

from ..pdf.jobs import Filled
from ..phrases import Phrases
from ..problems import Fact, Level, Problem, in_order
from .changes import Change
from .compare import Compared, Subject
from .paper import Box, SheetChange

MOST_LETTERS = 60_000
"""A comment on GitHub may have 65,536 characters; escaped signs count as they are written."""

MARKS = {True: "-", False: "+"}

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()|~$#>!+=-])")
_REFERENCE = re.compile(r"(?<=[@#!~%&$^:/.+-])(?=[\w\"/{@#!~%&$^])|(?<=www)(?=\.)")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Review:
    """What a change does, ready to be said."""

    base: str
    """The state that is compared with, as it was named."""
    compared: Compared
    sheets: tuple[SheetChange, ...] = ()
    remarks: tuple[str, ...] = ()
    """What the report could not look at, each a sentence."""

    @property
    def is_empty(self) -> bool:
        """Tell whether both states say the same."""
        found = self.compared
        return not (
            found.subjects or found.general or found.new_problems or found.mended_problems or self.sheets
        )

    @property
    def new_problems(self) -> tuple[Problem, ...]:
        """Give the problems that came, those of paper too."""
        on_paper = (problem for sheet in self.sheets for problem in sheet.problems)
        return in_order((*self.compared.new_problems, *on_paper))

    @property
    def breaks(self) -> bool:
        """Tell whether what paper relies on is lost, a sheet cannot be printed, or an error came."""
        lost = any(change.is_permanent for _, change in self.compared.losses)
        unprinted = any(sheet.problems and sheet.after is None for sheet in self.sheets)
        return lost or unprinted or any(problem.level is Level.ERROR for problem in self.new_problems)


Escape = Callable[[str], str]


def plain(text: str) -> str:
    """Write an author's words in one line, without signs that nobody sees."""
    return _UNSEEN.sub(" ", text)


def markdown_text(text: str) -> str:
    """Write an author's words so that nothing in them acts in a comment: no markup, no mention, no link.

    Markup is escaped with backslashes and entities; mentions, references and addresses are made after that
    (by GitHub and GitLab), so a sign without width stands in them.
    """
    text = _REFERENCE.sub("\u200b", plain(text))
    text = _MARKDOWN.sub(r"\\\1", text.replace("&", "&amp;"))
    return text.replace("<", "&lt;").replace("\\>", "&gt;")


def sentence(change: Change, words: Phrases, escape: Escape = plain) -> str:
    """Say a change in words."""
    facts: dict[str, Fact] = {
        name: fact if isinstance(fact, int) else escape(_fact(fact, words))
        for name, fact in change.facts.items()
    }
    number = facts.pop("number", None)
    key = f"review.{change.code}"
    return words.n(key, number, **facts) if isinstance(number, int) else words.t(key, **facts)


def _fact(fact: Fact, words: Phrases) -> str:
    return words.all_of(fact) if isinstance(fact, tuple) else str(fact)


def named(subject: Subject, words: Phrases, escape: Escape = plain) -> str:
    """Name a document or file, with what became of it."""
    fate = words.t(f"review.fate.{subject.fate}")
    if subject.former:
        fate = f"{fate}, {words.t('review.renamed-from', former=escape(subject.former))}"
    kind = f"{escape(subject.kind)}, " if subject.kind else ""
    return f"{escape(subject.title)} ({kind}{fate})"


def sheet_named(sheet: SheetChange, words: Phrases, escape: Escape = plain) -> str:
    """Name a sheet, with what became of it."""
    fate = words.t(f"review.fate.{sheet.fate}")
    kind = f"{escape(sheet.kind)}, " if sheet.kind != sheet.title else ""
    return f"{escape(sheet.title)} ({kind}{fate})"


def fullness(box: Box, words: Phrases, escape: Escape = plain) -> str:
    """Say how many lines the content of a box takes, of how many, and how many it took."""
    name, now, was = escape(box.name), box.after, box.before
    facts: dict[str, Fact] = {"name": name, "used": ceil(now.used), "room": int(now.room)}
    if was is None:
        return words.t("review.box.now", **facts)
    return words.t("review.box.both", was=ceil(was.used), **facts)


def summary(review: Review, words: Phrases) -> str:
    """Say in one line how much there is."""
    found = review.compared
    if review.is_empty:
        return words.t("review.nothing")
    return words.t(
        "review.summary",
        documents=words.n("review.count.documents", len(found.subjects)),
        sheets=words.n("review.count.sheets", len(review.sheets)),
        losses=words.n("review.count.losses", len(found.losses)),
        problems=words.n("review.count.problems", len(review.new_problems)),
    )


def as_text(review: Review, words: Phrases) -> str:
    """Write a report for a terminal."""
    return "\n".join(_text_lines(review, words))


def _text_lines(review: Review, words: Phrases) -> Iterator[str]:
    found = review.compared
    yield words.t("review.against", base=plain(review.base))
    yield summary(review, words)
    yield from review.remarks
    if found.losses:
        yield f"\n{words.t('review.losses')}"
        for subject, change in found.losses:
            where = f"{plain(subject.title)}: " if subject else ""
            yield f"  ! {where}{sentence(change, words)}"
    if found.subjects:
        yield f"\n{words.t('review.documents')}"
    for subject in found.subjects:
        yield f"  {named(subject, words)}  {plain(subject.path)}"
        yield from (f"    {MARKS[each.is_loss]} {sentence(each, words)}" for each in subject.changes)
    if review.sheets:
        yield f"\n{words.t('review.sheets')}"
    for sheet in review.sheets:
        yield f"  {sheet_named(sheet, words)}  {plain(sheet.path)}"
        yield from (f"    {fullness(box, words)}" for box in sheet.boxes)
    for key, problems in _problems(review):
        yield f"\n{words.t(key)}"
        yield from (f"  {words.line(problem)}" for problem in problems)


def _problems(review: Review) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    found = review.compared
    if review.new_problems:
        yield "review.problems.new", review.new_problems
    if found.mended_problems:
        yield "review.problems.mended", found.mended_problems


def as_markdown(review: Review, words: Phrases) -> str:
    """Write a report for a comment: what is lost first, the rest folded, cut where a comment must end."""
    blocks = list(_markdown_blocks(review, words))
    kept: list[str] = []
    room = MOST_LETTERS
    for number, block in enumerate(blocks):
        if (room := room - len(block.encode()) - 1) < 0:
            left = sum(each.count("\n") + 1 for each in blocks[number:])
            kept.append(f"\n_{words.t('review.cut', number=left)}_")
            break
        kept.append(block)
    return "\n".join(kept) + "\n"


def _markdown_blocks(review: Review, words: Phrases) -> Iterator[str]:
    """Give pieces that each stand by themselves, so that a comment may end after any of them."""
    found, escape = review.compared, markdown_text
    yield f"## {words.t('review.title')}\n"
    yield f"{words.t('review.against', base=escape(review.base))} {summary(review, words)}\n"
    yield from (f"{escape(remark)}\n" for remark in review.remarks)
    if found.losses:
        yield f"### ⚠️ {words.t('review.losses')}\n\n{words.t('review.losses.about')}\n"
    for subject, change in found.losses:
        where = f"**{escape(subject.title)}**: " if subject else ""
        yield f"- {where}{sentence(change, words, escape)}"
    for key, problems in _problems(review):
        yield _folded(words.t(key), (escape(words.line(problem)) for problem in problems))
    if found.subjects:
        yield f"\n### {words.t('review.documents')}\n"
    for subject in found.subjects:
        said = [sentence(change, words, escape) for change in subject.changes]
        yield _folded(named(subject, words, escape), said, escape(subject.path))
    if review.sheets:
        yield f"\n### {words.t('review.sheets')}\n"
    for sheet in review.sheets:
        boxes = (fullness(box, words, escape) for box in sheet.boxes)
        yield _folded(sheet_named(sheet, words, escape), boxes, escape(sheet.path))


def _folded(title: str, lines: Iterable[str], path: str = "") -> str:
    """Write a list that opens when one asks for it; a title alone where there is no list."""
    listed = "\n".join(f"- {line}" for line in lines)
    if not listed:
        return f"- {title}" if not path else f"- {title}: {path}"
    about = f"{path}\n\n" if path else ""
    return f"\n<details><summary>{_in_html(title)}</summary>\n\n{about}{listed}\n\n</details>\n"


def _in_html(title: str) -> str:
    """Take the backslashes of Markdown from what stands in an element: there they would be seen."""
    return re.sub(r"\\([\\`*_{}\[\]()|~$#!+=-])", r"\1", title)


def as_json(review: Review, words: Phrases) -> str:
    """Write a report for a program."""
    found = review.compared
    told = {
        "base": review.base,
        "summary": summary(review, words),
        "breaks": review.breaks,
        "general": [_record(change, words) for change in found.general],
        "documents": [
            {
                "path": subject.path,
                "former": subject.former,
                "title": subject.title,
                "kind": subject.kind,
                "fate": subject.fate,
                "changes": [_record(change, words) for change in subject.changes],
            }
            for subject in found.subjects
        ],
        "sheets": [
            {
                "path": sheet.path,
                "former": sheet.former,
                "title": sheet.title,
                "kind": sheet.kind,
                "fate": sheet.fate,
                "boxes": [
                    {"name": box.name, "before": _measure(box.before), "after": _measure(box.after)}
                    for box in sheet.boxes
                ],
            }
            for sheet in review.sheets
        ],
        "new_problems": [_problem(problem, words) for problem in review.new_problems],
        "mended_problems": [_problem(problem, words) for problem in found.mended_problems],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _record(change: Change, words: Phrases) -> dict[str, object]:
    return {
        "code": change.code,
        "lost": change.is_loss,
        "permanent": change.is_permanent,
        "message": sentence(change, words),
        "facts": dict(change.facts),
    }


def _measure(filled: Filled | None) -> dict[str, float] | None:
    return asdict(filled) if filled else None


def _problem(problem: Problem, words: Phrases) -> dict[str, object]:
    place = problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "level": str(problem.level),
        "code": problem.code,
        "message": words.sentence(problem),
    }
