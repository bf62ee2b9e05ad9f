"""Opening, making and backing up registers, as a person does it."""

import getpass
from pathlib import Path

from risk_register.model.parties import OwnEntity
from risk_register.model.rules import RuleText, Setting
from risk_register.operations.method_texts import METHOD
from risk_register.risk import load_method
from risk_register.store import Register, sqlite
from risk_register.store.change import ChangeDoor
from risk_register.store.ids import IdAllocator
from risk_register.store.register import Clock
from risk_register.texts import Text

HOUSE_METHOD = "house"


def create_register(path: Path, *, organisation: str | None = None, actor: str | None = None, clock: Clock | None = None,
                    allocator: IdAllocator | None = None) -> Register:
    """Make an empty register with the house method in force. Raises `RegisterError` where the file cannot be made."""
    register = Register.create(path, clock=clock, allocator=allocator)
    try:
        with register.change(Text("New register"), actor or this_person(), kind="base") as change:
            if organisation:
                change.add(OwnEntity, legal_name=organisation)
            adopt_method(register, change, HOUSE_METHOD)
    except BaseException:
        register.close()
        path.unlink(missing_ok=True)
        raise
    return register


def adopt_method(register: Register, change: ChangeDoor, name: str) -> None:
    """Put a method shipped with the program into force, and keep its text, so that no upgrade changes an old judgement."""
    method = load_method(name)
    change.add(Setting, name=METHOD, value=name)
    change.add(RuleText, kind="method", name=name, version=method.version, sha256=method.sha256, body=method.text,
               first_used_on=register.today())


def back_up(path: Path, target: Path) -> Path:
    """A complete copy of a register, also while it is in use. Never overwrites. Raises `RegisterError`."""
    sqlite.check_file(path)
    sqlite.copy(path.absolute(), target.absolute())
    return target.absolute()


def this_person() -> str:
    """Who is at the keyboard, as the computer knows them: the author of changes made here."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
