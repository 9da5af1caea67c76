"""What a look at a picture tells without drawing it: what paper cannot draw, and what moves on the screen."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from cocreate_plugin.pdf.moving import begins_to_move
from cocreate_plugin.pdf.pictures import Looked, looked_at
from cocreate_plugin.testing import project

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100


def picture(kind: str, images: int = 1) -> bytes:
    """Make a picture of one image or of several."""
    colours = ("teal", "red", "gold")[:images]
    first, *others = (Image.effect_noise((40, 30), 90).convert("RGB") for _ in colours)
    written = BytesIO()
    moving = {"save_all": True, "append_images": others, "duration": 100} if others else {}
    first.save(written, kind, **moving)
    return written.getvalue()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_a_picture_of_several_images_moves(kind) -> None:
    still, moving = picture(kind), picture(kind, 3)
    assert begins_to_move(moving) and not begins_to_move(still)


def test_a_part_of_a_picture_tells_no_more_than_it_holds() -> None:
    for kind in ("GIF", "WEBP", "PNG", "AVIF"):
        moving = picture(kind, 2)
        told = [begins_to_move(moving[:length]) for length in range(len(moving))]
        assert told == sorted(told), "from some length on it is known"
    assert not begins_to_move(b"") and not begins_to_move(b"GIF89a" + b"\xff" * 40)


@pytest.mark.parametrize(
    ("name", "content", "looked"),
    [
        ("a.heic", HEIC, Looked("heic")),
        ("a.HEIF", b"", Looked("heic")),
        ("a.jpg", HEIC, Looked("heic")),
        ("a.tif", b"", Looked("tiff")),
        ("a.png", picture("TIFF"), Looked("tiff")),
        ("a.png", picture("GIF", 2), Looked(moves=True)),
        ("a.gif", picture("GIF"), Looked()),
        ("a.avif", picture("AVIF"), Looked()),
        ("a.avif", picture("AVIF", 2), Looked(moves=True)),
        ("a.png", picture("PNG", 2)[:-40], Looked("damaged")),
        ("a.bmp", picture("BMP"), Looked()),
        ("a.svg", b"<svg", Looked()),
        ("a.png", b"", Looked("damaged")),
        ("a.txt", b"GIF89a", Looked("not-an-image")),
    ],
)
def test_a_look_tells_the_kind_whatever_the_name(tmp_path, name, content, looked) -> None:
    (tmp_path / name).write_bytes(content)
    assert looked_at(tmp_path / name) == looked


def test_what_is_not_there_is_damaged(tmp_path) -> None:
    assert looked_at(tmp_path / "none.png") == Looked("damaged")


def test_a_check_says_so_at_the_line_of_each_picture() -> None:
    names = {
        "wall.gif": picture("GIF", 2),
        "photo.heic": HEIC,
        "scan.tif": picture("TIFF"),
        "still.gif": picture("GIF"),
    }
    shown = "\n".join(f"![A wall]({name})\n" for name in names)
    found = project(
        {
            "process/handbook.yml": "title: Ours\nlanguage: en\n",
            "process/phases/explore.md": f"---\ntitle: Explore\npurpose: Why.\n---\n\n{shown}",
            **{f"process/phases/{name}": content for name, content in names.items()},
        }
    ).problems
    told = [
        (each.code, each.place.line, each.facts.get("reason"))
        for each in found
        if "picture" in each.code or "image" in each.code
    ]
    assert told == [
        ("moving-picture", 6, None),
        ("unreadable-image", 8, "heic"),
        ("unreadable-image", 10, "tiff"),
    ]
    assert "unpublished-file" not in {each.code for each in found}
