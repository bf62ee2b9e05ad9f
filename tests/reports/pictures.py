"""Pictures of the pages of every kind of report, to compare today's with those kept.

`python -m tests.reports.pictures` makes them anew. Small and grey: enough to see that a table moved, a margin went, or a chart lost
its bars; the words are tested as words. Look at what changed (`git diff` shows which pictures) before keeping new ones.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from risk_register.operations.demonstration import make_demonstration
from risk_register.reports import KINDS, write_report
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language
from tests.reports.subjects import subject

KEPT = Path(__file__).resolve().parent / "golden"
PAGES = 6
"""The first pages of each report that are kept: cover, page 2, contents, and how its content begins."""
_SCALE = 0.42
_GREYS = 16
_BLOCK = 8
"""The side of the squares that are compared, in points of the picture: less than two lines of text high."""
_MOST = 18
"""How far the mean grey of one square may be off, of 255: fingerprints differ each time by 11 at most, columns moved by 3 by 36."""


@contextmanager
def demonstration() -> Iterator[Register]:
    """The demonstration register on a fixed day."""
    now = datetime(2025, 11, 20, 9, 0, tzinfo=UTC)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "demonstration.riskregister"
        make_demonstration(path, on=date(2025, 11, 20))
        with Register.open(path, write=False, clock=lambda: now) as register:
            yield register


def taken(register: Register, kind: str, language: Language) -> Image.Image:
    """The first pages of a report side by side."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        write_report(register, kind, path, language=language, since=date(2025, 10, 1), **subject(register, kind))
        document = pypdfium2.PdfDocument(path)
        pages = [document[index].render(scale=_SCALE).to_pil().convert("L") for index in range(min(len(document), PAGES))]
        document.close()
    sheet = Image.new("L", (pages[0].width * len(pages), pages[0].height))
    for index, page in enumerate(pages):
        sheet.paste(page, (index * page.width, 0))
    return sheet


def kept(kind: str, language: Language) -> Path:
    """Where the picture of a kind is kept."""
    return KEPT / f"{kind}-{language}.png"


def small(sheet: Image.Image) -> Image.Image:
    """The picture in few greys, which takes a third of the room."""
    return sheet.quantize(_GREYS, dither=Image.Dither.NONE)


def pages_that_differ(now: Image.Image, before: Image.Image) -> dict[int, float]:
    """The pages, from 1, that look different, each with how far its worst square is off; page 0 where another number is there."""
    if now.size != before.size:
        return {0: 255.0}
    width = round(_SCALE * 595.28)
    count = round(now.width / width)
    found = {}
    for index in range(count):
        edge = (index * now.width // count, 0, (index + 1) * now.width // count, now.height)
        worst = _worst(now.crop(edge), before.crop(edge))
        if worst > _MOST:
            found[index + 1] = worst
    return found


def _worst(now: Image.Image, before: Image.Image) -> float:
    size = (now.width // _BLOCK, now.height // _BLOCK)
    grey = [each.convert("L").resize(size, Image.Resampling.BOX) for each in (now, before)]
    return float(ImageStat.Stat(ImageChops.difference(*grey)).extrema[0][1])


def main() -> int:
    """Make the pictures anew that look different."""
    KEPT.mkdir(exist_ok=True)
    with demonstration() as register:
        for kind in KINDS:
            for language in LANGUAGES:
                now, path = small(taken(register, kind, language)), kept(kind, language)
                if not path.exists() or pages_that_differ(now.convert("L"), Image.open(path).convert("L")):
                    now.save(path, optimize=True)
                    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
