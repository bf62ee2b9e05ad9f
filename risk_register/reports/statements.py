"""What every report says of itself: what identifies it, and which question it answers."""

from risk_register.model.vocabulary import RiskLevel
from risk_register.reports.audiences import Matter
from risk_register.reports.content import Sign
from risk_register.reports.wording import DASH, Basis
from risk_register.texts import Language, day, tr


def identity(basis: Basis, language: Language) -> tuple[tuple[str, str], ...]:
    """What a reader needs to find the source of this document again."""
    method = f"{basis.method.title} ({basis.method.label})" if basis.method.title else basis.method.label
    number, digest = basis.head
    return (
        (tr(language, "Organisation"), basis.organisation.name or DASH),
        (tr(language, "Register"), basis.register_name),
        (tr(language, "As of"), day(basis.as_of, language)),
        (tr(language, "Answers the question"), _question(basis, language)),
        (tr(language, "Prepared on"), day(basis.prepared_on, language)),
        (tr(language, "Time zone"), basis.organisation.time_zone),
        *(((tr(language, "Method"), method),) if basis.tells(Matter.SCORE) else ()),
        (
            tr(language, "Last change in the journal"),
            tr(language, "no. {number}", number=str(number)) + (f"\n{digest}" if digest else ""),
        ),
    )


def _question(basis: Basis, language: Language) -> str:
    if basis.known_as_of is None:
        return tr(language, "What the register knows now, judged on {day}", day=basis.as_of)
    return tr(language, "What the register knew at the end of {day}, judged on that day", day=basis.known_as_of)


def legend(basis: Basis, language: Language) -> tuple[Sign, ...]:
    """The signs that reports use, the levels with the bounds of the method in force."""
    bounds = {
        level: tr(language, "residual risk of {low} or more, below {high}", low=low, high=high)
        for level, low, high in basis.method.bands
    }
    if basis.method.bands:
        last, low, high = basis.method.bands[-1]
        bounds[last] = tr(language, "residual risk of {low} to {high}", low=low, high=high)
    if not basis.tells(Matter.SCORE):
        return _other_signs(language)
    levels = tuple(
        Sign(level.label(language), bounds.get(level, ""), level) for level in RiskLevel if level is not RiskLevel.UNASSESSED
    )
    return (
        *levels,
        Sign(
            RiskLevel.UNASSESSED.label(language),
            tr(language, "too little is known to judge; never to be read as low"),
            RiskLevel.UNASSESSED,
        ),
        *_other_signs(language),
    )


def _other_signs(language: Language) -> tuple[Sign, ...]:
    return (
        Sign(DASH, tr(language, "nothing is recorded")),
        Sign("CAIQv4!C12", tr(language, "sheet and cell of the vendor's own file")),
        Sign("\N{REPLACEMENT CHARACTER}", tr(language, "a character that this report's fonts cannot print")),
    )


def knowledge(basis: Basis, language: Language) -> str:
    """Which of the two questions the report answers: known on that day, or true on that day."""
    if basis.known_as_of is None:
        return tr(
            language,
            "This report answers 'known now': it holds what has been recorded up to change no. {number} of the journal, "
            "and judges it on {day}.",
            number=str(basis.head[0]),
            day=basis.as_of,
        )
    return tr(
        language,
        "This report answers 'known on that day': it holds what had been recorded by the end of {day} and nothing learnt "
        "later, even where that concerns an earlier time.",
        day=basis.known_as_of,
    )
