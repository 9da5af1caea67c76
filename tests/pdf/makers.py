"""Sheets for tests: functions of this module, because a worker must find them again by name."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

from cocreate_plugin.pdf import Fit, Job
from cocreate_plugin.problems import Place

A4_STYLE = """
@page { size: 210mm 297mm; margin: 15mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "Source Sans 3" } }
html { font-size: 10pt }
body { margin: 0; font: 1rem/1.3 "Source Sans 3", "DejaVu Sans"; overflow-wrap: anywhere }
code, pre { font-family: "DejaVu Sans Mono"; white-space: pre-wrap }
ul.tasks { list-style: none; padding-left: 0 } ul.tasks li { position: relative; padding-left: 1.6em }
.tick { position: absolute; left: 0; top: .2em; width: .95em; height: .95em; border: .3mm solid #111 }
table { border-collapse: collapse } th, td { border: .15mm solid #555; padding: .2em .4em; text-align: left }
"""

A3_STYLE = """
@page { size: 420mm 297mm; margin: 8mm 8mm 12mm 8mm; @bottom-left { content: "A sheet"; font: 7pt "Source Sans 3" } }
* { box-sizing: border-box }
body { margin: 0; font: 1rem/1.3 "Source Sans 3", "DejaVu Sans"; overflow-wrap: anywhere }
.box { position: absolute; border: .35mm solid #111; border-radius: 1mm }
.box > h2 { margin: 0; height: 5.2mm; padding: .3mm 2mm 0; background: #e4e4e4; font-size: 10pt; line-height: 1.25 }
.fit { position: absolute; left: 2mm; right: 2mm; top: 6.2mm }
p, ul { margin: .35em 0 } ul { padding-left: 1.3em }
table { width: 100%; border-collapse: collapse; font-size: .95em } th, td { border: .15mm solid #555; text-align: left }
input, textarea { border: .15mm solid #888; width: 100%; height: 6mm; margin: 0 }
input[type=checkbox] { width: 3.4mm; height: 3.4mm }
"""


def page(body: str, style: str = A4_STYLE, language: str = "en", title: str = "A sheet") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


def text(body: str) -> str:
    return page(f'<h1>A sheet</h1>{body}<div class="end" id="end-"></div>')


def checklist(items: int = 16) -> str:
    tasks = "".join(
        f'<li><span class="tick"></span>Item {n}: somebody has read it aloud and <b>everybody</b> heard it</li>'
        for n in range(items)
    )
    return text(f'<p>Read aloud before the doors open.</p><ul class="tasks">{tasks}</ul>')


def boxes(paragraphs: int = 4, extra: int = 0, inside: str = "") -> str:
    """An A3 of eight boxes; the first has more in it."""
    out = []
    for n in range(8):
        left, top = n % 4 * 101.5, 22 + n // 4 * 125
        line = "<p>Orders take 26 days from need to delivery, and two of three projects replan.</p>"
        content = line * (paragraphs + (extra if n == 0 else 0)) + (inside if n == 0 else "")
        content += (
            "<table><tr><th>What</th><th>From</th></tr><tr><td>Lead time</td><td>26 d</td></tr></table>"
        )
        out.append(
            f'<section class="box" id="box-b{n}" style="left:{left}mm;top:{top}mm;width:98mm;height:120mm">'
            f'<h2>Box {n}</h2><div class="fit" id="fit-b{n}">{content}<div class="end" id="end-b{n}"></div></div></section>'
        )
    return page(f"<h1>A3</h1>{''.join(out)}", A3_STYLE)


def pack(surplus: float) -> str:
    """A page of A4 and after it an A3 with one box, whose content is too high by some millimetres."""
    style = """
        @page { size: 210mm 297mm; margin: 15mm } @page wide { size: 420mm 297mm; margin: 10mm }
        .sheet { page: wide; break-before: page; position: relative; height: 270mm }
        .box { position: absolute; border: .35mm solid #111; left: 0; top: 20mm; width: 100mm; height: 100mm }
        .fit { position: absolute; left: 2mm; right: 2mm; top: 6mm } .end { clear: both }
        body { margin: 0; font: 1rem/1.3 "Source Sans 3" }
    """
    content = f"<div style='height: {93.2 + surplus}mm'></div><div class='end' id='end-b0'></div>"
    box = f"<section class='box' id='box-b0'><h2>B</h2><div class='fit' id='fit-b0'>{content}</div></section>"
    return page(f"<h1>Pack</h1><p>First.</p><div class='sheet'>{box}</div>", style)


def form() -> str:
    fields = (
        '<p>Name <input name="name" title="Name"></p>'
        '<p>Notes <textarea name="notes" title="Notes"></textarea></p>'
        '<p><input type="checkbox" name="done" title="Done"> Done '
        '<input type="checkbox" name="told" title="Told" checked> Told</p><button>Send</button>'
    )
    return page(f"<h1>A form</h1><form>{fields}</form>", A3_STYLE)


def as_it_is(html: str) -> str:
    return html


def fails() -> str:
    raise LookupError("no such\ntemplate")


def shows(name: str, number: int = 0) -> str:
    return text(f'<p>{number}<img src="/{name}.svg" alt="It"></p>')


def hangs(number: int = 0) -> str:
    while True:
        time.sleep(0.05)


def slow() -> str:
    time.sleep(1)
    return text("<p>late</p>")


def loops_in_layout() -> str:
    """A table that the library cannot lay out in reasonable time, without ever giving Python a chance."""
    return text("<table><tr><td colspan=3000000>a</td></tr></table>")


def dies() -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def eats_memory() -> str:
    return "x" * (8 << 30)


def nests() -> str:
    return page("<div>" * 400 + "deep")


def tells_process() -> str:
    return text(f"<p>process {os.getpid()}</p>")


def prints_to_screen() -> str:
    print("a word that nobody asked for", flush=True)
    os.write(1, b"and another")
    return text("<p>said</p>")


def job(
    html: Callable[[], str] | str,
    root: Path,
    *,
    path: str = "print/sheet.pdf",
    fit: Fit = Fit(10, 8, 1),
    forms: bool = False,
    names: dict[str, str] | None = None,
) -> Job:
    make = partial(as_it_is, html) if isinstance(html, str) else html
    key = sha256(
        repr(make if not isinstance(make, partial) else (make.func, make.args, make.keywords)).encode()
    )
    places = {"": Place("process/a3/sheet.md"), "b0": Place("process/a3/sheet.md", 12)}
    return Job(
        path=path,
        key=key.hexdigest(),
        html=make,
        root=root,
        base=root,
        fit=fit,
        places=places,
        names=names or {"b0": "Background"},
        forms=forms,
    )


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<circle cx="20" cy="20" r="9"/><text x="4" y="20">Å</text></svg>'
)


def endless_drawing(repeats: int = 20) -> str:
    """A kilobyte that asks for a million circles."""
    doubled = "".join(f'<g id="a{n + 1}"><use href="#a{n}"/><use href="#a{n}"/></g>' for n in range(repeats))
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle id="a0" r="9"/>{doubled}</svg>'


def reads(path: str) -> str:
    return text(Path(path).read_text())


def writes(path: str) -> str:
    Path(path).write_text("x")
    return text("written")


def runs_a_program() -> str:
    subprocess.run([sys.executable, "-c", ""], check=True)
    return text("run")


def opens_a_socket() -> str:
    socket.create_connection(("127.0.0.1", 9))
    return text("connected")
