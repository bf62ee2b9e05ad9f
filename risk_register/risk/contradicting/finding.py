"""Finding a vendor's contradictions: each with its rule, a sentence, and the records that do not agree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from risk_register.model.facts import Answer, VendorFacts
from risk_register.model.vocabulary import Verdict
from risk_register.risk.contradicting.records import KINDS, Beside
from risk_register.risk.contradicting.rules import Rule, Rules
from risk_register.risk.contradicting.words import Sentence
from risk_register.risk.evidence import rounds_in_use
from risk_register.risk.method import Method
from risk_register.risk.result import FactRef
from risk_register.texts import Text

_SAYS = {int(Verdict.YES): "yes", int(Verdict.NO): "no"}
_DISAGREE = "other_answer"
_NO_HOURS: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Records that cannot both be right: the rule that found them, what they say, and which they are."""

    rule: str
    text: Text
    facts: tuple[FactRef, ...]


def contradictions(facts: VendorFacts, answers: Iterable[Answer], rules: Rules, method: Method, on: date) -> list[Contradiction]:
    """What does not agree among a vendor's records on a day. `answers` are those of its rounds; only the rounds in use count.

    Countries at home are those that the method grades best.
    """
    home = frozenset(country for country, grade in method.scales.countries.items() if grade == 1)
    claimed = _claimed(facts, answers, rules, on)
    found: list[Contradiction] = []
    for rule in rules.rules:
        if rule.record == _DISAGREE:
            found.extend(_disagreeing(rule, claimed))
        elif rule.claim is None:
            found.extend(_beside(rule, Beside(facts, on, home, rule.settings, None, _NO_HOURS)))
        else:
            for answer in claimed.get((rule.claim, rule.says or ""), ()):
                asked = Beside(facts, on, home, rule.settings, answer, rules.claims[rule.claim].hours)
                found.extend(_beside(rule, asked))
    return found


def _claimed(facts: VendorFacts, answers: Iterable[Answer], rules: Rules, on: date) -> dict[tuple[str, str], list[Answer]]:
    """The answers that make a claim, by the claim and by 'yes' or 'no'."""
    families = {used.id: used.family for used in rounds_in_use(facts, on)}
    found: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        family, says = families.get(answer.questionnaire_id), _SAYS.get(answer.verdict)
        if family is not None and says is not None:
            for claim in rules.claims_of(family, answer.question_id, answer.question):
                found.setdefault((claim, says), []).append(answer)
    return found


def _beside(rule: Rule, asked: Beside) -> Iterable[Contradiction]:
    own = () if asked.answer is None else (FactRef("answer", asked.answer.id),)
    for against in sorted(KINDS[rule.record](asked), key=lambda each: each.ref.id):
        values = dict(against.values) if asked.answer is None else {"answer": asked.answer.question_id, **against.values}
        yield Contradiction(rule.name, Text("{words}", words=Sentence(rule.words, values)), (*own, against.ref))


def _disagreeing(rule: Rule, claimed: Mapping[tuple[str, str], list[Answer]]) -> Iterable[Contradiction]:
    for (claim, says), answers in claimed.items():
        others = claimed.get((claim, "no"), ()) if says == "yes" else ()
        for answer in answers:
            for other in others:
                if answer.questionnaire_id != other.questionnaire_id:
                    values = {"answer": answer.question_id, "record": other.question_id}
                    refs = (FactRef("answer", answer.id), FactRef("answer", other.id))
                    yield Contradiction(rule.name, Text("{words}", words=Sentence(rule.words, values)), refs)
