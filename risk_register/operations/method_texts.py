"""The methods that a register knows: those it keeps by their text, whichever of them is in force, and those of the program.

A stored decision names a method and its version, so that the two together must mean one text for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.model.nouns import BY_RECORD
from risk_register.model.rules import RuleText, Setting
from risk_register.operations.fetch import recorded
from risk_register.risk import Method, load_method, parse_method
from risk_register.store import Register

_SETTING, _RULE = BY_RECORD[Setting].table, BY_RECORD[RuleText].table
METHOD, METHOD_TEXT = "method", "method_text"
"""The settings that say which method is in force: its name, and the fingerprint by which the register keeps its text."""
_HOUSE = "house"


@dataclass(frozen=True, slots=True)
class KeptMethod:
    """A text that the register has been judged by, under the name and version it had then."""

    id: int
    name: str
    version: str
    sha256: str
    first_used_on: date

    @property
    def label(self) -> str:
        """How judgements name it."""
        return f"{self.name} {self.version}"


def shipped_methods() -> list[Method]:
    """The methods that come with the program, the house method first."""
    return [load_method(name) for name in sorted(_shipped_names(), key=lambda name: (name != _HOUSE, name))]


def is_same(one: Method, other: Method) -> bool:
    """Whether two methods are one text; the register keeps a text without the blanks at its end."""
    return one.name == other.name and one.text.strip() == other.text.strip()


def known_methods(register: Register) -> list[Method]:
    """Every method that may be chosen: those of the program, then what the register keeps beside them."""
    found = shipped_methods()
    with register.read() as connection:
        kept = [_read(connection, each) for each in _kept(connection)]
    return [*found, *(each for place, each in enumerate(kept) if not any(
        is_same(each, other) for other in (*found, *kept[:place])))]


def method_in_force(register: Register, name: str | None = None) -> Method:
    """The method the register is judged by; or that of a name, or of a name with its version as judgements say it.

    As the register keeps its text, else as the program ships it. Raises `RegisterError` where there is none of that name.
    """
    with register.read() as connection:
        chosen: dict[str, str] = {row.name: row.value for row in connection.execute(
            select(_SETTING.c.name, _SETTING.c.value).where(_SETTING.c.name.in_((METHOD, METHOD_TEXT))))}
        in_force = chosen.get(METHOD) or _HOUSE
        kept = _kept(connection)
        found = _chosen(kept, in_force if name is None else name, chosen.get(METHOD_TEXT) if name in (None, in_force) else None)
        if found is not None:
            return _read(connection, found)
    return _shipped(in_force if name is None else name, kept)


def refuse_a_name_taken(register: Register, method: Method) -> None:
    """Raises `RegisterError` where the name and version of a method are those of another text."""
    if any(each.label == method.label and not is_same(each, method) for each in known_methods(register)):
        raise RegisterError("There is another method {method} already, which judgements may rest on. Give yours another version.",
                            method=method.label)


def kept_id(connection: Connection, method: Method) -> KeptMethod | None:
    """The text of a method where the register keeps it."""
    return next((each for each in _kept(connection) if each.name == method.name and is_same(_read(connection, each), method)), None)


def _kept(connection: Connection) -> list[KeptMethod]:
    """The methods that the register keeps, the newest last."""
    names = ("id", "name", "version", "sha256", "first_used_on")
    rows = connection.execute(select(*(_RULE.c[name] for name in names)).where(_RULE.c.kind == METHOD)
                              .order_by(_RULE.c.first_used_on, recorded(_RULE), _RULE.c.id))
    return [KeptMethod(*row) for row in rows]


def _chosen(kept: Sequence[KeptMethod], wanted: str, sha256: str | None) -> KeptMethod | None:
    """Of the texts of that name the one in force, else the newest; else that of a name with its version."""
    named = [each for each in kept if each.name == wanted]
    exact = [each for each in named if each.sha256 == sha256]
    return next(iter((exact or named or [each for each in kept if each.label == wanted])[::-1]), None)


def _read(connection: Connection, kept: KeptMethod) -> Method:
    body = connection.execute(select(_RULE.c.body).where(_RULE.c.id == kept.id)).scalar() or ""
    return parse_method(body, kept.name)


def _shipped_names() -> list[str]:
    return [file.removesuffix(".toml") for file in resources.names("methods", ending=".toml")]


def _shipped(wanted: str, kept: Sequence[KeptMethod]) -> Method:
    names = _shipped_names()
    if wanted in names:
        return load_method(wanted)
    for name in names:
        if (method := load_method(name)).label == wanted:
            return method
    raise RegisterError("There is no method '{method}'. Known methods: {known}.", method=wanted,
                        known=", ".join(sorted({*names, *(each.name for each in kept)})))
