"""The commands and their options, as the command line's contract lays them down."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from risk_register import __version__
from risk_register.cli import parser_incidents, parser_reports, parser_risk, parser_sealing, parser_sla

_EXPORTS = frozenset({"breach-log", "calendar", "facts", "vendors"})


def build() -> argparse.ArgumentParser:
    """The whole command line. `handler` names the module and function that carries a command out."""
    parser = argparse.ArgumentParser(prog="risk-register", description="A register of the vendors an organisation depends on. "
                                     "Without a command it opens the window.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _registers(commands)
    _imports(commands)
    _questions(commands)
    _rounds(commands)
    _journal(commands)
    _owners(commands)
    _vendors(commands)
    parser_incidents.add(commands, _command, _day)
    parser_risk.add(commands, _command, _day, _positive)
    parser_sealing.add(commands, _command)
    parser_sla.add(commands, _command, _positive)
    return parser


def in_order(arguments: list[str]) -> list[str]:
    """`export REGISTER KIND` says the same as `export KIND REGISTER`: the kind is put first."""
    # Where the first is a file, the other is the kind, also one that there is not: the refusal is to name what is wrong.
    if len(arguments) > 2 and arguments[0] == "export" and arguments[1] not in _EXPORTS and (
            arguments[2] in _EXPORTS or Path(arguments[1]).is_file()):
        return ["export", arguments[2], arguments[1], *arguments[3:]]
    return parser_sla.in_order(arguments)


def _registers(commands: Any) -> None:
    opened = commands.add_parser("open", help="open the window on a register")
    opened.add_argument("register", type=Path, metavar="REGISTER")
    new = _command(commands, "new", "registers:new", "create an empty register")
    new.add_argument("--encrypt", action="store_true", help="encrypt the file (not built yet, and refused)")
    new.add_argument("--organisation", metavar="NAME", help="the organisation's legal name")
    demo = _command(commands, "demo", "registers:demo", "create the demonstration register")
    demo.add_argument("--vendors", type=_positive, metavar="N", help="grow it to N vendors, for trials at scale")
    demo.add_argument("--on", type=_day, metavar="DATE", help="the day of its last change (default: 2025-11-20)")
    vendors = _command(commands, "vendors", "vendors:vendors", "list vendors with tier and residual risk")
    vendors.add_argument("--filter", default="", metavar="TEXT", help="only names that hold these words")
    vendors.add_argument("--all", action="store_true", help="subcontractors known only through others, too")
    today = _command(commands, "today", "today:today", "what needs somebody: running clocks, what is late, what comes")
    today.add_argument("--days", type=_positive, default=90, metavar="N", help="how far to look ahead (default: 90)")
    backup = _command(commands, "backup", "registers:backup", "a consistent copy, also while the register is in use")
    backup.add_argument("target", type=Path, metavar="FILE")
    restore = _command(commands, "restore", "registers:restore", "a register from a backup; never overwrites", register="source")
    restore.add_argument("target", type=Path, metavar="REGISTER")


def _imports(commands: Any) -> None:
    kinds = commands.add_parser("import", help="take a file in").add_subparsers(dest="kind", metavar="KIND", required=True)
    questionnaire = _command(kinds, "questionnaire", "imports:questionnaire", "a vendor's questionnaire, answer by answer")
    questionnaire.add_argument("file", type=Path, metavar="FILE")
    questionnaire.add_argument("--vendor", required=True, metavar="V", help="the vendor's id, legal name or other name")
    questionnaire.add_argument("--create", action="store_true", help="add the vendor where the register has none of that name")
    questionnaire.add_argument("--family", metavar="F", help="read the file as this family of questionnaires")
    questionnaire.add_argument("--map", type=Path, metavar="FILE.json", help="read the file as this mapping says")
    questionnaire.add_argument("--learn", metavar="NAME", help="keep the mapping under this name, to know such files again")
    questionnaire.add_argument("--dry-run", action="store_true", help="say what would be stored; store nothing")
    several = _command(kinds, "questionnaires", "question_batch:questionnaires", "many questionnaires, each to the vendor it names")
    several.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="files, and folders of files")
    several.add_argument("--create", action="store_true", help="add vendors that the files name and the register does not have")
    several.add_argument("--dry-run", action="store_true", help="say what would be stored; store nothing")
    questions = _command(kinds, "questions", "question_files:keep",
                         "the questions of a blank form, a library or a catalogue, to send")
    questions.add_argument("file", type=Path, metavar="FILE")
    questions.add_argument("--family", metavar="F", help="read the file as this family of questionnaires")
    questions.add_argument("--dry-run", action="store_true", help="say what would be stored; store nothing")
    facts = _command(kinds, "facts", "imports:facts", "facts in the published JSON schema")
    facts.add_argument("file", type=Path, metavar="FILE.json")
    facts.add_argument("--dry-run", action="store_true", help="say what would be stored; store nothing")
    _vendors_in(kinds)
    outs = commands.add_parser("export", help="write a file").add_subparsers(dest="kind", metavar="KIND", required=True)
    exported = _command(outs, "facts", "imports:export", "every fact in the published JSON schema")
    exported.add_argument("--output", required=True, type=Path, metavar="FILE.json")
    calendar = _command(outs, "calendar", "today:export_calendar", "every date, with alarms, for a calendar program")
    calendar.add_argument("--output", required=True, type=Path, metavar="FILE.ics")
    breaches = _command(outs, "breach-log", "incidents:breach_log", "every breach with facts, effects, measures (GDPR Art. 33(5))")
    breaches.add_argument("--output", required=True, type=Path, metavar="FILE.xlsx")
    listed = _command(outs, "vendors", "bringing:export", "vendors and what belongs to them, as a workbook, or as CSV")
    listed.add_argument("--output", required=True, type=Path, metavar="FILE", help="the ending says which: .xlsx or .csv")


def _vendors_in(kinds: Any) -> None:
    brought = _command(kinds, "vendors", "bringing:vendors", "a spreadsheet of vendors (CSV, xlsx, xls, ods)")
    brought.add_argument("file", type=Path, metavar="FILE")
    brought.add_argument("--dry-run", action="store_true", help="say what would be stored; store nothing")
    order = brought.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", help="03/04/2026 is in April")
    order.add_argument("--month-first", action="store_true", help="03/04/2026 is in March")
    brought.add_argument("--map", action="append", default=[], metavar="HEADING=TARGET",
                         help="what a column holds, as 'Remarks=vendor.description'; 'custom_field' keeps it, '' leaves it out")
    brought.add_argument("--sheet", action="append", metavar="NAME", help="read this sheet only (may be said again)")
    brought.add_argument("--archived", choices=("restore", "skip", "new"), default="skip",
                         help="what becomes of rows about archived vendors (default: skip)")
    brought.add_argument("--duplicates", choices=("keep", "merge", "skip"), default="keep",
                         help="what becomes of rows that may be about a known vendor (default: keep, as one of its own)")
    brought.add_argument("--all-or-nothing", action="store_true", help="import nothing where a single row cannot be used")
    brought.add_argument("--encoding", metavar="E", help="how a CSV file is encoded, where the guess is wrong")
    brought.add_argument("--delimiter", metavar="D", help="the sign between its columns, or tab, semicolon, comma, bar")


def _questions(commands: Any) -> None:
    answers = _command(commands, "answers", "vendors:answers", "the latest round's answers of a vendor")
    answers.add_argument("--vendor", required=True, metavar="V")
    answers.add_argument("--family", metavar="F", help="the latest round of this family")
    answers.add_argument("--standard", metavar="S", help="by the controls of iso27001, nist_csf, cis or ccm, from all forms")
    answers.add_argument("--control", metavar="C", help="every answer that bears on this control, such as A.8.24")
    score = _command(commands, "score", "vendors:score", "tiers and residual risk")
    score.add_argument("--vendor", metavar="V")
    score.add_argument("--as-of", type=_day, metavar="DATE", help="as known at the end of that day, judged on it")
    score.add_argument("--valid-on", type=_day, metavar="DATE", help="judged on that day, by what is known")
    score.add_argument("--method", metavar="M", help="by another method than the register's: its name, or FILE.toml")
    score.add_argument("--explain", action="store_true", help="with the reasons, whose points add up to the score")
    parser_reports.add(commands, _command, _day, _positive)


def _rounds(commands: Any) -> None:
    kinds = commands.add_parser("questionnaire", help="send questionnaires out and follow them up").add_subparsers(
        dest="kind", metavar="KIND", required=True)
    sent = _command(kinds, "issue", "questionnaires:send", "make a vendor's form and record the round as sent today")
    sent.add_argument("--vendor", required=True, metavar="V", help="the vendor's id, legal name or other name")
    sent.add_argument("--set", default="own", metavar="SET", help="'own' (default) or the id of a set the register knows")
    sent.add_argument("--scope", metavar="S", help="full, standard, short or privacy (default: by the vendor's tier)")
    sent.add_argument("--sections", metavar="A,B", help="only these sections, by title or domain")
    sent.add_argument("--due", type=_day, metavar="DATE", help="the day to return it by")
    sent.add_argument("--recipient", metavar="MAIL", help="to whom it goes (default: the vendor's contact for questionnaires)")
    sent.add_argument("--output", required=True, type=Path, metavar="F.xlsx")
    sent.add_argument("--letter", type=Path, metavar="DIR", help="also write the letter that goes with it, as an .eml draft")
    remind = _command(kinds, "remind", "questionnaires:remind", "letters to the vendors whose questionnaires are late")
    remind.add_argument("--output", type=Path, metavar="DIR", help="write them as .eml drafts (else they are only listed)")
    listed = _command(kinds, "list", "questionnaires:rounds", "every round, the newest first, and where it stands")
    listed.add_argument("--vendor", metavar="V", help="only this vendor's")
    listed.add_argument("--sets", action="store_true", help="list the question sets that can be sent instead")
    changes = _command(kinds, "changes", "questionnaires:changes", "what a round says otherwise than the one before it")
    changes.add_argument("--vendor", required=True, metavar="V")
    changes.add_argument("--round", type=_positive, metavar="ID", help="the round's id (default: the newest that came back)")
    changes.add_argument("--family", metavar="F", help="the newest round of this family")
    mappings = _command(kinds, "mappings", "mappings:mappings", "the ways of reading files that were said by hand")
    mappings.add_argument("--name", metavar="NAME", help="the one to be written as a file")
    mappings.add_argument("--propose", type=Path, metavar="FILE", help="propose one for this file instead")
    mappings.add_argument("--output", type=Path, metavar="FILE.json", help="write it, to be put right or handed on")


def _journal(commands: Any) -> None:
    history = _command(commands, "history", "journal:history", "the journal, oldest change first")
    history.add_argument("--record", type=int, metavar="ID")
    history.add_argument("--since", type=_day, metavar="DATE")
    undo = _command(commands, "undo", "journal:undo", "take back the last change in force")
    undo.add_argument("--change", type=_positive, metavar="N", help="take back change N instead")
    _command(commands, "redo", "journal:redo", "bring in again what was taken back last")
    checked = _command(commands, "verify", "journal:verify", "check a register's journal against its tables, or a report",
                       register="file")
    checked.add_argument("--register", type=Path, metavar="REGISTER", help="of a report: whether this register is its source")
    checked.add_argument("--certificate", type=Path, metavar="F.pem",
                         help="of a report: whether it is signed with this certificate, as the organisation hands it out")


def _owners(commands: Any) -> None:
    complete = _command(commands, "completeness", "completeness:completeness",
                        "who was paid and is not registered, and who is registered and was not paid")
    complete.add_argument("--ledger", type=Path, metavar="FILE", help="load finance's ledger of suppliers first: any spreadsheet")
    complete.add_argument("--column", action="append", default=[], metavar="HEADING=WHAT", help="what a column of it holds: name, "
                          "account, registration, country, amount, currency, kind, or nothing; remembered")
    complete.add_argument("--from", dest="period_from", type=_day, metavar="DATE", help="the first day that the ledger covers")
    complete.add_argument("--to", dest="period_to", type=_day, metavar="DATE", help="the last day that the ledger covers")
    kinds = commands.add_parser("sheet", help="sheets that business owners fill in").add_subparsers(
        dest="kind", metavar="KIND", required=True)
    request = _command(kinds, "request", "sheets:request", "a sheet on which an owner asks for a new vendor", register=None)
    request.add_argument("--output", required=True, type=Path, metavar="FILE.xlsx")
    confirm = _command(kinds, "confirm", "sheets:confirm", "a sheet on which an owner confirms what the register says")
    chosen = confirm.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--vendor", metavar="V", help="of this vendor")
    chosen.add_argument("--owner", metavar="NAME", help="of all vendors that this person owns")
    confirm.add_argument("--output", required=True, type=Path, metavar="FILE.xlsx")
    read = _command(kinds, "read", "sheets:read", "a sheet that came back, as proposals")
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--accept", action="append", default=[], metavar="all|NUMBER", help="store these proposals; can be repeated")


def _vendors(commands: Any) -> None:
    kinds = commands.add_parser("vendor", help="work on one vendor").add_subparsers(dest="kind", metavar="KIND", required=True)
    merge = _command(kinds, "merge", "merging:merge", "make one vendor of two; everything of both is kept")
    merge.add_argument("keep", metavar="KEEP", help="the vendor that stays: its id, legal name or other name")
    merge.add_argument("other", metavar="OTHER", help="the vendor that becomes part of it")
    merge.add_argument("--take", action="append", default=[], metavar="FIELD",
                       help="of this field the other's word stays, as 'country'; may be said again")
    merge.add_argument("--dry-run", action="store_true", help="say what would become of both; store nothing")


def _command(commands: Any, name: str, handler: str, words: str, *,
             register: str | None = "register") -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(handler=handler)
    if register is not None:
        parser.add_argument(register, type=Path, metavar=register.upper())
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    parser.add_argument("--lang", choices=("en", "fr"), help="the language of what is printed (default: the system's)")
    parser.add_argument("--actor", metavar="NAME", help="who makes the change (default: the computer's user)")
    parser.add_argument("--passphrase-file", type=Path, metavar="F", help=argparse.SUPPRESS)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day such as 2025-11-26") from None


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number above 0")
    return int(text)
