"""What the phases of the reference handbook promise is there: evidence, what people receive, meetings."""

import re

import pytest

from cocreate_plugin import prose
from cocreate_plugin.facts.promises import promised_in
from cocreate_plugin.kinds import A3, Checklist, DialogueModel, Phase, ReadyText, Text
from cocreate_plugin.prose.targets import local_target
from tests.reference import PHASES, ROOT, book

IN_ITSELF = {
    "sketches, models, role plays, a paper screen": "people make it on the spot",
    "the candidate in use, such as a form, a talk, a room, a route": "the candidate is its own evidence",
    "agenda": "printed of each session, with times and titles only",
    "ballot": "printed of each choice, one for each person",
    "matrix": "printed of each choice, on A3",
}
"""Evidence that is no sheet, text or list of its own, by its words or those that it links, and why."""


def held_at(text, path):
    """Give the documents that a text links and that people can hold; an interview guide is a page of a model."""
    for link in prose.links(text):
        target = local_target(ROOT, path, link.target)
        document = book().at(target) if target else None
        if isinstance(document, A3 | ReadyText | Checklist) or getattr(document, "questions", None):
            yield document


def explained(text):
    return any(text == words or f"[{words}](" in text for words in IN_ITSELF)


@pytest.mark.parametrize("id_", PHASES)
def test_every_piece_of_evidence_that_a_phase_promises_is_there(id_):
    phase = book().find(Phase, id_)
    pieces = [entry.text for step in phase.steps for entry in step.in_lane("evidence")]
    assert len(pieces) >= 5
    assert not [text for text in pieces if not explained(text) and not [*held_at(text, phase.path)]]


@pytest.mark.parametrize("id_", PHASES)
def test_what_participants_receive_is_there(id_):
    phase = book().find(Phase, id_)
    texts = [promise.text.markdown for promise in promised_in(book(), phase) if promise.document is phase]
    assert texts and not [text for text in texts if not [*held_at(text, phase.path)]]


def test_evidence_that_is_a_sheet_is_in_the_phase_that_promises_it():
    """So its page and its part of the book lead there, and the sheet is found by phase."""
    for phase in book().of(Phase):
        pieces = [entry.text for step in phase.steps for entry in step.in_lane("evidence")]
        sheets = {one.id for text in pieces for one in held_at(text, phase.path) if isinstance(one, A3)}
        assert sheets <= set(phase.a3), phase.path


def test_every_exception_from_evidence_is_used():
    pieces = [e.text for phase in book().of(Phase) for s in phase.steps for e in s.in_lane("evidence")]
    assert not [words for words in IN_ITSELF if not any(words == t or f"[{words}](" in t for t in pieces)]


@pytest.mark.parametrize("id_", PHASES)
def test_every_meeting_with_a_run_sheet_is_linked_where_a_phase_asks_for_it(id_):
    """In a task that somebody reads, not only in the list of models that suit; and what is linked is listed."""
    phase = book().find(Phase, id_)
    tasks = [
        entry.text
        for step in phase.steps
        for entry in (*step.in_lane("frontstage"), *step.in_lane("backstage"))
    ]
    texts = [*tasks, *(block.markdown for block in phase.gate.blocks if isinstance(block, Text))]
    linked = {name for text in texts for name in re.findall(r"\.\./dialogue-models/([\w-]+)\.md", text)}
    behind = {model.id for model in book().found(DialogueModel, phase.dialogue_models) if model.is_backstage}
    assert behind <= linked, f"{phase.path} names a meeting and no task links it"
    assert linked - {"index"} <= set(phase.dialogue_models), (
        f"{phase.path} links a model that it does not name"
    )


def test_every_meeting_behind_the_scene_is_asked_for_by_a_phase():
    named = {id_ for phase in book().of(Phase) for id_ in phase.dialogue_models}
    assert not [
        model.id for model in book().of(DialogueModel) if model.is_backstage and model.id not in named
    ]
