"""The organisation's logo: a picture kept in the register, named by a setting, printed on the cover of reports."""

import struct
from pathlib import Path

from sqlalchemy import select

from risk_register.errors import RegisterError
from risk_register.intake.files import read_bytes
from risk_register.intake.svg import Undrawable, is_svg, read_svg
from risk_register.model.nouns import BY_RECORD
from risk_register.model.rules import Setting
from risk_register.operations.settings import keep_setting
from risk_register.store import Register
from risk_register.texts import Text

LARGEST = 1_000_000
"""Bytes: each report carries the picture."""
MOST_PIXELS = 4_000
"""Along either side."""
_NAME = "logo"
_SETTING = BY_RECORD[Setting].table
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


def logo(register: Register) -> bytes | None:
    """The picture's bytes; None where there is none."""
    with register.read() as connection:
        sha256 = connection.execute(select(_SETTING.c.value).where(_SETTING.c.name == _NAME)).scalar()
    return register.file(sha256) if sha256 else None


def set_logo(register: Register, path: Path, actor: str) -> None:
    """Keep a PNG, JPEG or SVG picture as the logo, in one change. Raises `RegisterError` as `read_logo` does."""
    content = read_logo(path)
    with register.change(Text("Set the logo to {file}", file=path.name), actor) as change:
        keep_setting(change, _NAME, change.keep_file(content, path.name))


def read_logo(path: Path) -> bytes:
    """A picture that can be a logo. Raises `RegisterError` for what is none, or too large."""
    content = read_bytes(path, LARGEST)
    if is_svg(content):
        _refuse_undrawable(content, path)
    else:
        _refuse_unfit(content, path)
    return content


def _refuse_undrawable(content: bytes, path: Path) -> None:
    try:
        read_svg(content)
    except Undrawable as error:
        raise RegisterError("{file} cannot be drawn as a logo: {reason}. Save the logo as a PNG picture, or its letters and "
                            "colours as plain paths, and choose it again.", file=path.name, reason=error.reason) from error


def _refuse_unfit(content: bytes, path: Path) -> None:
    size = picture_size(content)
    if size is None:
        raise RegisterError("{file} is not a PNG, JPEG or SVG picture. Save the logo as one of these, and choose it again.",
                            file=path.name)
    if max(size) > MOST_PIXELS:
        raise RegisterError("{file} is {width} by {height} pixels; a logo may have {most} along each side. Save it smaller, and "
                            "choose it again.", file=path.name, width=size[0], height=size[1], most=MOST_PIXELS)


def remove_logo(register: Register, actor: str) -> None:
    """Have no logo from now on. The picture stays kept, since reports were made with it."""
    with register.change(Text("Remove the logo"), actor) as change:
        keep_setting(change, _NAME, "")


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG picture in pixels, from its header; None where it is neither."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    return _jpeg_size(content) if content.startswith(_JPEG) else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Reads from marker to marker up to the frame's header (ITU-T T.81, B.2.2)."""
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[place + 5:place + 9])
            return int(width), int(height)
        place += 2 + int.from_bytes(content[place + 2:place + 4], "big")
    return None
