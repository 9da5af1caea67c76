"""Words: every key is found by searching for it, none is unused or missing, and no two say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from cocreate_plugin.intake.notes import NOTES
from cocreate_plugin.kinds import KINDS, LANES
from cocreate_plugin.pages.choose import WORDS as CHOOSING
from cocreate_plugin.problems import CODES, Level
from cocreate_plugin.review.changes import CODES as CHANGES
from cocreate_plugin.sheets.jobs import OF_A3, REMEDIES
from cocreate_plugin.validate.front import UNITS

PACKAGE = Path(__file__).parents[1] / "cocreate_plugin"
SCRIPTS = PACKAGE.parent / "scripts"

STYLES = {"read-do", "do-confirm"}
USES = {"choice", "dialogue", "evaluation", "feedback", "problem", "proposal", "status"}
BASES = {"case", "research", "guidance", "proposal"}

FAMILIES: dict[str, set[str]] = {
    "form.": {"letter", "message", "phone", "speech", "form", "leaflet"},
    "surface.title.": {"lines", "dots", "grid", "axes", "fishbone", "map", "sticky"},
    "about.": {*CODES},
    "problem.": {*CODES},
    "level.": {str(level) for level in Level},
    "kind.": {kind.kind for kind in KINDS},
    "kinds.": {kind.kind for kind in KINDS},
    "lane.": {*LANES},
    "poster.blueprint.lane.": {*LANES},
    "poster.blueprint.line.": {"interaction", "visibility", "internal"},
    "unit.": {"working-day", *UNITS},
    "mode.": {"understand", "create", "decide", "break"},
    "together.": {"alone", "pairs", "groups", "some", "all"},
    "basis.": {*BASES, *(f"{base}.sentence" for base in BASES)},
    "state.": {"draft", "for-talk", "agreed", "closed"},
    "status.": {"draft", "tested", "adopted"},
    "style.": STYLES,
    "checklist.style.": STYLES,
    "checklist.kind.": {"list", "gate", "phase", "prepare", "tasks"},
    "use.": USES,
    "sheet.a3.kind.": USES,
    "sheet.a3.half.": {"left", "right"},
    "per.": {"person", "group"},
    "word.": {"person", "group", "yes", "no"},
    "remedy.": {*REMEDIES.values(), *OF_A3.values()},
    "also.": {"first", "opened", "same"},
    "cms.label.": {
        "order",
        "formerly",
        "publish",
        "layout",
        "head",
        "marks",
        "advice",
        "cut_out",
        "easy_to_read",
        "organisation",
        "language",
        "contact",
        "site_url",
        "paper",
        "accent",
        "logo",
        "retired",
    },
    "cms.backend.": {"github", "gitlab", "gitea", "unknown"},
    "number.": {str(number) for number in range(1, 13)},
    "locator.": {"chapter", "figure", "note", "page", "paragraph", "section", "volume"},
    "poster.assess.moment.": {"start", "choice", "end"},
    "poster.cards.print.": {"paper", "duplex", "cut"},
    "poster.cards.use.": {"choose", "factors"},
    "poster.cards.": {"models", "factors"},
    "poster.blueprint.": {"more", "elsewhere"},
    "overview.lists.": {"gate", "phase", "prepare"},
    "matrix.": {"phases", "phases.caption", "models", "models.caption"},
    "choose.": {*CHOOSING},
    "session.": {"total", "shortest", "breaks", "stretch"},
    "times.": {"starts", "min", "step", "how", "lead", "mode", "shorten"},
    "nav.": {"tools", "handbook"},
    "review.": {*CHANGES},
    "review.fate.": {"new", "gone", "renamed", "changed"},
    "review.label.": {
        "introduction",
        "definitions",
        "more",
        "explanation",
        "layout",
        "share",
        "score",
        "lead_text",
        "publish",
    },
    "review.base.": {
        "no-git",
        "no-repository",
        "unknown-revision",
        "no-default",
        "shallow",
        "git-too-slow",
        "git-too-much",
    },
    "import.note.": {*NOTES} - {"sign-turned"},
    "import.sign.": {*"box address picture contents bullet code comment raw frame".split()},
    "import.drawing.": {"chart", "diagram", "object", "formula", "linked"},
    "import.left.": {
        *"outside no-file other-type old-word too-many too-large trap locked damaged unreadable empty no-text".split(),
        *"no-time cannot-read too-slow too-deep".split(),
    },
    "outcome.": {
        "leader",
        "no-leader",
        "missed",
        "incomplete",
        "turn",
        "firm",
        "without",
        "without-nobody",
    },
    "pdf.": {
        "gate",
        "on-screen",
        "folded",
        "phase",
        "prepare",
        "a3-guided",
        "a3-blank",
        "a3-form",
        "a3-filled",
    },
    "quality.how.": {"kept_on_the_day", "days_to_reply", "perspectives_there"},
    "pocket.fold.": {"eight", "cut", "lengthwise", "push"},
    "sheet.": {
        "a3-large",
        "assess-large",
        "ballots-large",
        "plain-large",
        "blueprint-joined",
        "matrix-joined",
        "a3-guided",
        "a3-blank",
        "a3-form",
        "a3-filled",
        "a3-2xa4",
        "a3-2xa4.us",
        "assess-form",
        "blueprint",
        "checklist",
        "checklist-form",
        "handbook",
        "pack",
        "plain",
        "pocket",
        "promises",
        "quality",
        "role",
        "agenda-large",
        "ballots",
        "sign-in",
        "name-cards",
        "questions",
        "questions-large",
        "choice",
        "run-sheet",
        "run-sheet-participants",
        "session",
        "session-a4",
        "session-a4.us",
    },
}
"""Keys that are put together when the program runs: how they begin, and everything that they may end in."""

OPEN = (
    "advice.",
    "ask.",
    "column.",
    "count.",
    "expected.",
    "field.",
    "help.",
    "manual.",
    "meant.",
    "reason.",
    "shape.",
    "usage.",
)
"""Families whose members other tests hold, or that a handbook's own kinds use by name."""


@cache
def catalogue(language: str) -> dict[str, str]:
    """Give the texts of a language by key; plural forms are joined."""
    found = {}
    for path in (PACKAGE / "locale" / language / "LC_MESSAGES").glob("*.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                key = message.id[0] if isinstance(message.id, list | tuple) else message.id
                text = message.string
                if key:
                    found[str(key)] = text if isinstance(text, str) else "|".join(text or ())
    return found


@cache
def source() -> str:
    """Give the text of every file that may name a key."""
    paths = (*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.jinja"), *SCRIPTS.glob("*.py"))
    return "\n".join(path.read_text("utf-8") for path in paths)


@cache
def named() -> frozenset[str]:
    """Give every key that stands between quotation marks in the program or in a template."""
    return frozenset(key for key in catalogue("en") if f'"{key}"' in source() or f"'{key}'" in source())


def test_every_key_is_used_by_name_or_as_a_member_of_a_family() -> None:
    members = {begin + end for begin, ends in FAMILIES.items() for end in ends}
    unused = [key for key in catalogue("en") if key not in named() | members and not key.startswith(OPEN)]
    assert not unused, f"no file names these: {unused}"


def test_every_member_of_a_family_has_words() -> None:
    lost = [
        begin + end for begin, ends in FAMILIES.items() for end in ends if begin + end not in catalogue("en")
    ]
    assert not lost


def test_a_search_for_a_family_finds_where_its_keys_are_put_together() -> None:
    begins = {begin: {f'"{begin}', f"'{begin}", f'"{begin[:-1]}"'} for begin in (*FAMILIES, *OPEN)}
    assert not [
        begin for begin, spellings in begins.items() if not any(map(source().__contains__, spellings))
    ]


def test_every_key_that_is_asked_for_is_there() -> None:
    asked = re.findall(r"""\b(?:t|n|words)\(\s*(["'])([a-z][\w-]*(?:\.[\w-]+)+)\1\s*[,)]""", source())
    assert len(asked) > 300
    assert not {key for _, key in asked} - catalogue("en").keys()


ALIKE = {
    "blueprint.title": "the page of the process, and the sheet of one phase",
    "checklist.kind.list": "what a list is, and what its sheet is called",
    "column.min": "a spelling that authors may use, and a unit on a card",
    "expected.text": "the type of a value, and the shape of a section",
    "field.backstage": "a heading that authors write, and a lane",
    "field.frontstage": "a heading that authors write, and a lane",
    "field.gate": "a field, and the checklist that is made of it",
    "field.group": "where a factor belongs, and who scores",
    "field.minutes": "how long, from when to when, and a column of times",
    "field.participants": "a field, and a lane",
    "field.prepare": "a field, and the checklist that is made of it",
    "field.run_sheet": "a field, and the sheet that is made of it",
    "field.sources": "what a document rests on, and the page of all of them",
    "field.style": "how a list is read, how a step is done, and how to assess",
    "kind.a3": "a kind of document, and a sheet whose use is not told",
    "kind.choice": "a kind of document, and a use of a sheet",
    "matrix.phases": "a grid, and a part of the page of everything printable",
    "nav.handbook": "where nobody gave a title: in the navigation, and on the first page",
    "print.button": "what a click does, and the title of a page",
    "sheet.a3-large": "a sheet to write on, and a text to read",
    "sheet.blueprint-joined": "two overviews; a language may say which",
    "state.draft": "how far a sheet is, and how far a document is",
}
"""Texts that are the same by chance: why each is a word of its own. Other languages may tell them apart."""


def test_no_two_keys_say_the_same() -> None:
    alike = defaultdict(list)
    for key, text in catalogue("en").items():
        if not key.startswith(("problem.", "advice.", "about.", "manual.", "meant.", "word.")):
            alike[text, catalogue("sv").get(key)].append(key)
    repeated = [keys for keys in alike.values() if len(keys) > 1 and not ALIKE.keys() & {*keys}]
    assert not repeated
