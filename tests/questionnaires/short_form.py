"""A form of a few questions as a workbook, for tests that care where it comes from and goes to."""

from pathlib import Path

import openpyxl


def form(path: Path, *answers: str | None) -> Path:
    """The form, saved there, with these answers; its folder is made where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    book.active.append(["Ref", "Question", "Answer"])
    for number, answer in enumerate(answers):
        book.active.append([f"Q{number}", f"Is point {number} in place?", answer])
    book.save(path)
    return path
