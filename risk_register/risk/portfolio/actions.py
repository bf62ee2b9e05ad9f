"""What would lower a vendor's risk: each action tried on its facts and the vendor judged again, so that no effect is guessed.

An action says what the facts would be once it is done. Those marked `at_best` depend on what comes out: the drop is the most there
is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from risk_register.model.facts import Evidence, Round, Tally, VendorFacts
from risk_register.model.merit import NOT_REVIEWED, Merit, reading
from risk_register.model.vocabulary import (
    ClauseState,
    ClauseTopic,
    ControlDomain,
    FindingState,
    IncidentState,
    Polarity,
    Privilege,
    RoundState,
    TransferMechanism,
    Verdict,
)
from risk_register.risk.additions import is_open
from risk_register.risk.evidence import months_over, rounds_in_use
from risk_register.risk.exposure import location_grade
from risk_register.risk.method import Method
from risk_register.risk.points import hundredths
from risk_register.risk.result import FactRef
from risk_register.risk.steps import Scene, follow, scene_with, set_scene
from risk_register.texts import Text

_LOW_ACCESS = frozenset({Privilege.NONE.value, Privilege.READ.value})
_WORST = 4
_OPEN_MERITS = frozenset({Merit.PARTIAL, Merit.BAD, Merit.OPEN, Merit.WORDS})


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do about a vendor, with its residual risk (0 to 100) before and after."""

    vendor_id: int
    vendor: str
    kind: str
    text: Text
    facts: tuple[FactRef, ...]
    before: Fraction
    after: Fraction
    at_best: bool

    @property
    def drop(self) -> Fraction:
        """By how many points the residual risk falls: what whoever takes one printed figure from the other finds."""
        return Fraction(hundredths(self.before) - hundredths(self.after), 100)


@dataclass(frozen=True, slots=True)
class _Idea:
    kind: str
    text: Text
    refs: tuple[FactRef, ...]
    then: VendorFacts
    at_best: bool = False


def actions_for(facts: VendorFacts, method: Method, on: date) -> list[Action]:
    """The actions that would lower a vendor's residual risk on that day, the largest drop first. None for one unassessed."""
    scene = set_scene(facts, method, on)
    if not scene.exposure.known:
        return []
    before, vendor = follow(scene).residual, facts.vendor
    found: list[tuple[Fraction, str, list[int], int, Action]] = []
    for idea in _ideas(scene):
        after = follow(scene_with(scene, idea.then)).residual
        action = Action(vendor.id, vendor.legal_name, idea.kind, idea.text, idea.refs, before, after, idea.at_best)
        if (drop := action.drop) > 0:
            found.append((-drop, action.kind, [ref.id for ref in action.facts], len(found), action))
    return [action for *_, action in sorted(found)]


def _ideas(scene: Scene) -> Iterable[_Idea]:
    yield from _about_answers(scene)
    yield from _about_evidence(scene)
    yield from _about_what_went_wrong(scene)
    yield from _about_exposure(scene)


def _about_answers(scene: Scene) -> Iterable[_Idea]:
    facts, rounds = scene.facts, scene.held.rounds
    refs = tuple(FactRef("questionnaire", used.id) for used in rounds)
    if not scene.answers.scored:
        asked = tuple(Tally(int(domain), int(Polarity.YES_IS_GOOD), int(Verdict.YES), 1, 1) for domain in ControlDomain)
        then = replace(facts, rounds=(Round(0, facts.vendor.id, RoundState.RECEIVED, received_on=scene.on),), tallies=asked)
        text = (Text("Have a questionnaire answered, at best well throughout") if not rounds else
                Text("Have a questionnaire answered whose questions apply, at best well throughout"))
        yield _Idea("questionnaire", text, refs, then, at_best=True)
        return
    for domain in scene.answers.scored:
        better = {place: good for place, tally in enumerate(facts.tallies)
                  if tally.domain == domain and (good := _made_good(tally)) is not tally}
        if better:
            tallies = tuple(better.get(place, tally) for place, tally in enumerate(facts.tallies))
            text = Text("Close the gaps in {domain}: answers that are not good: {count}",
                        count=sum(tally.count for tally in better.values()),
                        domain=ControlDomain.parse(domain) or ControlDomain.OTHER)
            yield _Idea("controls", text, refs, replace(facts, tallies=tallies))
    if months_over(scene.held, scene.method.stale_months[follow(scene).inherent.tier]):
        used = {each.id for each in rounds}
        renewed = tuple(replace(each, received_on=scene.on) if each.id in used else each for each in facts.rounds)
        yield _Idea("renewal", Text("Have the questionnaires answered anew, at best as well as before"), refs,
                    replace(facts, rounds=renewed), at_best=True)


def _made_good(tally: Tally) -> Tally:
    """The tally as it would be if its answers were good ones."""
    if reading(tally.verdict, tally.polarity, tally.review).merit not in _OPEN_MERITS:
        return tally
    good = Verdict.YES if tally.polarity == Polarity.YES_IS_GOOD else Verdict.NO
    return tally._replace(verdict=int(good), review=NOT_REVIEWED)


def _about_evidence(scene: Scene) -> Iterable[_Idea]:
    if not rounds_in_use(scene.facts, scene.on):
        return
    report = Evidence(0, "soc2_type2", "", vendor_id=scene.facts.vendor.id, period_to=scene.on, opinion="unqualified")
    then = replace(scene.facts, evidence=(*scene.facts.evidence, report))
    yield _Idea("evidence", Text("Obtain a current independent report without reservations (SOC 2 type 2 or as good)"), (), then,
                at_best=True)


def _about_what_went_wrong(scene: Scene) -> Iterable[_Idea]:
    facts = scene.facts
    for finding in facts.findings:
        if is_open(finding, scene.on):
            rest = tuple(replace(each, state=FindingState.CLOSED) if each.id == finding.id else each for each in facts.findings)
            yield _Idea("finding", Text("Close the finding '{title}'", title=finding.title), (FactRef("finding", finding.id),),
                        replace(facts, findings=rest))
    for incident in facts.incidents:
        if incident.state != IncidentState.CLOSED:
            after = tuple(replace(each, state=IncidentState.CLOSED) if each.id == incident.id else each
                          for each in facts.incidents)
            yield _Idea("incident", Text("Bring the incident '{title}' to its end", title=incident.title),
                        (FactRef("incident", incident.id),), replace(facts, incidents=after))
    for contract in facts.contracts:
        if any(clause.state == ClauseState.ABSENT for clause in contract.clauses):
            full = tuple(replace(clause, state=ClauseState.PRESENT) if clause.state == ClauseState.ABSENT else clause
                         for clause in contract.clauses)
            lacking = [clause for clause in contract.clauses if clause.state == ClauseState.ABSENT]
            text = Text("Have contract {contract} amended: clauses it lacks: {count}, first {topic}", contract=contract.reference,
                        count=len(lacking), topic=ClauseTopic.parse(lacking[0].topic) or lacking[0].topic)
            amended = tuple(replace(each, clauses=full) if each.id == contract.id else each for each in facts.contracts)
            yield _Idea("contract", text, (FactRef("contract", contract.id), *(FactRef("clause", each.id) for each in lacking)),
                        replace(facts, contracts=amended))


def _about_exposure(scene: Scene) -> Iterable[_Idea]:
    facts = scene.facts
    for access in scene.records.accesses:
        if access.privilege not in _LOW_ACCESS:
            less = tuple(replace(each, privilege=Privilege.READ) if each.id == access.id else each for each in facts.accesses)
            yield _Idea("access", Text("Reduce the access to '{system}' to reading", system=access.system),
                        (FactRef("access", access.id),), replace(facts, accesses=less))
    for flow in scene.records.flows:
        if location_grade(flow, scene.method.scales)[1] == _WORST:
            grounded = tuple(replace(each, transfer_mechanism=TransferMechanism.SCC_MODULE_2) if each.id == flow.id else each
                             for each in facts.flows)
            text = Text("Put the transfer of '{flow}' on a lasting ground, such as standard clauses", flow=flow.name)
            yield _Idea("transfer", text, (FactRef("data_flow", flow.id),), replace(facts, flows=grounded))
