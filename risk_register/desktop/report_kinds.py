"""The kinds of report as the window offers them: what each is called, what it is for, and what it is about."""

from typing import NamedTuple

from risk_register.texts import Text


class ReportKind(NamedTuple):
    """One kind of report."""

    name: str
    words: Text
    about: Text
    vendor: bool = True
    """Whether it is about one vendor."""
    incident: bool = False
    since: bool = False
    """Whether it has a first day."""
    contacts: bool = False
    """Whether it may print the persons to reach."""


REPORT_KINDS: tuple[ReportKind, ...] = (
    ReportKind("dossier", Text("Vendor dossier"),
               Text("All that is known of one vendor, for an auditor: the judgement with its reasons, services, contracts, data, "
                    "answers with their cells, evidence and changes."), contacts=True),
    ReportKind("register", Text("Register summary"),
               Text("All vendors on a few pages: heat map, tiers, residual risks, what is overdue."), vendor=False,
               since=True),
    ReportKind("incident", Text("Incident report"),
               Text("One incident: timeline, what it touches of ours, duties with their deadlines, promises, decisions, "
                    "announcements."), vendor=False, incident=True),
    ReportKind("assessment", Text("Questionnaire with answers"),
               Text("A vendor's newest questionnaire: every answer in its words, our review, and what changed since the round "
                    "before.")),
    ReportKind("review", Text("Review"),
               Text("A vendor's newest review: scope, inputs, score, conclusion, conditions, assessor and approver, findings.")),
    ReportKind("data-flows", Text("Data flows (annex)"),
               Text("A vendor's data flows drawn and in tables, as an annex to a contract or to the record of processing.")),
    ReportKind("sla", Text("Service levels"),
               Text("What a vendor promised, what was measured and what not, what was missed, and the credits due.")),
    ReportKind("journal", Text("Journal"),
               Text("Every change of the register since a day, with the hashes of the journal's chain at both ends."), vendor=False,
               since=True),
)
KIND_NAMED: dict[str, ReportKind] = {each.name: each for each in REPORT_KINDS}
