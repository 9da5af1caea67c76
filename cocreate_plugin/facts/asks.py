"""What a document of each kind is asked for: one table, with what depends on it and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LINE, LIST, TEXT = 1, 2, 3
"""What it takes: a line, some items of a list, a text that needs thought."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that a document should have."""

    name: str
    """A field, or what `completeness` works out under this name."""
    others: int = 1
    """How much is made of it: 3 most of the handbook, 2 other pages, 1 its own page, 0 a part of that."""
    paper: int = 1
    """Where it is printed: 2 on a sheet of its own, 1 in the book only, 0 nowhere."""
    effort: int = LIST
    is_row: bool = False
    """Whether the table asks for it; else it is a field that a handbook declared, or a habit."""

    @property
    def rank(self) -> int:
        """Give how good a next step it is: the more depends on it and the less it costs, the better."""
        return 2 * (self.others + self.paper) - self.effort


def _asks(*rows: tuple[str, int, int, int]) -> tuple[Ask, ...]:
    return tuple(Ask(*row, is_row=True) for row in rows)


# fmt: off
ASKS: Mapping[str, tuple[Ask, ...]] = {
    #   name                   others  paper  effort
    "phase": _asks(
        ("steps",                   3,     2,  TEXT),  # the blueprint, the roles, the list of the phase
        ("gate",                    3,     2,  LIST),  # its checklist, and the entry of the next phase
        ("decides",                 2,     2,  LINE),
        ("prepared",                2,     2,  LIST),  # what makes each step possible
        ("doers",                   2,     2,  LIST),  # the sheet of each role
        ("success_factors",         2,     2,  LINE),  # the matrix
        ("dialogue_models",         2,     1,  LINE),
        ("entry",                   1,     2,  LIST),
        ("pause_point",             0,     2,  LINE),
        ("participants_receive",    1,     1,  LINE),
        ("question",                1,     1,  LINE),
        ("duration",                1,     1,  LINE),
        ("outputs",                 1,     1,  LIST),
        ("inputs",                  0,     1,  LIST),
        ("pitfalls",                0,     1,  LIST),
    ),
    "success-factor": _asks(
        ("phases",                  2,     2,  LINE),  # the matrix
        ("models",                  1,     2,  LINE),
        ("statements",              2,     2,  LIST),  # the self-assessment
        ("signs",                   1,     2,  LIST),  # its card
        ("group",                   1,     2,  LINE),
        ("why",                     0,     1,  LIST),
    ),
    "dialogue-model": _asks(
        ("run_sheet",               3,     2,  TEXT),  # the run sheets, sessions, the chooser
        ("minutes",                 3,     2,  LINE),
        ("people",                  3,     2,  LINE),  # the chooser
        ("prepare",                 2,     2,  LIST),  # its checklist
        ("materials",               2,     2,  LIST),
        ("use_when",                2,     2,  LIST),  # the chooser, its card
        ("success_factors",         2,     2,  LINE),  # the matrix
        ("lead",                    1,     2,  LINE),
        ("phases",                  1,     1,  LINE),
        ("not_when",                1,     1,  LIST),
        ("goes_wrong",              0,     1,  LIST),
        ("online",                  0,     1,  LIST),
    ),
    "role": _asks(
        ("acts",                    2,     2,  LINE),  # its sheet
        ("frontstage",              1,     2,  LIST),
        ("backstage",               1,     2,  LIST),
    ),
    "checklist": _asks(
        ("items",                   3,     2,  LIST),
        ("pause_point",             1,     2,  LINE),
        ("reads",                   1,     2,  LINE),
        ("used",                    1,     1,  LINE),
    ),
    "a3": _asks(                                       # a template
        ("prompts",                 2,     2,  LIST),
        ("use",                     1,     2,  LINE),
        ("used",                    1,     1,  LINE),
    ),
    "a3-filled": _asks(
        ("boxes",                   2,     2,  TEXT),
        ("owner",                   2,     2,  LINE),
        ("date",                    1,     2,  LINE),
        ("participants",            1,     2,  LINE),
        ("state",                   1,     2,  LINE),
        ("follow_up",               1,     2,  LINE),
        ("agreed_by",               1,     2,  LINE),
    ),
    "choice": _asks(
        ("candidates",              3,     1,  LINE),
        ("criteria",                3,     1,  LIST),
        ("scores",                  3,     1,  TEXT),
        ("question",                1,     1,  LINE),
        ("chosen",                  1,     1,  LINE),
        ("reasons",                 1,     1,  LIST),
        ("minority_view",           1,     1,  LIST),
        ("date",                    0,     1,  LINE),
    ),
    "session": _asks(
        ("agenda",                  3,     2,  TEXT),  # everything in its pack
        ("date",                    2,     2,  LINE),
        ("start",                   2,     2,  LINE),
        ("people",                  2,     2,  LINE),  # how much of each material
        ("place",                   1,     2,  LINE),
        ("facilitator",             1,     2,  LINE),
        ("handouts",                1,     2,  LINE),
        ("phase",                   1,     1,  LINE),
    ),
    "": _asks(                                         # the handbook as a whole
        ("organisation",            3,     2,  LINE),  # on every sheet
        ("licence",                 2,     2,  LINE),
        ("edition",                 2,     2,  LINE),
        ("site_url",                2,     2,  LINE),  # the code on every sheet
        ("contact",                 2,     0,  LINE),
        ("glossary",                1,     1,  TEXT),
        ("bibliography",            1,     1,  TEXT),
    ),
    "*": _asks(                                        # every document
        ("purpose",                 2,     2,  LINE),  # overviews, cards, the title block of a sheet
        ("sources",                 0,     1,  LIST),
        ("draft",                   0,     1,  LINE),
    ),
}
# fmt: on
"""What is asked of each kind, in the order in which it counts where two are as good."""

BY_SHAPE: Mapping[str, int] = {
    "text": LIST,
    "list": LIST,
    "tasks": LIST,
    "table": TEXT,
    "steps": TEXT,
    "scores": TEXT,
}
"""What a field takes by its shape, in kinds and fields that no row names."""
OWN_SECTION, OWN_FIELD, USUAL = (1, 1), (1, 1), (0, 1)
"""Others and paper: of headings and fields that a handbook declared, and of what most of a kind have."""
FIRST: Mapping[str, Ask] = {
    "phase": Ask("first", 3, 2, TEXT, is_row=True),
    "role": Ask("first", 2, 2, TEXT, is_row=True),
    **{
        kind: Ask("first", 1, 2, TEXT, is_row=True)
        for kind in ("success-factor", "dialogue-model", "checklist", "a3")
    },
}
"""The first document of each kind that a process has some documents of."""
FREE = Ask("usual", *USUAL, LIST, is_row=True)
"""A heading that is no field, and that most of the kind have."""
