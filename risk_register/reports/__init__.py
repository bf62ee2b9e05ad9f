"""Audit PDFs: what they say, and how it is set on the page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from risk_register.errors import RegisterError
from risk_register.reports.audiences import Audience, refuse_if_not_made_for
from risk_register.reports.content import ReportContent, Seal, Written
from risk_register.texts import Language, Text

if TYPE_CHECKING:
    from risk_register.reports.sealing.sealer import Sealer
    from risk_register.store import Register

KINDS = ("dossier", "register", "incident", "assessment", "review", "data-flows", "journal", "sla")
ABOUT_A_VENDOR = frozenset({"dossier", "assessment", "review", "data-flows", "sla"})
"""The kinds that are about one vendor."""
BETWEEN_DAYS = frozenset({"journal"})
"""The kinds that have a first and a last day."""
SINCE_A_DAY = BETWEEN_DAYS | {"register"}
"""The kinds that tell what changed since a day."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report is asked for. `as_of` shows the register as it was known at the end of that day."""

    kind: str
    language: Language = "en"
    vendor_id: int | None = None
    incident_id: int | None = None
    review_id: int | None = None
    """A vendor's newest review where it is not said."""
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    preparer: str = ""
    """The name printed as who prepared it."""
    with_contacts: bool = False
    """Whether a dossier prints the persons to reach at the vendor."""
    audience: Audience = Audience.AUDITOR
    """Who is to read it, which decides what it tells."""
    note: str = ""
    """What is to be said on this one report, printed at the top of page 2."""
    classification: str | None = None
    """The label on each page; the register's own where it is not said, none where it is empty."""
    seal: Seal | None = None
    """The certificate that it will be signed with; the last page says so."""


def build_report(register: "Register", wanted: Wanted, *, cancelled: Callable[[], bool] | None = None) -> ReportContent:
    """What a report says. Raises `RegisterError` for an unknown kind, vendor or incident, and `Cancelled` when asked for."""
    # the PDF library takes a sixth of a second to import, which a window that only lists vendors should not pay
    from risk_register.operations.branding import branding
    from risk_register.reports.assembly import branded

    refuse_if_not_made_for(wanted.kind, wanted.audience)
    made = branded(_build(register, wanted, cancelled), branding(register), wanted.note, wanted.classification)
    return replace(made, seal=wanted.seal)


def _build(register: "Register", wanted: Wanted, cancelled: Callable[[], bool] | None) -> ReportContent:
    from risk_register.reports import assessment, changes, data_flows, dossier, incident, register_summary, review, service_levels

    asked: dict[str, Any] = {"language": wanted.language, "as_of": wanted.as_of, "preparer": wanted.preparer,
                             "audience": wanted.audience}
    if wanted.kind == "register":
        return register_summary.build(register, cancelled=cancelled, since=wanted.since, **asked)
    if wanted.kind == "journal":
        return changes.build(register, since=wanted.since, until=wanted.until, **asked)
    if wanted.kind == "incident":
        if wanted.incident_id is None:
            raise RegisterError("An incident report is about one incident; name the incident.")
        return incident.build(register, wanted.incident_id, **asked)
    if wanted.kind not in KINDS:
        raise RegisterError(
            "There is no report of kind '{kind}'; the kinds are: {kinds}.", kind=wanted.kind, kinds=", ".join(KINDS)
        )
    if wanted.vendor_id is None:
        raise RegisterError("A report of this kind is about one vendor; name the vendor.")
    if wanted.kind == "review":
        return review.build(register, wanted.vendor_id, review_id=wanted.review_id, **asked)
    if wanted.kind == "dossier":
        return dossier.build(register, wanted.vendor_id, with_contacts=wanted.with_contacts, **asked)
    makers = {"assessment": assessment.build, "data-flows": data_flows.build, "sla": service_levels.build}
    return makers[wanted.kind](register, wanted.vendor_id, **asked)


def write_report(
    register: "Register",
    kind: str,
    path: Path | str,
    *,
    vendor_id: int | None = None,
    incident_id: int | None = None,
    review_id: int | None = None,
    since: date | None = None,
    until: date | None = None,
    language: Language = "en",
    as_of: date | None = None,
    preparer: str = "",
    with_contacts: bool = False,
    audience: Audience = Audience.AUDITOR,
    note: str = "",
    classification: str | None = None,
    progress: Callable[[int, int, Text], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    seal: Seal | None = None,
    sealer: "Sealer | None" = None,
) -> Written:
    """Write one report of a register as a PDF. `kind` is one of `KINDS`; see `Wanted` for the rest.

    It is signed where a `sealer` is given. A `seal` alone makes a report that is to be signed later, as a preview is.

    Raises `RegisterError` for an unknown kind, vendor, incident or place, and `Cancelled` when the caller asks for it.
    """
    from risk_register.reports.files import write

    wanted = Wanted(kind, language, vendor_id, incident_id, review_id, since, until, as_of, preparer, with_contacts, audience, note,
                    classification, seal)
    return write(build_report(register, wanted, cancelled=cancelled), path, progress=progress, cancelled=cancelled, sealer=sealer)
