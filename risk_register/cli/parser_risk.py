"""The commands of risk over all vendors, and of the methods it is judged by, with their options."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]
_NAMED = "its name, as `method list` says it, with its version or without; or a file of one's own, FILE.toml"


def add(commands: Any, command: Command, day: Callable[[str], Any], positive: Callable[[str], int]) -> None:
    """Adds them to the command line."""
    _methods(commands, command)
    _risk(commands, command, day, positive)


def _risk(commands: Any, command: Command, day: Callable[[str], Any], positive: Callable[[str], int]) -> None:
    kinds = commands.add_parser("risk", help="risk over all vendors").add_subparsers(dest="kind", metavar="KIND", required=True)
    seen = command(kinds, "portfolio", "portfolio:show_portfolio",
                   "the heat map, what would lower risk most, where it gathers, which unknowns would change a level")
    seen.add_argument("--as-of", type=day, metavar="DATE", help="as known at the end of that day, judged on it")
    seen.add_argument("--valid-on", type=day, metavar="DATE", help="judged on that day, by what is known")
    seen.add_argument("--method", metavar="M", help="by another method than the register's: its name, or FILE.toml")
    seen.add_argument("--trend", type=positive, metavar="MONTHS", nargs="?", const=12,
                      help="with the vendors at each level at the end of each month (default: 12), as judged then")
    money = command(kinds, "quantify", "quantification:show_quantification",
                    "losses in money: how much in a bad year, and how often")
    money.add_argument("--years", type=positive, default=10_000, metavar="N", help="years to play through (default: 10000)")
    money.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed gives the same figures (default: 1)")
    money.add_argument("--estimates", type=Path, metavar="FILE.toml", help="ranges of your own, as quantification.toml has them")
    money.add_argument("--valid-on", type=day, metavar="DATE", help="on that day, by what is known (default: today)")
    found = command(kinds, "contradictions", "risk:contradictions", "records of a vendor that cannot both be right")
    found.add_argument("--vendor", metavar="V", help="only this vendor's")
    found.add_argument("--valid-on", type=day, metavar="DATE", help="on that day, by what is known (default: today)")


def _methods(commands: Any, command: Command) -> None:
    kinds = commands.add_parser("method", help="the methods that risk is judged by").add_subparsers(
        dest="kind", metavar="KIND", required=True)
    command(kinds, "list", "methods:methods", "the methods of the program and those this register keeps, and which one is in force")
    for name, words in (("preview", "what another method would make of each vendor; changes nothing"),
                        ("use", "judge by another method from now on: one change, journalled, that can be undone")):
        made: argparse.ArgumentParser = command(kinds, name, f"methods:{name}", words)
        made.add_argument("--method", required=True, metavar="M", help=_NAMED)
    written = command(kinds, "export", "methods:export", "a method as a TOML file, to be read, edited and used")
    written.add_argument("--method", metavar="M", help=f"{_NAMED} (default: the one in force)")
    written.add_argument("--output", type=Path, required=True, metavar="FILE.toml")
