"""Vendors, their answers and their scores."""

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from risk_register.cli.output import Output
from risk_register.cli.standards import evidence as by_standard
from risk_register.errors import RegisterError
from risk_register.model.facts import Answer
from risk_register.model.vocabulary import ControlDomain, Polarity, RiskLevel, RoundState, Stage, Tier, Verdict, label
from risk_register.operations import facts, scoring
from risk_register.operations import vendors as verbs
from risk_register.operations.contradictions import find_contradictions
from risk_register.operations.looking_back import find_vendor_then, looking_back
from risk_register.operations.method_files import asked_method
from risk_register.questionnaires import adverse
from risk_register.risk.accepting import AcceptanceStanding
from risk_register.risk.contradicting import Contradiction
from risk_register.risk.result import Assessment, Reason
from risk_register.store import Register
from risk_register.texts import Text, number


def vendors(asked: argparse.Namespace, output: Output) -> None:
    """`vendors`: the list."""
    with Register.open(asked.register) as register:
        rows = verbs.matching(verbs.list_vendors(register, include_indirect=asked.all), asked.filter)
    output.document([{"id": row.id, "name": row.name, "stage": row.stage, "tier": row.tier, "residual": row.residual,
                      "level": row.level} for row in rows])
    language = output.language
    output.table(
        (Text("Vendor"), Text("Stage"), Text("Tier"), Text("Residual risk"), Text("Level")),
        [(row.name, label(Stage, row.stage, language), label(Tier, row.tier, language),
          "—" if row.residual is None else number(row.residual, language, 1), label(RiskLevel, row.level, language))
         for row in rows])


def answers(asked: argparse.Namespace, output: Output) -> None:
    """`answers`: the vendor's own words, where they stand, and what they amount to; or by the controls of a standard."""
    if asked.standard or asked.control:
        by_standard(asked, output)
        return
    with Register.open(asked.register, write=False) as register:
        vendor_id = verbs.find_vendor(register, asked.vendor)
        received = [item for item in facts.rounds(register, vendor_id)
                    if item.state in (RoundState.RECEIVED, RoundState.REVIEWED) and asked.family in (None, item.family)]
        if not received:
            raise RegisterError("No questionnaire of {vendor} has come back yet. Import the file they sent.",
                                vendor=verbs.vendor_name(register, vendor_id))
        found = facts.answers(register, received[0].id)
    output.document([_answer(item) for item in found])
    language = output.language
    output.table(
        (Text("Question"), Text("Cell"), Text("Verdict"), Text("Answer")),
        [(item.question_id, f"{item.sheet}!{item.cell}" if item.sheet else item.cell, _verdict(item).label(language),
          " ".join(item.words.split())[:80]) for item in found])


def _verdict(item: Answer) -> Verdict:
    known = Verdict.parse(item.verdict)
    return Verdict.NOT_EVALUATED if known is None else known


class _Judged:
    """A stored answer, as the rule for adverse answers reads it."""

    def __init__(self, item: Answer) -> None:
        self.verdict = _verdict(item)
        self.polarity = Polarity.parse(item.polarity) or Polarity.NEUTRAL
        self.weight = item.weight


def _answer(item: Answer) -> dict[str, Any]:
    return {
        "question_id": item.question_id, "question": item.question, "answer": item.words, "verdict": _verdict(item).word,
        "domain": (ControlDomain.parse(item.domain) or ControlDomain.OTHER).word, "sheet": item.sheet, "cell": item.cell,
        "notes": item.notes, "adverse": adverse(_Judged(item)), "section": item.section, "weight": float(item.weight),
    }


def score(asked: argparse.Namespace, output: Output) -> None:
    """`score`: tiers and residual risk, with their reasons where asked for."""
    with Register.open(asked.register, write=False) as register, looking_back(register, asked.as_of, or_ahead=True) as then:
        found, disagreeing = _assess(then, find_vendor_then(register, then, asked.vendor) if asked.vendor else None, asked)
    output.document([_score(item, disagreeing.get(item.vendor_id, ()), output, explain=asked.explain) for item in found])
    for item in found:
        _say(item, disagreeing.get(item.vendor_id, ()), output, explain=asked.explain)


Disagreeing = Mapping[int, Sequence[Contradiction]]


def _assess(register: Register, vendor: int | None, asked: argparse.Namespace) -> tuple[list[Assessment], Disagreeing]:
    ids = None if vendor is None else [vendor]
    day = asked.valid_on or asked.as_of
    found = scoring.judged_by(register, asked_method(register, asked.method), ids, on=day, explain=asked.explain)
    if not asked.explain:
        return found, {}
    return found, {each.vendor_id: each.found for each in find_contradictions(register, ids, on=day)}


def _score(item: Assessment, disagreeing: Sequence[Contradiction], output: Output, *, explain: bool) -> dict[str, Any]:
    document = {
        "vendor": item.vendor, "id": item.vendor_id, "tier": item.tier.value, "inherent": item.inherent,
        "control_effectiveness": item.control_effectiveness, "residual": item.residual, "level": item.level.value,
        "residual_low": item.residual_low, "residual_high": item.residual_high, "answer_ratio": item.answer_ratio,
        "completeness": item.completeness, "confidence": item.confidence.value, "method": item.method, "on": item.on,
        "next_review_on": item.next_review_on, "decision": item.decision.value,
        "tier_by_method": (item.tier_by_method or item.tier).value, "level_by_method": (item.level_by_method or item.level).value,
    }
    if explain:
        document["acceptances"] = [_acceptance(each) for each in item.acceptances]
        document["reasons"] = [_reason(reason, output) for reason in item.reasons]
        document["missing"] = [text.render(output.language) for text in item.missing]
        document["contradictions"] = [contradiction(each, output) for each in disagreeing]
    return document


def _acceptance(each: AcceptanceStanding) -> dict[str, Any]:
    return {"id": each.acceptance.id, "finding_id": each.acceptance.finding_id, "decision": each.decision.value,
            "accepted": each.accepted, "now": each.now, "method": each.acceptance.method,
            "accepted_on": each.acceptance.accepted_on, "expires_on": each.acceptance.expires_on}


def _reason(reason: Reason, output: Output) -> dict[str, Any]:
    return {"points": reason.points, "text": reason.text.render(output.language), "factor": reason.factor,
            "facts": [{"noun": fact.noun, "id": fact.id} for fact in reason.facts]}


def contradiction(found: Contradiction, output: Output) -> dict[str, Any]:
    """Records that do not agree, as JSON has them."""
    return {"rule": found.rule, "text": found.text.render(output.language),
            "facts": [{"noun": fact.noun, "id": fact.id} for fact in found.facts]}


def _say(item: Assessment, disagreeing: Sequence[Contradiction], output: Output, *, explain: bool) -> None:
    language = output.language
    if item.residual is None:
        output.say(Text("{vendor}: unassessed, too little is known", vendor=item.vendor))
    else:
        output.say(Text("{vendor}: {tier}, residual risk {residual} ({level}; between {low} and {high})", vendor=item.vendor,
                        tier=item.tier, residual=number(item.residual, language, 2), level=item.level,
                        low=number(item.residual_low, language, 2), high=number(item.residual_high, language, 2)))
    if explain:
        for reason in item.reasons:
            output.say(Text("    {points}  {words}", points=number(reason.points, language, 2).rjust(8), words=reason.text))
        for text in item.missing:
            output.say(Text("    not known: {words}", words=text))
        for found in disagreeing:
            output.say(Text("    does not agree: {words}", words=found.text))
