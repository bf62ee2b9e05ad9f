"""What the register itself remembers of the rules in force: methods and rule files by their text, and settings that are facts."""

from datetime import date

from sqlalchemy import UniqueConstraint

from risk_register.model.base import Draft, Record, not_blank, prose, text


class RuleTextDraft(Draft):
    """A method or rule file as it was when this register first used it, so that no upgrade changes an old judgement."""

    kind: str = text(most=40)
    """'method', 'family', 'rules', 'domains'."""
    name: str = text(most=120)
    version: str = text(most=60)
    sha256: str = text(most=64)
    body: str = prose("")
    first_used_on: date


class RuleText(Record, RuleTextDraft, table=True):
    """See `RuleTextDraft`."""

    __tablename__ = "rule_text"
    __table_args__ = (UniqueConstraint("kind", "name", "sha256"),)


class SettingDraft(Draft):
    """A choice that belongs to the register and not to a computer: the organisation's name, the method in force."""

    name: str = text(most=60)
    value: str = prose("")


class Setting(Record, SettingDraft, table=True):
    """See `SettingDraft`."""

    __tablename__ = "setting"
    __table_args__ = (not_blank("name"), UniqueConstraint("name"))
