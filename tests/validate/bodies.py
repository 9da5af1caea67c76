"""One document with a body, read within a small handbook."""

from cocreate_plugin.kinds import DialogueModel, Phase
from cocreate_plugin.sources import read_body
from cocreate_plugin.testing import project, report

PHASE = "process/phases/explore.md"
MODEL = "process/dialogue-models/circle.md"
ROLES = {
    "process/roles/facilitator.md": "---\ntitle: Group host\npurpose: Leads.\n---\n\n## Frontstage\n\n- Welcomes\n",
    "process/roles/process-owner.md": "---\ntitle: Owner, and more\npurpose: Owns.\n---\n",
}


def document(body="", front=""):
    return f"---\ntitle: Explore\npurpose: Understanding.\n{front}---\n{body}"


def told(loaded):
    """What is said of the documents, but not that some of the roles are named by none of them."""
    return [each.code for each in loaded.problems if each.code != "unused-document"]


def phase(body, front="", problems=(), language="", **files):
    named = {PHASE: document(body, front), **ROLES, **files}
    if language:
        named["process/handbook.yml"] = f"language: {language}\n"
    loaded = project(named)
    assert told(loaded) == list(problems), report(loaded)
    return loaded.handbook.of(Phase)[0]


def model(body, problems=(), **files):
    loaded = project({MODEL: document(body), **ROLES, **files})
    assert told(loaded) == list(problems), report(loaded)
    return loaded.handbook.of(DialogueModel)[0]


def sections(text, problems=()):
    body, found = read_body(text, "x.md")
    assert [each.code for each in found] == list(problems)
    return body.sections
