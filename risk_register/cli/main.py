"""Which command was asked for, and what becomes of it: an exit code, and never a traceback.

Nothing of the program is imported before it is known what is wanted, so that opening the window does not wait for the tables.
"""

import argparse
import contextlib
import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from risk_register.cli.output import Output, Unsaid, system_language
from risk_register.cli.parser import build, in_order
from risk_register.errors import RegisterError, WrongUsage
from risk_register.texts import Language, tr

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 (done), 1 (refused, with one sentence on standard error) or 2 (wrong usage)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--intake-child"]:
        from risk_register.intake.child import main as read_in_child

        return read_in_child(arguments[1:])
    _stand_in_for_closed_streams()
    _speak_utf8()
    try:
        asked = build().parse_args(in_order(arguments))
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else WRONG_USAGE
    if asked.command in (None, "open"):
        from risk_register.desktop.main import main as window

        return window([] if asked.command is None else [str(asked.register)])
    output = Output(asked.lang or system_language(), as_json=asked.json)
    return _run(asked, output)


def _run(asked: argparse.Namespace, output: Output) -> int:
    module, _, name = asked.handler.partition(":")
    try:
        _refuse_unwritable_words(asked)
        _refuse_empty_names(asked)
        handler = getattr(importlib.import_module(f"risk_register.cli.{module}"), name)
        code = handler(asked, output)
        output.flush()
    except RegisterError as error:
        print(error.render(output.language), file=sys.stderr)
        if isinstance(error, Unsaid):
            _listen_no_more()
        return WRONG_USAGE if isinstance(error, WrongUsage) else REFUSED
    except KeyboardInterrupt:
        print(tr(output.language, "Stopped. Nothing was left half done."), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        _listen_no_more()  # whoever read our output has seen enough
        return DONE
    except Exception as error:  # noqa: BLE001 - the outermost edge: a defect is named in a sentence, not thrown at a person
        return _defect(error, output.language)
    return DONE if code is None else int(code)


def _listen_no_more() -> None:
    """Keeps the interpreter from complaining at its end of what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse_unwritable_words(asked: argparse.Namespace) -> None:
    """A name whose bytes are no text of this system's can be kept in no register and printed in no report."""
    for given in vars(asked).values():
        for each in given if isinstance(given, list) else [given]:
            if isinstance(each, str | Path) and any("\ud800" <= sign <= "\udfff" for sign in str(each)):
                raise RegisterError("'{name}' holds bytes that are no text (UTF-8), so it cannot be kept or printed. Rename the "
                                    "file, or type it anew.", name=str(each))


def _refuse_empty_names(asked: argparse.Namespace) -> None:
    """A name left empty, as a script does whose variable is not set, must not be taken for none: that would mean all vendors."""
    if (vendor := getattr(asked, "vendor", None)) is not None and not vendor.strip():
        raise RegisterError("--vendor is empty. Name the vendor by its id, its legal name or one of its other names.")
    if (incident := getattr(asked, "incident", None)) is not None and not incident.strip():
        raise RegisterError("The incident is not named. Name it by its id, its reference or its title.")


def _defect(error: Exception, language: Language) -> int:
    print(tr(language, "Something went wrong that is a fault of this program ({kind}: {detail}). The register was left as it was. "
                       "Set RISK_REGISTER_DEBUG=1 and run the command again for the details to report.",
             kind=type(error).__name__, detail=str(error).splitlines()[0][:200] if str(error) else ""), file=sys.stderr)
    if os.environ.get("RISK_REGISTER_DEBUG"):
        import traceback

        traceback.print_exc()
    return REFUSED


def _stand_in_for_closed_streams() -> None:
    """A stream closed by whoever started us has nobody listening; what was meant for one must not turn up in the other."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for as long as the program runs
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - likewise


def _speak_utf8() -> None:
    """A console that cannot show a letter must not stop a report: it gets a replacement."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                stream.reconfigure(encoding="utf-8", errors="replace")


