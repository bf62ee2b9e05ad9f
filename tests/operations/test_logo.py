"""The organisation's logo: what is taken, what is refused, and that reports carry it."""

import struct
import zlib
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.operations.logo import LARGEST, logo, picture_size, remove_logo, set_logo
from risk_register.operations.registers import create_register
from risk_register.reports import write_report
from risk_register.store import Register


def png(width: int = 40, height: int = 20) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + b"\x20\x60\xa0" * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return create_register(tmp_path / "own.riskregister", organisation="Northwind", actor="Ana")


def picture(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    return path


def test_a_logo_is_kept_replaced_undone_and_removed(register: Register, tmp_path: Path) -> None:
    assert logo(register) is None
    first, second = png(10, 10), png(30, 10)
    set_logo(register, picture(tmp_path, first), "Ana")
    set_logo(register, picture(tmp_path, second), "Ana")
    assert logo(register) == second
    register.undo("Ana")
    assert logo(register) == first
    remove_logo(register, "Ana")
    assert logo(register) is None
    assert register.verify() == []


@pytest.mark.parametrize(("content", "says"), [
    (b"GIF89a" + b"\0" * 30, "is not a PNG, JPEG or SVG picture"), (b"", "is not a PNG, JPEG or SVG picture"),
    (b"\x89PNG\r\n\x1a\n", "is not a PNG, JPEG"), (png(4001, 1), "4,001 by 1 pixels"), (b"\xff\xd8\xff" * 9, "is not"),
    (b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><text>N</text></svg>", "holds an element 'text'")])
def test_what_is_no_picture_or_too_large_is_refused_in_words(register: Register, tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(RegisterError) as refused:
        set_logo(register, picture(tmp_path, content), "Ana")
    assert says in refused.value.render("en")
    assert logo(register) is None


def test_a_picture_of_more_bytes_than_a_report_should_carry_is_refused(register: Register, tmp_path: Path) -> None:
    with pytest.raises(RegisterError):
        set_logo(register, picture(tmp_path, png() + b"\0" * LARGEST), "Ana")


def test_the_size_of_a_jpeg_is_read_past_its_other_parts() -> None:
    other = b"\xff\xe0" + struct.pack(">H", 6) + b"JFIF"
    frame = b"\xff\xc2" + struct.pack(">HBHH", 11, 8, 120, 300) + b"\0" * 4
    assert picture_size(b"\xff\xd8" + other + frame) == (300, 120)


def test_reports_carry_it_and_stay_the_same_bytes(register: Register, tmp_path: Path) -> None:
    from pypdf import PdfReader

    def written(name: str) -> bytes:
        write_report(register, "register", tmp_path / name)
        return (tmp_path / name).read_bytes()

    written("bare.pdf")
    set_logo(register, picture(tmp_path, png()), "Ana")
    assert written("first.pdf") == written("again.pdf")
    assert len(PdfReader(tmp_path / "first.pdf").pages[0].images) == 1
    assert len(PdfReader(tmp_path / "bare.pdf").pages[0].images) == 0


def test_a_drawing_is_printed_as_lines_and_no_picture_of_pixels(register: Register, tmp_path: Path) -> None:
    import pypdfium2
    from pypdf import PdfReader

    path = tmp_path / "logo.svg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="10" height="10" fill="#d01020"/>'
                    '<path d="M10 0h10v10h-10zM12 2v6h6v-6z" fill-rule="evenodd" fill="#1020d0"/></svg>')
    set_logo(register, path, "Ana")
    for name in ("first.pdf", "again.pdf"):
        write_report(register, "register", tmp_path / name)
    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "again.pdf").read_bytes()
    assert len(PdfReader(tmp_path / "first.pdf").pages[0].images) == 0
    with pypdfium2.PdfDocument(tmp_path / "first.pdf") as document:
        picture = document[0].render(scale=2).to_pil().convert("RGB")
    right, top, enlarged = 595.28 - 21 * 72 / 25.4 - 8, 40 + 8, 52 / 10
    at = [picture.getpixel((int(2 * (right - 20 * enlarged + x * enlarged)), int(2 * (top + y * enlarged)))) for x, y in
          ((5, 5), (11, 1), (15, 5))]
    assert at == [(208, 16, 32), (16, 32, 208), (255, 255, 255)]
