"""Sheets to PDF files: only what changed, several at a time, none cut in silence."""

from .jobs import Fit, Job, Printed
from .pool import print_all

__all__ = ["Fit", "Job", "Printed", "print_all"]
