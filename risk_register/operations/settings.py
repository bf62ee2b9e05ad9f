"""What a register is set to, by name: a setting that was never made has no record."""

from sqlalchemy import select

from risk_register.model.nouns import BY_RECORD
from risk_register.model.rules import Setting
from risk_register.store.change import ChangeDoor

_SETTING = BY_RECORD[Setting].table


def keep_setting(change: ChangeDoor, name: str, value: str) -> None:
    """Set it; with an empty value it is as though it had never been."""
    known = change.connection.execute(select(_SETTING.c.id).where(_SETTING.c.name == name)).scalar()
    if known is None and value:
        change.add(Setting, name=name, value=value)
    elif known is not None and value:
        change.update(Setting, known, value=value)
    elif known is not None:
        change.delete(Setting, known)
