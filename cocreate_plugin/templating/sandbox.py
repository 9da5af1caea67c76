"""Where templates run: they get values and no way to files or programs, and come to an end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import is_dataclass
from datetime import date
from functools import lru_cache
from pathlib import PurePath
from types import ModuleType
from typing import Any

from jinja2 import nodes, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, markup_join, str_join
from jinja2.sandbox import SandboxedEnvironment

MOST_ROUNDS = 2_000_000
"""Rounds of all loops of one template; the largest page of a handbook takes a hundredth of that."""
MOST_SIGNS = 20_000_000
"""Characters of one text that a template puts together."""

_WIDE = re.compile(r"\d{5}|\*")
_FORBIDDEN = (PurePath, ModuleType)
"""What leads to files and programs."""
_PLAIN = frozenset((str, int, float, bool, tuple, type(None), date))
_MISSING = object()


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox without paths and modules, with an end to loops and lengths."""

    intercepted_binops = frozenset(("*", "**", "+", "%"))

    def __init__(self, **options: Any) -> None:
        """Count from nothing."""
        super().__init__(**options)
        self.rounds = 0
        self.filters |= {"counted": self._counted, "joined": _joined}

    def begin(self) -> None:
        """Count again, for another page or sheet."""
        self.rounds = 0

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give an attribute; a public one of what only holds data needs one look instead of many."""
        if attribute[:1] != "_" and _holds_data(type(obj)):
            value = getattr(obj, attribute, _MISSING)
            if value is not _MISSING and _is_data(type(value)):
                return value
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse what leads to files and programs, whatever it is called."""
        forbidden = isinstance(obj, _FORBIDDEN) or isinstance(value, _FORBIDDEN)
        return not forbidden and super().is_safe_attribute(obj, attr, value)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as Jinja names them
        """Refuse what a call gives, too."""
        result = super().call(__context, __obj, *args, **kwargs)
        if isinstance(result, _FORBIDDEN):
            raise SecurityError("paths and modules are not for templates")
        return result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse products, powers and sums that fill the memory."""
        sizes = [side if isinstance(side, int) else len(side) for side in (left, right) if _has_size(side)]
        grown = operator == "*" and any(isinstance(side, str | list | tuple) for side in (left, right))
        if grown and len(sizes) == 2 and sizes[0] * sizes[1] > MOST_SIGNS:
            raise SecurityError("a text of a template is too long")
        if operator == "**" and max(sizes, default=0) > 10_000:
            raise SecurityError("a number of a template is too large")
        if operator == "%" and isinstance(left, str) and _WIDE.search(left):
            raise SecurityError("a text of a template is too long")
        if operator == "+" and isinstance(left, str) and sum(sizes) > MOST_SIGNS:
            raise SecurityError("a text of a template is too long")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Let every loop count its rounds, and every text that is put together its length."""
        tree = super()._parse(source, name, filename)
        for loop in list(tree.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        for chain in list(tree.find_all(nodes.Concat)):
            parts = nodes.List(chain.nodes, lineno=chain.lineno)
            chain.nodes = [nodes.Filter(parts, "joined", [], [], None, None, lineno=chain.lineno)]
        tree.set_environment(self)
        return tree

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.rounds += 1
            if self.rounds > MOST_ROUNDS:
                raise SecurityError("the loops of a template have no end")
            yield value


@pass_eval_context
def _joined(context: nodes.EvalContext, parts: Iterable[Any]) -> str:
    text = (markup_join if context.autoescape else str_join)(parts)
    if len(text) > MOST_SIGNS:
        raise SecurityError("a text of a template is too long")
    return text


def _keeps_values(shape: type) -> bool:
    return is_dataclass(shape) and not issubclass(shape, (*_FORBIDDEN, str))


_holds_data: Callable[[type], bool] = lru_cache(maxsize=1024)(_keeps_values)
"""Tells a class of ours whose objects are values; nothing of Python's own is one."""


def _is_data(shape: type) -> bool:
    """Tell a class whose objects call nothing and lead nowhere else."""
    return shape in _PLAIN or _holds_data(shape)


def _has_size(value: Any) -> bool:
    return isinstance(value, int | str | list | tuple)
