"""The commands about signing reports and their options."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]
_ASKED = "a file whose first line is the passphrase of the key (default: RISK_REGISTER_KEY_PASSPHRASE, or asked)"


def add_to_report(report: argparse.ArgumentParser) -> None:
    """The options of `report` that sign it."""
    report.add_argument("--seal", action="store_true", help="sign it with the register's key")
    report.add_argument("--key-file", type=Path, metavar="F.p12", help="sign with the key of this PKCS#12 file instead")
    report.add_argument("--key-passphrase-file", type=Path, metavar="F", help=_ASKED)
    report.add_argument("--time-stamp", default="", metavar="URL",
                        help="ask this authority for a time-stamp token (RFC 3161); nobody is asked otherwise")


def add(commands: Any, command: Command) -> None:
    """Adds them to the command line."""
    kinds = commands.add_parser("seal", help="the key that reports are signed with, and time stamps").add_subparsers(
        dest="kind", metavar="KIND", required=True)
    made = command(kinds, "make-key", "sealing:make", "make a key in the organisation's name and keep it under a passphrase")
    brought = command(kinds, "import-key", "sealing:bring_in", "keep the key of a PKCS#12 file under a passphrase")
    brought.add_argument("file", type=Path, metavar="F.p12")
    brought.add_argument("--file-passphrase-file", type=Path, metavar="F",
                         help="the same for the passphrase of F.p12 (default: RISK_REGISTER_FILE_PASSPHRASE, or asked)")
    for each in (made, brought):
        each.add_argument("--key-passphrase-file", type=Path, metavar="F", help=_ASKED)
    command(kinds, "show", "sealing:show", "the key in force: whose, its certificate's fingerprint, how long it is valid")
    command(kinds, "forget", "sealing:forget", "remove the private key for good; what was signed with it can still be checked")
    saved = command(kinds, "certificate", "sealing:certificate", "save the certificate, for auditors to compare with")
    saved.add_argument("--output", required=True, type=Path, metavar="F.pem")
    asked = command(kinds, "request", "sealing:request", "the request for a time-stamp token over a signed report", register="file")
    asked.add_argument("--output", required=True, type=Path, metavar="F.tsq")
    attached = command(kinds, "attach", "sealing:attach", "put an authority's time-stamp token into a signed report",
                       register="file")
    attached.add_argument("token", type=Path, metavar="F.tsr")
    attached.add_argument("--output", type=Path, metavar="FILE.pdf",
                          help="where the stamped report goes (default: in its own place)")
