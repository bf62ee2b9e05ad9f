"""Letters as documents: a Word file that a person completes, and plain text for what only takes that."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from risk_register.characters import cleaned
from risk_register.errors import RegisterError
from risk_register.exchange.workbooks import make_folder, write_whole
from risk_register.file_names import file_names
from risk_register.operations.incidents import Letter

_MADE = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""No moment: the same letter gives the same bytes."""
Ending = Literal["docx", "txt"]


def word_bytes(title: str, body: str) -> bytes:
    """A Word document of plain paragraphs under a heading; a line that begins with '- ' is an entry of a list."""
    from docx import Document  # half a second that only who writes letters has to wait
    from docx.shared import Pt

    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    document.add_heading(cleaned(title), level=1)
    for line in cleaned(body).splitlines():
        if line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        else:
            document.add_paragraph(line)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = cleaned(title)[:250], "", ""
    properties.created = properties.modified = _MADE
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def write_drafts(drafts: Sequence[Letter], folder: Path, ending: Ending) -> list[Path]:
    """Writes drafts into a folder, each under its subject and whom it goes to; what stood there under that name is replaced.

    Raises `RegisterError` where the folder cannot be made or written.
    """
    make_folder(folder)
    names = file_names((f"{draft.kind.value} - {draft.recipient}" for draft in drafts), f".{ending}")
    paths = [folder / name for name in names]
    for path, draft in zip(paths, drafts, strict=True):
        write_document(path, draft.subject, draft.body)
    return paths


def write_document(path: Path, title: str, body: str) -> None:
    """Writes a letter under a name ending in .docx or .txt. Raises `RegisterError` for other endings, and where it cannot."""
    ending = path.suffix.lower()
    if ending == ".docx":
        write_whole(path, word_bytes(title, body))
    elif ending == ".txt":
        write_whole(path, f"{title}\n\n{body}".encode())
    else:
        raise RegisterError("{file} must end in .docx or .txt.", file=path.name)
