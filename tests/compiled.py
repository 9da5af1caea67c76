"""Templates compiled once for all handbooks of a process: each handbook has an environment of its own."""

from __future__ import annotations

from types import CodeType

from jinja2 import Environment


def keep_compiled() -> None:
    """Lets environments of one make share what they compile of the same text."""
    compile_, known = Environment.compile, {}

    def compiled(
        self: Environment, source: str, name: str | None = None, filename: str | None = None
    ) -> CodeType:
        escape = self.autoescape
        key = (type(self), *self.extensions, escape, self.trim_blocks, source, name, filename)
        if key not in known:
            known[key] = compile_(self, source, name, filename)
        return known[key]

    Environment.compile = compiled  # type: ignore[method-assign]
