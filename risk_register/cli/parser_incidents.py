"""The commands of breach day and their options."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]


def add(commands: Any, command: Command, day: Callable[[str], Any]) -> None:
    """Adds them to the command line."""
    exposure = command(commands, "exposure", "exposure:exposure",
                       "what is hit if this vendor or subcontractor is breached, directly or through others")
    exposure.add_argument("vendor", nargs="?", metavar="V", help="the vendor's id, legal name or other name")
    exposure.add_argument("--drill", action="store_true", help="rank all by what their breach would hit")
    exposure.add_argument("--categories", metavar="C,…", help="only these categories of data, or single elements")
    exposure.add_argument("--since", type=day, metavar="DATE", help="what was in force on any day since then (default: on the day)")
    exposure.add_argument("--as-of", type=day, metavar="DATE", help="as known at the end of that day, judged on it")
    exposure.add_argument("--valid-on", type=day, metavar="DATE", help="judged on that day, by what is known")
    kinds = commands.add_parser("incident", help="record an incident and follow its deadlines").add_subparsers(
        dest="kind", metavar="KIND", required=True)
    recorded = command(kinds, "record", "incidents:record", "from an announcement, or by hand")
    recorded.add_argument("--notice", type=Path, metavar="FILE", help="a saved announcement: text, PDF, HTML, .eml, .msg")
    recorded.add_argument("--vendor", metavar="V", help="by hand: the vendor or subcontractor where it happened")
    recorded.add_argument("--aware", required=True, metavar="DATETIME", help="when we became aware, as 2025-11-27T09:00+01:00")
    recorded.add_argument("--title", metavar="TITLE", help="what to call it (default: what the announcement is called)")
    recorded.add_argument("--dry-run", action="store_true", help="say what would follow; store nothing")
    stamped = command(kinds, "stamp", "incidents:stamp", "add a moment, or correct one")
    stamped.add_argument("incident", metavar="I", help="the incident's id, reference or title")
    stamped.add_argument("name", metavar="NAME", help="which moment: aware, vendor_notified, classified, …")
    stamped.add_argument("at", metavar="DATETIME")
    stamped.add_argument("--source", metavar="WORDS", help="where this is known from")
    updated = command(kinds, "update", "incidents:update", "take in a later announcement")
    updated.add_argument("incident", metavar="I")
    updated.add_argument("--notice", required=True, type=Path, metavar="FILE")
    updated.add_argument("--anyway", action="store_true", help="take it in although it names none of the incident's parties")
    updated.add_argument("--dry-run", action="store_true", help="say what it would change; store nothing")
    updated.set_defaults(title=None)
    decided = command(kinds, "decide", "incidents:decide", "record a decision with its reason")
    decided.add_argument("incident", metavar="I")
    decided.add_argument("what", choices=("risk", "classification", "roles", "not_required"), metavar="WHAT",
                         help="risk (unlikely, risk, high), classification (major, significant, material or not_…), roles "
                         "(for_us or not_for_us), or not_required with a duty's rule")
    decided.add_argument("value", metavar="VALUE")
    decided.add_argument("--reason", required=True, metavar="WORDS")
    sent = command(kinds, "sent", "incidents:sent", "record that a duty was fulfilled")
    sent.add_argument("incident", metavar="I")
    sent.add_argument("rule", metavar="RULE", help="the duty's rule, as `incident list --json` names it")
    sent.add_argument("--at", metavar="DATETIME", help="when (default: now)")
    sent.add_argument("--recipient", metavar="NAME")
    sent.add_argument("--receipt", metavar="NUMBER", help="the authority's receipt number")
    closed = command(kinds, "close", "incidents:close", "close an incident with its outcome")
    closed.add_argument("incident", metavar="I")
    closed.add_argument("--outcome", required=True, metavar="WORDS")
    closed.add_argument("--lessons", metavar="WORDS")
    closed.add_argument("--findings", action="store_true", help="each line of the lessons becomes a finding")
    closed.add_argument("--done", action="append", metavar="RULE[=DATETIME]", help="an open duty that was fulfilled, and when")
    closed.add_argument("--not-required", action="append", metavar="RULE=REASON", help="an open duty that was not required")
    ruled = command(kinds, "rules", "incidents:rules", "by which rules its deadlines are judged")
    ruled.add_argument("incident", metavar="I")
    ruled.add_argument("--take", action="store_true", help="judge it by today's rules from now on")
    drafted = command(kinds, "letters", "incidents:letters", "drafts to the vendors, the authority, the people, the board")
    drafted.add_argument("incident", metavar="I")
    drafted.add_argument("--output", required=True, type=Path, metavar="DIR", help="the folder they are written into")
    drafted.add_argument("--as", dest="ending", choices=("docx", "txt"), default="docx", help="Word (default) or plain text")
    command(kinds, "list", "incidents:listed", "incidents and what is still due")
