"""Audit PDFs."""

import argparse
from collections.abc import Callable

from risk_register.cli.incidents import find_incident
from risk_register.cli.output import Output, refuse_over_itself
from risk_register.cli.sealing import sealer
from risk_register.errors import RegisterError, WrongUsage
from risk_register.operations.registers import this_person
from risk_register.operations.vendors import UnknownVendor, behind_critical_functions, find_vendor, list_vendors
from risk_register.reports import ABOUT_A_VENDOR, BETWEEN_DAYS, SINCE_A_DAY, Wanted, write_report
from risk_register.reports.audiences import Audience
from risk_register.store import Register
from risk_register.texts import Text


def report(asked: argparse.Namespace, output: Output) -> None:
    """`report`: one PDF."""
    if asked.all or asked.critical:
        _batch(asked, output)
        return
    if asked.kind in ABOUT_A_VENDOR and not asked.vendor:
        raise WrongUsage("A report of kind '{kind}' is about one vendor: name it with --vendor.", kind=asked.kind)
    if asked.kind == "incident" and not asked.incident:
        raise WrongUsage("An incident report is about one incident: name it with --incident.")
    _refuse_what_is_of_other_kinds(asked)
    if (asked.since and asked.kind not in SINCE_A_DAY) or (asked.until and asked.kind not in BETWEEN_DAYS):
        raise WrongUsage("--since is for the journal and the register, --until for the journal; use --as-of to look back.")
    refuse_over_itself(asked.register, asked.output)
    with Register.open(asked.register, write=False) as register:
        written = write_report(
            register, asked.kind, asked.output, vendor_id=_vendor(register, asked) if asked.vendor else None,
            incident_id=find_incident(register, asked.incident) if asked.incident else None, review_id=asked.review,
            since=asked.since, until=asked.until, language=output.language, as_of=asked.as_of,
            preparer=asked.actor or this_person(), with_contacts=asked.with_contacts, audience=_audience(asked),
            note=asked.note, classification=asked.classification, sealer=sealer(asked, register, output))
    output.document({"file": str(written.file), "pages": written.pages, "sha256": written.sha256,
                     "notes": [note.render(output.language) for note in written.notes]})
    output.say(Text("Wrote {file}, {pages} pages.", file=str(written.file), pages=written.pages))
    for note in written.notes:
        output.progress(note)


def _refuse_what_is_of_other_kinds(asked: argparse.Namespace) -> None:
    """A report of all vendors must not be taken for one of the vendor that was named, nor any other for what it is not."""
    for option, given, meant in (("--vendor", asked.vendor, asked.kind in ABOUT_A_VENDOR),
                                 ("--incident", asked.incident, asked.kind == "incident"),
                                 ("--review", asked.review, asked.kind == "review"),
                                 ("--with-contacts", asked.with_contacts, asked.kind == "dossier")):
        if given and not meant:
            raise WrongUsage("{option} says nothing to a report of kind '{kind}'. Leave it out, or choose another kind.",
                             option=option, kind=asked.kind)


def _batch(asked: argparse.Namespace, output: Output) -> None:
    """One file for each vendor; a vendor of whom there is nothing to print of the kind is named and does not stop the rest."""
    from risk_register.reports.packing import write_reports

    if asked.kind not in ABOUT_A_VENDOR or asked.vendor:
        raise WrongUsage("--all and --critical are for a kind of report that is about one vendor, and name no vendor.")
    with Register.open(asked.register, write=False) as register:
        chosen = behind_critical_functions(register) if asked.critical else None
        vendors = [(each.id, each.name) for each in list_vendors(register) if chosen is None or each.id in chosen]
        if asked.critical and not vendors:
            raise RegisterError("No critical or important function rests on a vendor, so there is nothing to write. Use --all for "
                                "every vendor.")
        wanted = Wanted(asked.kind, output.language, as_of=asked.as_of, preparer=asked.actor or this_person(),
                        with_contacts=asked.with_contacts, audience=_audience(asked), note=asked.note,
                        classification=asked.classification)
        found = write_reports(register, wanted, vendors, asked.output, progress=_progress(output),
                            sealer=sealer(asked, register, output))
    output.document({
        "folder": found.folder,
        "files": [{"vendor": each.vendor, "file": each.written.file, "pages": each.written.pages, "sha256": each.written.sha256}
                  for each in found.files],
        "refused": [{"vendor": name, "reason": reason.render(output.language)} for name, reason in found.refused],
    })
    output.say(Text("Wrote {count} reports into {folder}.", count=len(found.files), folder=found.folder))
    for name, note in found.notes:
        output.progress(Text("{vendor}: {note}", vendor=name, note=note))
    for name, reason in found.refused:
        output.say(Text("Not written for {vendor}: {reason}", vendor=name, reason=reason))


def _audience(asked: argparse.Namespace) -> Audience:
    return Audience.parse(asked.audience) or Audience.AUDITOR


def _progress(output: Output) -> Callable[[int, int, Text], None]:
    def told(done: int, total: int, words: Text) -> None:
        output.progress(Text("{done} of {total}: {name}", done=done, total=total, name=words))

    return told


def _vendor(register: Register, asked: argparse.Namespace) -> int:
    """The vendor by its name of today, or by the one it had on the day asked for."""
    try:
        return find_vendor(register, asked.vendor)
    except UnknownVendor:
        if asked.as_of is None:
            raise
        with register.as_of(asked.as_of) as past:
            return find_vendor(past, asked.vendor)


def recompute(asked: argparse.Namespace, output: Output) -> int:
    """`recompute`: 1 where something printed is not what the facts inside give."""
    from risk_register.reports.recomputing import recompute as judged_anew

    found = judged_anew(asked.file)
    output.document({"ok": found.ok, "compared": found.compared,
                     "differences": [each.render(output.language) for each in found.differences],
                     "notes": [each.render(output.language) for each in found.notes]})
    for each in (*found.differences, *found.notes):
        output.say(each)
    if found.ok:
        output.say(Text("What {file} prints is what the facts inside it give: {compared} values compared.", file=asked.file.name,
                        compared=found.compared))
    return 0 if found.ok else 1
