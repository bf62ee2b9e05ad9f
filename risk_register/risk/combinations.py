"""Reading how a method puts its parts together: as a matrix of levels, or as a ratio; its tables checked for gaps and for order."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from risk_register.risk.method import InherentRules, Matrix, Ratio
from risk_register.risk.rule_file import RuleFile
from risk_register.texts import Text

FIVE = ("very_low", "low", "moderate", "high", "very_high")
LEAST_THREAT = Fraction(1, 16)
"""Of four whole numbers of 1 to 4: 1 x 1 / (4 x 4)."""
_KINDS = ("additive", "matrix", "ratio")
_HUNDRED = 100


def read_combination(file: RuleFile, factors: tuple[str, ...], inherent: InherentRules) -> Matrix | Ratio | None:
    """What the file says of it; None for inherent risk times what controls leave, plus what is added."""
    kind = file.choice("kind", _KINDS, "additive")
    if kind == "matrix":
        return _matrix(file, factors)
    return _ratio(file, inherent) if kind == "ratio" else None


def _matrix(file: RuleFile, factors: tuple[str, ...]) -> Matrix:
    least = _rising(file, "matrix.scale.{}.from")
    if least[0] != 0:
        path = f"matrix.scale.{FIVE[0]}.from"
        file.fail(path, Text("the lowest must start at {least}, so that no value is left out", least=0))
    attempt = file.known_words("matrix.attempt.factors", factors)
    if not attempt:
        file.fail("matrix.attempt.factors", Text("at least one is expected"))
    return Matrix(
        least=least, values=_rising(file, "matrix.scale.{}.value"),
        titles=tuple(file.words(f"matrix.scale.{level}.title") for level in FIVE),
        attempt=tuple(factors.index(factor) for factor in attempt),
        overall=_table(file, "matrix.overall"), risk=_table(file, "matrix.risk"),
        whys={part: file.words(f"matrix.{part}.why") for part in ("scale", "attempt", "harm", "impact", "overall", "risk")},
    )


def _rising(file: RuleFile, path: str) -> tuple[Fraction, ...]:
    figures = tuple(file.exact(path.format(level), 0, _HUNDRED) for level in FIVE)
    for (lower, upper), level in zip(pairwise(figures), FIVE[1:], strict=True):
        if upper <= lower:
            file.fail(path.format(level), Text("it must be above the one below it"))
    return figures


def _table(file: RuleFile, path: str) -> tuple[tuple[int, ...], ...]:
    """A table of five rows by five columns in which nothing falls as a row or column rises."""
    rows: list[tuple[int, ...]] = []
    for level in FIVE:
        key = f"{path}.{level}"
        words = file.known_words(key, FIVE)
        row = tuple(FIVE.index(word) for word in words)
        if len(row) != len(FIVE):
            file.fail(key, Text("a list of {count} levels is expected", count=len(FIVE)))
        if list(row) != sorted(row) or (rows and any(above > here for above, here in zip(rows[-1], row, strict=True))):
            file.fail(key, Text("no level may be lower than the one before it or in the row of the level below"))
        rows.append(row)
    return tuple(rows)


def _ratio(file: RuleFile, inherent: InherentRules) -> Ratio:
    def parts(path: str) -> tuple[int, ...]:
        return tuple(_whole_parts(limit, inherent.scale) for limit in file.exacts(path, 1, 4, 3))

    zones = []
    for zone in ("outside", "watch", "control", "danger"):
        path = f"ratio.zone.{zone}"
        zones.append((file.exact(f"{path}.from", 0, 16), file.exact(f"{path}.figure", 0, _HUNDRED), file.words(f"{path}.title")))
        if len(zones) > 1 and (zones[-1][0] <= zones[-2][0] or zones[-1][1] <= zones[-2][1]):
            file.fail(f"{path}.from", Text("it must be above the one below it"))
    if zones[0][0] > LEAST_THREAT or zones[0][1]:
        file.fail("ratio.zone.outside.from", Text("the lowest must start at {least}, so that no value is left out",
                                                  least=Decimal(LEAST_THREAT.numerator) / LEAST_THREAT.denominator))
    return Ratio(
        dependency_from=parts("ratio.dependency.from"), penetration_from=parts("ratio.penetration.from"),
        maturity_from=tuple(percent / _HUNDRED for percent in file.exacts("ratio.maturity.from", 0, _HUNDRED, 3)),
        trust_lost_at=file.exacts("ratio.trust.lost_at", 0, _HUNDRED, 3), zones=tuple(zones),
        whys={part: file.words(f"ratio.{part}.why") for part in ("dependency", "penetration", "maturity", "trust", "zone")},
    )


def _whole_parts(limit: Fraction, scale: int) -> int:
    """The least whole number of parts that reaches a limit."""
    return -(-limit.numerator * scale // limit.denominator)
