"""The handbook that a command writes something from: one whose settings and kinds can be read."""

from __future__ import annotations

from ...handbook import Handbook
from ...phrases import Phrases
from ..project import Project
from .localised_click import refuse_plainly, refuse_without_handbook
from .report import is_fatal, show


def sound_handbook(here: Project, words: Phrases) -> Handbook:
    """Load the handbook; refused where there is none, and where its language or a kind cannot be read.

    What is written from it would lack the fields of that kind, or speak another language.
    """
    refuse_without_handbook(here, words)
    loaded = here.load(changed={})  # nobody asks for the dates of git
    settings = tuple(f"{here.settings.process}/{name}" for name in ("kinds/", "handbook.yml"))
    broken = [each for each in loaded.problems if each.place.path.startswith(settings)]
    if is_fatal(broken):
        show(broken, words, here.root, err=True)
        refuse_plainly(words.t("export.stopped"))
    return loaded.handbook
