"""Writes the reference, the map of the architecture and the descriptions of fields from the code.

`python scripts/reference.py` writes them again; with `--check` it names those that are stale and ends with 1.
"""

from __future__ import annotations

import ast
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "cocreate_plugin"
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from completeness_reference import completeness_page  # noqa: E402
from html_reference import html_page  # noqa: E402
from kinds_reference import kinds_page  # noqa: E402

from cocreate_plugin.kinds import (  # noqa: E402 - found only after the line above
    KINDS,
    LANES,
    Document,
    Identity,
    columns,
    front_fields,
    references,
    section_fields,
    shapes,
    whole_body,
)
from cocreate_plugin.mend import MENDED  # noqa: E402
from cocreate_plugin.phrases import languages, phrases  # noqa: E402
from cocreate_plugin.problems import CODES  # noqa: E402
from cocreate_plugin.validate.schema import Schema, description, kind_name, schema  # noqa: E402

WORDS = phrases("en")
LANGUAGES = ("en", *(each for each in languages() if each != "en"))
EXPLAINED = tuple(each for each in LANGUAGES if phrases(each).speaks(f"about.{next(iter(CODES))}"))
"""Languages in which every problem has a paragraph."""
MADE = "<!-- Written by scripts/reference.py from the code: change it there, and run the script. -->"
MANUAL = "cocreate_plugin/locale/en/LC_MESSAGES/manual.po"
MAP = "docs/about/architecture.md"
BOXES = "Every `##` heading is a box; its id is the heading in small letters with hyphens, or `{#id}`."
CALLS = (
    "Commands work from anywhere below the folder of `mkdocs.yml` or `process/`. They end with 0 when all is "
    "well, with 1 when there are errors, and with 2 when they were called in a wrong way."
)
MODES = ("understand", "create", "decide", "break")
HEADER = """\
# What every field is for. Written from the docstrings in cocreate_plugin/kinds by scripts/reference.py.
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def pages() -> dict[str, str]:
    """Write every generated file, by its path from the root."""
    return {
        MANUAL: manual(),
        "docs/reference/index.md": index_page(),
        "docs/reference/fields.md": fields_page(),
        "docs/reference/kinds.md": page("Kinds of your own", *kinds_page(WORDS, table)),
        "docs/reference/words.md": words_page(),
        **{f"docs/reference/{problems_file(language)}": problems_page(language) for language in EXPLAINED},
        "docs/reference/commands.md": commands_page(),
        "docs/reference/options.md": options_page(),
        "docs/reference/completeness.md": page("What documents are asked for", *completeness_page(table)),
        "docs/reference/html.md": page("Safe HTML", *html_page(table)),
        MAP: with_modules((ROOT / MAP).read_text("utf-8")),
    }


def docstrings(file: Path) -> dict[str, dict[str, str]]:
    """Read what stands below each class (`""`) and each of its fields."""
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            own = found.setdefault(node.name, {"": ast.get_docstring(node) or ""})
            for field, below in zip(node.body, node.body[1:], strict=False):
                targets: list[ast.expr] = field.targets if isinstance(field, ast.Assign) else []
                target = field.target if isinstance(field, ast.AnnAssign) else next(iter(targets), None)
                if isinstance(target, ast.Name) and isinstance(below, ast.Expr):
                    text = below.value.value if isinstance(below.value, ast.Constant) else ""
                    own[target.id] = " ".join(str(text).split())
    return found


def manual() -> str:
    """Write the catalogue of what each kind and each field is for."""
    texts: dict[str, dict[str, str]] = {}
    for file in sorted((PACKAGE / "kinds").glob("*.py")):
        texts |= docstrings(file)
    common = front_fields(Document)
    entries = {f"manual.{name}": texts["Document"][name] for name in common}
    for kind in (*KINDS, Identity):
        own = texts[kind.__name__]
        entries[f"manual.{kind_name(kind)}"] = own[""]
        names = (*front_fields(kind), *section_fields(kind)) if issubclass(kind, Document) else tuple(own)[1:]
        shared = common if issubclass(kind, Document) else ()
        entries |= {f"manual.{kind_name(kind)}.{name}": own[name] for name in names if name not in shared}
    quoted = {key: json.dumps(text, ensure_ascii=False) for key, text in entries.items()}
    return HEADER + "".join(f'\nmsgid "{key}"\nmsgstr {text}\n' for key, text in quoted.items())


def page(title: str, *blocks: str) -> str:
    """Join a title and blocks to a page."""
    return "\n\n".join((f"# {title}", MADE, *(block for block in blocks if block))) + "\n"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table."""
    heads = tuple(heads)
    lines = [heads, ("---",) * len(heads), *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def index_page() -> str:
    """Write the contents of the reference."""
    return page(
        "Reference",
        "What stands here is written from the program itself, so it is always what the program does.",
        "- [Fields](fields.md): what every kind of document may hold, and how it is written\n"
        "- [Kinds of your own](kinds.md): what may stand in `process/kinds/*.yml`\n"
        "- [Words](words.md): headings, lanes, columns and units, in every language that there is\n"
        f"- [Problems]({problems_file('en')}): what each message means, and what to do"
        + "".join(f" ([{phrases(each).t('codes.title')}]({problems_file(each)}))" for each in EXPLAINED[1:])
        + "\n- [Commands](commands.md): `cocreate` and what it does\n"
        "- [Options](options.md): what one may set in `mkdocs.yml`\n"
        "- [Safe HTML](html.md): which HTML may stand in a text\n"
        "- [What documents are asked for](completeness.md): what `cocreate check --complete` looks for, and "
        "what it takes for the best next step",
    )


def fields_page() -> str:
    """Write what every kind may hold."""
    common = list(front_fields(Document))
    looks = schema(KINDS[0], WORDS)
    blocks = [
        "Front matter holds names, numbers, dates and references. Everything people read stands in the body, "
        "under headings. Only `title` and `purpose` must be there.",
        "## All kinds",
        _front(KINDS[0], common, looks),
    ]
    for kind in KINDS:
        blocks += [
            f"## {WORDS.t(f'kind.{kind.kind}').capitalize()} {{#{kind.kind}}}",
            WORDS.t(f"manual.{kind.kind}"),
            f"Folder: `process/{kind.folder}/`.",
        ]
        own = [name for name in front_fields(kind) if name not in common]
        blocks += ["### Front matter", _front(kind, own, schema(kind, WORDS))] if own else []
        blocks += ["### Headings", _headings(kind)] if section_fields(kind) else []
        blocks += [BOXES] if kind.kind == "a3" else []
    blocks += [
        "## handbook.yml",
        WORDS.t("manual.handbook"),
        _front(Identity, list(schema(Identity, WORDS)["properties"]), schema(Identity, WORDS)),
    ]
    return page("Fields", *blocks)


def _front(kind: type[Document] | type[Identity], names: list[str], looks: Schema) -> str:
    refs = references(kind) if issubclass(kind, Document) else {}
    rows = []
    for name in names:
        ref = WORDS.t(f"kind.{refs[name].kinds[0]}") if name in refs else ""
        rows.append((f"`{name}`", form(looks["properties"][name], ref), description(kind, name, WORDS)))
    return table(("Field", "Written as", "What it is for"), rows)


def form(looks: Schema, ref: str = "") -> str:
    """Say how a value is written."""
    types = looks.get("type", [])
    if "array" in types:
        items = looks["items"]
        also = ", or `{id, copies}`" if "anyOf" in items else ""
        if ref:
            return f"list of ids ({ref}){also}"
        inner = {"object": "`{name, role, date}`", "array": "columns, each a list of `box share`"}
        return f"list of {inner.get(str(items.get('type')), 'words')}"
    if ref:
        return f"id ({ref})"
    if "anyOf" in looks:
        return "`yes`, or a list of words"
    if "enum" in looks:
        choices = ", ".join(f"`{each}`" for each in looks["enum"] if each)
        return "`yes` or `no`" if "no" in looks["enum"] else choices
    if "examples" in looks:
        return "such as " + " or ".join(f"`{each}`" for each in looks["examples"])
    return "text"


def _headings(kind: type[Document]) -> str:
    rows = []
    for name in section_fields(kind):
        label = "all tasks of the body" if name == whole_body(kind) else f"`## {WORDS.t(f'field.{name}')}`"
        heads = ", ".join(f"`{WORDS.t(f'column.{column}')}`" for column in columns(kind, name))
        shape = WORDS.t(f"shape.{shapes(kind)[name]}") + (f": {heads}" if heads else "")
        rows.append((label, shape, description(kind, name, WORDS)))
    return table(("Heading", "Holds", "What it is for"), rows)


def words_page() -> str:
    """Write the words that authors use, in every language."""
    fields = dict.fromkeys(
        name for kind in KINDS for name in section_fields(kind) if name != whole_body(kind)
    )
    heads = dict.fromkeys(
        column for kind in KINDS for name in section_fields(kind) for column in columns(kind, name)
    )
    blocks = [
        "Headings, lanes, columns and units may be written in English or in the handbook's language, "
        "with large or small letters."
    ]
    families: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("Headings", "field", fields),
        ("Lanes", "lane", LANES),
        ("Columns", "column", heads),
        ("Modes", "mode", MODES),
        ("Units of time", "unit", ("min", "hour", "day", "week", "month", "year")),
        ("Per person or group, in materials", "word", ("person", "group")),
        ("Yes and no", "word", ("yes", "no")),
    )
    for title, family, keys in families:
        rows = (
            (f"`{key.replace('_', '-')}`", *(phrases(each).t(f"{family}.{key}") for each in LANGUAGES))
            for key in keys
        )
        blocks += [f"## {title}", table(("Id", *LANGUAGES), rows)]
    return page("Words", *blocks)


def problems_file(language: str) -> str:
    """Name the page of problems in a language."""
    return "problems.md" if language == "en" else f"problems-{language}.md"


def problems_page(language: str) -> str:
    """Write a paragraph for every code; the fence of an example stands alone on its line."""
    words = phrases(language)
    blocks = [words.t("codes.about")]
    for code, level in CODES.items():
        said = f"**{words.t(f'level.{level}').capitalize()}.** {words.t(f'about.{code}')}"
        said += f" {words.t('codes.mended')}" if code in MENDED else ""
        blocks += [f"## `{code}` {{#{code}}}", said.replace("``` ", "```\n\n")]
    return page(words.t("codes.title"), *blocks)


def commands_page() -> str:
    """Write what the commands do and take."""
    import click

    from cocreate_plugin.hosts.cli.localised_click import speak
    from cocreate_plugin.hosts.cli.main import cocreate

    speak(WORDS, cocreate)
    blocks = [CALLS]
    for name, command in cocreate.commands.items():
        context = click.Context(command, info_name=f"cocreate {name}")
        blocks += [
            f"## cocreate {name} {{#{name}}}",
            f"`{' '.join(command.get_usage(context).split()[1:])}`",
            str(command.help),
        ]
        rows = [
            (f"`{', '.join(each.opts)}`", each.help or "")
            for each in command.params
            if isinstance(each, click.Option)
        ]
        blocks += [table(("Option", "What it does"), rows)] if rows else []
    return page("Commands", *blocks)


def options_page() -> str:
    """Write what may be set in mkdocs.yml."""
    own = docstrings(PACKAGE / "hosts" / "mkdocs" / "options.py")["Options"]
    rows = ((f"`{name}`", text) for name, text in own.items() if name)
    return page(
        "Options",
        own[""],
        "```yaml\nplugins:\n  - search\n  - cocreate:\n      process_dir: process\n```",
        table(("Option", "What it does"), rows),
    )


def with_modules(text: str) -> str:
    """Put the list of modules between its two marks."""
    start, end = "<!-- modules -->", "<!-- end of modules -->"
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    return f"{before}{start}\n\n" + "\n".join(_modules()) + f"\n\n{end}{after}"


def _modules() -> Iterator[str]:
    """Name each stage, in the order of imports, with the first line of its docstring."""
    for stage in (*stages(), "testing"):
        folder = PACKAGE / stage
        if folder.is_dir():
            yield f"- `{stage}/`: {_first_line(folder / '__init__.py')}"
            yield from _below(folder)
        elif (PACKAGE / f"{stage}.py").is_file():
            yield f"- `{stage}.py`: {_first_line(PACKAGE / f'{stage}.py')}"


def _below(folder: Path, deep: int = 1) -> Iterator[str]:
    """Name the modules of a folder, then its folders with theirs."""
    indent = "    " * deep
    for file in sorted(folder.glob("*.py")):
        if file.name != "__init__.py":
            yield f"{indent}- `{file.name}`: {_first_line(file)}"
    for inner in sorted(each for each in folder.iterdir() if (each / "__init__.py").is_file()):
        yield f"{indent}- `{inner.name}/`: {_first_line(inner / '__init__.py')}"
        yield from _below(inner, deep + 1)


def stages() -> tuple[str, ...]:
    """Read the order of imports from the test that holds it."""
    text = (ROOT / "tests" / "test_architecture.py").read_text("utf-8")
    found = re.search(r"^STAGES = (\(.*?\))", text, re.MULTILINE | re.DOTALL)
    return tuple(ast.literal_eval(found[1])) if found else ()


def _first_line(file: Path) -> str:
    return (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").split("\n")[0].rstrip(".")


def main() -> int:
    """Write the files, or name those that differ."""
    if "--check" not in sys.argv and _differs(ROOT / MANUAL, manual()):
        # What a new kind and its fields are for is known to a fresh start only.
        (ROOT / MANUAL).write_text(manual(), "utf-8", newline="\n")
        print(MANUAL, flush=True)
        os.execv(sys.executable, [sys.executable, *sys.argv])
    written = pages()
    stale = [path for path, text in written.items() if _differs(ROOT / path, text)]
    if "--check" in sys.argv:
        print("\n".join(f"{path} is stale: run python scripts/reference.py" for path in stale))
        return 1 if stale else 0
    for path in stale:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(written[path], "utf-8", newline="\n")
        print(path)
    return 0


def _differs(file: Path, text: str) -> bool:
    return not file.is_file() or file.read_bytes() != text.encode()


if __name__ == "__main__":
    sys.exit(main())
