"""The reasons of a risk that is read off tables or as a ratio: three stages whose points add up, in the method's own words."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from risk_register.risk.combining import MatrixReading, RatioReading, Stages
from risk_register.risk.method import Matrix, Ratio
from risk_register.risk.points import hundredths
from risk_register.texts import Text

Stage = tuple[str, Fraction, Text]


def stages_of(rules: Matrix | Ratio, stages: Stages, share: Fraction, added: Fraction) -> Iterable[Stage]:
    """Before controls, with controls, with what went wrong: each a name, its points, and how it was read."""
    points = (stages.inherent, stages.controlled - stages.inherent, stages.residual - stages.controlled)
    words: list[Text] = []
    for number, reading in enumerate(stages.readings):
        if isinstance(reading, MatrixReading) and isinstance(rules, Matrix):
            words.append(_matrix_words(number, rules, reading, share, added))
        elif isinstance(reading, RatioReading) and isinstance(rules, Ratio):
            words.append(_ratio_words(number, rules, reading, share, added))
    return zip(("inherent", "controls", "added"), points, words, strict=True)


def _matrix_words(number: int, rules: Matrix, read: MatrixReading, share: Fraction, added: Fraction) -> Text:
    level = rules.titles
    if number == 0:
        return Text("Before controls: likelihood of an attempt {attempt}, of harm from it {harm}, together {overall}; "
                    "impact {impact}; risk {risk}", attempt=level[read.attempt], harm=level[read.harm], overall=level[read.overall],
                    impact=level[read.impact], risk=level[read.risk])
    if number == 1:
        return Text("With controls that are {percent}% effective: likelihood of harm {harm}, together {overall}; risk {risk}",
                    percent=_percent(share), harm=level[read.harm], overall=level[read.overall], risk=level[read.risk])
    return Text("With what went wrong ({added} points of 100): likelihood of an attempt {attempt}, together {overall}; risk {risk}",
                added=_printed(added), attempt=level[read.attempt], overall=level[read.overall], risk=level[read.risk])


def _ratio_words(number: int, rules: Ratio, read: RatioReading, share: Fraction, added: Fraction) -> Text:
    threat, zone = _printed(read.threat), rules.zone(read.threat)
    if number == 0:
        return Text("Before controls: dependency {dependency} × penetration {penetration} ÷ (maturity {maturity} × trust {trust}) "
                    "= {threat}, zone: {zone}", dependency=read.dependency, penetration=read.penetration, maturity=read.maturity,
                    trust=read.trust, threat=threat, zone=zone)
    if number == 1:
        return Text("With controls that are {percent}% effective: maturity {maturity}; threat level {threat}, zone: {zone}",
                    percent=_percent(share), maturity=read.maturity, threat=threat, zone=zone)
    return Text("With what went wrong ({added} points of 100): trust {trust}; threat level {threat}, zone: {zone}",
                added=_printed(added), trust=read.trust, threat=threat, zone=zone)


def _percent(share: Fraction) -> Decimal:
    return Decimal(hundredths(share * 1000 / 100)).scaleb(-1)


def _printed(figure: Fraction) -> Decimal:
    return Decimal(hundredths(figure)).scaleb(-2)
