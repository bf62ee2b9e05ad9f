"""The commands about service levels and their options."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]
_KINDS = frozenset({"standing", "record", "-h", "--help"})


def in_order(arguments: list[str]) -> list[str]:
    """`sla REGISTER` says the same as `sla standing REGISTER`."""
    if len(arguments) > 1 and arguments[0] == "sla" and arguments[1] not in _KINDS:
        return ["sla", "standing", *arguments[1:]]
    return arguments


def add(commands: Any, command: Command, whole_number: Callable[[str], Any]) -> None:
    """Adds them to the command line."""
    kinds = commands.add_parser(
        "sla", help="service levels: promised, measured, missed, credited",
        description="`sla REGISTER --vendor V` is short for `sla standing REGISTER --vendor V`.",
    ).add_subparsers(dest="kind", metavar="KIND", required=True)
    standing = command(kinds, "standing", "sla:standing", "each promise of a vendor with its periods, misses and credits")
    standing.add_argument("--vendor", required=True, metavar="V", help="the vendor's id, legal name or other name")
    measured = command(kinds, "record", "sla:record", "record what was measured against a promise")
    measured.add_argument("term", type=whole_number, metavar="TERM", help="the promise's id, as `sla REGISTER --vendor V` says it")
    measured.add_argument("--from", dest="source_file", type=Path, metavar="FILE",
                          help="a table (CSV, xlsx): period or first and last day, figure, source")
    measured.add_argument("--value", metavar="FIGURE", help="one figure: 99.95, '99,95 %%', 25 min")
    measured.add_argument("--period", metavar="P", help="of which period: 2026-01, Q1 2026, 2026")
    measured.add_argument("--days", nargs=2, metavar=("FIRST", "LAST"), help="over which days, where they are no period")
    measured.add_argument("--source", metavar="S", help="where the figure comes from")
    measured.add_argument("--dry-run", action="store_true", help="say what would be recorded; store nothing")
