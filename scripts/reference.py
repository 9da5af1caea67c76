"""Writes the reference, the map of the architecture and the descriptions of fields from the code.

`python scripts/reference.py` writes them anew; with `--check` it names those that are stale and ends with 1.
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "cocreate_plugin"
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

MANUAL = "cocreate_plugin/locale/en/LC_MESSAGES/manual.po"
HEADER = """\
# What every field is for. Written from the docstrings in cocreate_plugin/kinds by scripts/reference.py.
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def docstrings(file: Path) -> dict[str, dict[str, str]]:
    """Read what stands below each class (`""`) and each of its fields."""
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            own = found.setdefault(node.name, {"": ast.get_docstring(node) or ""})
            for field, below in zip(node.body, node.body[1:], strict=False):
                if (
                    isinstance(field, ast.AnnAssign)
                    and isinstance(field.target, ast.Name)
                    and _is_text(below)
                ):
                    own[field.target.id] = ast.literal_eval(below.value)  # type: ignore[attr-defined]
    return found


def _is_text(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def manual() -> str:
    """Write the catalogue of what each kind and each field is for."""
    from cocreate_plugin.kinds import KINDS, Document, Identity, front_fields, section_fields

    texts = {
        name: each
        for file in sorted((PACKAGE / "kinds").glob("*.py"))
        for name, each in docstrings(file).items()
    }
    common = (*front_fields(Document),)
    entries = {f"manual.{name}": texts["Document"][name] for name in common}
    for kind in KINDS:
        own = texts[kind.__name__]
        entries[f"manual.{kind.kind}"] = own[""]
        names = (*front_fields(kind), *section_fields(kind))
        entries |= {f"manual.{kind.kind}.{name}": own[name] for name in names if name not in common}
    own = texts["Identity"]
    entries["manual.handbook"] = own[""]
    entries |= {
        f"manual.handbook.{name}": text
        for name, text in own.items()
        if name and name in Identity.__annotations__
    }
    return HEADER + "".join(
        f'\nmsgid "{key}"\nmsgstr {json.dumps(" ".join(text.split()), ensure_ascii=False)}\n'
        for key, text in entries.items()
    )


def pages() -> dict[str, str]:
    """Write every generated file, by its path from the root."""
    return {MANUAL: manual()}


def main() -> int:
    """Write the files, or name those that differ."""
    stale = [path for path, text in pages().items() if _differs(ROOT / path, text)]
    if "--check" in sys.argv:
        print("\n".join(f"{path} is stale: run python scripts/reference.py" for path in stale))
        return 1 if stale else 0
    written = pages()
    for path in stale:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(written[path], "utf-8", newline="\n")
        print(path)
    return 0


def _differs(file: Path, text: str) -> bool:
    return not file.is_file() or file.read_bytes() != text.encode()


if __name__ == "__main__":
    sys.exit(main())
