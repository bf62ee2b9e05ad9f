"""What is not known of a vendor, in words a person can act on: what widens its range, and what its figure says nothing of."""

from collections.abc import Iterable

from risk_register.model.vocabulary import AuditOpinion, ClauseTopic, ControlDomain, EvidenceKind
from risk_register.risk.additions import of_unknown_severity
from risk_register.risk.evidence import unstated
from risk_register.risk.exposure import flow_grades, service_grades
from risk_register.risk.reviewing import last_review
from risk_register.risk.steps import Scene
from risk_register.risk.wording import Listed
from risk_register.texts import Text

_TOPICS_NAMED = 3


def missing_factors(scene: Scene) -> list[str]:
    """The factors of inherent risk whose grade is a range."""
    return [
        factor for factor, (low, _, high) in zip(scene.method.factors, scene.exposure.grades, strict=True) if low != high
    ]


def missing_texts(scene: Scene) -> tuple[Text, ...]:
    """Everything that is not known, from what decides most to what decides least."""
    return (*_business(scene), *_flows(scene), *_access(scene), *_answers(scene), *_evidence(scene), *_clauses(scene),
            *_dates(scene))


def _business(scene: Scene) -> Iterable[Text]:
    services = sorted(scene.records.services, key=lambda service: service.id)
    if not services:
        yield Text("No service of this vendor is recorded")
    for service in services:
        criticality, substitutability, reliance = service_grades(service, scene.method.scales)
        if not service.functions:
            yield Text("Which function of ours '{service}' supports", service=service.name)
        elif criticality[0] != criticality[2]:
            yield Text("How critical the functions are that '{service}' supports", service=service.name)
        if substitutability[0] != substitutability[2]:
            yield Text("How hard '{service}' is to replace", service=service.name)
        if reliance[0] != reliance[2]:
            yield Text("How far we rely on '{service}'", service=service.name)


def _flows(scene: Scene) -> Iterable[Text]:
    flows = sorted(scene.records.flows, key=lambda flow: flow.id)
    if not flows:
        yield Text("No data flow with this vendor is recorded")
    for flow in flows:
        data, people, location = flow_grades(flow, scene.method.scales)
        if data[0] != data[2]:
            yield Text("What data '{flow}' carries", flow=flow.name)
        if people[0] != people[2]:
            yield Text("How many people '{flow}' concerns", flow=flow.name)
        if not flow.countries:
            yield Text("To which countries the data of '{flow}' goes", flow=flow.name)
        elif location[0] != location[2]:
            yield Text("On what ground the data of '{flow}' leaves the EEA", flow=flow.name)
    if scene.facts.vendor.country is None:
        yield Text("In which country the vendor has its seat")


def _access(scene: Scene) -> Iterable[Text]:
    if not scene.records.accesses:
        yield Text("Whether the vendor reaches our systems (record 'No access' if it does not)")
    for access in sorted(scene.records.accesses, key=lambda access: access.id):
        low, _, high = scene.method.scales.access.get(access.privilege, scene.method.scales.unknown)
        if low != high:
            yield Text("What the vendor may do in '{system}'", system=access.system)


def _answers(scene: Scene) -> Iterable[Text]:
    answers = scene.answers
    if not scene.held.rounds:
        yield Text("No questionnaire has been received from this vendor")
    elif scene.held.word_months is None:
        yield Text("When the vendor gave its answers: they count as stale until a date is recorded")
    if answers.blank:
        yield Text("Questions without an answer or not evaluated: {count}", count=answers.blank)
    if answers.text:
        yield Text("Answers in words that nobody has judged yet: {count}", count=answers.text)
    if scene.held.rounds and (unasked := _unasked(scene)):
        named = Listed(tuple(Text("{topic}", topic=domain) for domain in unasked[:_TOPICS_NAMED]))
        yield Text("Control domains that nothing was asked about, so that the figure says nothing of them: {count}, "
                   "among them {topics}", count=len(unasked), topics=named)


def _unasked(scene: Scene) -> list[ControlDomain]:
    """The domains that count for this vendor and that nothing was asked about, those that weigh most first."""
    rules, asked = scene.method.controls, {tally.domain for tally in scene.facts.tallies}
    views = [rules.weights, *(rules.focuses[each].weights for each in scene.exposure.certain if each in rules.focuses)]
    weights: dict[ControlDomain, int] = {
        domain: max(view[domain] for view in views) for domain in ControlDomain
        if domain is not ControlDomain.OTHER and domain not in asked}
    return sorted((domain for domain, weight in weights.items() if weight), key=lambda domain: (-weights[domain], domain))


def _evidence(scene: Scene) -> Iterable[Text]:
    counted = {support.evidence.id for support in scene.held.supports}
    for evidence in sorted(scene.facts.evidence, key=lambda evidence: evidence.id):
        if evidence.id in counted or evidence.kind not in scene.method.evidence.kinds:
            continue
        kind = EvidenceKind.parse(evidence.kind) or evidence.kind
        if evidence.expires_on and evidence.expires_on < scene.on:
            yield Text("{kind} '{title}' expired on {day} and no longer counts", kind=kind, title=evidence.title,
                       day=evidence.expires_on)
        elif evidence.opinion and evidence.opinion != AuditOpinion.UNQUALIFIED:
            opinion = AuditOpinion.parse(evidence.opinion) or evidence.opinion
            yield Text("{kind} '{title}' does not count, for its opinion: {opinion}", kind=kind, title=evidence.title,
                       opinion=opinion)
        elif unstated(evidence, scene.method.evidence.kinds[evidence.kind][0]) and not scene.method.evidence.unstated_counts:
            yield Text("{kind} '{title}' names no expiry, opinion or period to judge it by and does not count", kind=kind,
                       title=evidence.title)
        elif not (evidence.period_to or evidence.issued_on or evidence.expires_on):
            yield Text("{kind} '{title}' has no date and does not count", kind=kind, title=evidence.title)


def _clauses(scene: Scene) -> Iterable[Text]:
    if scene.unread is not None and not scene.unread.contracts:
        yield Text("No contract of this vendor is in force: whether the {count} clauses asked for hold is not known",
                   count=len(scene.unread.topics))
    elif scene.unread is not None:
        named = scene.unread.topics[:_TOPICS_NAMED]
        topics = Listed(tuple(Text("{topic}", topic=ClauseTopic.parse(topic) or topic) for topic in named))
        yield Text("Clauses that nobody has looked for in the contracts in force: {count}, among them {topics}",
                   count=len(scene.unread.topics), topics=topics)


def _dates(scene: Scene) -> Iterable[Text]:
    for record in sorted(of_unknown_severity(scene.added), key=lambda record: record.id):
        yield Text("How severe '{title}' is", title=record.title)
    if scene.facts.vendor.next_review_on is None and last_review(scene.facts, scene.on) is None:
        yield Text("No review of this vendor has been completed, so no next one is due")
