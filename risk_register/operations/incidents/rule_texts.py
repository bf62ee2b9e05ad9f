"""Which rules an incident is judged by: those it was recorded under, kept in the register as text.

A rule file that is corrected later changes no old incident in silence. That today's rules differ is said, and a person may take
them for an incident, which is a change in the journal like any other.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import select

from risk_register.errors import RegisterError
from risk_register.incidents import Rules, load_rules
from risk_register.incidents.rules import rule_files, rules_from
from risk_register.model import incidents
from risk_register.model.nouns import BY_RECORD
from risk_register.model.rules import RuleText
from risk_register.model.vocabulary import StampName
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Text

KIND, NAME = "rules", "clocks"
"""As what the rules are kept in the register."""
_SHA256 = re.compile(r"\b[0-9a-f]{64}\b")
_TABLE = BY_RECORD[RuleText].table


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """The rules that an incident's deadlines follow from."""

    rules: Rules
    version: date
    """When the newest of them was checked against its source."""
    sha256: str
    changed: tuple[str, ...] = ()
    """The duties of which this program's rules say something else by now: changed, added or left out."""
    remembered: bool = True
    """Whether the incident says by which rules it is judged; those recorded by older programs do not."""

    @property
    def is_of_today(self) -> bool:
        """Whether these are the rules that the program ships."""
        return self.sha256 == _shipped()[1]


@cache
def _shipped() -> tuple[str, str, Rules]:
    """This program's rules as one text, its SHA-256, and what it says."""
    text = json.dumps(rule_files(), ensure_ascii=False, sort_keys=True)
    return text, hashlib.sha256(text.encode()).hexdigest(), load_rules()


@cache
def _kept(text: str) -> Rules | None:
    """What a text kept in a register says; None where this program no longer understands it."""
    try:
        return rules_from(json.loads(text))
    except (RegisterError, ValueError, AttributeError):
        return None


def rules_of(register: Register, noted: str | None) -> JudgedBy:
    """The rules of an incident by what was noted of them; this program's where nothing was, or where they cannot be read."""
    _text, sha256, shipped = _shipped()
    found = _SHA256.search(noted or "")
    if found is None:
        return JudgedBy(shipped, _version(shipped), sha256, remembered=False)
    if found[0] == sha256:
        return JudgedBy(shipped, _version(shipped), sha256)
    with register.read() as connection:
        body = connection.execute(select(_TABLE.c.body).where(_TABLE.c.kind == KIND, _TABLE.c.sha256 == found[0])).scalar()
    rules = _kept(body) if body else None
    if rules is None:
        return JudgedBy(shipped, _version(shipped), sha256, remembered=False)
    known = {**rules.clocks, **shipped.clocks}
    return JudgedBy(rules, _version(rules), found[0],
                    tuple(key for key in known if rules.clocks.get(key) != shipped.clocks.get(key)))


def remember(change: ChangeDoor, register: Register, incident_id: int) -> None:
    """Notes that an incident is judged by this program's rules, and keeps their text where the register has it not yet."""
    text, sha256, shipped = _shipped()
    with register.read() as connection:
        kept = connection.execute(select(_TABLE.c.id).where(_TABLE.c.kind == KIND, _TABLE.c.sha256 == sha256)).scalar()
    version = _version(shipped).isoformat()
    if kept is None:
        change.add(RuleText, kind=KIND, name=NAME, version=version, sha256=sha256, body=text, first_used_on=register.today())
    change.add(incidents.IncidentStamp, incident_id=incident_id, name=StampName.RULES, at=register.clock(),
               source=f"{version}, SHA-256 {sha256}")


def take_rules(register: Register, incident_id: int, title: str, actor: str) -> None:
    """Has an incident judged by this program's rules from now on."""
    with register.change(Text("Judge the incident '{title}' by today's rules", title=title), actor) as change:
        remember(change, register, incident_id)


def _version(rules: Rules) -> date:
    return max((rule.checked for rule in rules.clocks.values()), default=date.min)
