"""The cache is believed nothing: what is not as it was written is made again."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cocreate_plugin.pdf import cache as cache_module
from cocreate_plugin.pdf.cache import Cache
from cocreate_plugin.pdf.jobs import Finding, Outcome

A, B = "a" * 40, "b" * 40
SIGN = Finding("missing-sign", "b0", {"sign": "漢", "code": "U+6F22"})
TOO_HIGH = {"code": "does-not-fit", "box": "b0", "facts": {"mm": 3.5, "lines": 1}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cache = tmp_path / "cache"
    cache.mkdir()
    Cache(cache).keep(A, Outcome(b"%PDF-1.7 one", 1, (SIGN,)))
    Cache(cache).keep(B, Outcome(b"%PDF-1.7 two", 1, (SIGN,)))
    return cache


def swap_files(folder: Path) -> None:
    one, two = folder / f"{A}.pdf", folder / f"{B}.pdf"
    content = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(content)


def swap_entries(folder: Path) -> None:
    for suffix in ("pdf", "json"):
        shutil.copy(folder / f"{B}.{suffix}", folder / f"{A}.{suffix}")


def link(suffix: str, content: Callable[[Path], bytes]) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        file = folder / f"{A}.{suffix}"
        other = folder.parent / f"other.{suffix}"
        other.write_bytes(content(file))
        file.unlink()
        file.symlink_to(other)

    return damage


def become(suffix: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / f"{A}.{suffix}").write_bytes(content)  # type: ignore[return-value]


def folder_instead(suffix: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        (folder / f"{A}.{suffix}").unlink()
        (folder / f"{A}.{suffix}" / "within").mkdir(parents=True)

    return damage


def pipe(folder: Path) -> None:
    (folder / f"{A}.pdf").unlink()
    os.mkfifo(folder / f"{A}.pdf")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "another file of the same size": become("pdf", b"%PDF-1.7 two"),
    "files swapped": swap_files,
    "another entry under this name": swap_entries,
    "a link to the same file": link("pdf", lambda file: file.read_bytes()),
    "a link to a foreign file": link("pdf", lambda _: b"%PDF-1.7 two"),
    "a link to the same verdict": link("json", lambda file: file.read_bytes()),
    "a link to nothing": lambda folder: ((folder / f"{A}.pdf").unlink(), (folder / f"{A}.pdf").symlink_to("x")),
    "half a file": become("pdf", b"%PDF"),
    "an empty file": become("pdf", b""),
    "no file": lambda folder: (folder / f"{A}.pdf").unlink(),
    "no verdict": lambda folder: (folder / f"{A}.json").unlink(),
    "an empty verdict": become("json", b""),
    "a list": become("json", b"[]"),
    "a word": become("json", b'"x"'),
    "nothing": become("json", b"null"),
    "foreign JSON": become("json", b'{"name": "x", "version": 1}'),
    "deep JSON": become("json", b'{"findings":' + b"[" * 100_000),
    "no UTF-8": become("json", b"\xff\xfe\x00"),
    "a number of many digits": become("json", b'{"pages": ' + b"9" * 10_000 + b"}"),
    "a folder for a file": folder_instead("pdf"),
    "a folder for a verdict": folder_instead("json"),
    "a pipe": pipe,
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights there")
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_made_again(folder: Path, damage: str):
    DAMAGES[damage](folder)
    assert Cache(folder).look_up(A) is None
    kept = Cache(folder).keep(A, Outcome(b"%PDF-1.7 new", 1))
    assert kept.file and kept.file.read_bytes() == b"%PDF-1.7 new" and not kept.file.is_symlink()
    assert Cache(folder).look_up(A) == kept


@pytest.mark.parametrize("suffix", ["json", "pdf"])
def test_a_flipped_bit_is_seen(folder: Path, suffix: str):
    file = folder / f"{A}.{suffix}"
    content = file.read_bytes()
    for place in range(len(content)):
        for bit in (0, 5, 7):
            file.write_bytes(content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :])
            assert Cache(folder).look_up(A) is None, (place, bit)


FORGED: dict[str, dict[str, object]] = {
    "a code that nobody has written down": {"findings": [TOO_HIGH | {"code": "owned"}]},
    "a code that is not final": {"findings": [{"code": "print-failed", "box": "", "facts": {"reason": "x"}}]},
    "facts of another code": {"findings": [TOO_HIGH | {"facts": {"code": "x"}}]},
    "no facts": {"findings": [{"code": "too-wide", "box": "", "facts": {}}]},
    "facts that are no facts": {"findings": [TOO_HIGH | {"facts": [1]}]},
    "a number that is a text": {"findings": [TOO_HIGH | {"facts": {"mm": "far"}}]},
    "a number that is a truth": {"findings": [TOO_HIGH | {"facts": {"mm": True}}]},
    "a number without end": {"findings": [TOO_HIGH | {"facts": {"mm": float("inf")}}]},
    "a very large number": {"findings": [TOO_HIGH | {"facts": {"mm": 10**300}}]},
    "half a character": {"findings": [TOO_HIGH | {"box": "\ud800"}]},
    "a very long text": {"findings": [TOO_HIGH | {"box": "x" * 100_000}]},
    "more than a finding has": {"findings": [TOO_HIGH | {"more": 1}]},
    "findings that are none": {"findings": {"0": TOO_HIGH}},
    "no file and no reason": {"findings": []},
    "no file though it could be handed out": {
        "findings": [{"code": "missing-sign", "box": "", "facts": {"sign": "a", "code": "b"}}]
    },
    "a file though it does not fit": {"findings": [TOO_HIGH], "pdf": "0" * 64},
    "a file that is a number": {"pdf": 12, "findings": []},
    "pages that are a truth": {"pages": True, "findings": [TOO_HIGH]},
    "fewer than no pages": {"pages": -1, "findings": [TOO_HIGH]},
}


@pytest.mark.parametrize("name", FORGED)
def test_a_verdict_with_the_right_hash_is_still_no_verdict(folder: Path, name: str):
    content = {"pages": 0, "pdf": None, "findings": [], **FORGED[name]}
    (folder / f"{A}.json").write_bytes(cache_module._sealed(A, content))
    assert Cache(folder).look_up(A) is None


def test_the_same_without_a_fault_is_one(folder: Path):
    content = {"pages": 0, "pdf": None, "findings": [TOO_HIGH]}
    (folder / f"{A}.json").write_bytes(cache_module._sealed(A, content))
    verdict = Cache(folder).look_up(A)
    assert verdict and verdict.file is None and verdict.findings[0].facts == TOO_HIGH["facts"]
