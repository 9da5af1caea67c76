"""The example for others runs as it stands in the documentation."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.paper
def test_the_example_in_the_documentation_says_what_it_promises(tmp_path: Path):
    text = (ROOT / "docs/about/pdf-library.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (tmp_path / "example.py").write_text(example, "utf-8")
    done = subprocess.run([sys.executable, "example.py"], cwd=tmp_path, capture_output=True, text=True)
    assert done.stderr == ""
    assert re.fullmatch(r"fits 1\ndoes-not-fit \d+\.\d mm, \d+ lines\n", done.stdout), done.stdout


def test_the_library_imports_nothing_of_ours_but_problems():
    code = "import sys, cocreate_plugin.pdf.worker; print(*(n for n in sys.modules if n.startswith('cocreate_plugin')))"
    package = "sys.modules['cocreate_plugin'] = p = __import__('types').ModuleType('cocreate_plugin'); p.__path__ = [r'%s']"
    alone = f"import sys; {package % (ROOT / 'cocreate_plugin')}; {code}"
    done = subprocess.run([sys.executable, "-c", alone], capture_output=True, text=True, cwd=ROOT)
    names = set(done.stdout.split()) - {"cocreate_plugin"}
    assert names and all(
        n == "cocreate_plugin.problems" or n.startswith("cocreate_plugin.pdf") for n in names
    )
