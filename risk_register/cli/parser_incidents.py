"""The commands of breach day and their options."""

from collections.abc import Callable
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
