"""Sheets to PDF files: only what changed, several at a time, none cut in silence.

A library of its own, which knows nothing of handbooks: fit this HTML on one sheet, tagged for screen
readers, or tell by how many millimetres it fails. `docs/about/pdf-library.md` shows how others use it:

    fit = Fit(wanted=11, smallest=8, pages=1)
    for printed in print_all([job(html, pictures, fit)], cache=Path(".cache/pdf")):
        print(printed.file or printed.problems)
"""

from typing import TYPE_CHECKING, Any

from .jobs import Fit, Job, Printed, job

if TYPE_CHECKING:
    from .pool import print_all

__all__ = ["Fit", "Job", "Printed", "job", "print_all"]


def __getattr__(name: str) -> Any:
    """Load what prints when it is asked for: a check of pictures needs none of it."""
    if name == "print_all":
        from .pool import print_all

        return print_all
    raise AttributeError(name)
