"""What changed in the judgements since a day: who came, who went, whose tier or level is another one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from risk_register.model.vocabulary import RiskLevel, Tier
from risk_register.reports.content import Block, Cell, Column, Prose, Row, Section, Table, Tone
from risk_register.reports.wording import DASH, figure, lines, muted, strong
from risk_register.texts import Language, tr

if TYPE_CHECKING:
    from risk_register.reports.register_summary.inputs import RegisterInputs
    from risk_register.risk.result import Assessment


@dataclass(frozen=True, slots=True)
class Standing:
    """How a vendor was judged on a day."""

    name: str
    tier: Tier
    level: RiskLevel
    residual: Decimal | None

    @classmethod
    def of(cls, name: str, judged: "Assessment") -> "Standing":
        """What of a judgement is compared."""
        return cls(name, judged.tier, judged.level, judged.residual)


@dataclass(frozen=True, slots=True)
class Before:
    """The register as it was known, and judged by the method in force, at the end of a day: its vendors by their ids."""

    day: date
    vendors: Mapping[int, Standing]


def changes_since(inputs: "RegisterInputs", language: Language) -> tuple[Section, ...]:
    """The vendors that stand otherwise than on that day, the gravest change first; no section where no day was asked for."""
    before = inputs.before
    if before is None:
        return ()
    now = {each.facts.vendor.id: Standing.of(each.facts.vendor.legal_name, each.assessment) for each in inputs.vendors}
    rows = [
        (key, before.vendors.get(key), now.get(key))
        for key in before.vendors.keys() | now.keys()
        if _differs(before.vendors.get(key), now.get(key))
    ]
    rows.sort(key=lambda row: (-_rise(row[1], row[2]), _name(row[1], row[2]).casefold(), row[0]))
    columns = (
        Column(tr(language, "Vendor"), 34),
        Column(tr(language, "Then"), 24),
        Column(tr(language, "Now"), 24),
        Column(tr(language, "What changed"), 20),
    )
    table = Table(
        columns,
        tuple(_row(then, standing, language) for _key, then, standing in rows),
        empty=tr(language, "No vendor stands otherwise than on that day."),
    )
    risen = sum(_rise(then, standing) > 0 for _key, then, standing in rows if then and standing)
    fallen = sum(_rise(then, standing) < 0 for _key, then, standing in rows if then and standing)
    said = tr(
        language,
        "Compared with what the register knew at the end of {day}, judged on that day by the method then in force. New: {new}; no "
        "longer judged: {gone}; level risen: {risen}; level fallen: {fallen}.",
        day=before.day,
        new=len(now.keys() - before.vendors.keys()),
        gone=len(before.vendors.keys() - now.keys()),
        risen=risen,
        fallen=fallen,
    )
    blocks: tuple[Block, ...] = (Prose(said, Tone.MUTED), table)
    return (Section("since", tr(language, "Changes since {day}", day=before.day), blocks),)


def _name(then: Standing | None, now: Standing | None) -> str:
    return now.name if now else then.name if then else ""


def _differs(then: Standing | None, now: Standing | None) -> bool:
    return then is None or now is None or (then.tier, then.level) != (now.tier, now.level)


_ORDER = (RiskLevel.LOW, RiskLevel.MODERATE, RiskLevel.HIGH, RiskLevel.CRITICAL)


def _rise(then: Standing | None, now: Standing | None) -> int:
    """How many levels it rose; what is unassessed at one end has no place on that scale."""
    if then is None or now is None or then.level not in _ORDER or now.level not in _ORDER:
        return 0
    return _ORDER.index(now.level) - _ORDER.index(then.level)


def _row(then: Standing | None, now: Standing | None, language: Language) -> Row:
    rise, name = _rise(then, now), _name(then, now)
    if then is None:
        what = tr(language, "new")
    elif now is None:
        what = tr(language, "no longer judged")
    elif rise:
        what = tr(language, "level risen") if rise > 0 else tr(language, "level fallen")
    else:
        what = tr(language, "level changed") if then.level != now.level else tr(language, "tier changed")
    return Row((lines(strong(name)), _stood(then, language), _stood(now, language), what), record=name, marked=rise > 0)


def _stood(standing: Standing | None, language: Language) -> Cell:
    if standing is None:
        return lines(muted(DASH))
    residual = "" if standing.residual is None else figure(standing.residual, language)
    rest = " · ".join(each for each in (standing.tier.label(language), residual) if each)
    words = lines(standing.level.label(language), muted(rest))
    return Cell(words.words, level=standing.level.value)
