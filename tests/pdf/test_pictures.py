"""What a look at a picture tells without drawing it: what paper cannot draw, and what moves on the screen."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from cocreate_plugin.pdf.moving import begins_to_move
from cocreate_plugin.pdf.pictures import Looked, RefusedError, looked_at, plainly
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
        ("a.tif", b"", Looked("damaged")),
        ("a.tif", picture("TIFF"), Looked(unshown=True)),
        ("a.png", picture("TIFF"), Looked(unshown=True)),
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
        ("unshown-image", 10, None),
    ]
    assert "unpublished-file" not in {each.code for each in found}


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16", "YCbCr", "LAB"])
def test_a_scan_of_any_colours_becomes_a_picture_that_paper_draws(mode) -> None:
    colour = {"LA": (0, 0), "RGBA": (9, 9, 9, 0), "I;16": 65535, "1": 1, "L": 255}.get(mode)
    scan = Image.new(mode, (4, 2)) if colour is None else Image.new(mode, (4, 2), colour)
    written = BytesIO()
    scan.save(written, "TIFF", **({"compression": "tiff_lzw"} if mode == "RGB" else {}))
    with Image.open(BytesIO(plainly(written.getvalue()))) as made:
        assert (made.format, made.size) == ("PNG", (4, 2)) and made.mode in ("1", "L", "RGB")
        if colour is not None:
            assert made.convert("L").getpixel((0, 0)) == 255, "what is clear is white, and white stays white"


def test_a_scan_is_turned_as_it_was_laid_and_its_first_page_counts() -> None:
    written = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    first, second = Image.new("RGB", (4, 2), "red"), Image.new("RGB", (9, 9))
    first.save(written, "TIFF", exif=exif, save_all=True, append_images=[second])
    with Image.open(BytesIO(plainly(written.getvalue()))) as made:
        assert made.size == (2, 4) and made.convert("RGB").getpixel((0, 0)) == (255, 0, 0)


def test_a_scan_that_breaks_off_is_damaged() -> None:
    with pytest.raises(RefusedError, match="damaged"):
        plainly(picture("TIFF")[:400])


@pytest.mark.parametrize("kind", ["AVIF", "BMP", "GIF", "WEBP", "JPEG", "PNG"])
def test_other_pictures_stay_as_they_are(kind) -> None:
    made = picture(kind)
    assert plainly(made) is made
