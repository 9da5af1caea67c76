"""The reference handbook keeps its promises: covered, linked, cited, and within the rules of its own design."""

import re

import pytest

from cocreate_plugin import prose
from cocreate_plugin.facts.coverage import coverage
from cocreate_plugin.facts.ready_texts import blanks, minutes_aloud
from cocreate_plugin.kinds import A3, Checklist, DialogueModel, Phase, ReadyText, SuccessFactor
from cocreate_plugin.kinds.identity import ADVICE
from cocreate_plugin.load import load
from cocreate_plugin.sheets import pack
from cocreate_plugin.testing import report
from tests.reference import PHASES, ROOT, book, loaded

FACTORS = (
    "citizen-value", "honest-promise", "management-commitment", "time-and-resources", "inclusion",
    "co-worker-ownership", "shared-power", "psychological-safety", "preparation", "facilitation", "listening",
    "structure", "documentation", "whole-picture", "test-before-choosing", "implementation-link", "feedback-loop",
    "learning",
)  # fmt: skip

MATRIX = {
    "initiate": ((1, 2, 3, 4), "catchball dialogue-circle", "proposal-a3", ""),
    "prepare": ((4, 5, 7, 8, 9, 10), "dialogue-circle one-two-four-all", "process-a3 dialogue-a3", "five-days-before"),
    "explore": (
        (1, 5, 8, 10, 11, 13, 14), "appreciative-interviews dialogue-circle world-cafe fishbowl",
        "problem-a3 dialogue-a3", "five-days-before thirty-minutes-before opening closing same-day",
    ),
    "create": (
        (6, 7, 12, 15), "one-two-four-all world-cafe open-space pro-action-cafe dialogue-mapping",
        "choice-a3 problem-a3", "five-days-before thirty-minutes-before opening closing same-day",
    ),
    "test": (
        (6, 13, 15, 18), "a3-dialogue nominal-group fishbowl after-action-dialogue", "choice-a3",
        "five-days-before thirty-minutes-before opening closing same-day",
    ),
    "decide": ((2, 3, 16, 17), "catchball fishbowl a3-dialogue", "proposal-a3", "before-sharing-an-a3"),
    "implement": (
        (6, 13, 16, 17, 18), "a3-dialogue catchball pro-action-cafe after-action-dialogue",
        "status-a3 problem-a3 dialogue-a3", "before-sharing-an-a3",
    ),
    "follow-up": (
        (1, 2, 17, 18), "after-action-dialogue dialogue-circle appreciative-interviews", "evaluation-a3 feedback-a3", "",
    ),
}  # fmt: skip
"""What each phase has at the least: factors by their order, models, sheets, checklists."""


def test_nothing_is_wrong_with_it():
    assert report(loaded()) == []


def test_phases_and_factors_stand_in_their_order():
    assert tuple(each.id for each in book().of(Phase)) == PHASES
    assert tuple(each.id for each in book().of(SuccessFactor)) == FACTORS


@pytest.mark.parametrize("id_", PHASES)
def test_a_phase_has_what_the_matrix_asks(id_):
    phase = next(each for each in book().of(Phase) if each.id == id_)
    factors, models, sheets, checklists = MATRIX[id_]
    assert {FACTORS[number - 1] for number in factors} <= set(phase.success_factors)
    assert set(models.split()) <= set(phase.dialogue_models)
    assert set(sheets.split()) <= set(phase.a3)
    assert set(checklists.split()) <= set(phase.checklists)


@pytest.mark.parametrize("id_", PHASES)
def test_a_phase_is_complete(id_):
    phase = next(each for each in book().of(Phase) if each.id == id_)
    for name in ("introduction", "question", "entry", "inputs", "steps", "outputs", "participants_receive", "gate",
                 "pitfalls", "duration", "decides", "success_factors", "dialogue_models", "a3", "pause_point", "style"):  # fmt: skip
        assert getattr(phase, name), f"{phase.path} has no {name}"
    assert 4 <= len(phase.steps) <= 7
    assert 5 <= len(phase.gate) <= 9
    for step in phase.steps:
        assert not step.backstage_gap, f"{phase.path}: {step.title}"
        for lane in ("frontstage", "backstage"):
            assert all(entry.who for entry in step.in_lane(lane)), f"{phase.path}: {step.title}: who, {lane}?"


def test_it_is_clear_who_may_answer_at_a_gate():
    """What a sponsor decides, a co-sponsor and an elected body may have to decide as well."""
    for phase in book().of(Phase):
        expected = ("co-sponsor", "elected-body") if phase.decides == "sponsor" else ()
        assert phase.decides_with == expected, phase.path


def test_every_factor_is_served_and_complete():
    for each in coverage(book()):
        assert each.phases, each.factor.id
        assert len(each.factor.statements) == 3 and all(one.given_id for one in each.factor.statements)
        assert each.factor.why and prose.citations(each.factor.why.markdown), each.factor.path
        assert len(each.factor.signs) >= 3 and each.factor.basis and each.factor.group


PREREQUISITES = ("preparation", "documentation", "whole-picture")


@pytest.mark.parametrize("id_", PREREQUISITES)
def test_a_prerequisite_of_the_case_does_not_hang_on_a_thread(id_):
    served = next(row for row in coverage(book()) if row.factor.id == id_)
    assert len(served.phases) >= 3, served.phases
    assert len(served.models) >= 5, served.models


def test_every_factor_is_served_by_a_model():
    assert [row.factor.id for row in coverage(book()) if not row.models] == []


def test_it_is_told_how_many_statements_can_be_answered_at_the_start():
    order = [phase.id for phase in book().of(Phase)]
    since = [one.since for factor in book().of(SuccessFactor) for one in factor.statements]
    early = [phase for phase in since if not phase or order.index(phase) <= order.index("prepare")]
    page = (ROOT / "docs/instruments.md").read_text()
    assert f"in *Prepare* that is {len(early)} of the {len(since)}" in page


def test_the_hours_of_six_weeks_add_up():
    page = (ROOT / "docs/six-weeks.md").read_text().split("## Hours to plan")[1]
    hours = [int(cell) for cell in re.findall(r"\| (\d+) \|$", page, re.MULTILINE)]
    assert sum(hours) == int(re.search(r"All in all that is (\d+) hours", page)[1])


def test_a_page_says_once_that_it_is_our_proposal():
    """The badge of a document says it as well."""
    paths = [*(ROOT / "process").rglob("*.md"), *(ROOT / "docs").glob("*.md")]
    ours = re.compile(r"\bour\s+(?:own\s+)?proposal")
    badged = {ROOT / one.path for one in book().documents if one.basis == "proposal"}
    often = {path.name for path in paths if len(ours.findall(path.read_text())) + (path in badged) > 1}
    assert often <= {"rests-on.md"}, "it explains the words"


def test_every_model_is_complete_and_named_by_a_phase():
    named = {id_ for phase in book().of(Phase) for id_ in phase.dialogue_models}
    shelf = [model for model in book().of(DialogueModel) if not model.id.startswith("example-")]
    assert [model.is_backstage for model in shelf] == [False] * 13 + [True] * 8
    assert {model.id for model in shelf} <= named
    for model in book().of(DialogueModel):
        for name in ("people", "use_when", "not_when", "prepare", "materials", "run_sheet",
                     "goes_wrong", "online", "basis"):  # fmt: skip
            assert getattr(model, name), f"{model.path} has no {name}"
        assert bool(model.success_factors) != model.is_backstage, model.path
        assert all(row.shorten_to is not None and row.mode for row in model.run_sheet), model.path


MINUTES = {
    "a3-dialogue": 90, "dialogue-circle": 120, "appreciative-interviews": 100, "world-cafe": 120, "one-two-four-all": 15,
    "fishbowl": 75, "nominal-group": 120, "open-space": 210, "pro-action-cafe": 150, "catchball": 90,
    "dialogue-mapping": 90, "after-action-dialogue": 60, "case-clinic": 70, "example-homecoming-talk": 45,
    "example-two-short-talks": 55, "example-telephone-round": 90, "mandate-talk": 60, "perspective-round": 60,
    "weekly-twenty": 20, "feasibility-round": 60, "story-analysis": 120, "meeting-at-the-gate": 45,
    "handover-talk": 60, "committee-briefing": 30,
}  # fmt: skip


def test_minutes_add_up():
    assert {model.id: model.minutes for model in book().of(DialogueModel)} == MINUTES


def test_every_template_is_named_by_a_phase_and_filled_in_by_the_example():
    named = {id_ for one in (*book().of(Phase), *book().of(DialogueModel)) for id_ in one.a3}
    templates = [sheet for sheet in book().of(A3) if sheet.is_template]
    assert not [sheet.id for sheet in templates if sheet.id not in named]
    filled = {sheet.template for sheet in book().of(A3) if not sheet.is_template}
    assert {
        f"{use}-a3" for use in "proposal problem choice status evaluation feedback dialogue".split()
    } <= filled


def test_checklists_keep_their_design_rules():
    for checklist in book().of(Checklist):
        assert 5 <= len(checklist.items) <= 9, checklist.path
        for name in ("pause_point", "style", "reads", "answers", "revised"):
            assert getattr(checklist, name), f"{checklist.path} has no {name}"


def test_every_source_is_cited():
    texts = [path.read_text() for folder in ("process", "docs") for path in (ROOT / folder).rglob("*.md")]
    cited = {one.key for text in texts for one in prose.citations(text)}
    cited |= {key for document in book().documents for key in document.sources}
    assert set(book().bibliography) == cited
    assert len(cited) >= 55


def test_the_worked_example_says_that_it_is_constructed():
    examples = [each for each in book().documents if each.id.startswith("example-")]
    assert len(examples) == 13
    for each in examples:
        assert "constructed" in each.introduction.markdown, each.path


PACKS = (
    "why", "readiness", "pay-and-budget", "two-principals", "finding-people", "ethics-and-data", "children", "easy-read",
    "conflict", "digital-tools", "when-it-is-a-no", "handover-kit", "standing-participation",
)  # fmt: skip


def test_every_pack_is_there_and_listed():
    nav = (ROOT / "mkdocs.yml").read_text()
    assert tuple(one.id for one in book().documents if one.folder == "packs") == PACKS
    for id_ in PACKS:
        assert f"packs/{id_}.md" in nav, id_


HELD = {
    "readiness": "checklists/readiness dialogue-models/catchball",
    "pay-and-budget": "a3/budget-sheet",
    "two-principals": "a3/proposal-a3 dialogue-models/committee-briefing texts/decision-on-record",
    "finding-people": "a3/perspective-map",
    "ethics-and-data": "checklists/before-collecting-data texts/consent-to-sign texts/consent-spoken "
    "texts/what-may-be-shared",
    "easy-read": "texts/easy-invitation texts/easy-promise texts/easy-yes texts/easy-answer texts/easy-stop",
    "conflict": "a3/ground-rules",
    "when-it-is-a-no": "texts/decision-no texts/decision-partly texts/reply-to-one",
    "handover-kit": "a3/handover-record a3/change-log texts/specification texts/handover-letter "
    "texts/in-daily-work checklists/handed-over dialogue-models/handover-talk",
    "standing-participation": "texts/no-news-yet",
}
"""What lies in the printed pack at the least; those that are not named here are a page alone."""


def test_a_pack_is_printed_with_what_it_needs():
    made = {sheet.subject.removeprefix("packs/"): sheet for sheet in pack.sheets(book())}
    assert set(HELD) <= set(made)
    for id_, held in HELD.items():
        assert {*held.split()} <= {part.subject for part in made[id_].parts}, id_


def test_what_a_group_needs_to_build_its_own_model_is_there():
    """Step 2 of the case, made doable: choices, candidates, rota, ballots, must-haves by group, trying again."""
    page = (ROOT / "docs/build-a-model.md").read_text()
    needed = (
        "a3/model-choices", "a3/candidate-sheet", "a3/test-plan", "a3/dialogue-pulse", "texts/trial-note",
        "choices/index", "phases/create", "dialogue-models/example-homecoming-talk",
    )  # fmt: skip
    for name in needed:
        assert f"](../process/{name}.md)" in page and (ROOT / f"process/{name}.md").exists(), name
    for heading in ("### Must-haves, in every group", "### A ballot for each person"):
        assert heading in page
    assert "| Day | Group 1 | Group 2 | Group 3 |" in page and "**The rule for what was changed.**" in page
    for phase in ("create", "test"):
        assert "build-a-model.md" in source(book().find(Phase, phase)), phase


def test_what_repeating_the_case_needs_is_there():
    page = (ROOT / "docs/replication.md").read_text()
    for linked in ("a3/dialogue-pulse", "packs/ethics-and-data", "dialogue-models/example-homecoming-talk"):
        assert f"process/{linked}.md" in page or f"../{linked}.md" in page, linked
    for written in (
        "guide/tell-what-happened.md",
        "quality/index.md",
        "instruments.md#known",
        "practice.schema.json",
    ):
        assert written in page, written
    measures = page.split("| Measure | Asked of |")[1].split("\n\n")[0].splitlines()[2:]
    assert len(measures) == 6


@pytest.mark.parametrize("id_", ["dialogue-pulse", "experience-survey"])
def test_what_is_scored_on_paper_says_there_what_the_numbers_mean(id_):
    sheet = book().find(A3, id_)
    (first, *_) = [part for part in source(sheet).split("\n## ") if "| 1 | 2 | 3 | 4 | 5 |" in part]
    assert "1 means not at all, 5 means fully" in first, "below a heading, so that it is printed"
    assert re.search(r"no name", first)


def test_the_budget_adds_up():
    page = (ROOT / "process/packs/pay-and-budget.md").read_text()
    table = page.split("| Phase |")[1].split("\n\n")[0].splitlines()[2:]
    rows = [[cell.strip(" *").replace(",", "") for cell in line.strip("|").split("|")] for line in table]
    *phases, total = [[int(cell) for cell in row[1:5]] for row in rows]
    assert len(phases) == len(PHASES)
    assert [sum(column) for column in zip(*phases, strict=True)] == total
    staff, hours, pay, other = total
    assert all(row[2] == row[1] * 20 for row in phases) and pay == hours * 20
    for figure in (pay + other, (pay + other) // 10, (pay + other) * 11 // 10, staff * 35):
        assert f"{figure:,}" in page, figure
    assert sum(row[0] for row in phases[6:]) * 4 >= staff, "a quarter lies after the decision"


def test_easy_words_are_short():
    """A sentence that somebody reads with effort has one idea."""
    easy = [text for text in book().of(ReadyText) if text.easy_to_read]
    lines = [line for text in easy for line in prose.plain(text.introduction.markdown).splitlines()]
    sentences = [sentence for line in lines for sentence in re.split(r"(?<=[.?:!]) ", line)]
    assert not [sentence for sentence in sentences if len(sentence.split()) > 12]


def test_what_a_participant_holds_has_a_twin_that_is_easy_to_read():
    twins = {text.easy_version_of for text in book().of(ReadyText) if text.easy_to_read}
    assert twins >= {
        "invitation-letter",
        "promise-note",
        "preparation-letter",
        "consent-to-sign",
        "reply-to-one",
        "you-take-part",
    }
    page = (ROOT / "process/packs/easy-read.md").read_text()
    assert {f"easy-{name}" for name in ("rules", "sheet", "how-was-it", "choosing", "stop")} <= {
        *re.findall(r"texts/(easy-[a-z-]+)\.md", page)
    }


def test_every_handout_that_a_dialogue_model_names_is_there():
    """What people hold or look at is a sheet or a text that the material links; the rest is bought or drawn."""
    held = re.compile(
        r"\b(A3|sheets?|posters?|pages?|guides?|lists?|slips?|letters?|maps?|logs?|plans?|specification|cards)\b"
    )
    bought = re.compile(
        r"sheets? of paper|roll of paper|large sheet|stack of cards|^\d+ cards|copy of each story|empty sheet|"
        r"board of process quality|folder|for the finished map|list of all promises|gate checklist"
    )
    unwritten = [
        f"{model.id}: {entry.text}"
        for model in book().of(DialogueModel)
        for entry in model.materials or ()
        if held.search(entry.text) and not bought.search(entry.text) and "](" not in entry.text
    ]
    assert not unwritten


@pytest.mark.parametrize("row", range(4))
def test_each_of_the_four_gaps_is_closed_by_a_page_a_sheet_and_a_text(row):
    table = (ROOT / "docs/rests-on.md").read_text().split("{#four-gaps}")[1].split("|---|---|---|---|\n")[1]
    *_, pages, sheets, texts, _ = table.split("\n\n")[0].splitlines()[row].split("|")

    def linked(cell):
        return [book().at(f"process/{path}") for path in re.findall(r"\.\./process/([^)#]+)", cell)]

    assert re.search(r"\]\([^)]+\.md", pages)
    assert linked(sheets) and all(isinstance(one, A3) for one in linked(sheets))
    assert linked(texts) and all(isinstance(one, ReadyText) for one in linked(texts))


def test_a_page_that_rests_on_the_case_names_it():
    for document in book().documents:
        if document.basis == "case":
            assert "martensson2020" in document.sources, document.path


def test_no_page_by_hand_shows_the_brackets_of_a_task():
    paths = [*(ROOT / "docs").glob("*.md"), *(ROOT / "process/packs").glob("*.md")]
    assert [
        path.name for path in paths if re.search(r"^\s*- \[[ x]\] ", path.read_text(), re.MULTILINE)
    ] == []


def test_texts_are_ready_to_send():
    texts = book().of(ReadyText)
    assert len(texts) >= 20
    assert {text.form for text in texts} == {"letter", "message", "phone", "speech", "form", "leaflet"}
    for text in texts:
        assert all((text.form, text.sender, text.to, text.when, text.phase)), text.id
        assert text.introduction and (blanks(text) or text.easy_to_read), text.id
        assert minutes_aloud(text) <= (1 if text.form == "message" else 3), text.id


def test_every_blank_of_a_text_is_listed():
    """Whatever stands in brackets, wherever it stands: what the page does not list, nobody fills in."""
    for text in book().of(ReadyText):
        body = source(text).split("---\n", 2)[2]
        body = re.sub(r"!?\[[^\]]*\]\([^)]*\)|^\s*- \[[ x]\]|\[@[^\]]+\]", "", body, flags=re.M)
        assert {name.strip() for name in re.findall(r"\[([^\]]*)\]", body)} == {*blanks(text)}, text.id
        assert body.count("[") == body.count("]"), text.id


def test_one_blank_of_a_text_does_not_mean_two_people():
    for text in book().of(ReadyText):
        words = text.introduction.markdown
        signed = re.search(r"^\[name\](?:, |$)", words, re.M)
        assert not signed or not re.search(r"(?:Dear|Hello|speaking to) \[name\]", words), text.id
        assert "[name], [telephone]" not in words, text.id


def source(document):
    return (ROOT / document.path).read_text("utf-8")


def test_every_term_of_the_glossary_is_used_and_none_has_a_rival():
    paths = [
        *(path for path in (ROOT / "process").rglob("*.md") if path.name != "glossary.md"),
        *(ROOT / "docs").glob("*.md"),
    ]
    said = "\n".join(path.read_text("utf-8") for path in paths).casefold()
    assert not [term.title for term in book().glossary if term.title.casefold().removesuffix("s") not in said]
    assert not re.findall(r"process team|planning group|a3 keeper|traceability log", said)


def test_the_content_is_in_plain_language():
    """By the advice that every handbook can have; what is false in it is silenced in its line."""
    told = [each for each in load(ROOT, advise=ADVICE).problems if each.place.path.startswith("process/")]
    assert not [f"{each.place.path}:{each.place.line} {each.code}" for each in told]
