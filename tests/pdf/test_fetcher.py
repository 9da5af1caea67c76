"""What a sheet may read: images below the root, and nothing else."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from zlib import compress, crc32

import pypdfium2
import pytest
from PIL import Image

from cocreate_plugin.pdf import Job, Printed, print_all
from tests.pdf import makers

IMAGE = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
pytestmark = pytest.mark.paper

Print = Callable[..., list[Printed]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return filled_root(tmp_path)


def filled_root(tmp_path: Path) -> Path:
    folder = tmp_path / "process"
    (folder / "files").mkdir(parents=True)
    Image.new("RGB", (30, 20), "red").save(folder / "files" / "red one.png")
    Image.new("RGB", (30, 20), "red").save(folder / "red.jpg")
    (folder / "drawing.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    (folder / "text.txt").write_text("secret")
    Image.new("RGB", (30, 20), "red").save(tmp_path / "secret.png")
    return folder


def with_image(root: Path, address: str) -> Job:
    return makers.job(partial(makers.boxes, 1, 0, f'<p><img src="{address}" alt="An image"></p>'), root)


@pytest.mark.parametrize(
    "address",
    [
        "files/red%20one.png",
        "./files/../red.jpg",
        "red.jpg?size=2#top",
        "drawing.svg",
        "/red.jpg",
        "file:///red.jpg",
    ],
)
def test_an_image_below_the_root_is_printed(printed: Print, root: Path, address: str):
    (result,) = printed(with_image(root, address))
    assert result.problems == ()
    assert result.file


def test_every_kind_of_picture_is_drawn_from_dark_to_light(printed: Print, root: Path):
    kinds = {"a.png": "L", "16.png": "I;16", "a.avif": "RGB", "a.bmp": "RGB", "a.gif": "P", "ink.jpg": "CMYK", "scan.tif": "CMYK"}  # fmt: skip
    wedge = Image.linear_gradient("L").rotate(90).resize((60, 20))
    for name, mode in kinds.items():
        deep = wedge.convert("I").point(lambda grey: grey * 257) if mode == "I;16" else wedge
        deep.convert(mode).save(root / name)
    style = "display: block; width: 60mm; height: 12mm"
    shown = "".join(f'<img src="{name}" alt="A wedge" style="{style}">' for name in kinds)
    (result,) = printed(makers.job(partial(makers.boxes, 1, 0, shown), root))
    assert result.problems == () and result.file
    page = pypdfium2.PdfDocument(result.file)[0]
    drawn = page.render().to_pil().convert("L")
    spots = [each.get_bounds() for each in page.get_objects(filter=[IMAGE])]
    assert len(spots) == len(kinds)
    for left, bottom, right, top in spots:
        row = int(page.get_height() - (bottom + top) / 2)
        ends = [drawn.getpixel((int(left + share * (right - left)), row)) for share in (0.04, 0.5, 0.96)]
        assert ends[0] < 60 and 90 < ends[1] < 170 and ends[2] > 200, ends


def test_an_absolute_address_of_a_file_below_the_root_is_understood(printed: Print, root: Path):
    (result,) = printed(with_image(root, (root / "red.jpg").as_uri()))
    assert result.file and not result.problems


def test_addresses_start_from_the_base(printed: Print, root: Path):
    one = with_image(root, "red%20one.png")
    moved = Job(one.path, "other", one.html, root, root / "files", one.fit)
    assert printed(moved)[0].file


def test_an_image_in_the_address_itself_is_printed(printed: Print, root: Path):
    code = base64.b64encode((root / "red.jpg").read_bytes()).decode()
    assert printed(with_image(root, f"data:image/jpeg;base64,{code}"))[0].file


REFUSED = {
    "missing.png": "not-found",
    "../secret.png": "not-found",
    "..%2fsecret.png": "outside",
    "%2e%2e/secret.png": "outside",
    "link.png": "outside",
    "file:///etc/hostname": "not-an-image",
    "file://host/red.jpg": "remote",
    "//host/red.jpg": "remote",
    "http://127.0.0.1:9/red.jpg": "remote",
    "HTTPS://example.org/red.jpg": "remote",
    "ftp://example.org/red.jpg": "remote",
    "text.txt": "not-an-image",
    "folder.png": "not-an-image",
    "pipe.png": "not-an-image",
    "damaged.png": "damaged",
    "half.jpg": "damaged",
    "half.png": "damaged",
    "bad.svg": "damaged",
    "bomb.png": "too-many-pixels",
    "data:image/png;base64,AAAA": "damaged",
    "red.jpg%00.png": "not-found",
}


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """Print a sheet for each bad address, all by one worker."""
    root = filled_root(tmp_path_factory.mktemp("refused"))
    prepare_bad_files(root)
    jobs = [with_image(root, address) for address in REFUSED]
    return dict(zip(REFUSED, print_all(jobs, root / "cache"), strict=True))


@pytest.mark.parametrize(("address", "reason"), REFUSED.items())
def test_anything_else_is_a_problem_at_its_box(refused: dict[str, Printed], address: str, reason: str):
    result = refused[address]
    assert result.file is None
    (problem,) = result.problems
    assert (problem.code, problem.facts["reason"]) == ("unreadable-image", reason)
    assert problem.place.line == 12
    assert "secret" in address or Path(address).stem[:8] in str(problem.facts["image"]) or "%00" in address


def prepare_bad_files(root: Path) -> None:
    (root / "link.png").symlink_to(root.parent / "secret.png")
    (root / "folder.png").mkdir()
    os.mkfifo(root / "pipe.png")
    (root / "damaged.png").write_bytes(b"\x89PNG but not for long")
    noise = BytesIO()
    Image.effect_noise((300, 300), 60).save(noise, "JPEG")
    (root / "half.jpg").write_bytes(noise.getvalue()[: len(noise.getvalue()) // 2])
    noise = BytesIO()
    Image.effect_noise((300, 300), 60).save(noise, "PNG")
    (root / "half.png").write_bytes(noise.getvalue()[: len(noise.getvalue()) // 2])
    (root / "bad.svg").write_text("<svg><path></svg>")
    (root / "bomb.png").write_bytes(bomb(12000, 12000))


def bomb(width: int, height: int) -> bytes:
    """Make a picture of a few kilobytes that unfolds to many million pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + kind + body + crc32(kind + body).to_bytes(4)

    head = chunk(b"IHDR", width.to_bytes(4) + height.to_bytes(4) + bytes([1, 0, 0, 0, 0]))
    rows = compress((b"\0" + b"\0" * (width // 8)) * height)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "trick",
    [
        '<object data="../secret.txt">x</object><embed src="../secret.txt"><iframe src="../secret.txt"></iframe>',
        '<link rel="attachment" href="text.txt"><p>a</p>',
        '<p><a rel="attachment" href="text.txt">a</a></p>',
        '<base href="http://127.0.0.1:9/"><p>a</p>',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css"><p>a</p>',
        "<style>@import url(text.txt); p { background: url(text.txt) }</style><p>a</p>",
    ],
)
def test_no_trick_brings_a_text_file_into_the_sheet(printed: Print, root: Path, trick: str):
    (result,) = printed(makers.job(partial(makers.boxes, 1, 0, trick), root))
    if result.file:
        content = result.file.read_bytes()
        assert b"secret" not in content and b"EmbeddedFile" not in content
    else:
        assert {problem.code for problem in result.problems} == {"unreadable-image"}


def test_a_link_to_a_file_of_this_machine_becomes_text(printed: Print, root: Path):
    body = (
        '<p><a href="red.jpg">one</a> <a href="https://example.org/">two</a> <a href="#end-b1">three</a></p>'
    )
    (result,) = printed(makers.job(partial(makers.boxes, 1, 0, body), root))
    assert result.file
    content = result.file.read_bytes()
    assert str(root).encode() not in content
