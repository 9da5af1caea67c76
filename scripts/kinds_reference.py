"""The reference of `process/kinds/*.yml`, written from the code."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cocreate_plugin.kinds import declaration
from cocreate_plugin.kinds.declared import LONGEST_LABEL
from cocreate_plugin.phrases import Phrases
from cocreate_plugin.sources.limits import MOST_DECLARATIONS, MOST_FIELDS

EXAMPLE_KIND = """\
# process/kinds/personas.yml
name: {en: persona, sv: persona}
plural: {en: Personas, sv: Personor}
about: Somebody the process is for.
print: [sheet, checklist]
fields:
  age: number
  pace: {choices: [calm, hurried], about: How she comes to a meeting.}
  phases: {to: phases}
  contact: {type: reference, to: roles}
sections:
  situation: text
  needs: {shape: list, label: {en: Needs, sv: Behov}}
  before_we_meet: tasks
  signals: {columns: [What we see, What it means]}
  a_day: steps
"""


def kinds_page(words: Phrases, table: Callable[[Iterable[str], Iterable[Iterable[str]]], str]) -> list[str]:
    """Write what may stand in a declaration of a kind, as blocks of a page."""
    parts: tuple[tuple[str, str, Iterable[tuple[str, str]]], ...] = (
        ("In the file", "Key", declaration.OWN_KEYS.items()),
        ("In a field", "Key", declaration.FIELD_KEYS.items()),
        ("Types of fields", "Type", declaration.TYPES.items()),
        ("In a section", "Key", declaration.SECTION_KEYS.items()),
        (
            "Shapes of sections",
            "Shape",
            ((name, f"{words.t(f'shape.{name}')}.") for name in declaration.SHAPES),
        ),
    )
    blocks = [
        "A file `process/kinds/<folder>.yml` declares a kind of your own, or adds fields and sections to the "
        "kind of that folder. How it is done is told [in the guide](../guide/add-a-kind.md).",
        f"```yaml\n{EXAMPLE_KIND}```",
    ]
    for title, head, told in parts:
        rows = ((f"`{name}`", about[:1].upper() + about[1:]) for name, about in told)
        blocks += [f"## {title}", table((head, "What it is for"), rows)]
    taken = ", ".join(f"`{name}`" for name in sorted(declaration.RESERVED_NAMES))
    limits = f"{MOST_DECLARATIONS} files, {MOST_FIELDS} fields, sections, choices or columns"
    blocks += [
        "## Names and limits",
        "Names of fields are small letters a to z, digits and underscores. These names and folders are "
        f"taken, as are those of the kinds that there are and the codes of languages: {taken}.",
        f"At most {limits}, and labels of {LONGEST_LABEL} characters.",
    ]
    return blocks
