"""What a file is that somebody drops on the window, where it is one of our own sheets come back."""

from collections.abc import Callable
from pathlib import Path

from risk_register.intake import read_workbook
from risk_register.intake.values import Workbook
from risk_register.operations import owner_sheets

Recogniser = Callable[[Workbook], str | None]


def _owners(workbook: Workbook) -> str | None:
    kind = owner_sheets.kind_of(workbook)
    return f"owner_{kind}" if kind in (owner_sheets.REQUEST, owner_sheets.CONFIRM) else None


RECOGNISERS: tuple[Recogniser, ...] = (_owners,)


def recognise(path: Path) -> str | None:
    """'owner_request' or 'owner_confirm' for an owner's sheet that came back; None for what is none of ours.

    Raises `RegisterError` for what cannot be read at all.
    """
    return recognise_workbook(read_workbook(path))


def recognise_workbook(workbook: Workbook) -> str | None:
    """The same of a workbook that was read already."""
    return next((kind for recogniser in RECOGNISERS if (kind := recogniser(workbook))), None)
