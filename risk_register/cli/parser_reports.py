"""The options of the audit PDFs, and of what they carry of the organisation."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from risk_register.cli import parser_sealing

_KINDS = ("dossier", "register", "incident", "assessment", "review", "data-flows", "journal", "sla")
_AUDIENCES = ("auditor", "board", "authority", "vendor")


def add(commands: Any, command: Callable[..., Any], day: Callable[[str], Any], positive: Callable[[str], int]) -> None:
    """`report`, `recompute` and `branding`."""
    report = command(commands, "report", "reports:report", "write an audit PDF")
    report.add_argument("kind", choices=_KINDS, metavar="KIND", help=", ".join(_KINDS))
    report.add_argument("--vendor", metavar="V", help="of a report about a vendor: the vendor")
    report.add_argument("--incident", metavar="I", help="of an incident report: the incident's id, reference or title")
    report.add_argument("--review", type=positive, metavar="ID", help="of a review: its id (default: the vendor's newest)")
    report.add_argument("--since", type=day, metavar="DATE",
                        help="of the journal: the first day (default: its beginning); of the register: what changed since")
    report.add_argument("--until", type=day, metavar="DATE", help="of the journal: the last day (default: today)")
    report.add_argument("--as-of", type=day, metavar="DATE", help="as known at the end of that day")
    report.add_argument("--audience", choices=_AUDIENCES, default="auditor", metavar="WHO",
                        help=f"who is to read it, which decides what it tells: {', '.join(_AUDIENCES)} (default: auditor)")
    report.add_argument("--with-contacts", action="store_true", help="of a dossier: print the persons to reach at the vendor")
    report.add_argument("--note", default="", metavar="TEXT", help="a note on this report, printed on page 2")
    report.add_argument("--classification", metavar="LABEL", help="the label on each page (default: the register's own)")
    report.add_argument("--all", action="store_true", help="one file for each vendor; --output names a folder, or one file F.zip")
    report.add_argument("--critical", action="store_true",
                        help="the same for the vendors alone on whom a critical or important function rests")
    report.add_argument("--output", required=True, type=Path, metavar="FILE.pdf")
    parser_sealing.add_to_report(report)
    checked = command(commands, "recompute", "reports:recompute", "judge the facts inside a report anew and compare", register=None)
    checked.add_argument("file", type=Path, metavar="FILE.pdf")
    brand = command(commands, "branding", "branding:branding", "what reports carry of the organisation: logo, address, label")
    brand.add_argument("--logo", type=Path, metavar="FILE", help="a PNG, JPEG or SVG picture for the cover")
    brand.add_argument("--no-logo", action="store_true", help="have none from now on")
    brand.add_argument("--address", metavar="TEXT", help="the address on the cover; '' for none")
    brand.add_argument("--classification", metavar="LABEL", help="the label on each page, as 'Confidential'; '' for none")
