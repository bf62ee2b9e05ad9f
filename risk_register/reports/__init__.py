"""Audit PDFs: what they say, and how it is set on the page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.errors import RegisterError
from risk_register.reports.content import Written
from risk_register.texts import Language, Text

if TYPE_CHECKING:
    from risk_register.store import Register

KINDS = ("dossier", "register")


def write_report(
    register: "Register",
    kind: str,
    path: Path | str,
    *,
    vendor_id: int | None = None,
    language: Language = "en",
    as_of: date | None = None,
    progress: Callable[[int, int, Text], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """Write one report of a register as a PDF.

    `kind` is one of `KINDS`; a dossier needs its vendor. `as_of` shows the register as it was known at the end of that
    day. Raises `RegisterError` for an unknown kind, vendor or place, and `Cancelled` when the caller asks for it.
    """
    # the PDF library takes a sixth of a second to import, which a window that only lists vendors should not pay
    from risk_register.operations.logo import logo
    from risk_register.reports import dossier, register_summary
    from risk_register.reports.files import write

    if kind == "dossier":
        if vendor_id is None:
            raise RegisterError("A dossier is about one vendor; name the vendor.")
        content = dossier.build(register, vendor_id, language=language, as_of=as_of)
        return write(replace(content, logo=logo(register)), path, progress=progress, cancelled=cancelled)
    if kind == "register":
        content = register_summary.build(register, language=language, as_of=as_of, cancelled=cancelled)
        return write(replace(content, logo=logo(register)), path, progress=progress, cancelled=cancelled)
    raise RegisterError("There is no report of kind '{kind}'; the kinds are: {kinds}.", kind=kind, kinds=", ".join(KINDS))
