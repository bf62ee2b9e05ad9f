"""What a command prints: one JSON document, or lines for a person."""

import json
import locale
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from risk_register.errors import RegisterError
from risk_register.system_reasons import reason_of
from risk_register.texts import Language, Text

SHOWN = 10
"""How many lines of a list, whose first weigh most, are shown to a person."""


class Unsaid(RegisterError):
    """What a command has to say could not be written, though the command is through."""


@dataclass
class Output:
    """Collects what a command has to say, in one language, and prints it when the command is through."""

    language: Language
    as_json: bool
    _document: Any = None
    _lines: list[str] = field(default_factory=list)

    def document(self, value: Any) -> None:
        """The JSON document, printed where `--json` was asked for."""
        self._document = value

    def say(self, text: Text) -> None:
        """A line for a person."""
        self._lines.append(text.render(self.language))

    def table(self, headings: Sequence[Text], rows: Iterable[Sequence[str]]) -> None:
        """Columns for a person, each as wide as what stands in it."""
        cells = [[heading.render(self.language) for heading in headings], *(list(row) for row in rows)]
        widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
        for row in cells:
            self._lines.append("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())

    def say_rest(self, found: int) -> None:
        """How many more there are than the first that are shown to a person: nobody is to take these for all."""
        if found > SHOWN:
            self.say(Text("    and {count} more; --json has them all", count=found - SHOWN))

    def progress(self, words: Text) -> None:
        """What is going on, at once, on standard error."""
        print(words.render(self.language), file=sys.stderr)

    def flush(self) -> None:
        """Print: the document and nothing else with `--json`, the lines without."""
        said = json.dumps(plain(self._document), ensure_ascii=False, indent=2) if self.as_json else "\n".join(self._lines)
        try:
            if said:
                print(said)
            # Now, so that a reader who has gone away is noticed here and not when the interpreter ends.
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Unsaid("What was asked for is done, but what there is to say about it could not be written: {reason}. Make room, "
                         "or have it written elsewhere.", reason=reason_of(error)) from None


def refuse_over_itself(register: Path, target: Path) -> None:
    """Raises `RegisterError` where what is written would take the place of the register it is written from."""
    if target.exists() and target.resolve() == register.resolve():
        raise RegisterError("{file} is the register itself and is not overwritten. Choose another name.", file=target.name)


def shortened(text: str, most: int) -> str:
    """Words on one line of at most so many characters, with an ellipsis where some are left out."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most - 1]}…"


def plain(value: Any) -> Any:
    """A value as JSON has it: figures to two places, days and moments as ISO text, everything else as it is."""
    if isinstance(value, Decimal):
        return float(value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def system_language() -> Language:
    """French where the system speaks it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "fr" if value.lower().startswith("fr") else "en"
    return "fr" if (locale.getlocale()[0] or "").lower().startswith("fr") else "en"
