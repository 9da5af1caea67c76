"""What a change does, in the words of those who review it."""

from __future__ import annotations

import pytest

from cocreate_plugin.phrases import phrases
from tests.review.comparing import BASE, MODEL, PHASE, changed, differing, told

LISTEN, ROUND = "process/phases/listen.md", "process/dialogue-models/tea-round.md"
BEHIND = "- Lyssna: The translation (sv) is now behind: its original changed, and it did not"


def listen(old: str, new: str) -> list[str]:
    found = told(BASE, changed(LISTEN, old, new))
    assert found[-1] == BEHIND
    return found[:-1]


def test_nothing_is_different():
    found = differing(BASE, BASE)
    assert (found.subjects, found.general, found.new_problems, found.mended_problems) == ((), (), (), ())


def test_a_gate_that_became_something_else_is_lost_with_its_list_and_ids():
    found = listen("## Gate", "## Door")
    assert "- Listen: Gate had 2 items, now none" in found
    assert "- The address checklists/gate-listen/ leads nowhere now, and paper may lead there" in found
    assert (
        "- The address print/checklists/gate-listen.pdf leads nowhere now, and paper may lead there" in found
    )


def test_minutes_of_a_row_that_is_gone():
    found = told(BASE, changed(ROUND, "| 40 | One at a time | nurse |\n", ""))
    assert "- Tea round: Run sheet no longer has “One at a time — Nurse”" in found
    assert "+ Tea round: Time: 50 minutes → 10 minutes" in found


def test_minutes_of_a_row():
    found = told(BASE, changed(ROUND, "| 40 |", "| 30 |"))
    assert found == [
        "+ Tea round: Run sheet › One at a time › min: 40 minutes → 30 minutes",
        "+ Tea round: Time: 50 minutes → 40 minutes",
    ]


def test_a_task_that_lost_its_person():
    assert listen("{#heard} — nurse", "{#heard}") == [
        "- Listen: Nurse no longer has this: “Everybody was heard” (Gate)"
    ]


def test_who_prepares_a_step_behind():
    assert listen("pair people — nurse", "pair people — host") == [
        "- Listen: Nurse no longer has this: “pair people” (Steps › Hear each other › Backstage)",
        "+ Listen: Host now has this: “pair people” (Steps › Hear each other › Backstage)",
    ]


def test_an_id_that_is_gone():
    assert listen(" {#heard}", "") == [
        "- Listen: The id “heard” is gone: boxes ticked and addresses printed lose it"
    ]


def test_an_id_that_ended_on_purpose_is_told_and_breaks_nothing():
    after = changed(LISTEN, " {#heard}", "")
    after = {
        **after,
        "process/handbook.yml": f"{BASE['process/handbook.yml']}retired: [phases/listen#heard]\n",
    }
    (lost,) = [each for _, each in differing(BASE, after).losses if each.code == "id-lost"]
    assert not lost.is_permanent


def test_a_reworded_item_keeps_its_id():
    assert listen("Everybody was heard", "All were heard, and said so") == [
        "+ Listen: Gate: Everybody was heard → All were heard, and said so"
    ]


def test_a_reworded_item_without_an_id_is_found_by_its_words():
    assert listen("The tea is drunk", "The tea is finished") == [
        "+ Listen: Gate: The tea is drunk → The tea is finished"
    ]


def test_items_in_another_order():
    old = "- [ ] Everybody was heard {#heard} — nurse\n- [ ] The tea is drunk\n"
    new = "- [ ] The tea is drunk\n- [ ] Everybody was heard {#heard} — nurse\n"
    assert listen(old, new) == ["+ Listen: Gate stands in another order"]


def test_front_matter_in_words():
    assert listen("duration: 2 weeks", "duration: 3-4 weeks") == ["+ Listen: Duration: 2 weeks → 3–4 weeks"]
    assert listen("decides: host", "decides: nurse") == ["+ Listen: Decides at the gate: Host → Nurse"]
    assert listen("decides: host\n", "") == ["- Listen: Decides at the gate is gone: “Host”"]
    assert listen("decides: host", "decides: host\npublish: no")[-1] == "+ Listen: Published is new: “no”"


def test_only_what_differs_of_a_long_text_is_shown():
    words = " ".join(f"word{number}" for number in range(100))
    before = changed(LISTEN, "What is it like now?", words)
    after = changed(LISTEN, "What is it like now?", words.replace("word50", "another"))
    assert told(before, after)[0] == (
        "+ Listen: Question: … word46 word47 word48 word49 word50 word51 word52 word53 word54 …"
        " → … word46 word47 word48 word49 another word51 word52 word53 word54 …"
    )


def test_a_link_that_leads_elsewhere_is_a_change():
    before = changed(LISTEN, "What is it", "[What](../roles/host.md) is it")
    assert (
        "+ Listen: Question: [What](../roles/host.md) is it like now? → [What](../roles/nurse.md) is it like now?"
        in told(before, changed(LISTEN, "host.md", "nurse.md", before))
    )


def test_a_file_that_only_looks_different():
    found = told(BASE, changed(LISTEN, "\n## Gate", "\n\n## Gate"))
    assert found == ["+ Listen: Only its form is different; it says the same"]


def test_a_document_that_is_gone_and_one_that_is_new():
    after = {name: text for name, text in BASE.items() if name != ROUND}
    after["process/dialogue-models/silence.md"] = MODEL.replace("Tea round", "Silence")
    found = differing(BASE, after)
    assert [(each.title, each.fate) for each in found.subjects] == [("Silence", "new"), ("Tea round", "gone")]
    assert any(each.is_permanent for _, each in found.losses)


def test_a_rename_that_leads_on():
    after = {name: text for name, text in BASE.items() if name != ROUND}
    after["process/dialogue-models/tea-circle.md"] = MODEL.replace(
        "people:", "formerly: [tea-round]\npeople:"
    )
    found = differing(BASE, after)
    assert [(each.fate, each.former, each.changes) for each in found.subjects] == [("renamed", ROUND, ())]
    assert not found.losses


def test_a_rename_that_does_not():
    after = {name: text for name, text in BASE.items() if name != ROUND}
    after["process/dialogue-models/tea-circle.md"] = MODEL
    assert (
        "- Tea round: It seems to be process/dialogue-models/tea-circle.md now."
        " Write “formerly: tea-round” there, so that addresses lead on"
    ) in told(BASE, after)


def test_references_to_a_renamed_document_are_the_same():
    before = changed(LISTEN, "decides: host", "decides: host\ndialogue_models: [tea-round]")
    after = changed(LISTEN, "[tea-round]", "[tea-circle]", before)
    after = {name: text for name, text in after.items() if name != ROUND}
    after["process/dialogue-models/tea-circle.md"] = MODEL.replace(
        "people:", "formerly: [tea-round]\npeople:"
    )
    assert "+ Listen: Only its form is different; it says the same" in told(before, after)


def test_a_document_that_nothing_names_any_longer():
    before = changed(LISTEN, "decides: host", "decides: host\ndialogue_models: [tea-round]")
    assert "- Tea round: Nothing names it any longer; before: Listen" in told(before, BASE)


def test_a_translation_that_changed_too_is_not_behind():
    after = changed(
        "process/phases/listen.sv.md", "Hur är det nu?", "Hur är det?", changed(LISTEN, "2 weeks", "3 weeks")
    )
    assert told(BASE, after) == [
        "+ Listen: Duration: 2 weeks → 3 weeks",
        "+ Lyssna: Fråga: Hur är det nu? → Hur är det?",
    ]


def test_a_session_whose_model_became_longer():
    session = "---\ntitle: First tea\npurpose: Meet.\nstart: 13:10\n---\n\n## Agenda\n\n| step |\n|---|\n| [Tea](../dialogue-models/tea-round.md) |\n"
    before = {**BASE, "process/sessions/first.md": session}
    found = told(before, changed(ROUND, "| 40 |", "| 60 |", before))
    assert "+ First tea: Time: 13:10–14:00 → 13:10–14:20" in found


def test_a_box_of_an_a3():
    sheet = "---\ntitle: Sheet\npurpose: Talk.\nlayout: [[one 1], [two 1]]\n---\n\n## One\n\n- Why?\n\n## Two\n\n- How?\n"
    before = {**BASE, "process/a3/sheet.md": sheet}
    path = "process/a3/sheet.md"
    assert told(before, changed(path, "- Why?", "- Why not?", before)) == ["+ Sheet: One: Why? → Why not?"]
    assert "+ Sheet: Layout › one › Share of the height: 1 → 2" in told(
        before, changed(path, "one 1", "one 2", before)
    )


def test_a_kind_of_the_handbooks_own():
    kind = "title: Need\nfields:\n  level:\n    type: text\nsections:\n  parts:\n    shape: table\n    columns: [what, how many]\n"
    need = "---\ntitle: Rest\npurpose: Sit.\nlevel: high\n---\n\n## Parts\n\n| what | how many |\n|---|---|\n| chair | 3 |\n"
    before = {**BASE, "process/kinds/needs.yml": kind, "process/needs/rest.md": need}
    after = changed("process/needs/rest.md", "| 3 |", "| 4 |", before)
    assert told(before, after) == ["+ Rest: Parts › chair › how many: 3 → 4"]


def test_what_is_no_document():
    before = {
        **BASE,
        "process/files/cup.png": b"1",
        "process/sources.bib": "@book{a, title={A}, author={B, C}, year={2000}}\n",
        "docs/index.md": "# Tea\n",
    }
    after = {
        **changed("process/handbook.yml", "edition: '1'", "edition: '2'", before),
        "process/files/cup.png": b"2",
        "process/sources.bib": "",
        "docs/index.md": "# Tea!\n",
        "templates/pages/phase.md.jinja": "x",
    }  # fmt: skip
    found = differing(before, after)
    assert {(each.path, each.fate) for each in found.subjects} == {
        ("process/handbook.yml", "changed"),
        ("process/sources.bib", "changed"),
        ("process/files/cup.png", "changed"),
        ("docs/index.md", "changed"),
        ("templates/pages/phase.md.jinja", "new"),
    }
    assert any(line.startswith("- Sources: a is gone: ") for line in told(before, after))


def test_a_hand_written_page_that_is_gone():
    before = {**BASE, "docs/adapt.md": "# Adapt\n"}
    assert "- The address adapt/ leads nowhere now, and paper may lead there" in told(before, BASE)


def test_problems_that_came_and_went():
    found = differing(changed(LISTEN, "purpose", "purpos"), changed(ROUND, "people: 3-8", "people: many"))
    assert {each.code for each in found.mended_problems} == {"unknown-field", "missing-field"}
    assert {each.code for each in found.new_problems} == {"wrong-type"}


def test_a_problem_that_moved_to_another_line_is_not_new():
    before = changed(LISTEN, "— nurse", "— nurs")
    found = differing(
        before, changed(LISTEN, "What is it like now?", "What is it like now?\n\nReally?", before)
    )
    assert (found.new_problems, found.mended_problems) == ((), ())


@pytest.mark.parametrize("broken", ["", "---\ntitle: [\n---\n", "\x00", "no front matter"])
def test_a_broken_state_is_compared_all_the_same(broken: str):
    broken_base = {**BASE, LISTEN: broken}
    assert differing(broken_base, BASE).mended_problems
    assert differing(BASE, broken_base).new_problems


def test_no_handbook_before():
    found = differing({"README.md": "x"}, BASE)
    assert {each.fate for each in found.subjects if each.kind} == {"new"}
    assert not found.losses


def test_in_swedish():
    swedish = {
        name: text
        for name, text in changed("process/handbook.yml", "language: en", "language: sv").items()
        if ".sv." not in name
    }
    swedish[LISTEN] = (
        PHASE.replace("## Gate", "## Grind").replace("## Steps", "## Steg").replace("## Question", "## Fråga")
    )
    assert told(swedish, changed(LISTEN, "duration: 2 weeks", "duration: 3 veckor", swedish), "sv") == [
        "+ Listen: Tid: 2 veckor → 3 veckor"
    ]
    assert phrases("sv").t("review.nothing")
