"""How the organisation's reports look: logo, address and the label of how confidential they are, kept as settings."""

from dataclasses import dataclass

from sqlalchemy import select

from risk_register.errors import RegisterError
from risk_register.model.nouns import BY_RECORD
from risk_register.model.rules import Setting
from risk_register.operations.logo import logo
from risk_register.operations.settings import keep_setting
from risk_register.store import Register
from risk_register.texts import Text

LONGEST_LABEL = 40
"""Characters of a classification: it stands in one line between two other words at the foot of each page."""
LONGEST_ADDRESS = 400
_ADDRESS, _CLASSIFICATION = "report_address", "report_classification"
_SETTING = BY_RECORD[Setting].table


@dataclass(frozen=True, slots=True)
class Branding:
    """What reports carry of the organisation beside its name."""

    logo: bytes | None = None
    address: str = ""
    classification: str = ""


def branding(register: Register) -> Branding:
    """What the register has; empty where nothing was set."""
    with register.read() as connection:
        rows = connection.execute(select(_SETTING.c.name, _SETTING.c.value).where(
            _SETTING.c.name.in_((_ADDRESS, _CLASSIFICATION)))).all()
    kept = {row.name: row.value or "" for row in rows}
    return Branding(logo(register), kept.get(_ADDRESS, ""), kept.get(_CLASSIFICATION, ""))


def set_branding(register: Register, actor: str, *, address: str | None = None, classification: str | None = None) -> None:
    """Keep address and label, in one change; None leaves one as it is. Raises `RegisterError` for one that finds no room."""
    wanted: dict[str, str] = {}
    if address is not None:
        wanted[_ADDRESS] = "\n".join(line.strip() for line in address.strip().splitlines())
        refuse_longer(wanted[_ADDRESS], LONGEST_ADDRESS, Text("address"))
    if classification is not None:
        wanted[_CLASSIFICATION] = " ".join(classification.split())
        refuse_longer(wanted[_CLASSIFICATION], LONGEST_LABEL, Text("classification"))
    with register.change(Text("Set what reports carry of the organisation"), actor) as change:
        for name, value in wanted.items():
            keep_setting(change, name, value)


def refuse_longer(value: str, most: int, what: Text) -> None:
    """Raises `RegisterError` where a text is longer than a page has room for."""
    if len(value) > most:
        raise RegisterError("The {what} has {count} characters; a report has room for {most}. Shorten it.", what=what,
                            count=len(value), most=most)
