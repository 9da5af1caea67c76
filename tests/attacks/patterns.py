"""Runs every regular expression of the package over texts that are made to keep it busy.

Run as a program it takes one part of so many, such as `0 2`; the one who starts it limits its processor time.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "cocreate_plugin"
LONGEST = 1_000
"""Characters of a text: a pattern that takes their cube, or doubles with each, does not end."""
METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split")
REPEATED = (
    *" \t\xa0\\\"'`*_~^=|-:.,;!?#&@%+/<>[](){}×xa0é\n",
    "[a", "](", "](a ", "[@", "[^", "{#", "{:", "<a", "<a b='", '<a b="', 'a="" ', "a='' ", "a=b ", "\\\\", "\n ",
    "\n>", "\n\n", "- ", "> ", "1. ", "--", " -- ", " — ", "<!--", "-->", "**", "``", "<pre", "</pre", "<svg", "&#",
    "{ #", "{a ", " #a", "×a", " x a", " \xa0", "a:", "**a", "a.", "a-", "ab ", "ab, ", "p. 1, ", "IX", "and ", " and ",
    "on=", " on", "javascript ", "12", "1,", "\\{", "{a}", "'a'", '"a"', "(a)", "[a]", "a\n", "a =", "}\n", '"\n', "@a{",
    "![a]", "![", "?", "/a", "text-align:",
)  # fmt: skip
STARTS = ("", "a", "[", "<a ", "{", "- [ ] a ", "``` a ", "*[", "x\n")
ENDS = ("", "\n!", "b")


def patterns() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Give every pattern with where it stands and how it is used."""
    for file in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        name = ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts)
        module = importlib.import_module(name.removesuffix(".__init__"))
        uses = _uses(tree)
        for variable, value in vars(module).items():
            if (
                isinstance(value, re.Pattern)
                and isinstance(value.pattern, str)
                and variable in _assigned(tree)
            ):
                yield f"{name}.{variable}", value, uses.get(variable, "search")
        for node in ast.walk(tree):
            if _is_call_of_re(node):
                yield f"{name}:{node.lineno}", re.compile(node.args[0].value), node.func.attr


def _assigned(tree: ast.Module) -> set[str]:
    return {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _uses(tree: ast.Module) -> dict[str, str]:
    """Tell of each pattern whether it is only matched from a place, or looked for."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name):
            found.setdefault(node.value.id, set()).add(node.attr)
    return {
        name: "match" if methods <= {"match", "fullmatch"} else "search" for name, methods in found.items()
    }


def _is_call_of_re(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in METHODS
        and bool(node.args)
        and isinstance(node.args[0], ast.Constant)
    )


def texts() -> Iterator[str]:
    """Give the texts: a beginning, something over and over, an end."""
    for start, again, end in itertools.product(STARTS, REPEATED, ENDS):
        yield start + again * (LONGEST // len(again)) + end


def run(pattern: re.Pattern[str], use: str, text: str) -> None:
    """Use a pattern as the package does."""
    if use in ("match", "fullmatch"):
        pattern.match(text)
        pattern.fullmatch(text)
    else:
        for _ in pattern.finditer(text):
            pass


if __name__ == "__main__":
    everything = list(dict.fromkeys(texts()))
    part, parts = map(int, sys.argv[1:])
    once = {(pattern, use): where for where, pattern, use in patterns()}
    for (pattern, use), where in itertools.islice(once.items(), part, None, parts):
        print(where, flush=True)
        for text in everything:
            run(pattern, use, text)
    print("done")
